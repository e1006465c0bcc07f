#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sync/offer/offer.hpp"

/// Which words an offer is found by: the seam between the texts of an offer and the index.
namespace bildungskiosk::catalogue {

/// Folded words, each once, sorted by their bytes, joined by single spaces. Which field a word came from is not kept,
/// only whether it stands in the title. In this order words with the same beginnings, whose entries in the index stand
/// together, come one after the other.
struct IndexedWords {
  std::string title;
  std::string text;  // of all fields, the title's included
  bool operator==(const IndexedWords&) const = default;
};

/// Of the offer's own fields.
[[nodiscard]] IndexedWords own_words(const offer::Offer& offer);
/// What an offer is sorted by: the words of its German name, else of any.
[[nodiscard]] std::string title_sort_words(const offer::Offer& offer);

/// A folded word as the offer writes it, in its title, keywords or texts: "ruckenfit" as "Rückenfit". Nothing: it has
/// it nowhere there.
[[nodiscard]] std::optional<std::string> spelling_in(const offer::Offer& offer, const std::string& word);

/// The first of words joined by single spaces, which it is taken from; empty at the end.
[[nodiscard]] std::string_view take_word(std::string_view& words);

/// Words joined by single spaces, in any order and number, in the form of IndexedWords.
[[nodiscard]] std::string each_once(std::string_view words);

/// What providers, places and categories add to the words of their offers. Constant once all are added.
class SharedWords {
 public:
  void add(const offer::Provider& provider);
  void add(const offer::Place& place);
  void add(const offer::Category& category);

  /// The words that they add to this offer's, as often as they are named. What was not added adds none.
  [[nodiscard]] std::string of(const std::string& provider_id, const std::string& place_id,
                               const std::vector<offer::CategoryRef>& categories) const;
  /// The offer's own words with those that they add: what the index is given, in the form of IndexedWords.
  [[nodiscard]] std::string text_with(const IndexedWords& own, const std::string& provider_id,
                                      const std::string& place_id,
                                      const std::vector<offer::CategoryRef>& categories) const;

 private:
  std::unordered_map<std::string, std::string> providers_;
  std::unordered_map<std::string, std::string> places_;
  std::unordered_map<std::string, std::string> categories_;  // by "scheme code"
};

}  // namespace bildungskiosk::catalogue
