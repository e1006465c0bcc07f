#include "sync/cli/sync_progress.hpp"

#include <unistd.h>

#include <iostream>

#include "sync/cli/messages.hpp"

namespace bildungskiosk::cli {

ProgressLine::ProgressLine() : is_terminal_(::isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() { clear(); }

void ProgressLine::show(const update::InstallStepProgress& progress) {
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

std::string describe(const update::InstallStepProgress& progress) {
  switch (progress.step) {
    case update::InstallStep::kReading: {
      if (progress.bytes_total == 0) return "Prüfe die Unterschriften …";
      const std::uint64_t percent = progress.bytes_done * 100 / progress.bytes_total;
      return "Kopiere das Paket: " + std::to_string(percent) + " % von " + german_bytes(progress.bytes_total);
    }
    case update::InstallStep::kVerifying:
      return "Prüfe den Inhalt …";
    case update::InstallStep::kTakingOver:
      return "Übernehme die Angebote: " + german_number(progress.offers_done) + " von " +
             german_number(progress.offers_total);
    case update::InstallStep::kIndexing:
      return "Baue das Verzeichnis: " + german_number(progress.offers_done) + " von " +
             german_number(progress.offers_total);
    case update::InstallStep::kActivating:
      return "Schalte auf den neuen Katalog um …";
  }
  return "";
}

}  // namespace bildungskiosk::cli
