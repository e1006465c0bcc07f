#pragma once

#include <cstdint>
#include <string>

namespace bildungskiosk::cli {

/// One line on the terminal that is written over; silent when stderr is no terminal. Cleared by the destructor.
class ProgressLine {
 public:
  ProgressLine();
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const std::string& text);
  void clear();

 private:
  bool is_terminal_;
  std::string shown_;
};

/// "kurse.xml  ██████████░░░░░░░░░░  50 %"; without a total "kurse.xml …". One line, whatever the name holds.
[[nodiscard]] std::string progress_bar(const std::string& what, std::uint64_t done, std::uint64_t total);

}  // namespace bildungskiosk::cli
