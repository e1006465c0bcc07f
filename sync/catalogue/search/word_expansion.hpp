#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sync/catalogue/search/expression.hpp"
#include "sync/catalogue/search/lexicon.hpp"
#include "sync/catalogue/search/memo.hpp"
#include "sync/catalogue/search/spelling.hpp"
#include "sync/catalogue/search/stemming.hpp"
#include "sync/catalogue/search/vocabulary.hpp"
#include "sync/catalogue/search_query.hpp"

namespace bildungskiosk::catalogue {

/// Words of the index that stand for a word of the query in one way.
struct Alternative {
  MatchKind kind = MatchKind::kExact;
  Expression expression;
  std::uint64_t offers = 0;  // at most so many have one of them
};

/// Finds what a folded word of a query may stand for among the words of a catalogue, so that nothing has to be built
/// for it. The objects must outlive it; belongs to its thread.
class WordExpander {
 public:
  WordExpander(const Vocabulary& vocabulary, const Lexicon& lexicon, Stemmer& stemmer);

  /// Empty: no offer has anything of the kind.
  [[nodiscard]] std::vector<Alternative> alternatives(const std::string& word, LastLetter last);
  /// To be called when the stemmer stems otherwise than before.
  void forget();
  /// The words written as one, if an offer has that word.
  [[nodiscard]] std::vector<Alternative> joined(const std::vector<std::string>& words, LastLetter last);
  /// What the words mean together: "first aid".
  [[nodiscard]] std::vector<Alternative> phrase(const std::vector<std::string>& words);
  /// A compound whose parts are known: offers that have all parts.
  [[nodiscard]] std::optional<Alternative> split(const std::string& word, LastLetter last);
  /// A compound of which only the beginning is known: offers that have that.
  [[nodiscard]] std::optional<Alternative> known_part(const std::string& word);

 private:
  struct Terms;
  static constexpr std::size_t kRememberedMax = 64;
  static constexpr std::size_t kKnownMax = 1'024;
  [[nodiscard]] std::vector<Alternative> find_alternatives(const std::string& word, LastLetter last);
  [[nodiscard]] std::optional<Alternative> find_split(const std::string& word, LastLetter last);
  [[nodiscard]] std::optional<Alternative> find_known_part(const std::string& word);
  /// Calls `use(index)` for each other form of the word until it says false.
  template <typename Use>
  void for_each_inflected(const std::string& word, const std::vector<std::string>& stems, Use use);
  void add_inflected(Terms& terms, const std::string& word, const std::vector<std::string>& stems);
  [[nodiscard]] std::optional<Alternative> compounds(const std::string& word, const std::vector<std::string>& stems);
  /// Every way of having the word but beginnings and translations.
  [[nodiscard]] std::vector<Alternative> forms_of(const std::string& word);
  /// The lexicon's words with this stem; without any the word itself.
  [[nodiscard]] std::vector<std::string> with_stem(Lexicon::Sense sense, const std::string& word,
                                                   const std::string& stem) const;
  [[nodiscard]] std::optional<Alternative> synonyms(const std::vector<std::string>& known);
  void add_translations(const std::vector<std::string>& known, std::vector<Alternative>& found);
  [[nodiscard]] bool has_meaning(const std::string& word) const;
  [[nodiscard]] std::optional<Expression> phrase_expression(const Lexicon::Phrase& phrase, std::uint64_t& offers);
  [[nodiscard]] bool is_head(std::string_view head) const;
  /// Whether a compound may have it as a part.
  [[nodiscard]] bool is_known(const std::string& word);
  [[nodiscard]] std::optional<std::vector<std::string>> parts_of(const std::string& word, LastLetter last, int depth);

  const Vocabulary* vocabulary_;
  const Lexicon* lexicon_;
  Stemmer* stemmer_;
  /// By German stem; of synonyms, of translations.
  std::array<std::unordered_map<std::string, std::vector<std::string>>, 2> words_with_meanings_;
  // By the word, with a star where more letters may follow.
  Memo<std::vector<Alternative>> remembered_{kRememberedMax};
  Memo<std::optional<Alternative>> remembered_splits_{kRememberedMax};
  Memo<std::optional<Alternative>> remembered_parts_{kRememberedMax};
  Memo<bool> remembered_known_{kKnownMax};
};

/// Any of these.
[[nodiscard]] Expression any_of(const std::vector<Alternative>& alternatives);

}  // namespace bildungskiosk::catalogue
