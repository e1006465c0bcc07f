#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "sync/catalogue/search/folding.hpp"
#include "sync/catalogue/search/understanding.hpp"
#include "sync/catalogue/search_query.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::catalogue {
namespace {

using Words = std::vector<std::string>;

void check_same(const Words& spellings) {
  for (const std::string& spelling : spellings) {
    CAPTURE(spelling);
    CHECK(folded_words(spelling) == folded_words(spellings.front()));
  }
}

TEST_CASE("Spellings of the same word meet") {
  check_same({"Nürnberg", "NÜRNBERG", "nuernberg", "Nurnberg", "Nu\u0308rnberg"});
  check_same({"Straße", "STRASSE", "strasse", "STRAẞE"});
  check_same({"geübt", "geuebt", "GEÜBT"});
  check_same({"Café", "cafe", "CAFE\u0301"});
  check_same({"ILIK", "ılık", "ilik", "İLİK"});
  check_same({"ﬁlm", "film", "ＦＩＬＭ"});
  check_same({"إسلام", "أسلام", "اسلام", "اسـلام"});
  check_same({"مدرسة", "مدرسه", "مَدرَسَة"});
  check_same({"Київ", "київ", "КИЇВ"});
  check_same({"комп'ютер", "комп’ютер", "КОМП\u02bcЮТЕР"});
}

TEST_CASE("Different words stay different") {
  CHECK(folded_words("Kurs") != folded_words("Kurse"));
  CHECK(folded_words("schon") != folded_words("schoen an"));
  CHECK(folded_words("कि") != folded_words("का"));
}

TEST_CASE("Words are parted by everything that is no letter, digit or mark") {
  CHECK(folded_words("Eltern-Kind-Gruppe „Kleine Entdecker“ (0–3)") ==
        Words{"eltern", "kind", "gruppe", "kleine", "entdecker", "0", "3"});
  CHECK(folded_words("A1/A2, vhs_Haus") == Words{"a1", "a2", "vhs", "haus"});
  CHECK(folded_words("a\"b*c'd:e^f{g}").size() == 7);
  CHECK(folded_words("").empty());
  CHECK(folded_words("…!? \n\t😀\u200f").empty());
  CHECK(folded_words("a\xff"
                     "b") == Words{"a", "b"});
}

TEST_CASE("A word longer than the limit is cut to whole characters") {
  const Words words = folded_words(std::string(1'000, 'x') + " и" + std::string(63, 'y') + "и");
  REQUIRE(words.size() == 2);
  CHECK(words[0].size() == kWordBytesMax);
  CHECK(words[1].size() <= kWordBytesMax);
}

TEST_CASE("A query is cut to its bounds") {
  std::string text;
  for (int i = 0; i < 1'000; ++i) text += "wort ";
  CHECK(located_words(text).size() == kQueryWordsMax);
  CHECK(located_words(std::string(100'000, 'a')).size() == 1);
  // A cut in the middle of a character loses that character only.
  std::string umlauts(kQueryBytesMax - 1, ' ');
  CHECK(located_words(umlauts + "ü").empty());
}

std::string utf8(char32_t c) {
  if (c < 0x80) return {static_cast<char>(c)};
  const auto tail = [](char32_t bits) { return static_cast<char>(0x80U | (bits & 0x3fU)); };
  if (c < 0x800) return {static_cast<char>(0xc0U | (c >> 6U)), tail(c)};
  if (c < 0x10000) return {static_cast<char>(0xe0U | (c >> 12U)), tail(c >> 6U), tail(c)};
  return {static_cast<char>(0xf0U | (c >> 18U)), tail(c >> 12U), tail(c >> 6U), tail(c)};
}

/// A Chinese word makes the whole text go the long way through ICU.
Words folded_by_icu(const std::string& text) {
  Words words = folded_words(text + " 一");
  if (words.empty() || words.back() != "一") FAIL("the long way lost a word");
  words.pop_back();
  return words;
}

TEST_CASE("The quick way folds every character there is as ICU does, alone and beside others") {
  // Small and capital letters, umlauts, a loose accent, Cyrillic, punctuation, and what joins or ignores.
  const Words company = {"", "a", "E", "ü", "\u0308", "й", "…", "\u00ad", "ı", "s", "1"};
  std::size_t differences = 0;
  for (char32_t c = 1; c <= 0x10ffff; ++c) {
    if (c >= 0xd800 && c <= 0xdfff) continue;
    // Beyond what has a quick way, one neighbour is enough to see that it is not taken.
    const std::size_t neighbours = c < 0x2500 ? company.size() : 2;
    for (std::size_t i = 0; i < neighbours; ++i) {
      const std::string text = company[i] + utf8(c) + company[(i + 1) % company.size()];
      if (folded_words(text) != folded_by_icu(text)) {
        UNSCOPED_INFO("U+" << std::hex << static_cast<std::uint32_t>(c) << " beside " << company[i]);
        ++differences;
      }
    }
  }
  CHECK(differences == 0);
}

TEST_CASE("The quick way folds any bytes as ICU does") {
  std::mt19937 random(20261123);
  const Words parts = {"Straße",       " ",        "Öl",     "ue", "\xff", "\xc3", "\xe2\x80",
                       "\xed\xa0\x80", "\xc0\xaf", "\u0301", "é",  "ﬁ",    "И"};
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (std::size_t count = random() % 8; count > 0; --count) text += parts[random() % parts.size()];
    CAPTURE(text);
    REQUIRE(folded_words(text) == folded_by_icu(text));
  }
}

}  // namespace
}  // namespace bildungskiosk::catalogue
