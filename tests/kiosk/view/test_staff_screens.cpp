#include <array>
#include <map>
#include <set>

#include "kiosk/view/refusals.hpp"
#include "tests/kiosk/view/screen_stage.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::view::test {
namespace {

using base::ErrorCode;
using update::MediumStage;

base::UnixSeconds day(int year, int month, int day_of_month) {
  return base::from_german_local_time({*base::make_date(year, month, day_of_month), 10 * 60 + 42});
}

update::MediumStatus medium_at(MediumStage stage) {
  update::MediumStatus medium;
  medium.stage = stage;
  medium.need = stage == MediumStage::kInstalling ? update::MediumNeed::kMustStay : update::MediumNeed::kMayGo;
  medium.number = 1;
  medium.label = "BILDUNG";
  medium.installed =
      update::ReleaseSummary{"Landratsamt Sonnfeld, Bildungsbüro", "7f3a91c2", 45, day(2026, 11, 6), 1258};
  medium.release =
      update::ReleaseSummary{"Landratsamt Sonnfeld, Bildungsbüro", "7f3a91c2", 47, day(2026, 11, 20), 1284};
  medium.changes = update::ReleaseChanges{56, 12, 30};
  medium.since = day(2026, 11, 23);
  medium.progress = {update::InstallStep::kTakingOver, 4'200'000, 4'200'000, 1080, 1284, day(2026, 11, 23)};
  return medium;
}

update::MediumStatus refused(ErrorCode code) {
  update::MediumStatus medium = medium_at(MediumStage::kRefused);
  medium.refusal = update::Refusal{code, "detail", code == ErrorCode::kNoSpace ? 123'456'789U : 0U};
  if (code == ErrorCode::kOlderThanInstalled) {
    medium.release =
        update::ReleaseSummary{"Landratsamt Sonnfeld, Bildungsbüro", "7f3a91c2", 41, day(2026, 10, 9), 1197};
    medium.installed =
        update::ReleaseSummary{"Landratsamt Sonnfeld, Bildungsbüro", "7f3a91c2", 47, day(2026, 11, 20), 1284};
  }
  return medium;
}

void show(ScreenStage& stage, const update::MediumStatus& medium) {
  stage.model.catalogue.status = model::CatalogueStatus::kReady;
  stage.model.now_ms = 1'000'000;
  stage.model.now = {*base::make_date(2026, 11, 23), 10 * 60 + 42};
  model::StaffState& staff = stage.model.staff;
  staff.setup.kiosk_name = "Kiosk Auerbrunn 1";
  staff.setup.contact = "Telefon 09999 123-450, Mo–Fr 8–16 Uhr";
  staff.setup.package_at = "Verwaltungsnetz: Bildungsbüro › Kiosk › Aktuell";
  staff.service.emplace();
  staff.service->running = true;
  staff.service->medium = medium;
  staff.dialog = medium;
  staff.closes_at_ms = stage.model.now_ms + 12'000;
  if (medium.stage == MediumStage::kInstalling) staff.seconds_left = 17;
}

/// Nothing is cut, nothing leaves the dialog, no two things of it lie upon each other.
void check_layout(const ScreenStage& stage) {
  CHECK(stage.shortened_texts() == 0);
  const ui::Node* dialog = stage.semantics().find("staff");
  REQUIRE(dialog != nullptr);
  const ui::PxRect screen{0, 0, static_cast<float>(stage.size().width), static_cast<float>(stage.size().height)};
  CHECK(inside(dialog->rect, screen));
  const auto nodes = stage.semantics().nodes();
  const auto parent = static_cast<std::size_t>(dialog - nodes.data());
  std::vector<const ui::Node*> children;
  for (const ui::Node& node : nodes) {
    if (node.parent == parent) children.push_back(&node);
  }
  REQUIRE(children.size() > 2);
  for (std::size_t i = 0; i < children.size(); ++i) {
    INFO(children[i]->label);
    CHECK(inside(children[i]->rect, dialog->rect));
    for (std::size_t j = i + 1; j < children.size(); ++j) {
      INFO(children[j]->label);
      CHECK_FALSE(overlap(children[i]->rect, children[j]->rect));
    }
  }
}

}  // namespace

TEST_CASE("Every stage of a stick fits its dialog in every language, lying and upright") {
  const std::map<std::string, MediumStage> stages = {
      {"found", MediumStage::kFound},     {"checking", MediumStage::kChecking},
      {"offered", MediumStage::kOffered}, {"installing", MediumStage::kInstalling},
      {"done", MediumStage::kDone},       {"up-to-date", MediumStage::kUpToDate}};
  for (const platform::PixelSize size : kDisplays) {
    ScreenStage stage(size);
    for (const std::string_view language : kShippedTags) {
      stage.model.language = language;
      for (const auto& [name, which] : stages) {
        INFO(picture_name(name, language, size));
        show(stage, medium_at(which));
        stage.draw(picture_name(name, language, size));
        check_layout(stage);
      }
    }
  }
}

TEST_CASE("Every refusal has its own number, sentence and advice in every language, and fits") {
  std::set<int> numbers;
  for (const ErrorCode code : base::all_error_codes()) numbers.insert(message_number(code));
  CHECK(numbers.size() == base::all_error_codes().size());
  for (const std::string_view language : kShippedTags) {
    const i18n::Texts& texts = shipped_languages().texts(language);
    std::set<std::string> sentences;
    for (const ErrorCode code : base::all_error_codes()) {
      INFO(language << ": " << base::to_string(code));
      const std::string& sentence = refusal_sentence(texts, code);
      CHECK((sentence.ends_with(".") && sentence.size() > 10));
      CHECK(sentences.insert(sentence).second);
      const Advice advice = refusal_advice(texts, update::Refusal{code, "", 0}, {});
      CHECK_FALSE(advice.title.empty());
      CHECK_FALSE(advice.how.empty());
      if (language != "de" && language != "de-easy") {
        CHECK(sentence != refusal_sentence(shipped_languages().texts("de"), code));
      }
    }
  }
  for (const platform::PixelSize size : kDisplays) {
    ScreenStage stage(size);
    for (const std::string_view language : kShippedTags) {
      stage.model.language = language;
      for (const ErrorCode code : base::all_error_codes()) {
        INFO(picture_name(std::string(base::to_string(code)), language, size));
        show(stage, refused(code));
        stage.draw(code == ErrorCode::kOlderThanInstalled ? picture_name("refused", language, size) : "");
        check_layout(stage);
        CHECK(stage.shows(std::to_string(message_number(code))));
      }
    }
  }
}

TEST_CASE("Numbers that staff have read to the office never change their meaning") {
  CHECK(message_number(ErrorCode::kIo) == 101);
  CHECK(message_number(ErrorCode::kNoSpace) == 104);
  CHECK(message_number(ErrorCode::kWrongSignature) == 203);
  CHECK(message_number(ErrorCode::kOlderThanInstalled) == 204);
  CHECK(message_number(ErrorCode::kMetadataExpired) == 212);
  CHECK(message_number(ErrorCode::kCatalogueDamaged) == 307);
}

TEST_CASE("An offer says who signed it, what is installed and what changes") {
  ScreenStage stage;
  show(stage, medium_at(MediumStage::kOffered));
  stage.draw();
  CHECK(stage.shows("Landratsamt Sonnfeld, Bildungsbüro"));
  CHECK(stage.shows("7F3A 91C2"));
  CHECK(stage.shows("6. November 2026"));
  CHECK(stage.shows("Version 45 · 1.258 Angebote"));
  CHECK(stage.shows("20. November 2026"));
  CHECK(stage.shows("Version 47 · 1.284 Angebote"));
  CHECK(stage.semantics().find(ui::WidgetId("staff.change") / 0)->value == "+56");
  CHECK(stage.semantics().find(ui::WidgetId("staff.change") / 1)->value == "12");
  CHECK(stage.semantics().find(ui::WidgetId("staff.change") / 2)->value == "30");
  stage.tap("staff.install");
  REQUIRE(stage.events.size() == 1);
  CHECK(std::holds_alternative<model::InstallOffered>(stage.events.front()));
  stage.events.clear();
  stage.tap("staff.later");
  REQUIRE(stage.events.size() == 1);
  CHECK(std::holds_alternative<model::DismissOffer>(stage.events.front()));
}

TEST_CASE("A first catalogue is offered without one to compare it with") {
  ScreenStage stage;
  auto medium = medium_at(MediumStage::kOffered);
  medium.installed.reset();
  medium.changes = update::ReleaseChanges{1284, 0, 0};
  show(stage, medium);
  stage.draw();
  CHECK(stage.shows("noch kein Katalog"));
  check_layout(stage);
}

TEST_CASE("Staff are told not to take the stick out only while it is needed") {
  ScreenStage stage;
  auto medium = medium_at(MediumStage::kInstalling);
  show(stage, medium);
  stage.draw();
  CHECK(stage.shows("Bitte den Stick nicht abziehen."));
  CHECK(stage.shows("noch etwa 20 Sekunden"));
  CHECK(stage.semantics().find(ui::WidgetId("staff.step") / 2)->value == "1.080 von 1.284");
  medium.need = update::MediumNeed::kMayGo;
  show(stage, medium);
  stage.draw("installing-may-go");
  CHECK_FALSE(stage.shows("nicht abziehen"));
  CHECK(stage.shows("Der Stick kann abgezogen werden."));
}

TEST_CASE("The same content again is good news, never an alarm") {
  ScreenStage stage;
  show(stage, medium_at(MediumStage::kUpToDate));
  stage.draw();
  CHECK(stage.shows("Der Katalog ist bereits aktuell."));
  CHECK_FALSE(stage.shows("Nicht installiert"));
  CHECK_FALSE(stage.shows("Meldung"));
}

TEST_CASE("An older stick that was read no further than its signatures is older than what is installed, of its date") {
  ScreenStage stage;
  auto medium = refused(ErrorCode::kOlderThanInstalled);
  medium.release.reset();
  show(stage, medium);
  stage.draw();
  CHECK(stage.semantics().find("staff.release") == nullptr);
  CHECK(stage.semantics().find("staff.installed") != nullptr);
  CHECK(stage.shows("20. November 2026"));
}

TEST_CASE("An older stick is compared with what is installed, and never called an attack") {
  ScreenStage stage;
  show(stage, refused(ErrorCode::kOlderThanInstalled));
  stage.draw();
  CHECK(stage.shows("Diese Aktualisierung ist älter als die installierte."));
  CHECK(stage.shows("9. Oktober 2026"));
  CHECK(stage.shows("Sie liegt hier: Verwaltungsnetz: Bildungsbüro › Kiosk › Aktuell"));
  CHECK(stage.shows("Telefon 09999 123-450, Mo–Fr 8–16 Uhr. Nennen Sie: Meldung 204"));
  CHECK(stage.shows("Meldung 204 · Kiosk Auerbrunn 1\n23.11.2026, 10:42 Uhr"));
  CHECK_FALSE(stage.shows("ngriff"));
  stage.tap("staff.close");
  REQUIRE(stage.events.size() == 1);
  CHECK(std::holds_alternative<model::CloseStaffDialog>(stage.events.front()));
}

TEST_CASE("Missing space is said in megabytes") {
  ScreenStage stage;
  show(stage, refused(ErrorCode::kNoSpace));
  stage.draw();
  CHECK(stage.shows("123,5 MB"));
}

TEST_CASE("With a wrong clock an offer asks for the PIN, or for somebody to set the clock") {
  for (const platform::PixelSize size : kDisplays) {
    ScreenStage stage(size);
    for (const std::string_view language : kShippedTags) {
      INFO(picture_name("clock", language, size));
      stage.model.language = language;
      show(stage, medium_at(MediumStage::kOffered));
      stage.model.staff.pin.reset();
      stage.model.staff.service->clock = update::ClockTrust::kUntrusted;
      stage.model.staff.setup.pin = model::StaffSetup::Pin::kNone;
      stage.draw();
      check_layout(stage);
      CHECK(stage.semantics().find("staff.install") == nullptr);
      CHECK(stage.semantics().find("staff.later") != nullptr);

      stage.model.staff.setup.pin = model::StaffSetup::Pin::kSet;
      stage.draw(picture_name("offered-pin", language, size));
      check_layout(stage);
      CHECK(stage.semantics().find("staff.install") != nullptr);

      show(stage, refused(ErrorCode::kMetadataExpired));
      stage.model.staff.service->clock = update::ClockTrust::kUntrusted;
      stage.draw();
      check_layout(stage);
      CHECK(stage.semantics().find("staff.install") != nullptr);

      stage.model.staff.pin = model::PinEntry{model::PinEntry::State::kTyping, "471"};
      stage.draw(picture_name("pin", language, size));
      check_layout(stage);
      stage.model.staff.pin_locked_until_ms = stage.model.now_ms + 5'000;
      stage.draw();
      check_layout(stage);
      stage.model.staff.pin_locked_until_ms = 0;
    }
  }
}

TEST_CASE("The keypad's figures reach the model, and the typed PIN reaches no text of the screen") {
  ScreenStage stage;
  show(stage, medium_at(MediumStage::kOffered));
  stage.model.staff.pin = model::PinEntry{model::PinEntry::State::kTyping, "4711"};
  stage.draw();
  CHECK_FALSE(stage.shows("4711"));
  stage.tap(ui::WidgetId("staff.pin") / std::uint64_t{'7'});
  stage.tap(ui::WidgetId("staff.pin") / std::uint64_t{'\b'});
  stage.tap("staff.pin.enter");
  stage.tap("staff.pin.back");
  REQUIRE(stage.events.size() == 4);
  REQUIRE(std::holds_alternative<model::TypePinDigit>(stage.events[0]));
  CHECK(std::get<model::TypePinDigit>(stage.events[0]).digit == '7');
  CHECK(std::holds_alternative<model::DeletePinDigit>(stage.events[1]));
  CHECK(std::holds_alternative<model::EnterPin>(stage.events[2]));
  CHECK(std::holds_alternative<model::CancelPin>(stage.events[3]));
}

TEST_CASE("The home screen says how old its data is once that matters, and goes on showing it") {
  ScreenStage stage;
  stage.model.catalogue.status = model::CatalogueStatus::kReady;
  stage.model.catalogue.overview.emplace();
  stage.model.catalogue.overview->info.generated_at = day(2026, 11, 20);
  stage.model.pages.push_back({2, model::HomePage{}});
  const auto on = [&](base::Date today) {
    stage.model.now = {today, 600};
    stage.draw("home-" + base::format_date(today));
    REQUIRE(stage.shows("Stand: 20.11.2026"));
    const ui::Node* age = stage.semantics().find("stand.age");
    return age == nullptr ? std::string() : age->label;
  };
  CHECK(on(*base::make_date(2026, 11, 20)).empty());
  CHECK(on(*base::make_date(2026, 12, 3)).empty());
  CHECK(on(*base::make_date(2026, 12, 4)) == "vor 2 Wochen");
  CHECK(on(*base::make_date(2026, 12, 27)) == "vor 5 Wochen");
  CHECK(on(*base::make_date(2027, 2, 17)) == "vor 12 Wochen");
  CHECK(on(*base::make_date(2027, 2, 18)) == "Daten können veraltet sein");
  CHECK(on(*base::make_date(2028, 2, 18)) == "Daten können veraltet sein");
  CHECK(on(*base::make_date(2026, 1, 1)).empty());  // a clock that is behind knows no age
}

}  // namespace bildungskiosk::view::test
