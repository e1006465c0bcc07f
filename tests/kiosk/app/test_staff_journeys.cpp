#include <chrono>
#include <optional>
#include <thread>

#include "sync/update/service_state.hpp"
#include "sync/update/staff_requests.hpp"
#include "tests/kiosk/app/store_builder.hpp"
#include "tests/kiosk/app/test_kiosk.hpp"
#include "tests/support/catalogue/offer_builder.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::test {
namespace {

using model::AttractPage;
using model::DetailPage;
using model::HomePage;
using model::ResultsPage;
using ui::WidgetId;
using update::MediumStage;

/// The service's side of the two files, without the service.
class FakeService {
 public:
  explicit FakeService(const std::string& store) : layout_(store) {
    auto opened = update::ServiceStatusWriter::open(layout_.journal());
    REQUIRE(opened);
    writer_.emplace(std::move(opened).value());
    status_.running = true;
    status_.alive_at = base::from_german_local_time({*base::make_date(2026, 11, 23), 12 * 60});
    status_.medium.number = 1;
    status_.medium.release =
        update::ReleaseSummary{"Bildungsbüro Landkreis Sonnfeld", "7f3a91c2", 47, status_.alive_at, 1};
    status_.medium.installed =
        update::ReleaseSummary{"Bildungsbüro Landkreis Sonnfeld", "7f3a91c2", 45, 1'793'000'000, 9};
    status_.medium.changes = update::ReleaseChanges{1, 0, 9};
  }

  void says(MediumStage stage) {
    status_.medium.stage = stage;
    REQUIRE(writer_->write(status_));
  }
  update::ServiceStatus& status() { return status_; }

  /// What staff have asked for, if anything.
  [[nodiscard]] std::optional<update::StaffRequest> request_after(std::int64_t number) const {
    auto reader = update::StaffRequestReader::open(layout_.kiosk_database());
    if (!reader) return std::nullopt;
    const auto next = reader->next_after(number);
    return next ? *next : std::nullopt;
  }
  [[nodiscard]] update::StaffRequest wait_for_request() const {
    for (int i = 0; i < 2'000; ++i) {
      if (const auto request = request_after(0)) return *request;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    FAIL("no request came");
    return {};
  }

 private:
  update::StoreLayout layout_;
  std::optional<update::ServiceStatusWriter> writer_;
  update::ServiceStatus status_;
};

std::function<bool(const model::Model&)> dialog_is(MediumStage stage) {
  return [stage](const model::Model& model) { return model.staff.dialog && model.staff.dialog->stage == stage; };
}

std::vector<std::string> titles(const std::vector<catalogue::OfferSummary>& items) {
  std::vector<std::string> found;
  for (const auto& item : items) found.push_back(item.title);
  return found;
}

offer::Offer new_offer() { return OfferBuilder("vhs:new").title("Ganz neu").session("2026-11-25", "10:00", "11:00"); }

}  // namespace

TEST_CASE("A librarian puts a stick in, touches Installieren, and the next visitor finds the new catalogue") {
  InstalledStore store;
  FakeService service(store.path());
  TestKiosk kiosk(store.path());
  kiosk.settle();
  service.says(MediumStage::kFound);
  kiosk.wait_until(dialog_is(MediumStage::kFound));
  service.says(MediumStage::kOffered);
  kiosk.wait_until(dialog_is(MediumStage::kOffered));
  kiosk.settle();
  CHECK(kiosk.shows("Neuer Katalog gefunden"));
  CHECK(kiosk.kiosk().semantics().find("attract.start") == nullptr);

  kiosk.tap("staff.install");
  const update::StaffRequest request = service.wait_for_request();
  CHECK(request.kind == update::StaffRequestKind::kInstall);
  CHECK(request.medium_number == 1);

  service.says(MediumStage::kInstalling);
  kiosk.wait_until(dialog_is(MediumStage::kInstalling));
  store.install({new_offer()});
  service.says(MediumStage::kDone);
  kiosk.wait_until(dialog_is(MediumStage::kDone));
  kiosk.settle();
  CHECK(kiosk.shows("Sie können den Stick jetzt abziehen."));
  kiosk.wait_until(
      [](const model::Model& model) { return model.catalogue.overview && model.catalogue.overview->offers == 1; });
  kiosk.tap("staff.close");
  kiosk.arrive();
  CHECK(kiosk.model().catalogue.overview->offers == 1);
}

TEST_CASE("Nicht jetzt is written down for the service, and the kiosk is free again") {
  InstalledStore store;
  FakeService service(store.path());
  TestKiosk kiosk(store.path());
  kiosk.settle();
  service.says(MediumStage::kOffered);
  kiosk.wait_until(dialog_is(MediumStage::kOffered));
  kiosk.settle();
  kiosk.tap("staff.later");
  CHECK(service.wait_for_request().kind == update::StaffRequestKind::kDismiss);
  kiosk.arrive();
}

TEST_CASE("A key leaned upon installs nothing, and Escape is Nicht jetzt") {
  InstalledStore store;
  FakeService service(store.path());
  TestKiosk kiosk(store.path());
  kiosk.settle();
  service.says(MediumStage::kOffered);
  kiosk.wait_until(dialog_is(MediumStage::kOffered));
  kiosk.settle();
  kiosk.window().inject(platform::KeyEvent{platform::Key::kEnter});
  kiosk.window().inject(platform::KeyEvent{platform::Key::kCharacter, U'i'});
  kiosk.settle();
  CHECK(kiosk.model().staff.dialog);
  kiosk.window().inject(platform::KeyEvent{platform::Key::kEscape});
  kiosk.settle();
  CHECK_FALSE(kiosk.model().staff.dialog);
  CHECK(service.wait_for_request().kind == update::StaffRequestKind::kDismiss);
}

TEST_CASE("An installation during a visit changes nothing under the visitor: the same list, the same offer") {
  InstalledStore store;
  FakeService service(store.path());
  TestKiosk kiosk(store.path());
  kiosk.arrive();
  kiosk.tap(WidgetId("home.phase") / static_cast<std::uint64_t>(offer::Phase::kLanguageAndIntegration));
  const auto listed = titles(kiosk.page<ResultsPage>().items);
  REQUIRE_FALSE(listed.empty());
  kiosk.tap(WidgetId("results.card") / "vhs:1");

  service.says(MediumStage::kInstalling);
  store.install({new_offer()});
  service.says(MediumStage::kDone);
  kiosk.wait_until([](const model::Model& model) {
    return model.staff.service && model.staff.service->medium.stage == MediumStage::kDone;
  });
  kiosk.let_pass_ms(2 * model::kCatalogueCheckMs);
  kiosk.settle();
  CHECK_FALSE(kiosk.model().staff.dialog);
  CHECK(kiosk.page<DetailPage>().detail->summary.id == "vhs:1");
  CHECK(kiosk.need("detail.title").label == "Deutschkurs A1 am Abend");
  kiosk.tap("bar.back");
  CHECK(titles(kiosk.page<ResultsPage>().items) == listed);
  // Not only what is drawn: what is asked anew is answered from the same catalogue.
  kiosk.tap("bar.home");
  kiosk.tap("home.search");
  kiosk.type("DEUTSCH");
  CHECK(kiosk.shows("Deutschkurs A1 am Abend"));

  kiosk.let_pass_ms(model::kIdleResetMs);
  kiosk.wait_until(dialog_is(MediumStage::kDone));
  kiosk.let_pass_ms(model::kStaffDoneMs);
  kiosk.wait_until([](const model::Model& model) {
    return !model.staff.dialog && model.catalogue.overview && model.catalogue.overview->offers == 1;
  });
  kiosk.arrive();
  kiosk.tap("home.search");
  kiosk.type("DEUTSCH");
  CHECK_FALSE(kiosk.shows("Deutschkurs A1 am Abend"));
}

TEST_CASE("A dialog at rest draws nothing") {
  InstalledStore store;
  FakeService service(store.path());
  TestKiosk kiosk(store.path());
  kiosk.settle();
  service.says(MediumStage::kOffered);
  kiosk.wait_until(dialog_is(MediumStage::kOffered));
  kiosk.settle();
  const std::uint64_t frames = kiosk.window().frames();
  kiosk.let_pass_ms(60'000);
  CHECK(kiosk.window().frames() == frames);
}

TEST_CASE("A kiosk without a catalogue says that the screen will lead staff, once a service runs") {
  InstalledStore store(InstalledStore::kEmpty);
  FakeService service(store.path());
  TestKiosk kiosk(store.path());
  kiosk.settle();
  service.says(MediumStage::kNone);
  kiosk.wait_until([](const model::Model& model) { return model.staff.service.has_value(); });
  kiosk.settle();
  CHECK(kiosk.shows("Dem Bildschirm folgen"));
  CHECK_FALSE(kiosk.shows("kiosk-sync install"));
}

}  // namespace bildungskiosk::test
