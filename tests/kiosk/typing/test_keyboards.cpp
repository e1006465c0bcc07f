#include <algorithm>
#include <set>

#include "kiosk/typing/keyboard_loader.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"

/// The keyboards that are shipped, out of the system's own database.
namespace bildungskiosk::typing {
namespace {

const Keyboards& shipped() {
  static const Keyboards kShipped = [] {
    LoadedKeyboards loaded = load_keyboards(base::posix_file_system(), KEYBOARDS_FILE);
    for (const base::Error& problem : loaded.problems) FAIL(problem.detail);
    return std::move(loaded.keyboards);
  }();
  return kShipped;
}

LoadedKeyboards load(const std::string& entries, const std::string& database = {}) {
  const bildungskiosk::test::TemporaryDirectory folder;
  bildungskiosk::test::write_text_file(folder / "keyboards.toml", entries);
  return load_keyboards(base::posix_file_system(), folder / "keyboards.toml", database);
}

enum class Side { kFaces, kInserts };

std::string row_text(const std::vector<LetterKey>& keys, Side side) {
  std::string text;
  for (const LetterKey& key : keys) text += side == Side::kFaces ? key.face : key.inserts;
  return text;
}

/// Every row with spaces between them, what stands beside the space bar last.
std::string text_of(const Letters& letters, Side side) {
  std::string text;
  for (const auto& row : letters.rows) text += row_text(row, side) + ' ';
  return text + row_text(letters.beside_space, side);
}

}  // namespace

TEST_CASE("Each language has every letter of its alphabet on a key, in the order of its layout") {
  const std::string_view language = GENERATE("de", "en", "tr", "uk", "ar");
  CAPTURE(language);
  const std::string typed = text_of(shipped().of(language), Side::kInserts);
  if (language == "de") CHECK(typed == "qwertzuiopü asdfghjklöä yxcvbnmß ");
  if (language == "en") CHECK(typed == "qwertyuiopü asdfghjklöä zxcvbnmß ");
  if (language == "tr") CHECK(typed == "qwertyuıopğü asdfghjklşiä zxcvbnmöçß ");
  if (language == "uk") CHECK(typed == "йцукенгшщзхї фівапролджєґ ячсмитьбюʼ ");
  if (language == "ar") CHECK(typed == "ضصثقفغعهخحجد شسيبلاتنمكط ئءؤرىةوزظذ إأآ");
}

TEST_CASE("A key bears its letter's capital in its own language, and the letter itself where there is none") {
  CHECK(text_of(shipped().of("de"), Side::kFaces) == "QWERTZUIOPÜ ASDFGHJKLÖÄ YXCVBNMß ");
  CHECK(text_of(shipped().of("en"), Side::kFaces) == "QWERTYUIOPÜ ASDFGHJKLÖÄ ZXCVBNMß ");
  CHECK(text_of(shipped().of("tr"), Side::kFaces) == "QWERTYUIOPĞÜ ASDFGHJKLŞİÄ ZXCVBNMÖÇß ");
  CHECK(text_of(shipped().of("uk"), Side::kFaces) == "ЙЦУКЕНГШЩЗХЇ ФІВАПРОЛДЖЄҐ ЯЧСМИТЬБЮʼ ");
  const Letters& arabic = shipped().of("ar");
  CHECK(text_of(arabic, Side::kFaces) == text_of(arabic, Side::kInserts));
}

TEST_CASE("The program's own German keyboard is the database's") {
  const Letters& loaded = shipped().of("de");
  CHECK(german_letters().rows == loaded.rows);
  CHECK(Keyboards().of("uk").rows == loaded.rows);
}

TEST_CASE("A variant of a language has its keyboard, one without an entry the German") {
  CHECK(&shipped().of("de-easy") == &shipped().of("de"));
  CHECK(&shipped().of("uk-UA") == &shipped().of("uk"));
  CHECK(&shipped().of("fa") == &shipped().of("de"));
}

TEST_CASE("A key leads through the other letters and back to the language's own") {
  const auto round = [](std::string_view language) {
    std::string visited;
    const Letters* shown = &shipped().of(language);
    for (int step = 0; step < 4; ++step) {
      visited += shown->language + " ";
      shown = shipped().after(*shown, language);
      REQUIRE(shown != nullptr);
    }
    return visited;
  };
  CHECK(round("de") == "de uk ar de ");
  CHECK(round("de-easy") == "de uk ar de ");
  CHECK(round("tr") == "tr uk ar tr ");
  CHECK(round("uk") == "uk de uk de ");
  CHECK(round("ar") == "ar de ar de ");
  CHECK(Keyboards().after(Keyboards().of("de"), "de") == nullptr);
}

TEST_CASE("Without the system's database every language types on the German keyboard, and it is said once") {
  const bildungskiosk::test::TemporaryDirectory folder;
  const std::string nowhere = folder / "xkb";
  const LoadedKeyboards loaded = load_keyboards(base::posix_file_system(), KEYBOARDS_FILE, nowhere);
  REQUIRE(loaded.problems.size() == 1);
  CHECK(loaded.problems[0].code == base::ErrorCode::kNotFound);
  CHECK(loaded.problems[0].detail == nowhere);
  CHECK(loaded.keyboards.of("ar").rows == german_letters().rows);
}

TEST_CASE("A database without the layouts leaves German, and names each language") {
  const bildungskiosk::test::TemporaryDirectory empty;
  const LoadedKeyboards loaded = load_keyboards(base::posix_file_system(), KEYBOARDS_FILE, empty.path());
  REQUIRE(loaded.problems.size() == 5);
  CHECK(loaded.problems[3].detail == "uk: ua");
  CHECK(loaded.keyboards.of("uk").rows == german_letters().rows);
}

TEST_CASE("One layout that is missing takes no other away, and no key leads to it") {
  const LoadedKeyboards loaded = load(R"(
[[keyboard]]
language = "xx"
layout = "no-such-layout"
variant = "none"
name = "xyz"
[[keyboard]]
language = "el"
layout = "gr"
name = "αβγ"
others = ["xx", "de"]
)");
  REQUIRE(loaded.problems.size() == 1);
  CHECK(loaded.problems[0].detail == "xx: no-such-layout(none)");
  CHECK(text_of(loaded.keyboards.of("xx"), Side::kInserts) == text_of(german_letters(), Side::kInserts));
  const Letters& greek = loaded.keyboards.of("el");
  CHECK(row_text(greek.rows[1], Side::kFaces) == "ΑΣΔΦΓΗΞΚΛ");
  REQUIRE(loaded.keyboards.after(greek, "el") != nullptr);
  CHECK(loaded.keyboards.after(greek, "el")->language == "de");
}

TEST_CASE("A variant of a layout is asked for by its name") {
  const LoadedKeyboards loaded = load(R"(
[[keyboard]]
language = "tr"
layout = "tr"
variant = "f"
name = "ABC"
)");
  REQUIRE(loaded.problems.empty());
  CHECK(row_text(loaded.keyboards.of("tr").rows[0], Side::kInserts) == "fgğıodrnhpqw");
}

TEST_CASE("A broken file of keyboards is refused with its line, a missing one with its name, and German is there") {
  const bildungskiosk::test::TemporaryDirectory folder;
  const LoadedKeyboards missing = load_keyboards(base::posix_file_system(), folder / "none.toml");
  REQUIRE(missing.problems.size() == 1);
  CHECK(missing.problems[0].code == base::ErrorCode::kNotFound);

  const std::string beginning = "[[keyboard]]\nlanguage = \"de\"\nlayout = \"de\"\n";
  for (const std::string wrong : {"", "name = 3\n", "name = \"ABC\"\nrows = 3\n", "name = \"ABC\"\ninstead = [\",\"]\n",
                                  "name = \"ABC\"\nrow_ends = [\"\", \"\", \"\", \"\"]\n", "name = \"\n"}) {
    CAPTURE(wrong);
    const LoadedKeyboards loaded = load(beginning + wrong);
    REQUIRE(loaded.problems.size() == 1);
    CHECK(loaded.problems[0].code == base::ErrorCode::kMalformedRecord);
    CHECK(loaded.problems[0].detail.find("keyboards.toml:") != std::string::npos);
    CHECK(loaded.keyboards.of("de").rows == german_letters().rows);
  }
}

TEST_CASE("A row with more letters than the narrowest display has room for is refused") {
  const LoadedKeyboards loaded = load(R"(
[[keyboard]]
language = "de"
layout = "de"
name = "ABC"
row_ends = ["áàâ"]
)");
  REQUIRE(loaded.problems.size() == 1);
  CHECK(loaded.problems[0].code == base::ErrorCode::kTooLarge);
  CHECK(row_text(loaded.keyboards.of("de").rows[0], Side::kFaces) == "QWERTZUIOPÜ");
}

}  // namespace bildungskiosk::typing
