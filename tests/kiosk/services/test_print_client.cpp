#include <atomic>
#include <chrono>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include "kiosk/services/print_client.hpp"
#include "tests/kiosk/services/told_events.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::services {
namespace {

using print::JobProgress;
using print::PrinterTrouble;
using Outcome = model::PrintEnded::Outcome;

/// What the test says of the printer, and what the printer got.
struct Desk {
  std::mutex mutex;
  print::PrinterState state{true, PrinterTrouble::kNone};
  bool silent = false;  // the print system does not answer
  bool throws = false;
  JobProgress progress = JobProgress::kWaiting;
  std::vector<base::Bytes> printed;
  std::vector<int> cancelled;

  template <typename Change>
  void set(const Change& change) {
    const std::lock_guard lock(mutex);
    change(*this);
  }
};

class FakeQueue final : public print::PrintQueue {
 public:
  explicit FakeQueue(Desk& desk) : desk_(desk) {}
  base::Result<print::PrinterState> state() override { return answer(desk_.state); }
  base::Result<int> print(base::ByteView pdf, print::Media /*media*/) override {
    const std::lock_guard lock(desk_.mutex);
    if (desk_.throws) throw std::runtime_error("injected");
    if (desk_.silent) return gone();
    desk_.printed.emplace_back(pdf.begin(), pdf.end());
    return static_cast<int>(desk_.printed.size());
  }
  base::Result<JobProgress> progress(int /*job*/) override { return answer(desk_.progress); }
  base::Result<void> cancel(int job) override {
    const std::lock_guard lock(desk_.mutex);
    desk_.cancelled.push_back(job);
    return {};
  }

 private:
  template <typename T>
  base::Result<T> answer(const T& value) {
    const std::lock_guard lock(desk_.mutex);
    if (desk_.silent) return gone();
    return value;
  }
  static base::Error gone() { return {base::ErrorCode::kServerUnreachable, "injected"}; }

  Desk& desk_;
};

/// A client that looks often, and what it told.
class Office {
 public:
  Office() {
    constexpr std::chrono::milliseconds kLook(5);
    client_.emplace(PrintClient::Surroundings{std::make_unique<FakeQueue>(desk), kLook, kLook}, events_);
  }
  ~Office() { events_.close(); }
  Office(const Office&) = delete;
  Office& operator=(const Office&) = delete;

  void print(model::RequestId request) {
    model::Print question{request, {}, print::Media::kA4};
    question.slip.heading = "Bildungskiosk";
    client_->ask(std::move(question));
  }
  PrintClient& client() { return *client_; }
  void end_client() { client_.reset(); }
  /// The next event of this kind; stops the test when none comes.
  template <typename T>
  T next() {
    return told_.next<T>(events_);
  }
  bool silent_for(int ms) { return told_.silent_for(events_, ms); }
  template <typename Condition>
  bool comes_true(const Condition& condition) {
    for (int i = 0; i < 2'000; ++i) {
      {
        const std::lock_guard lock(desk.mutex);
        if (condition(desk)) return true;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return false;
  }

  Desk desk;

 private:
  EventQueue events_;
  ToldEvents told_;
  std::optional<PrintClient> client_;
};

bool has_printed(const Desk& desk) { return !desk.printed.empty(); }

}  // namespace

TEST_CASE("A slip becomes a PDF for the queue, and its end is told") {
  const bool works = GENERATE(true, false);
  Office office;
  office.print(7);
  CHECK(office.comes_true(has_printed));
  CHECK(base::as_text(office.desk.printed.front()).starts_with("%PDF"));
  office.desk.set([&](Desk& desk) { desk.progress = works ? JobProgress::kPrinted : JobProgress::kFailed; });
  const auto ended = office.next<model::PrintEnded>();
  CHECK(ended.request == 7);
  CHECK(ended.outcome == (works ? Outcome::kPrinted : Outcome::kFailed));
}

TEST_CASE("What the printer says is told once for each change") {
  Office office;
  CHECK(office.next<model::PrinterChanged>().state.exists);
  CHECK(office.silent_for(100));
  office.desk.set([](Desk& desk) { desk.state.trouble = PrinterTrouble::kNoPaper; });
  CHECK(office.next<model::PrinterChanged>().state.trouble == PrinterTrouble::kNoPaper);
  office.desk.set([](Desk& desk) { desk.silent = true; });
  CHECK_FALSE(office.next<model::PrinterChanged>().state.exists);
}

TEST_CASE("A slip that is called back is cancelled, and nothing more is told of it") {
  Office office;
  CHECK(office.next<model::PrinterChanged>().state.exists);
  office.print(7);
  CHECK(office.comes_true(has_printed));
  office.client().ask(model::CancelPrint{7});
  CHECK(office.comes_true([](const Desk& desk) { return desk.cancelled == std::vector<int>{1}; }));
  office.desk.set([](Desk& desk) { desk.progress = JobProgress::kPrinted; });
  CHECK(office.silent_for(100));
}

TEST_CASE("A slip under way is cancelled when the program ends") {
  Office office;
  office.print(7);
  CHECK(office.comes_true(has_printed));
  office.end_client();
  CHECK(office.desk.cancelled == std::vector<int>{1});
}

TEST_CASE("A print system that goes silent, or a queue that fails, ends a slip") {
  const int when = GENERATE(0, 1, 2);
  Office office;
  if (when == 0) office.desk.set([](Desk& desk) { desk.silent = true; });
  if (when == 1) office.desk.set([](Desk& desk) { desk.throws = true; });
  office.print(7);
  if (when == 2) {
    CHECK(office.comes_true(has_printed));
    office.desk.set([](Desk& desk) { desk.silent = true; });
  }
  CHECK(office.next<model::PrintEnded>().outcome == Outcome::kFailed);
}

TEST_CASE("Without a queue there is nobody to be asked") {
  EventQueue events;
  PrintClient client({}, events);
  client.ask(model::CancelPrint{1});
  CHECK(events.take().empty());
}

}  // namespace bildungskiosk::services
