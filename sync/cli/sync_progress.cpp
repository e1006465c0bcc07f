#include "sync/cli/sync_progress.hpp"

#include <unistd.h>

#include <iostream>

#include "sync/cli/messages.hpp"

namespace bildungskiosk::cli {

ProgressLine::ProgressLine() : is_terminal_(::isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() { clear(); }

void ProgressLine::show(const update::InstallProgress& progress) {
  if (!is_terminal_) return;
  std::string text = describe(progress);
  if (text == shown_) return;
  shown_ = std::move(text);
  std::cerr << "\r\033[K" << shown_ << std::flush;
}

void ProgressLine::clear() {
  if (shown_.empty()) return;
  std::cerr << "\r\033[K" << std::flush;
  shown_.clear();
}

std::string describe(const update::InstallProgress& progress) {
  switch (progress.stage) {
    case update::InstallStage::kChecking:
      return "Prüfe die Unterschriften …";
    case update::InstallStage::kCopying: {
      const std::uint64_t percent = progress.bytes_total == 0 ? 0 : progress.bytes_done * 100 / progress.bytes_total;
      return "Kopiere das Paket: " + std::to_string(percent) + " % von " + german_bytes(progress.bytes_total);
    }
    case update::InstallStage::kBuilding:
      return "Baue den Katalog: " + german_number(progress.offers_done) + " Angebote";
    case update::InstallStage::kActivating:
      return "Schalte auf den neuen Katalog um …";
  }
  return "";
}

}  // namespace bildungskiosk::cli
