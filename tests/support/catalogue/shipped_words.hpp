#pragma once

#include "sync/catalogue/search/lexicon.hpp"

namespace bildungskiosk::test {

/// The lists of words that come with the product, read once; stops the test when they are not there.
[[nodiscard]] const catalogue::Lexicon& shipped_words();

}  // namespace bildungskiosk::test
