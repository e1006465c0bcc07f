#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sync/base/file_system.hpp"
#include "sync/base/mapped_file.hpp"
#include "sync/base/result.hpp"
#include "sync/base/scratch_file.hpp"
#include "sync/publish/content.hpp"
#include "sync/publish/published_state.hpp"
#include "sync/publish/target_history.hpp"
#include "sync/trust/metadata.hpp"

namespace bildungskiosk::publish {

/// "kind" in the custom part of a delta's target, and of the map's.
inline constexpr std::string_view kDelta = "delta";
inline constexpr std::string_view kMap = "map";

using TargetFiles = std::map<std::string, trust::TargetFile, std::less<>>;

/// "<folder>/<stem>-<version>.jsonl.zst"
struct TargetName {
  std::string folder;
  std::string stem;
  std::int64_t version = 0;
  [[nodiscard]] std::string full() const { return folder + "/" + stem + "-" + std::to_string(version) + ".jsonl.zst"; }
  [[nodiscard]] std::string delta(std::int64_t from) const {
    return folder + "/" + stem + "-" + std::to_string(from) + "-" + std::to_string(version) + ".jsonl.zst-patch";
  }
};

/// What a terminal will make of the lines. A record that it would refuse never leaves the office: kMalformedRecord.
struct LineCounts {
  std::int64_t records = 0;
  std::int64_t offers = 0;
};
[[nodiscard]] base::Result<LineCounts> count_lines(const Content& lines);

/// The files that a release adds to the repository, while it is in the making: they wait for the signatures in one
/// scratch file, one behind the other, and nothing is in the repository before `write`. What describes them is put into
/// a role's targets. One thread.
///
/// Errors: those of the contents, of base::ScratchFile and of the file system; kInternal of zstd.
class NewTargets {
 public:
  /// All must outlive it. Of `state`, which may be read later, the root says how files are named.
  NewTargets(base::FileSystem& files, std::string targets_folder, const PublishedState& state)
      : files_(&files), targets_folder_(std::move(targets_folder)), state_(&state) {}

  /// The content, compressed; `custom` and "content" describe it.
  base::Result<void> add(TargetFiles& into, const std::string& path, const Content& content, trust::JsonObject custom);

  /// The content as it is, described by `custom` alone: for files that are compressed already.
  base::Result<void> add_as_it_is(TargetFiles& into, const std::string& path, const Content& content,
                                  trust::JsonObject custom);

  struct Deltas {
    std::uint64_t count = 0;
    std::uint64_t bytes = 0;
  };
  /// From up to `versions_back` earlier versions whose files are still there, where that is worth it; the full target
  /// is in `into` already.
  base::Result<Deltas> add_deltas(TargetFiles& into, const TargetName& name, const Content& content,
                                  std::int64_t versions_back);

  /// Each atomically. Afterwards nothing waits.
  base::Result<void> write();

 private:
  struct Pending {
    std::string path;
    Content content;
  };
  base::Result<base::ScratchFile*> scratch();
  /// The target is what stands in the scratch file from `begin` on.
  base::Result<void> add_file(TargetFiles& into, const std::string& path, std::uint64_t begin,
                              trust::JsonObject custom);
  /// The bytes it has; 0: it was not worth it, or the earlier version can't be a base.
  base::Result<std::uint64_t> add_delta(TargetFiles& into, const TargetName& name, const Content& content,
                                        base::MappedFile& lines, const EarlierFile& earlier);

  base::FileSystem* files_;
  std::string targets_folder_;
  const PublishedState* state_;
  std::optional<base::ScratchFile> scratch_;
  std::vector<Pending> pending_;
};

}  // namespace bildungskiosk::publish
