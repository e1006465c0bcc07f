#pragma once

#include <string>
#include <vector>

#include "tests/support/process.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::scenario {

/// An Open-vhs file with a course of each title, without dates; the n-th has always the same id.
[[nodiscard]] std::string open_vhs_file(const std::vector<std::string>& titles);

/// An education office that works with the real `kiosk-publish`. Every step stops the test when it fails.
class Office {
 public:
  /// `kiosk-publish init`; every command is started behind the words of `under` ("env A=b").
  explicit Office(std::vector<std::string> under = {});
  /// `kiosk-publish add` of an Open-vhs file with a course of each title, without dates.
  void add(const std::string& source, const std::vector<std::string>& titles);
  /// What `kiosk-publish check` says of the whole stock.
  [[nodiscard]] test::Finished check() const { return run({"check", directory()}); }
  /// `kiosk-publish release`
  void release();
  /// `kiosk-publish export`
  void export_to(const std::string& stick);
  /// The same, whatever comes of it.
  [[nodiscard]] test::Finished try_export_to(const std::string& stick) const;
  /// Whether `kiosk-publish add --source ID` takes the id. A file of that source stands from then on.
  [[nodiscard]] bool takes_source(const std::string& id) const;
  [[nodiscard]] std::string root_file() const { return directory() + "/root.json"; }
  /// The folder that a web server serves.
  [[nodiscard]] std::string repository() const { return directory() + "/repository"; }

 private:
  [[nodiscard]] std::string directory() const { return folder_ / "office"; }
  [[nodiscard]] test::Finished run(const std::vector<std::string>& arguments) const;
  void publish(const std::vector<std::string>& arguments) const;

  std::vector<std::string> under_;
  test::TemporaryDirectory folder_;
};

}  // namespace bildungskiosk::scenario
