#include "sync/catalogue/search/folding.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "sync/catalogue/search/icu_folding.hpp"

namespace bildungskiosk::catalogue {
namespace {

/// Writes folded characters as words, parted by single spaces, behind what stands there.
class WordWriter {
 public:
  explicit WordWriter(std::string& words) : words_(words) {}

  void add(char32_t letter) {
    if (letter == kWordBreak) {
      end_word();
      return;
    }
    // "ae", "oe", "ue" written for an umlaut. "Neue" becomes "neu" on both sides, which hurts nobody.
    const bool umlaut_e = letter == U'e' && (last_ == U'a' || last_ == U'o' || last_ == U'u');
    last_ = letter;
    if (!umlaut_e) append_utf8(letter);
  }

  void end_word() {
    last_ = 0;
    if (size_ == 0) return;
    if (!words_.empty()) words_ += ' ';
    words_.append(word_.data(), size_);
    size_ = 0;
  }

 private:
  /// Whole characters only, up to the longest word.
  void append_utf8(char32_t c) {
    const std::size_t length = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    if (size_ + length > kWordBytesMax) return;
    if (length == 1) {
      word_[size_++] = static_cast<char>(c);
      return;
    }
    constexpr std::array<unsigned, 5> kLead = {0, 0, 0xc0, 0xe0, 0xf0};
    word_[size_++] = static_cast<char>(kLead[length] | (c >> (6 * (length - 1))));
    for (std::size_t rest = length - 1; rest > 0; --rest) {
      word_[size_++] = static_cast<char>(0x80U | ((c >> (6 * (rest - 1))) & 0x3fU));
    }
  }

  std::string& words_;
  std::array<char, kWordBytesMax> word_{};
  std::size_t size_ = 0;
  char32_t last_ = 0;
};

std::string utf8(char32_t c) {
  if (c < 0x80) return {static_cast<char>(c)};
  if (c < 0x800) return {static_cast<char>(0xc0U | (c >> 6U)), static_cast<char>(0x80U | (c & 0x3fU))};
  return {static_cast<char>(0xe0U | (c >> 12U)), static_cast<char>(0x80U | ((c >> 6U) & 0x3fU)),
          static_cast<char>(0x80U | (c & 0x3fU))};
}

/// What ICU makes of single characters of European scripts and their punctuation, asked once: where every character of
/// a text folds alone, the text folds character by character.
class QuickFolds {
 public:
  /// The most that ICU makes of one character here ("¾": three figures; "…": three breaks).
  static constexpr std::size_t kLettersMax = 4;
  struct Fold {
    std::array<char32_t, kLettersMax> letters{};
    std::uint8_t count = 0;
    bool known = false;
  };

  QuickFolds() {
    for (std::size_t i = 0; i < kLowEnd; ++i) low_[i] = ask(static_cast<char32_t>(i));
    for (std::size_t i = 0; i < kPunctuationCount; ++i) {
      punctuation_[i] = ask(kPunctuationBegin + static_cast<char32_t>(i));
    }
  }

  /// Null: not to be folded alone.
  [[nodiscard]] const Fold* find(char32_t c) const {
    const Fold* fold = nullptr;
    if (c < kLowEnd) {
      fold = &low_[c];
    } else if (c >= kPunctuationBegin && c < kPunctuationBegin + kPunctuationCount) {
      fold = &punctuation_[c - kPunctuationBegin];
    }
    return fold != nullptr && fold->known ? fold : nullptr;
  }

 private:
  static constexpr std::size_t kLowEnd = 0x530;  // Latin, Greek, Cyrillic
  static constexpr char32_t kPunctuationBegin = 0x2000;
  static constexpr std::size_t kPunctuationCount = 0xd0;  // and signs of currencies

  static Fold ask(char32_t c) {
    Fold fold;
    if (depends_on_context(c)) return fold;
    const std::vector<char32_t> letters = icu_folded(utf8(c));
    if (letters.size() > kLettersMax) return fold;
    for (const char32_t letter : letters) fold.letters[fold.count++] = letter;
    fold.known = true;
    return fold;
  }

  std::array<Fold, kLowEnd> low_;
  std::array<Fold, kPunctuationCount> punctuation_;
};

/// The character at `at`, which moves behind it, if it is of two to four bytes; nothing for invalid UTF-8.
std::optional<char32_t> next_character(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const auto continues = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xc0U) == 0x80U; };
  const std::uint8_t first = byte(at);
  if (first >= 0xc2 && first < 0xe0 && continues(at + 1)) {
    at += 2;
    return ((first & 0x1fU) << 6U) | (byte(at - 1) & 0x3fU);
  }
  if (first >= 0xe0 && first < 0xf0 && continues(at + 1) && continues(at + 2)) {
    const char32_t c = ((first & 0x0fU) << 12U) | ((byte(at + 1) & 0x3fU) << 6U) | (byte(at + 2) & 0x3fU);
    if (c < 0x800) return std::nullopt;
    at += 3;
    return c;
  }
  if (first >= 0xf0 && first < 0xf5 && continues(at + 1) && continues(at + 2) && continues(at + 3)) {
    const char32_t c = ((first & 0x07U) << 18U) | ((byte(at + 1) & 0x3fU) << 12U) | ((byte(at + 2) & 0x3fU) << 6U) |
                       (byte(at + 3) & 0x3fU);
    if (c < 0x10000 || c > 0x10ffff) return std::nullopt;
    at += 4;
    return c;
  }
  return std::nullopt;
}

const QuickFolds& quick_folds() {
  static const auto folds = std::make_unique<const QuickFolds>();
  return *folds;
}

bool are_breaks(std::span<const char32_t> letters) {
  return !letters.empty() && std::all_of(letters.begin(), letters.end(), [](char32_t c) { return c == kWordBreak; });
}

bool is_ascii_of_words(std::uint8_t c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// False: some character does not fold alone; what was written is to be thrown away.
bool fold_quickly(std::string_view text, WordWriter& writer) {
  const QuickFolds& folds = quick_folds();
  for (std::size_t at = 0; at < text.size();) {
    const auto first = static_cast<std::uint8_t>(text[at]);
    if (first < 0x80) {
      ++at;
      const bool small = (first >= 'a' && first <= 'z') || (first >= '0' && first <= '9');
      const bool capital = first >= 'A' && first <= 'Z';
      writer.add(small ? first : capital ? first - U'A' + U'a' : kWordBreak);
      continue;
    }
    const std::optional<char32_t> c = next_character(text, at);
    const QuickFolds::Fold* fold = c ? folds.find(*c) : nullptr;
    if (fold == nullptr) return false;
    for (std::size_t i = 0; i < fold->count; ++i) writer.add(fold->letters[i]);
  }
  writer.end_word();
  return true;
}

}  // namespace

void append_folded(std::string& words, std::string_view text) {
  const std::size_t before = words.size();
  {
    WordWriter writer(words);
    if (fold_quickly(text, writer)) return;
  }
  words.resize(before);
  WordWriter writer(words);
  for (const char32_t letter : icu_folded(text)) writer.add(letter);
  writer.end_word();
}

FirstCharacter first_character(std::string_view text) {
  const auto first = static_cast<std::uint8_t>(text.front());
  if (first < 0x80) return {1, !is_ascii_of_words(first)};
  std::size_t bytes = 0;
  const std::optional<char32_t> c = next_character(text, bytes);
  if (!c) return {1, true};
  if (const QuickFolds::Fold* fold = quick_folds().find(*c)) {
    return {bytes, are_breaks(std::span(fold->letters).first(fold->count))};
  }
  return {bytes, !depends_on_context(*c) && are_breaks(icu_folded(text.substr(0, bytes)))};
}

std::vector<std::string> folded_words(std::string_view text) {
  std::string joined;
  append_folded(joined, text);
  std::vector<std::string> words;
  for (std::size_t at = 0; at < joined.size();) {
    const std::size_t end = std::min(joined.find(' ', at), joined.size());
    words.push_back(joined.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

}  // namespace bildungskiosk::catalogue
