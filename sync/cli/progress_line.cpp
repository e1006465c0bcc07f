#include "sync/cli/progress_line.hpp"

#include <unistd.h>

#include <algorithm>
#include <iostream>

#include "sync/cli/messages.hpp"

namespace bildungskiosk::cli {

ProgressLine::ProgressLine() : is_terminal_(::isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() { clear(); }

void ProgressLine::show(const std::string& text) {
  if (!is_terminal_ || text == shown_) return;
  shown_ = text;
  std::cerr << "\r\033[K" << shown_ << std::flush;
}

void ProgressLine::clear() {
  if (shown_.empty()) return;
  std::cerr << "\r\033[K" << std::flush;
  shown_.clear();
}

std::string progress_bar(const std::string& what, std::uint64_t done, std::uint64_t total) {
  constexpr std::uint64_t kCells = 20;
  std::string text = printable(what);
  if (total == 0) return text + " …";
  done = std::min(done, total);
  const std::uint64_t filled = done * kCells / total;
  text += "  ";
  for (std::uint64_t cell = 0; cell < kCells; ++cell) text += cell < filled ? "█" : "░";
  return text + "  " + std::to_string(done * 100 / total) + " %";
}

}  // namespace bildungskiosk::cli
