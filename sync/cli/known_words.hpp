#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"
#include "sync/catalogue/search/lexicon.hpp"

namespace bildungskiosk::cli {

/// The lists of words in the program's data folder that the search knows beyond a catalogue. Where they are missing or
/// one is damaged: none, and one German line to `complaints` that names file and line; the search finds all the same,
/// only less. An error instead of the folder is complained about, too.
[[nodiscard]] catalogue::Lexicon load_known_words(std::string_view program,
                                                  const base::Result<std::string>& data_folder,
                                                  std::ostream& complaints);

}  // namespace bildungskiosk::cli
