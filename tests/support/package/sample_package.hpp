#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "sync/exchange/record.hpp"
#include "tests/support/repository/repository_simulator.hpp"

namespace bildungskiosk::test {

/// A valid package of the fictional Landkreis Sonnfeld: the office's catalogue target and one target of offers for each
/// source. It starts released, with the source "vhs" and three courses. A test changes one thing, releases again, and
/// reads from `repository`, or from a folder.
class SamplePackage {
 public:
  /// Signed and made at `now`, valid for 400 days.
  explicit SamplePackage(base::UnixSeconds now = kPublishedAt);

  /// The source's courses from the next release on, by their titles; ids are "<source>:haus:<number from 1>".
  void set_titles(const std::string& source, const std::vector<std::string>& titles);
  /// The source's lines as they are, right or wrong.
  void set_lines(const std::string& source, std::vector<std::string> lines);
  /// When the office made the data, in the catalogue record of the next release.
  void set_generated_at(base::UnixSeconds time) { generated_at_ = time; }
  /// The lines that `set_titles` would give.
  [[nodiscard]] static std::vector<std::string> lines_for(const std::string& source,
                                                          const std::vector<std::string>& titles);

  /// Puts the present content into targets and signs the next version of everything.
  void release();
  /// From the next release on, each source that has changed also has a delta from the release before.
  void make_deltas() { makes_deltas_ = true; }
  /// Target path of the source's delta in the last release.
  [[nodiscard]] std::string delta_path(const std::string& source) const;
  /// Signs other bytes as that delta, and whatever else `change` makes of its entry.
  void replace_delta(const std::string& source, const std::string& bytes,
                     const std::function<void(trust::JsonObject& custom)>& change = {});
  /// Signs the next version of everything over the same content.
  void sign_again() { repository.publish(); }
  /// `<folder>/kiosk-update/metadata/…` and `…/targets/…`, what was there before removed.
  void write_to(const std::string& folder) const;
  /// For an expiry of all metadata at the next release.
  void set_expiry(base::UnixSeconds time);

  /// `<sha256>`-named path below `targets/` of the source's file in the last release.
  [[nodiscard]] std::string served_path(const std::string& source) const;
  [[nodiscard]] std::string served_delta_path(const std::string& source) const;

  RepositorySimulator repository;

 private:
  [[nodiscard]] std::string path_of(const std::string& source) const;
  void add_target(const std::string& path, const std::string& kind, const std::vector<std::string>& lines);

  base::UnixSeconds generated_at_;
  std::int64_t version_ = 0;
  void add_delta(const std::string& source, const std::vector<std::string>& lines);

  struct Released {
    std::int64_t version = 0;
    std::string content;
  };
  std::map<std::string, std::vector<std::string>> sources_;
  std::map<std::string, Released> released_;  // by source, in the last release
  std::map<std::string, std::int64_t> delta_from_;
  bool makes_deltas_ = false;
};

}  // namespace bildungskiosk::test
