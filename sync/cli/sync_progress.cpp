#include "sync/cli/sync_progress.hpp"

#include "sync/cli/messages.hpp"

namespace bildungskiosk::cli {

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
