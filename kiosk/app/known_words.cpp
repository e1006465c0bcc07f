#include "kiosk/app/known_words.hpp"

#include <ostream>
#include <utility>

#include "sync/base/file_system.hpp"

namespace bildungskiosk::app {

catalogue::Lexicon load_known_words(const std::string& data_folder, std::ostream& complaints) {
  auto lexicon = catalogue::Lexicon::load(base::posix_file_system(), base::join_path(data_folder, "search"));
  if (lexicon) return std::move(lexicon).value();
  complaints << "bildungskiosk: Die Wortlisten der Suche fehlen oder sind fehlerhaft (" + lexicon.error().detail +
                    "); gesucht wird ohne sie. Bitte das Programm neu installieren.\n";
  return {};
}

}  // namespace bildungskiosk::app
