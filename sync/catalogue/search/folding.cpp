#include "sync/catalogue/search/folding.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>
#include <cstdint>
#include <utility>

#include "sync/base/check.hpp"

namespace bildungskiosk::catalogue {
namespace {

/// Letters that Unicode does not decompose but people interchange. Sorted by nothing; there are few.
constexpr std::array kLetters = {
    std::pair{U'æ', U'a'}, std::pair{U'œ', U'o'}, std::pair{U'ø', U'o'}, std::pair{U'ł', U'l'}, std::pair{U'đ', U'd'},
    std::pair{U'ı', U'i'}, std::pair{U'\u0629', U'\u0647'},  // Arabic teh marbuta as
                                                             // heh
    std::pair{U'\u0649', U'\u064a'},                         // alef maksura as yeh
    std::pair{U'\u06cc', U'\u064a'},                         // Persian yeh
    std::pair{U'\u06a9', U'\u0643'},                         // Persian kaf
    std::pair{U'\u0671', U'\u0627'},                         // alef wasla
};

char32_t same_letter(char32_t c) {
  if (c < 0x80) return c;
  for (const auto& [letter, folded] : kLetters) {
    if (letter == c) return folded;
  }
  return c;
}

/// Accents, umlaut dots, Arabic vowel signs. Signs of Indic scripts that carry the vowel have class 0; nukta and
/// virama (7 to 9) belong to their letter as well.
bool is_accent(char32_t c) {
  if (c < 0x80) return false;
  const std::uint8_t combining = u_getCombiningClass(static_cast<UChar32>(c));
  return combining != 0 && (combining < 7 || combining > 9);
}

bool is_word_character(char32_t c) {
  if (c < 0x80) return (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9');  // capitals are folded already
  const auto mask = U_GET_GC_MASK(static_cast<UChar32>(c));
  return (mask & (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK)) != 0;
}

constexpr char32_t kTatweel = U'\u0640';  // stretches an Arabic word, means nothing

/// Collects folded characters into words.
class WordCollector {
 public:
  void add(char32_t c) {
    if (is_accent(c) || c == kTatweel) return;
    if (!is_word_character(c)) {
      end_word();
      return;
    }
    const char32_t letter = same_letter(c);
    // "ae", "oe", "ue" written for an umlaut. "Neue" becomes "neu" on both sides, which hurts nobody.
    const bool umlaut_e = letter == U'e' && (last_ == U'a' || last_ == U'o' || last_ == U'u') && !word_.empty();
    last_ = letter;
    if (umlaut_e) return;
    append_utf8(letter);
  }

  void end_word() {
    if (!word_.empty()) words_.push_back(std::move(word_));
    word_.clear();
    last_ = 0;
  }

  std::vector<std::string> finish() {
    end_word();
    return std::move(words_);
  }

 private:
  /// Whole characters only, up to the longest word.
  void append_utf8(char32_t c) {
    const std::size_t length = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    if (word_.size() + length > kWordBytesMax) return;
    if (length == 1) {
      word_ += static_cast<char>(c);
      return;
    }
    constexpr std::array<unsigned, 5> kLead = {0, 0, 0xc0, 0xe0, 0xf0};
    word_ += static_cast<char>(kLead[length] | (c >> (6 * (length - 1))));
    for (std::size_t rest = length - 1; rest > 0; --rest) {
      word_ += static_cast<char>(0x80U | ((c >> (6 * (rest - 1))) & 0x3fU));
    }
  }

  std::vector<std::string> words_;
  std::string word_;
  char32_t last_ = 0;
};

const icu::Normalizer2& normalizer(const icu::Normalizer2* (*instance)(UErrorCode&)) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = instance(status);
  BILDUNGSKIOSK_CHECK(U_SUCCESS(status) != 0);
  return *normalizer;
}

}  // namespace

std::vector<std::string> folded_words(std::string_view text) {
  // Compatibility case folding first (ﬁ, full width, ẞ, capitals), then letters and their marks apart.
  static const icu::Normalizer2& fold_case = normalizer(icu::Normalizer2::getNFKCCasefoldInstance);
  static const icu::Normalizer2& decompose = normalizer(icu::Normalizer2::getNFDInstance);
  const auto utf16 = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString folded;
  fold_case.normalize(utf16, folded, status);
  icu::UnicodeString apart;
  decompose.normalize(folded, apart, status);
  BILDUNGSKIOSK_CHECK(U_SUCCESS(status) != 0);

  WordCollector collector;
  for (std::int32_t at = 0; at < apart.length();) {
    const UChar32 c = apart.char32At(at);
    collector.add(static_cast<char32_t>(c));
    at += U16_LENGTH(c);
  }
  return collector.finish();
}

void append_folded(std::string& words, std::string_view text) {
  for (const std::string& word : folded_words(text)) {
    if (!words.empty()) words += ' ';
    words += word;
  }
}

}  // namespace bildungskiosk::catalogue
