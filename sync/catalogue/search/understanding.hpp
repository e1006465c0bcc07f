#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sync/catalogue/search/facet_words.hpp"
#include "sync/catalogue/search/lexicon.hpp"
#include "sync/catalogue/search_query.hpp"

/// Which words of a query name a facet.
namespace bildungskiosk::catalogue {

/// A folded word with where it stands. What folds to several words gives each the same place.
struct LocatedWord {
  std::string word;
  std::size_t begin = 0;  // bytes of the text
  std::size_t end = 0;
  bool hyphen_before = false;  // a hyphen joins it to the word before
  bool operator==(const LocatedWord&) const = default;
};

/// The words of what was typed, within kQueryBytesMax and kQueryWordsMax.
[[nodiscard]] std::vector<LocatedWord> located_words(std::string_view typed);

/// Words `first` … `first + count - 1` name a facet.
struct FacetSpan {
  std::size_t first = 0;
  std::size_t count = 0;
  FacetValue value;
  /// Said so that it can hardly mean anything else ("in Lindach", "heute"), whatever the titles say.
  bool is_sure = false;
};

/// A query's text, taken apart.
struct Reading {
  std::vector<LocatedWord> words;
  std::vector<FacetSpan> spans;       // in the order of the words
  std::vector<std::size_t> left_out;  // words that are neither searched as text nor name a facet
};

/// The longest phrases from left to right that the query lets be understood. A word that a hyphen joins to one that
/// tells something ("Online-Marketing") is part of that one.
[[nodiscard]] std::vector<FacetSpan> find_facets(const std::vector<LocatedWord>& words, const SearchQuery& query,
                                                 const Lexicon& lexicon, const PlaceNames& places);

/// As the answer tells it.
[[nodiscard]] Understood told(const FacetSpan& span, const std::vector<LocatedWord>& words, std::string_view typed);

}  // namespace bildungskiosk::catalogue
