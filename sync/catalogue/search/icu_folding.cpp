#include "sync/catalogue/search/icu_folding.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>
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

// A letter for Unicode, but people write it, ' and ’ for each other ("комп'ютер"), and those part words.
constexpr char32_t kLetterApostrophe = U'\u02bc';

bool is_word_character(char32_t c) {
  if (c < 0x80) return (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9');  // capitals are folded already
  if (c == kLetterApostrophe) return false;
  const auto mask = U_GET_GC_MASK(static_cast<UChar32>(c));
  return (mask & (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK)) != 0;
}

constexpr char32_t kTatweel = U'\u0640';  // stretches an Arabic word, means nothing

const icu::Normalizer2& normalizer(const icu::Normalizer2* (*instance)(UErrorCode&)) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = instance(status);
  BILDUNGSKIOSK_CHECK(U_SUCCESS(status) != 0);
  return *normalizer;
}

/// Compatibility case folding (ﬁ, full width, ẞ, capitals), then letters and their marks apart.
icu::UnicodeString apart(const icu::UnicodeString& text) {
  static const icu::Normalizer2& fold_case = normalizer(icu::Normalizer2::getNFKCCasefoldInstance);
  static const icu::Normalizer2& decompose = normalizer(icu::Normalizer2::getNFDInstance);
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString folded;
  fold_case.normalize(text, folded, status);
  icu::UnicodeString decomposed;
  decompose.normalize(folded, decomposed, status);
  BILDUNGSKIOSK_CHECK(U_SUCCESS(status) != 0);
  return decomposed;
}

}  // namespace

std::vector<char32_t> icu_folded(std::string_view text) {
  const icu::UnicodeString letters =
      apart(icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size()))));
  std::vector<char32_t> folded;
  for (std::int32_t at = 0; at < letters.length();) {
    const auto c = static_cast<char32_t>(letters.char32At(at));
    at += U16_LENGTH(c);
    if (is_accent(c) || c == kTatweel) continue;
    folded.push_back(is_word_character(c) ? same_letter(c) : kWordBreak);
  }
  return folded;
}

std::string icu_version() {
  UVersionInfo version{};
  UVersionInfo unicode{};
  u_getVersion(version);
  u_getUnicodeVersion(unicode);
  const auto text = [](const UVersionInfo& numbers) {
    std::array<char, U_MAX_VERSION_STRING_LENGTH> characters{};
    u_versionToString(numbers, characters.data());
    return std::string(characters.data());
  };
  return "ICU " + text(version) + ", Unicode " + text(unicode);
}

bool depends_on_context(char32_t c) {
  static const icu::Normalizer2& compose = normalizer(icu::Normalizer2::getNFKCCasefoldInstance);
  static const icu::Normalizer2& decompose = normalizer(icu::Normalizer2::getNFDInstance);
  const auto code_point = static_cast<UChar32>(c);
  return compose.hasBoundaryBefore(code_point) == 0 || decompose.hasBoundaryBefore(code_point) == 0;
}

}  // namespace bildungskiosk::catalogue
