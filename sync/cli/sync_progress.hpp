#pragma once

#include <string>

#include "sync/update/updater.hpp"

namespace bildungskiosk::cli {

/// One line on the terminal that is written over; silent when stderr is no terminal. Cleared by the destructor.
class ProgressLine {
 public:
  ProgressLine();
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const update::InstallStepProgress& progress);
  void clear();

 private:
  bool is_terminal_;
  std::string shown_;
};

/// "Kopiere den Katalog: 45 %"
[[nodiscard]] std::string describe(const update::InstallStepProgress& progress);

}  // namespace bildungskiosk::cli
