#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bildungskiosk::publish {

/// Of folded text: a letter or a digit.
[[nodiscard]] constexpr bool is_word_character(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

/// Whether the folded word stands in the folded text as a word; "eltern*" also as the beginning of one.
[[nodiscard]] bool holds_word(std::string_view text, std::string_view word);

/// Words that say what an empty field would: data (assets/taxonomy/characteristics.toml), all folded. Immutable after
/// loading; usable from any thread.
class InferenceWords {
 public:
  struct Rule {
    std::string field;                  // "mode"
    std::string value;                  // "online"
    std::vector<std::string> keywords;  // the whole keyword
    std::vector<std::string> title_begins;
    std::vector<std::string> title_ends;
    std::vector<std::string> title_words;  // anywhere in the title, as a word; a trailing '*' takes any ending
  };
  void add(Rule rule) { rules_[rule.field].push_back(std::move(rule)); }

  /// The values of the rules for the field that fit, in their order. `keywords` and `title` are folded.
  [[nodiscard]] std::vector<std::string> values_of(std::string_view field, const std::vector<std::string>& keywords,
                                                   std::string_view title) const;
  /// The first of them.
  [[nodiscard]] std::optional<std::string> value_of(std::string_view field, const std::vector<std::string>& keywords,
                                                    std::string_view title) const;

 private:
  [[nodiscard]] const std::vector<Rule>& rules_for(std::string_view field) const;

  std::map<std::string, std::vector<Rule>, std::less<>> rules_;  // by field
};

}  // namespace bildungskiosk::publish
