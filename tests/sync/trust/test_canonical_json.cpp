#include <string>

#include "sync/trust/canonical_json.hpp"
#include "sync/trust/limits.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::trust {

using base::ErrorCode;

namespace {

/// The canonical form, or the name of the error.
std::string canonical(std::string_view text) {
  const base::Result<JsonValue> value = parse_json(text);
  return value ? to_canonical_json(*value) : std::string(base::to_string(value.error().code));
}

std::string nested(int depth) {
  const auto count = static_cast<std::size_t>(depth);
  return std::string(count, '[') + std::string(count, ']');
}

}  // namespace

TEST_CASE("Canonical JSON sorts keys by bytes and has no white space") {
  CHECK(canonical(" { \"b\" : [ 1 , true , null , false ] , \"a\" : { } ,\n \"B\" : -7 } ") ==
        R"({"B":-7,"a":{},"b":[1,true,null,false]})");
  CHECK(canonical("{\"\xC3\xA4\":1,\"z\":2}") == "{\"z\":2,\"\xC3\xA4\":1}");
}

TEST_CASE("Canonical JSON escapes the quotation mark and the backslash and nothing else") {
  CHECK(canonical(R"("a\"b\\c\/d")") == R"("a\"b\\c/d")");
  CHECK(canonical(R"("line\nend\ttab")") == "\"line\nend\ttab\"");
  CHECK(canonical(R"("\u00e4\ud83d\ude00")") == "\"\xC3\xA4\xF0\x9F\x98\x80\"");
}

TEST_CASE("JSON for a file escapes control characters, and reads back as the same value") {
  const JsonValue value(JsonObject{{"text", std::string("a\nb\x01")}});
  CHECK(to_json_text(value) == R"({"text":"a\u000ab\u0001"})");
  CHECK(parse_json(to_json_text(value)).value() == value);
}

// Guards: the check in TreeBuilder::key; without it the last of the two values wins.
TEST_CASE("A key that stands twice is refused, at any depth and however it is escaped") {
  CHECK(canonical(R"({"a":1,"a":1})") == "malformed-metadata");
  CHECK(canonical(R"({"x":[{"a":1,"b":2,"a":3}]})") == "malformed-metadata");
  CHECK(canonical(R"({"a":1,"\u0061":2})") == "malformed-metadata");
  CHECK(canonical(R"({"a":{"a":1}})") == R"({"a":{"a":1}})");
}

// Guards: number_float and number_unsigned of TreeBuilder.
TEST_CASE("Floats and integers outside 64 bits are refused") {
  for (const char* text : {"1.0", "1e3", "-0.5", "9223372036854775808", "-9223372036854775809", "1e400",
                           "123456789012345678901234567890"}) {
    CHECK(canonical(text) == "malformed-metadata");
  }
  CHECK(canonical("9223372036854775807") == "9223372036854775807");
  CHECK(canonical("-9223372036854775808") == "-9223372036854775808");
  CHECK(canonical("-0") == "0");
}

TEST_CASE("What is no JSON document in UTF-8 is refused") {
  for (const std::string& text :
       {std::string(""), std::string("{"), std::string("{}x"), std::string("{} {}"), std::string("[1,]"),
        std::string("\"\xC3\x28\""), std::string("\"\xED\xA0\x80\""), std::string(R"("\ud800")"),
        std::string("\"a\nb\""), std::string("// c\n{}"), std::string("nul"), std::string("{}\0", 3), std::string("01"),
        std::string("<html></html>"), std::string("NaN")}) {
    INFO(text);
    CHECK(canonical(text) == "malformed-metadata");
  }
}

// Guards: the search for one in parse_json; the library stops reading there.
TEST_CASE("A zero byte does not end the document early") {
  CHECK(canonical(std::string_view("{}\0{}", 5)) == "malformed-metadata");
  CHECK(canonical(R"("\u0000")") == std::string_view("\"\0\"", 3));
}

// Guards: the check in parse_json; the library skips the mark.
TEST_CASE("A byte order mark is refused") { CHECK(canonical("\xEF\xBB\xBF{}") == "malformed-metadata"); }

// Guards: kJsonDepthMax in TreeBuilder::open.
TEST_CASE("A document deeper than the limit is refused") {
  CHECK(canonical(nested(kJsonDepthMax)) == nested(kJsonDepthMax));
  CHECK(canonical(nested(kJsonDepthMax + 1)) == "malformed-metadata");
  CHECK(canonical(std::string(1'000'000, '[')) == "malformed-metadata");
}

// Guards: kJsonValuesMax in TreeBuilder::add.
TEST_CASE("A document of more values than the limit is refused") {
  std::string text = "[0";
  for (std::size_t count = 0; count < kJsonValuesMax; ++count) text += ",0";
  CHECK(canonical(text + "]") == "malformed-metadata");
}

}  // namespace bildungskiosk::trust
