#include <string>

#include "sync/exchange/text_rules.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::exchange {
namespace {

TEST_CASE("Clean text passes and comes through cleaning unchanged") {
  for (const std::string text : {"", "Nähkurs", "دورة اللغة", "Курс", "😀", "a\u200eb\u200fc\u061cd", "\u00a0x\u00ad"}) {
    CHECK(is_clean(text, TextShape::kLine));
    CHECK(clean_text(text, TextShape::kLine) == text);
  }
  CHECK(is_clean("a\nb", TextShape::kParagraphs));
  CHECK_FALSE(is_clean("a\nb", TextShape::kLine));
}

TEST_CASE("Invalid UTF-8 is not clean") {
  for (const std::string text :
       {"\x80", "\xc3", "\xc0\xaf", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf5", "\xff", "a\xe2\x82"}) {
    CHECK_FALSE(is_clean(text, TextShape::kParagraphs));
    CHECK(is_clean(clean_text(text, TextShape::kLine), TextShape::kLine));
  }
}

TEST_CASE("Cleaning keeps the words and takes the rest") {
  CHECK(clean_text("  a\r\nb\rc\n ", TextShape::kParagraphs) == "a\nb\nc");
  CHECK(clean_text("a\r\nb\tc", TextShape::kLine) == "a b c");
  CHECK(clean_text("a\u202eb\u2066c\ufeffd\x07", TextShape::kLine) == "abcd");
  CHECK(clean_text("a\u2028b", TextShape::kParagraphs) == "a\nb");
  CHECK(clean_text("M\xfcnchen", TextShape::kLine) == "M\uFFFDnchen");
  CHECK(clean_text(std::string("a\0b", 3), TextShape::kLine) == "ab");
}

TEST_CASE("Cleaning cuts piles of marks, and a text that nobody can see is none") {
  std::string piled = "Zoe";
  for (int i = 0; i < 10'000; ++i) piled += "\u0301";
  const std::string cut = clean_text(piled + " tanzt", TextShape::kLine);
  CHECK(cut.size() == std::string("Zoe tanzt").size() + 8 * std::string("\u0301").size());
  CHECK(cut.ends_with(" tanzt"));
  CHECK(clean_text("e\u0301a\u0308", TextShape::kLine) == "e\u0301a\u0308");
  CHECK(clean_text("شُكْرًا", TextShape::kLine) == "شُكْرًا");
  CHECK(clean_text("می\u200cخواهم", TextShape::kLine) == "می\u200cخواهم");
  for (const char* unseen : {"\u200b\u200d\u2060", "\u00a0 \u3000", "\u200f\u0301", " \u00ad\n"}) {
    CHECK(clean_text(unseen, TextShape::kParagraphs).empty());
  }
}

TEST_CASE("Whatever is cleaned is clean") {
  std::string text;
  unsigned state = 12345;
  for (int i = 0; i < 200'000; ++i) {
    state = state * 1'103'515'245U + 12'345U;
    text += static_cast<char>(state >> 16U);
  }
  CHECK(is_clean(clean_text(text, TextShape::kLine), TextShape::kLine));
  CHECK(is_clean(clean_text(text, TextShape::kParagraphs), TextShape::kParagraphs));
}

TEST_CASE("Web addresses are http or https") {
  CHECK(is_web_address("https://vhs.example/a?b=c#d"));
  CHECK(is_web_address("http://vhs.example"));
  for (const char* text :
       {"", "https://", "vhs.example", "ftp://x", "javascript:alert(1)", "https://a b", "https://a\"b"}) {
    CHECK_FALSE(is_web_address(text));
  }
}

TEST_CASE("Language tags have their form") {
  for (const char* tag : {"de", "de-easy", "uk", "zh-Hans", "tlh"}) CHECK(is_language_tag(tag));
  for (const char* tag : {"", "d", "DE", "deut", "de-", "-de", "de_DE", "de-abcdefghi", "d-e", "deutsch"}) {
    CHECK_FALSE(is_language_tag(tag));
  }
}

}  // namespace
}  // namespace bildungskiosk::exchange
