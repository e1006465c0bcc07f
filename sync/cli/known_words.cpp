#include "sync/cli/known_words.hpp"

#include <ostream>
#include <utility>

#include "sync/base/file_system.hpp"
#include "sync/cli/messages.hpp"

namespace bildungskiosk::cli {

using catalogue::Lexicon;

namespace {

base::Result<Lexicon> load(const base::Result<std::string>& data_folder) {
  if (!data_folder) return data_folder.error();
  return Lexicon::load(base::posix_file_system(), base::join_path(*data_folder, "search"));
}

}  // namespace

Lexicon load_known_words(std::string_view program, const base::Result<std::string>& data_folder,
                         std::ostream& complaints) {
  base::Result<Lexicon> lexicon = load(data_folder);
  if (lexicon) return std::move(*lexicon);
  const Message message{"Die Wortlisten der Suche fehlen oder sind fehlerhaft; gesucht wird ohne sie.",
                        "Bitte das Programm neu installieren."};
  complaints << error_line(program, message, lexicon.error()) << '\n';
  return {};
}

}  // namespace bildungskiosk::cli
