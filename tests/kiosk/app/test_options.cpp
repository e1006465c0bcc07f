#include <sstream>

#include "kiosk/app/keys.hpp"
#include "kiosk/app/options.hpp"
#include "kiosk/app/trouble_sentences.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::app {
namespace {

struct Said {
  std::variant<Options, ExitCode> result;
  std::string out;
  std::string err;
};

Said parse(std::vector<const char*> words) {
  words.insert(words.begin(), "bildungskiosk");
  std::ostringstream out;
  std::ostringstream err;
  auto result = parse_options(static_cast<int>(words.size()), words.data(), out, err);
  return {std::move(result), out.str(), err.str()};
}

const Options& options(const Said& said) {
  INFO(said.err);
  REQUIRE(std::holds_alternative<Options>(said.result));
  return std::get<Options>(said.result);
}

}  // namespace

TEST_CASE("Without options the kiosk is fullscreen and reads the system's store") {
  const Said said = parse({});
  CHECK(options(said).mode == WindowMode::kFullscreen);
  CHECK(options(said).store == "/var/lib/bildungskiosk");
  CHECK(options(said).tour_directory.empty());
}

TEST_CASE("The options say what they do") {
  CHECK(options(parse({"--store", "/srv/store"})).store == "/srv/store");
  CHECK(options(parse({"--window"})).mode == WindowMode::kWindow);
  CHECK(options(parse({"--gallery"})).task == Options::Task::kGallery);
  CHECK(options(parse({"--monitor", "HDMI-1"})).monitor == "HDMI-1");
  CHECK(options(parse({"--monitor", "HDMI-1"})).mode == WindowMode::kFullscreen);
  const Said portrait = parse({"--portrait"});
  CHECK(options(portrait).width_px == 1080);
  CHECK(options(portrait).height_px == 1920);
  const Said size = parse({"--size", "1366x768"});
  CHECK(options(size).width_px == 1366);
  CHECK(options(size).height_px == 768);
  CHECK(options(size).mode == WindowMode::kWindow);
  CHECK(options(parse({"--date", "2026-11-23"})).pretended_today == base::make_date(2026, 11, 23));
  CHECK(options(parse({"--tour", "bilder", "--verbose"})).verbosity == Verbosity::kVerbose);
}

TEST_CASE("A mistake on the command line is one German sentence and the code for usage") {
  const std::vector<const char*> words =
      GENERATE(std::vector<const char*>{"--vollbild"}, std::vector<const char*>{"--size", "gross"},
               std::vector<const char*>{"--size", "1x1"}, std::vector<const char*>{"--date", "morgen"},
               std::vector<const char*>{"--store"}, std::vector<const char*>{"etwas"});
  const Said said = parse(words);
  REQUIRE(std::holds_alternative<ExitCode>(said.result));
  CHECK(std::get<ExitCode>(said.result) == kExitUsage);
  CHECK(said.out.empty());
  CHECK_THAT(said.err, ContainsSubstring("bildungskiosk: "));
  CHECK(said.err.back() == '\n');
  CHECK(said.err.find('\n') == said.err.size() - 1);
}

TEST_CASE("Help is German and names every exit code") {
  const Said said = parse({"--help"});
  CHECK(std::get<ExitCode>(said.result) == kExitOk);
  for (const char* expected : {"--store", "--window", "--portrait", "--size", "--tour", "--date", "--verbose",
                               "Rückgabewerte", "  3  ", "  6  ", "Optionen"}) {
    CHECK_THAT(said.out, ContainsSubstring(expected));
  }
}

TEST_CASE("The version is said") { CHECK_THAT(parse({"--version"}).out, ContainsSubstring("bildungskiosk 0.")); }

TEST_CASE("Every error of a catalogue becomes a sentence that names the store and what to do") {
  for (const base::ErrorCode code : base::all_error_codes()) {
    const std::string sentence = catalogue_sentence({code, "detail"}, "/srv/store");
    CHECK_THAT(sentence, ContainsSubstring("/srv/store"));
    CHECK_THAT(sentence, ContainsSubstring("bitte"));
    CHECK(sentence.back() == '.');
  }
}

TEST_CASE("Keys of a real keyboard write into the search, in UTF-8") {
  model::Model model;
  model.pages.push_back({2, model::HomePage{}});
  const auto from_home = meaning_of({platform::Key::kCharacter, U'ü', 0}, model);
  REQUIRE(from_home.size() == 2);
  CHECK(std::holds_alternative<model::OpenSearch>(from_home[0]));
  CHECK(std::get<model::TypeText>(from_home[1]).text == "ü");
  model.pages.push_back({3, model::SearchPage{}});
  CHECK(std::get<model::TypeText>(meaning_of({platform::Key::kCharacter, U'ї', 0}, model)[0]).text == "ї");
  CHECK(std::get<model::TypeText>(meaning_of({platform::Key::kCharacter, U'\U0001F600', 0}, model)[0]).text == "😀");
  CHECK(meaning_of({platform::Key::kCharacter, U'\n', 0}, model).empty());
  CHECK(meaning_of({platform::Key::kEnter, 0, 0}, model).empty());
  CHECK(std::holds_alternative<model::GoBack>(meaning_of({platform::Key::kEscape, 0, 0}, model)[0]));
}

}  // namespace bildungskiosk::app
