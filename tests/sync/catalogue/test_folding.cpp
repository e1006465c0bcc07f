#include <string>
#include <vector>

#include "sync/catalogue/search/folding.hpp"
#include "sync/catalogue/search/text_index.hpp"
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
  CHECK(query_words(text).size() == kQueryWordsMax);
  CHECK(query_words(std::string(100'000, 'a')).size() == 1);
  // A cut in the middle of a character loses that character only.
  std::string umlauts(kQueryBytesMax - 1, ' ');
  CHECK(query_words(umlauts + "ü").empty());
}

}  // namespace
}  // namespace bildungskiosk::catalogue
