#include <optional>

#include "tests/kiosk/model/visit.hpp"

namespace bildungskiosk::model::test {
namespace {

using update::MediumStage;
using update::StaffRequestKind;

update::ServiceStatus status_with(MediumStage stage, std::int64_t number = 1) {
  update::ServiceStatus status;
  status.running = true;
  status.medium.stage = stage;
  status.medium.number = number;
  status.medium.release = update::ReleaseSummary{"Bildungsbüro", "7f3a91c2", 47, 1'795'000'000, 1284};
  if (stage == MediumStage::kRefused) {
    status.medium.refusal = update::Refusal{base::ErrorCode::kOlderThanInstalled, "", 0};
  }
  return status;
}

/// A kiosk with a catalogue, nobody there, and a service that says what the test wants.
class StaffVisit : public Visit {
 public:
  StaffVisit() {
    happens(CatalogueOpened{});
    answer_overview();
  }
  void service_says(const update::ServiceStatus& status) { happens(ServiceStatusChanged{status}); }
  void service_says(MediumStage stage, std::int64_t number = 1) { service_says(status_with(stage, number)); }
  void stick_out() { service_says(MediumStage::kNone); }
  [[nodiscard]] const StaffState& staff() const { return model().staff; }
  [[nodiscard]] std::optional<MediumStage> shows() const {
    return staff().dialog ? std::optional(staff().dialog->stage) : std::nullopt;
  }
};

update::ServiceStatus with_wrong_clock(update::ServiceStatus status) {
  status.clock = update::ClockTrust::kUntrusted;
  return status;
}

update::ServiceStatus installing(std::uint64_t offers) {
  update::ServiceStatus status = status_with(MediumStage::kInstalling);
  status.medium.progress.step = update::InstallStep::kTakingOver;
  status.medium.progress.offers_done = offers;
  status.medium.progress.offers_total = 1000;
  return status;
}

}  // namespace

TEST_CASE("A stick is shown to staff as far as it has got, when nobody is there") {
  StaffVisit visit;
  CHECK_FALSE(visit.shows());
  for (const MediumStage stage : {MediumStage::kFound, MediumStage::kChecking, MediumStage::kOffered,
                                  MediumStage::kInstalling, MediumStage::kDone}) {
    visit.service_says(stage);
    CHECK(visit.shows() == stage);
  }
}

TEST_CASE("A visit is never interrupted by a stick: the dialog waits for its end") {
  StaffVisit visit;
  visit.happens(WakeUp{"de"});
  visit.happens(OpenSearch{});
  visit.type({"Y", "o", "g", "a"});
  visit.service_says(MediumStage::kFound);
  visit.service_says(MediumStage::kOffered);
  visit.tick(1'000);
  CHECK_FALSE(visit.shows());
  CHECK(visit.page<SearchPage>().text == "Yoga");

  SECTION("ended by the visitor") {
    visit.tick(kIdlePromptMs);
    CHECK_FALSE(visit.shows());
    visit.happens(LeaveNow{});
  }
  SECTION("forgotten after two minutes") { visit.tick(kIdleResetMs); }
  CHECK(visit.shows() == MediumStage::kOffered);
}

TEST_CASE("Behind the dialog no visit begins, and after it one does") {
  StaffVisit visit;
  visit.service_says(MediumStage::kOffered);
  visit.happens(WakeUp{"de"});
  CHECK(visit.model().page_as<AttractPage>() != nullptr);
  visit.happens(DismissOffer{});
  visit.happens(WakeUp{"de"});
  CHECK(visit.model().page_as<HomePage>() != nullptr);
}

TEST_CASE("A kiosk without a catalogue shows the dialog as well, and keeps it when the catalogue comes") {
  Visit visit;
  visit.happens(CatalogueFailed{{base::ErrorCode::kNoCatalogue, ""}});
  visit.happens(ServiceStatusChanged{status_with(MediumStage::kInstalling)});
  REQUIRE(visit.model().staff.dialog);
  visit.happens(ServiceStatusChanged{status_with(MediumStage::kDone)});
  visit.happens(CatalogueOpened{});
  REQUIRE(visit.model().staff.dialog);
  CHECK(visit.model().staff.dialog->stage == MediumStage::kDone);
}

TEST_CASE("With the stick goes what was not decided; a result may still be read") {
  StaffVisit visit;
  for (const MediumStage stage : {MediumStage::kFound, MediumStage::kChecking, MediumStage::kOffered}) {
    visit.service_says(stage);
    visit.stick_out();
    CHECK_FALSE(visit.shows());
    visit.service_says(MediumStage::kFound, 2);
    visit.stick_out();
  }
  visit.service_says(MediumStage::kDone, 3);
  visit.stick_out();
  CHECK(visit.shows() == MediumStage::kDone);
  CHECK(visit.staff().medium == StaffState::Medium::kGone);
  visit.tick(kStaffDoneStickOutMs - 1);
  CHECK(visit.shows());
  visit.tick(1);
  CHECK_FALSE(visit.shows());

  visit.service_says(MediumStage::kRefused, 4);
  visit.stick_out();
  visit.tick(kStaffRefusedStickOutMs - 1);
  CHECK(visit.shows() == MediumStage::kRefused);
  visit.tick(1);
  CHECK_FALSE(visit.shows());
}

TEST_CASE("The dialog goes by itself, for citizens are waiting behind it") {
  const auto [stage, stays_ms] = GENERATE(Catch::Generators::table<MediumStage, MonotonicMs>({
      {MediumStage::kChecking, kStaffStuckMs},
      {MediumStage::kInstalling, kStaffStuckMs},
      {MediumStage::kOffered, kStaffOfferMs},
      {MediumStage::kDone, kStaffDoneMs},
      {MediumStage::kUpToDate, kStaffDoneMs},
      {MediumStage::kRefused, kStaffRefusedMs},
  }));
  StaffVisit visit;
  visit.service_says(stage);
  visit.tick(stays_ms - 1);
  CHECK(visit.shows() == stage);
  SECTION("but stays a while longer after a touch") {
    visit.touch();
    visit.tick(stays_ms - 1);
    CHECK(visit.shows() == stage);
  }
  visit.tick(1);
  CHECK_FALSE(visit.shows());
  visit.tick(1'000);
  visit.service_says(stage);
  CHECK_FALSE(visit.shows());  // closed is closed …
  visit.service_says(stage, 2);
  CHECK(visit.shows() == stage);  // … until the stick is put in anew
}

TEST_CASE("Not now: the service hears it, and the offer does not come back before the stick is put in anew") {
  StaffVisit visit;
  visit.service_says(MediumStage::kOffered, 7);
  visit.happens(DismissOffer{});
  REQUIRE(visit.count<AskService>() == 1);
  CHECK(visit.last<AskService>()->kind == StaffRequestKind::kDismiss);
  CHECK(visit.last<AskService>()->medium_number == 7);
  CHECK_FALSE(visit.shows());
  visit.tick(1'000);
  CHECK_FALSE(visit.shows());
  visit.service_says(MediumStage::kOffered, 8);
  CHECK(visit.shows() == MediumStage::kOffered);
}

TEST_CASE("Installieren asks once and names its stick; without an answer it may be asked again") {
  StaffVisit visit;
  visit.service_says(MediumStage::kOffered, 7);
  visit.happens(InstallOffered{});
  visit.happens(InstallOffered{});
  REQUIRE(visit.count<AskService>() == 1);
  CHECK(visit.last<AskService>()->kind == StaffRequestKind::kInstall);
  CHECK(visit.last<AskService>()->medium_number == 7);
  SECTION("the service begins") {
    visit.service_says(MediumStage::kInstalling, 7);
    CHECK_FALSE(visit.staff().asked_at_ms);
  }
  SECTION("the service is silent") {
    visit.tick(kStaffAnswerMs);
    visit.happens(InstallOffered{});
    CHECK(visit.count<AskService>() == 2);
  }
}

TEST_CASE("Only an offer can be installed") {
  StaffVisit visit;
  visit.happens(InstallOffered{});
  for (const MediumStage stage : {MediumStage::kChecking, MediumStage::kRefused, MediumStage::kDone}) {
    visit.service_says(stage);
    visit.happens(InstallOffered{});
  }
  CHECK(visit.count<AskService>() == 0);
}

TEST_CASE("A request that could not be written becomes a refusal with its reason") {
  StaffVisit visit;
  visit.service_says(MediumStage::kOffered);
  visit.happens(InstallOffered{});
  visit.happens(StaffRequestFailed{{base::ErrorCode::kNoSpace, "disk full"}});
  REQUIRE(visit.shows() == MediumStage::kRefused);
  CHECK(visit.staff().dialog->refusal->code == base::ErrorCode::kNoSpace);
}

TEST_CASE("When the service has gone silent, nothing is offered any more") {
  StaffVisit visit;
  visit.service_says(MediumStage::kOffered);
  visit.happens(ServiceStatusChanged{std::nullopt});
  CHECK_FALSE(visit.shows());
}

TEST_CASE("What is done is looked for at once, so that Kiosk starten shows the new catalogue") {
  StaffVisit visit;
  visit.service_says(MediumStage::kInstalling);
  const std::size_t before = visit.count<CheckCatalogue>();
  visit.service_says(MediumStage::kDone);
  CHECK(visit.count<CheckCatalogue>() == before + 1);
  visit.happens(CloseStaffDialog{});
  CHECK_FALSE(visit.shows());
}

TEST_CASE("With a clock that can't be right, installing needs the PIN") {
  StaffVisit visit;
  const bool offered = GENERATE(true, false);
  auto status = with_wrong_clock(status_with(offered ? MediumStage::kOffered : MediumStage::kRefused));
  if (!offered) status.medium.refusal->code = base::ErrorCode::kMetadataExpired;
  visit.service_says(status);
  REQUIRE(needs_pin(visit.staff()));

  SECTION("which is not asked for when there is none") {
    visit.happens(InstallOffered{});
    CHECK_FALSE(visit.staff().pin);
    CHECK(visit.count<AskService>() == 0);
  }
}

namespace {

/// The keypad of a kiosk with a PIN is open.
class PinVisit : public StaffVisit {
 public:
  PinVisit() {
    StaffSetup setup;
    setup.pin = StaffSetup::Pin::kSet;
    set_up_staff(setup);
    service_says(with_wrong_clock(status_with(MediumStage::kOffered, 5)));
    happens(InstallOffered{});
  }
  void type_pin(std::string_view digits) {
    for (const char digit : digits) happens(TypePinDigit{digit});
    happens(EnterPin{});
  }
  void wrong_pin() {
    type_pin("0000");
    happens(PinChecked{PinChecked::Answer::kWrong});
  }
};

}  // namespace

TEST_CASE("The right PIN installs in spite of the clock") {
  PinVisit visit;
  REQUIRE(visit.staff().pin);
  CHECK(visit.count<AskService>() == 0);
  visit.type_pin("4711");
  REQUIRE(visit.last<CheckPin>());
  CHECK(visit.last<CheckPin>()->digits == "4711");
  CHECK(visit.staff().pin->digits.empty());
  visit.happens(PinChecked{PinChecked::Answer::kRight});
  REQUIRE(visit.count<AskService>() == 1);
  CHECK(visit.last<AskService>()->kind == StaffRequestKind::kInstallIgnoringClock);
  CHECK(visit.last<AskService>()->medium_number == 5);
  CHECK_FALSE(visit.staff().pin);
}

TEST_CASE("A wrong PIN installs nothing, and after the second each costs a longer pause") {
  PinVisit visit;
  visit.wrong_pin();
  visit.wrong_pin();
  CHECK(visit.staff().pin_locked_until_ms <= visit.model().now_ms);
  visit.wrong_pin();
  const MonotonicMs first = visit.staff().pin_locked_until_ms - visit.model().now_ms;
  CHECK(first == kPinPauseMs);
  visit.type_pin("4711");  // goes nowhere
  CHECK(visit.count<CheckPin>() == 3);
  visit.tick(first);
  visit.wrong_pin();
  CHECK(visit.staff().pin_locked_until_ms - visit.model().now_ms == 2 * kPinPauseMs);
  CHECK(visit.count<AskService>() == 0);

  SECTION("which a stick that is put in anew does not shorten") {
    visit.stick_out();
    visit.service_says(with_wrong_clock(status_with(MediumStage::kOffered, 6)));
    visit.happens(InstallOffered{});
    visit.type_pin("4711");
    CHECK(visit.count<CheckPin>() == 4);
  }
  SECTION("and never beyond five minutes") {
    for (int i = 0; i < 20; ++i) {
      visit.service_says(with_wrong_clock(status_with(MediumStage::kOffered, 10 + i)));
      visit.tick(kPinPauseMaxMs);
      visit.service_says(with_wrong_clock(status_with(MediumStage::kOffered, 100 + i)));
      visit.happens(InstallOffered{});
      visit.wrong_pin();
    }
    CHECK(visit.staff().pin_locked_until_ms - visit.model().now_ms == kPinPauseMaxMs);
  }
}

TEST_CASE("A PIN has at least four digits and at most twelve, and only digits") {
  PinVisit visit;
  visit.type_pin("123");
  CHECK(visit.count<CheckPin>() == 0);
  visit.happens(TypePinDigit{'x'});
  CHECK(visit.staff().pin->digits == "123");
  visit.happens(DeletePinDigit{});
  CHECK(visit.staff().pin->digits == "12");
  for (int i = 0; i < 20; ++i) visit.happens(TypePinDigit{'9'});
  CHECK(visit.staff().pin->digits.size() == kPinDigitsMax);
}

TEST_CASE("The end of an installation is foretold from what has been seen of it, or not at all") {
  StaffVisit visit;
  visit.service_says(installing(100));
  CHECK_FALSE(visit.staff().seconds_left);
  visit.tick(500);
  visit.service_says(installing(500));
  CHECK_FALSE(visit.staff().seconds_left);  // half a second is no measure
  visit.tick(9'500);
  visit.service_says(installing(600));
  // 10 s for half of the 55 % that taking over is; 22 % of it and 30 % after it remain.
  REQUIRE(visit.staff().seconds_left);
  CHECK(*visit.staff().seconds_left == 19);
}

TEST_CASE("An installation's share only grows from step to step") {
  update::InstallStepProgress progress;
  progress.bytes_total = 10;
  progress.offers_total = 10;
  float before = -1;
  for (const auto step :
       {update::InstallStep::kReading, update::InstallStep::kVerifying, update::InstallStep::kTakingOver,
        update::InstallStep::kIndexing, update::InstallStep::kActivating}) {
    progress.step = step;
    for (const std::uint64_t done : {0U, 5U, 10U, 12U}) {
      progress.bytes_done = done;
      progress.offers_done = done;
      const float fraction = progress_fraction(progress);
      CHECK(fraction >= before);
      CHECK(fraction <= 1);
      before = fraction;
    }
    before = progress_fraction(progress);
  }
  CHECK(before > 0.999F);
}

TEST_CASE("What staff watch never goes back while a stick is checked or installed, and begins anew with a stage") {
  StaffVisit visit;
  const auto shown = [&] { return visit.staff().dialog->progress; };
  update::ServiceStatus status = status_with(MediumStage::kChecking);
  status.medium.progress = {update::InstallStep::kReading, 50, 100, 0, 0, 0};
  visit.service_says(status);
  status.medium.progress.bytes_total = 1000;  // a delta was of no use: there is more to read than it seemed
  visit.service_says(status);
  CHECK(shown().bytes_total == 100);
  status.medium.progress.bytes_done = 600;
  visit.service_says(status);
  CHECK(shown() == status.medium.progress);
  visit.service_says(installing(500));
  CHECK(shown() == installing(500).medium.progress);
  visit.service_says(installing(0));  // the second half was begun once more
  CHECK(shown() == installing(500).medium.progress);
  status = installing(1000);
  status.medium.progress.step = update::InstallStep::kActivating;
  visit.service_says(status);
  CHECK(progress_fraction(shown()) > 0.999F);
}

TEST_CASE("A dialog that counts down wakes the loop each second, one that does not only when it goes") {
  StaffVisit visit;
  visit.service_says(MediumStage::kOffered);
  CHECK(next_wake_ms(visit.model()) == visit.model().now_ms + kStaffOfferMs);
  visit.service_says(MediumStage::kDone);
  CHECK(staff_seconds_to_close(visit.staff(), visit.model().now_ms) == 60);
  CHECK(next_wake_ms(visit.model()) == visit.model().now_ms + 1'000);
  visit.tick(1'000);
  CHECK(staff_seconds_to_close(visit.staff(), visit.model().now_ms) == 59);
}

}  // namespace bildungskiosk::model::test
