#pragma once

#include <iosfwd>
#include <string>

#include "sync/catalogue/search/lexicon.hpp"

namespace bildungskiosk::app {

/// The lists of words in the program's data folder that the search knows beyond a catalogue. Where they are missing or
/// one is damaged: none, and a German sentence to `complaints`; the kiosk finds all the same, only less.
[[nodiscard]] catalogue::Lexicon load_known_words(const std::string& data_folder, std::ostream& complaints);

}  // namespace bildungskiosk::app
