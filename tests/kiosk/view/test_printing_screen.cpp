#include <algorithm>

#include "tests/kiosk/view/sample_screens.hpp"
#include "tests/kiosk/view/screen_complaints.hpp"
#include "tests/support/catch.hpp"

/// "Drucken": where it stands, what it prints, what is told of it.
namespace bildungskiosk::view::test {
namespace {

using model::PrintNews;
using model::TextSize;
using print::PrinterTrouble;

constexpr std::array<platform::PixelSize, 4> kPrintDisplays = {{{1920, 1080}, {1080, 1920}, {1366, 768}, {1024, 768}}};
constexpr std::array kAllSizes = {TextSize::kNormal, TextSize::kLarge, TextSize::kLarger, TextSize::kLargest};
constexpr std::array kTroubles = {PrinterTrouble::kNone,    PrinterTrouble::kDoorOpen,    PrinterTrouble::kPaperJam,
                                  PrinterTrouble::kNoPaper, PrinterTrouble::kNoToner,     PrinterTrouble::kOffline,
                                  PrinterTrouble::kStopped, PrinterTrouble::kRefusesJobs, PrinterTrouble::kOther};

void show(ScreenStage& stage, const std::string& name) {
  const std::vector<SampleScreen> screens = visit_screens();
  const auto found =
      std::find_if(screens.begin(), screens.end(), [&](const SampleScreen& screen) { return screen.name == name; });
  REQUIRE(found != screens.end());
  found->show(stage.model);
}

void give_printer(ScreenStage& stage, print::Media media = print::Media::kA4) {
  stage.model.printer = {media, {true, PrinterTrouble::kNone}};
}

void draw_whole(ScreenStage& stage, const std::string& picture = {}) {
  stage.draw();
  stage.let_pass_ms(1'000);
  stage.draw(picture);
}

print::Slip slip_of_tap(ScreenStage& stage) {
  stage.events.clear();
  stage.tap("print");
  REQUIRE(stage.events.size() == 1);
  return std::get<model::PrintSlip>(stage.events.back()).slip;
}

void tell(ScreenStage& stage, PrintNews::Stage what, PrinterTrouble trouble = PrinterTrouble::kNone) {
  stage.model.print_news = PrintNews{what, trouble, 1, stage.now_ms()};
}

}  // namespace

TEST_CASE("Without a printer no screen has a button for it") {
  const std::string screen = GENERATE("list", "take-away", "take-away-list", "detail");
  ScreenStage stage;
  show(stage, screen);
  if (GENERATE(false, true)) stage.model.printer.media = print::Media::kA4;  // named, but the print system has none
  draw_whole(stage);
  CHECK(stage.semantics().find("print") == nullptr);
}

TEST_CASE("The visitor's list is printed with all its offers, its date and its code") {
  ScreenStage stage(GENERATE(from_range(kPrintDisplays)));
  show(stage, "list");
  give_printer(stage, GENERATE(print::Media::kA4, print::Media::kRoll80));
  draw_whole(stage);
  const print::Slip slip = slip_of_tap(stage);
  const auto& offers = stage.model.remembered.offers;
  REQUIRE(slip.entries.size() == offers.size());
  for (std::size_t i = 0; i < offers.size(); ++i) CHECK(slip.entries[i].title == offers[i].title);
  CHECK(slip.stand == "Stand: 20.11.2026");
  CHECK(slip.region == "Landkreis Sonnfeld");
  CHECK(slip.codes.size() == 1);
}

TEST_CASE("An offer is printed from its dialog, in the language of the visit") {
  ScreenStage stage(GENERATE(from_range(kPrintDisplays)));
  show(stage, "take-away");
  stage.model.language = "tr";
  give_printer(stage);
  draw_whole(stage);
  const print::Slip slip = slip_of_tap(stage);
  REQUIRE(slip.entries.size() == 1);
  CHECK(slip.language == "tr");
  CHECK(slip.entries[0].title == stage.model.page_as<model::DetailPage>()->detail->summary.title);
  const auto& lines = slip.entries[0].lines;
  const auto has_label = [&](const std::string& label) {
    return std::any_of(lines.begin(), lines.end(), [&](const print::SlipLine& line) { return line.label == label; });
  };
  CHECK(has_label("Ne zaman"));
  CHECK(has_label("İletişim"));
}

TEST_CASE("The button and what is told of the paper have room at every text size, on every display") {
  const auto size = GENERATE(from_range(kPrintDisplays));
  ScreenStage stage(size);
  give_printer(stage);
  for (const std::string_view language : kShippedTags) {
    stage.model.language = std::string(language);
    for (const TextSize text_size : kAllSizes) {
      stage.model.display.chosen.text_size = text_size;
      for (const char* const screen : {"list", "take-away", "detail"}) {
        show(stage, screen);
        tell(stage, PrintNews::Stage::kUnderWay);
        draw_whole(stage);
        stage.model.print_news.reset();
        const std::string name = "print-" + std::string(screen) + "-" + std::to_string(static_cast<int>(text_size) + 1);
        draw_whole(stage, picture_name(name, language, size));
        INFO(picture_name(name, language, size));
        CHECK_THAT(complaints(stage), Catch::Matchers::Equals(""));
      }
    }
  }
}

TEST_CASE("What is told of the printer fits in its place in every language, at every text size") {
  ScreenStage stage(GENERATE(from_range(kPrintDisplays)));
  give_printer(stage);
  show(stage, "detail");
  for (const std::string_view language : kShippedTags) {
    stage.model.language = std::string(language);
    for (const TextSize text_size : kAllSizes) {
      stage.model.display.chosen.text_size = text_size;
      draw_whole(stage);
      for (const PrinterTrouble trouble : kTroubles) {
        tell(stage, PrintNews::Stage::kNotSent, trouble);
        draw_whole(stage);
        INFO(language << " " << static_cast<int>(text_size) << " " << static_cast<int>(trouble));
        CHECK(stage.semantics().find("print.news") != nullptr);
        CHECK_THAT(texts_without_room(stage), Catch::Matchers::Equals(""));
      }
    }
  }
}

TEST_CASE("While a slip is under way its state is told, then its end") {
  ScreenStage stage;
  show(stage, "list");
  give_printer(stage);
  tell(stage, PrintNews::Stage::kUnderWay);
  stage.let_pass_ms(20'000);
  draw_whole(stage, "print-under-way");
  CHECK(stage.shows("Wird gedruckt …"));
  stage.model.printer.state.trouble = PrinterTrouble::kNoPaper;
  stage.draw();
  CHECK(stage.shows("Der Drucker hat kein Papier mehr."));
  tell(stage, PrintNews::Stage::kPrinted);
  draw_whole(stage, "print-printed");
  CHECK(stage.shows("Gedruckt. Bitte nehmen Sie Ihr Papier mit."));
}

}  // namespace bildungskiosk::view::test
