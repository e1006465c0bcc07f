#include <sys/stat.h>

#include <atomic>
#include <chrono>
#include <optional>
#include <stdexcept>
#include <thread>

#include "kiosk/services/service_client.hpp"
#include "sync/base/secret_hash.hpp"
#include "sync/update/generation_store.hpp"
#include "tests/kiosk/services/told_events.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::services {
namespace {

using update::MediumStage;

constexpr base::UnixSeconds kNow = 1'795'000'000;

/// A clock that fails for a while.
class FaultyClock final : public base::Clock {
 public:
  [[nodiscard]] base::UnixSeconds now() const override {
    if (faulty) throw std::runtime_error("injected");
    return kNow;
  }
  std::atomic<bool> faulty = false;
};

/// A store's folder, the service's pen, and a client with what it told so far.
class Desk {
 public:
  explicit Desk(std::string pin_hash = {}) : pin_hash_(std::move(pin_hash)) {}
  ~Desk() { events_.close(); }
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  [[nodiscard]] update::StoreLayout layout() const { return update::StoreLayout(folder_.path()); }
  void start() { client_.emplace(ServiceClient::Surroundings{folder_.path(), pin_hash_, clock_}, events_); }
  ServiceClient& client() { return *client_; }
  FaultyClock& clock() { return clock_; }
  [[nodiscard]] const std::string& folder() const { return folder_.path(); }

  void service_writes(MediumStage stage, base::UnixSeconds alive_at = kNow, bool running = true) {
    if (!writer_) {
      auto opened = update::ServiceStatusWriter::open(layout().journal());
      REQUIRE(opened);
      writer_.emplace(std::move(opened).value());
    }
    update::ServiceStatus status;
    status.running = running;
    status.alive_at = alive_at;
    status.medium.stage = stage;
    status.medium.number = 3;
    REQUIRE(writer_->write(status));
  }

  /// The next event of this kind; stops the test when none comes.
  template <typename T>
  T next() {
    return told_.next<T>(events_);
  }
  MediumStage next_stage() {
    const auto changed = next<model::ServiceStatusChanged>();
    return changed.status ? changed.status->medium.stage : MediumStage::kNone;
  }
  bool silent_for(int ms) { return told_.silent_for(events_, ms); }

 private:
  test::TemporaryDirectory folder_;
  FaultyClock clock_;
  std::string pin_hash_;
  std::optional<update::ServiceStatusWriter> writer_;
  EventQueue events_;
  ToldEvents told_;
  std::optional<ServiceClient> client_;
};

}  // namespace

TEST_CASE("What the service writes is told, each change once") {
  Desk desk;
  desk.service_writes(MediumStage::kFound);
  desk.start();
  CHECK(desk.next_stage() == MediumStage::kFound);
  desk.service_writes(MediumStage::kOffered);
  CHECK(desk.next_stage() == MediumStage::kOffered);
  CHECK(desk.silent_for(kLookMs + 500));
}

TEST_CASE("A sign of life alone wakes nobody") {
  Desk desk;
  desk.service_writes(MediumStage::kChecking);
  desk.start();
  CHECK(desk.next_stage() == MediumStage::kChecking);
  desk.service_writes(MediumStage::kChecking, kNow + 10);
  CHECK(desk.silent_for(4 * kQuickLookMs));
}

TEST_CASE("Without a store there is silence, and a service that comes later is heard") {
  Desk desk;
  desk.start();
  CHECK(desk.silent_for(200));
  desk.service_writes(MediumStage::kFound);
  CHECK(desk.next_stage() == MediumStage::kFound);
}

TEST_CASE("A service that has ended, or whose last sign of life is old, says nothing any more") {
  const bool crashed = GENERATE(true, false);
  Desk desk;
  desk.service_writes(MediumStage::kOffered);
  desk.start();
  CHECK(desk.next_stage() == MediumStage::kOffered);
  if (crashed) {
    desk.service_writes(MediumStage::kOffered, kNow - kServiceSilent_s - 1);
  } else {
    desk.service_writes(MediumStage::kOffered, kNow, false);
  }
  CHECK_FALSE(desk.next<model::ServiceStatusChanged>().status);
}

TEST_CASE("A request of the staff lies in kiosk.sqlite, where the service finds it") {
  Desk desk;
  desk.start();
  desk.client().ask(model::AskService{update::StaffRequestKind::kInstall, 3});
  std::optional<update::StaffRequest> found;
  for (int i = 0; i < 2'000 && !found; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    auto reader = update::StaffRequestReader::open(desk.layout().kiosk_database());
    if (!reader) continue;
    auto next = reader->next_after(0);
    if (next) found = *next;
  }
  REQUIRE(found);
  CHECK(found->kind == update::StaffRequestKind::kInstall);
  CHECK(found->medium_number == 3);
  CHECK(found->at == kNow);
}

TEST_CASE("A request that can't be written is told with its reason") {
  Desk desk;
  test::write_text_file(desk.folder() + "/kiosk", "a file where the folder belongs");
  desk.start();
  desk.client().ask(model::AskService{update::StaffRequestKind::kInstall, 3});
  CHECK_FALSE(desk.next<model::StaffRequestFailed>().error.detail.empty());
}

TEST_CASE("The PIN is compared with its hash; without one none is right") {
  using Answer = model::PinChecked::Answer;
  const auto hash = base::hash_secret("4711");
  REQUIRE(hash);
  Desk desk(*hash);
  desk.start();
  desk.client().ask(model::CheckPin{"4711"});
  CHECK(desk.next<model::PinChecked>().answer == Answer::kRight);
  desk.client().ask(model::CheckPin{"4712"});
  CHECK(desk.next<model::PinChecked>().answer == Answer::kWrong);
  Desk without;
  without.start();
  without.client().ask(model::CheckPin{""});
  CHECK(without.next<model::PinChecked>().answer == Answer::kWrong);
}

TEST_CASE("A fault on the worker ends no more than the request, and the service is heard again afterwards") {
  Desk desk;
  desk.service_writes(MediumStage::kFound);
  desk.start();
  CHECK(desk.next_stage() == MediumStage::kFound);
  desk.clock().faulty = true;
  desk.service_writes(MediumStage::kOffered);
  desk.client().ask(model::AskService{update::StaffRequestKind::kInstall, 3});
  CHECK_THAT(desk.next<model::StaffRequestFailed>().error.detail, ContainsSubstring("injected"));
  desk.clock().faulty = false;
  CHECK(desk.next_stage() == MediumStage::kOffered);
}

}  // namespace bildungskiosk::services
