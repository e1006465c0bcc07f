#include "sync/publish/inference_words.hpp"

#include <algorithm>
#include <bitset>

namespace bildungskiosk::publish {
namespace {

template <typename Fits>
bool any(const std::vector<std::string>& words, Fits fits) {
  return std::any_of(words.begin(), words.end(), fits);
}

/// A folded title, and with which bytes its words begin: most words of the rules begin with none of them.
class Title {
 public:
  explicit Title(std::string_view text) : text_(text) {
    bool in_word = false;
    for (const char c : text) {
      if (!in_word) beginnings_.set(static_cast<unsigned char>(c));
      in_word = is_word_character(c);
    }
  }
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] bool holds(std::string_view word) const {
    const bool may_hold = word.empty() || beginnings_.test(static_cast<unsigned char>(word.front()));
    return may_hold && holds_word(text_, word);
  }

 private:
  std::string_view text_;
  std::bitset<256> beginnings_;
};

bool fits(const InferenceWords::Rule& rule, const std::vector<std::string>& keywords, const Title& title) {
  const auto is_listed = [&](const std::string& keyword) {
    return std::find(rule.keywords.begin(), rule.keywords.end(), keyword) != rule.keywords.end();
  };
  return any(keywords, is_listed) ||
         any(rule.title_begins, [&](const std::string& word) { return title.text().starts_with(word); }) ||
         any(rule.title_ends, [&](const std::string& word) { return title.text().ends_with(word); }) ||
         any(rule.title_words, [&](const std::string& word) { return title.holds(word); });
}

}  // namespace

bool holds_word(std::string_view text, std::string_view word) {
  const bool open_end = word.ends_with('*');
  if (open_end) word.remove_suffix(1);
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool begins = at == 0 || !is_word_character(text[at - 1]);
    const bool ends = open_end || end == text.size() || !is_word_character(text[end]);
    if (begins && ends) return true;
  }
  return false;
}

const std::vector<InferenceWords::Rule>& InferenceWords::rules_for(std::string_view field) const {
  static const std::vector<Rule> kNone;
  const auto found = rules_.find(field);
  return found == rules_.end() ? kNone : found->second;
}

std::vector<std::string> InferenceWords::values_of(std::string_view field, const std::vector<std::string>& keywords,
                                                   std::string_view title) const {
  std::vector<std::string> values;
  const Title folded_title(title);
  for (const Rule& rule : rules_for(field)) {
    if (fits(rule, keywords, folded_title)) values.push_back(rule.value);
  }
  return values;
}

std::optional<std::string> InferenceWords::value_of(std::string_view field, const std::vector<std::string>& keywords,
                                                    std::string_view title) const {
  const Title folded_title(title);
  for (const Rule& rule : rules_for(field)) {
    if (fits(rule, keywords, folded_title)) return rule.value;
  }
  return std::nullopt;
}

}  // namespace bildungskiosk::publish
