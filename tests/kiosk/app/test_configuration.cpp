#include <sstream>

#include "kiosk/app/configuration.hpp"
#include "kiosk/app/hash_pin.hpp"
#include "sync/base/secret_hash.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::test {
namespace {

using app::parse_configuration;
using base::ErrorCode;
using model::StaffSetup;

/// The lines that `--hash-pin` prints.
std::string hashed_pin(const std::string& pin) {
  std::istringstream typed(pin + "\n");
  std::ostringstream lines;
  std::ostringstream complaints;
  REQUIRE(app::print_pin_hash(typed, app::PinInput::kPipe, lines, complaints) == app::kExitOk);
  return lines.str();
}

}  // namespace

TEST_CASE("A configuration names the kiosk, whom to call, where packages lie, and the PIN's hash") {
  const auto configuration = parse_configuration(hashed_pin("4711") +
                                                 "contact = \"Telefon 09999 123-450\"\n"
                                                 "package_at = \"Netzlaufwerk\"\n"
                                                 "[kiosk]\n"
                                                 "name = \"Kiosk Auerbrunn 1\"\n");
  INFO((configuration ? std::string() : configuration.error().detail));
  REQUIRE(configuration);
  CHECK(configuration->staff.kiosk_name == "Kiosk Auerbrunn 1");
  CHECK(configuration->staff.contact == "Telefon 09999 123-450");
  CHECK(configuration->staff.package_at == "Netzlaufwerk");
  CHECK(configuration->staff.pin == StaffSetup::Pin::kSet);
  CHECK(base::secret_matches(configuration->staff_pin_hash, "4711").value());
}

TEST_CASE("A configuration says where the terminal stands") {
  const auto configuration = parse_configuration("[kiosk]\nlatitude = 50.25\nlongitude = 9\n");
  INFO((configuration ? std::string() : configuration.error().detail));
  REQUIRE(configuration);
  CHECK(configuration->place == offer::GeoPoint{50.25, 9});
}

TEST_CASE("A configuration says how the screen looks when a visit begins") {
  const auto configuration = parse_configuration("[display]\ntheme = \"contrast\"\ntext_size = 3\ncalm = true\n");
  INFO((configuration ? std::string() : configuration.error().detail));
  REQUIRE(configuration);
  CHECK(configuration->display ==
        model::DisplaySettings{model::ColourScheme::kContrast, model::TextSize::kLarger, model::Movement::kCalm});
}

TEST_CASE("Everything may be left out of a configuration") {
  const auto configuration = parse_configuration("");
  REQUIRE(configuration);
  CHECK(configuration->staff.pin == StaffSetup::Pin::kNone);
  CHECK(configuration->staff_pin_hash.empty());
  CHECK_FALSE(configuration->place);
  CHECK(configuration->display == model::DisplaySettings{});
}

TEST_CASE("The documented example of a terminal's configuration says what holds without it") {
  const auto example = app::load_configuration(SYSTEM_FILES "/kiosk.toml");
  INFO((example ? std::string() : example.error().detail));
  REQUIRE(example);
  CHECK(example->staff.pin == StaffSetup::Pin::kNone);
  CHECK(example->staff.kiosk_name.empty());
  CHECK(example->staff.contact.empty());
  CHECK(example->staff.package_at.empty());
  CHECK(example->staff_pin_hash.empty());
  CHECK(example->print_queue.empty());
  CHECK_FALSE(example->place);
}

TEST_CASE("Every key that the example of a terminal's configuration shows is known") {
  std::string text = read_text_file(SYSTEM_FILES "/kiosk.toml");
  const std::string pin = hashed_pin("4711");
  for (const std::string key : {"name", "latitude", "longitude", "pin", "contact", "package_at", "monitor", "width_mm",
                                "height_mm", "queue", "media"}) {
    INFO(key);
    const std::size_t at = text.find("\n# " + key + " = ");
    REQUIRE(at != std::string::npos);
    text.erase(at + 1, 2);
    // A PIN that everybody can read here would be none.
    if (key == "pin") text.replace(at + 1, text.find('\n', at + 1) - at, pin.substr(pin.find('\n') + 1));
  }
  const auto read = parse_configuration(text);
  INFO((read ? std::string() : read.error().detail));
  REQUIRE(read);
  CHECK_FALSE(read->staff.kiosk_name.empty());
  CHECK_FALSE(read->staff.contact.empty());
  CHECK_FALSE(read->staff.package_at.empty());
  CHECK(base::secret_matches(read->staff_pin_hash, "4711").value());
  CHECK(read->place);
  CHECK(read->monitor == "HDMI-1");
  CHECK(read->display_width_mm > read->display_height_mm);
  CHECK(read->print_queue == "kiosk");
  CHECK(read->print_media == print::Media::kA4);
}

TEST_CASE("A configuration that is mistyped is refused by the entry or line that is wrong") {
  const auto [toml, part] = GENERATE(Catch::Generators::table<std::string, std::string>({
      {"[staff]\npni = \"x\"\n", "staff.pni"},
      {"[stuff]\npin = \"x\"\n", "stuff.pin"},
      {"pin = \"x\"\n", "pin"},
      {"[staff]\npin = 4711\n", "staff.pin"},
      {"[staff]\npin = \"4711\"\n", "staff.pin"},
      {"[staff]\ncontact = [1]\n", "staff.contact"},
      {"[staff\n", "line 1"},
      {"[kiosk]\nlatitude = 50.25\n", "kiosk.longitude"},
      {"[kiosk]\nlatitude = \"50.25\"\nlongitude = 9\n", "kiosk.latitude"},
      {"[kiosk]\nlatitude = 90.1\nlongitude = 9\n", "kiosk.latitude"},
      {"[kiosk]\nlatitude = nan\nlongitude = 9\n", "kiosk.latitude"},
      {"[display]\ntheme = \"red\"\n", "display.theme"},
      {"[display]\ntext_size = 5\n", "display.text_size"},
      {"[display]\ntext_size = 1.5\n", "display.text_size"},
      {"[display]\ncalm = \"yes\"\n", "display.calm"},
      {"[display]\nthem = \"dark\"\n", "display.them"},
      {"[kiosk]\nname = \"" + std::string(300, 'x') + "\"\n", "kiosk.name"},
  }));
  const auto configuration = parse_configuration(toml);
  REQUIRE_FALSE(configuration);
  CHECK(configuration.error().code == ErrorCode::kMalformedRecord);
  CHECK_THAT(configuration.error().detail, ContainsSubstring(part));
}

TEST_CASE("A configuration's file is named when it is missing or wrong") {
  const TemporaryDirectory folder;
  const auto missing = app::load_configuration(folder.path() + "/none.toml");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == ErrorCode::kNotFound);
  write_text_file(folder.path() + "/kiosk.toml", "[staff]\npni = \"x\"\n");
  const auto wrong = app::load_configuration(folder.path() + "/kiosk.toml");
  REQUIRE_FALSE(wrong);
  CHECK_THAT(wrong.error().detail, ContainsSubstring("kiosk.toml"));
}

TEST_CASE("A PIN is four to twelve digits") {
  const std::string pin = GENERATE("123", "1234567890123", "12a4", "", "12 34");
  std::istringstream typed(pin + "\n");
  std::ostringstream lines;
  std::ostringstream complaints;
  CHECK(app::print_pin_hash(typed, app::PinInput::kPipe, lines, complaints) == app::kExitUsage);
  CHECK(lines.str().empty());
  CHECK_THAT(complaints.str(), ContainsSubstring("Ziffern"));
}

TEST_CASE("A configuration names the monitor by its socket or its number, and its real size") {
  const auto named = parse_configuration("[display]\nmonitor = \"HDMI-1\"\nwidth_mm = 476\nheight_mm = 267.5\n");
  REQUIRE(named);
  CHECK(named->monitor == "HDMI-1");
  CHECK(named->display_width_mm == 476);
  CHECK(named->display_height_mm == 267.5F);
  const auto numbered = parse_configuration("[display]\nmonitor = 2\n");
  REQUIRE(numbered);
  CHECK(numbered->monitor == "2");
  CHECK(numbered->display_width_mm == 0);
  for (const char* wrong : {"monitor = 0", "monitor = 1.5", "monitor = true", "monitor = \"\"", "width_mm = 0",
                            "width_mm = -476", "height_mm = nan", "height_mm = \"268\"", "width_mm = 1e9"}) {
    INFO(wrong);
    const auto refused = parse_configuration(std::string("[display]\n") + wrong + "\n");
    REQUIRE_FALSE(refused);
    CHECK_THAT(refused.error().detail, ContainsSubstring("display."));
  }
}

TEST_CASE("A configuration names the printer's queue, and what lies in it") {
  const auto roll = parse_configuration("[printer]\nqueue = \"Bondrucker_1\"\nmedia = \"roll80\"\n");
  REQUIRE(roll);
  CHECK(roll->print_queue == "Bondrucker_1");
  CHECK(roll->print_media == print::Media::kRoll80);
  for (const char* wrong : {"queue = \"\"", "queue = \"a b\"", "queue = \"a/b\"", "queue = 1", "media = \"a5\"",
                            "media = true", "name = \"kiosk\""}) {
    INFO(wrong);
    const auto refused = parse_configuration(std::string("[printer]\n") + wrong + "\n");
    REQUIRE_FALSE(refused);
    CHECK_THAT(refused.error().detail, ContainsSubstring("printer."));
  }
}

}  // namespace bildungskiosk::test
