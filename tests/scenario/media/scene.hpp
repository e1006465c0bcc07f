#pragma once

#include <string>

#include "tests/scenario/media/medium.hpp"
#include "tests/scenario/office.hpp"
#include "tests/scenario/programs.hpp"
#include "tests/support/fault_table/fault_trial.hpp"

namespace bildungskiosk::scenario {

inline constexpr const char* kOldTitle = "Kurs alt";
inline constexpr const char* kNewTitle = "Kurs neu";

/// An office whose next release has "Kurs neu", and a terminal that shows "Kurs alt".
class Scene {
 public:
  Scene();

  /// The next release as the office writes it: `<folder>/kiosk-update/…`.
  [[nodiscard]] const std::string& release() const { return release_.path(); }
  /// A copy of it in `folder`, what lay there removed. Plain files and folders only: also for FAT.
  void copy_release_to(const std::string& folder) const;
  /// The release that the terminal shows, the same way; false when it does not fit.
  [[nodiscard]] bool write_old_release_to(const std::string& folder) const;
  /// "kiosk-update/metadata/timestamp.json" …
  [[nodiscard]] static std::string timestamp() { return "kiosk-update/metadata/timestamp.json"; }
  [[nodiscard]] std::string source_file() const { return source_file_; }

  /// Installs and expects this refusal: the exit code, the code's name in one line, the old catalogue still served.
  /// One attempt of the trial.
  void refuse(test::FaultTrial& trial, const std::string& stick, int exit_code, const std::string& code);
  /// Installs and expects the new catalogue. One attempt of the trial; the terminal is back at the old one.
  void accept(test::FaultTrial& trial, const std::string& stick);

  Office office;
  Terminal terminal;

 private:
  test::TemporaryDirectory old_release_;
  test::TemporaryDirectory release_;
  std::string source_file_;
};

/// Says on the test's output and in the table that this machine can't try it.
void skip(const std::string& fault, const std::string& trouble);

}  // namespace bildungskiosk::scenario
