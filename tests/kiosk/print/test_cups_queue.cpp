#include <chrono>
#include <string>
#include <thread>

#include "kiosk/print/cups_queue.hpp"
#include "tests/kiosk/print/print_system.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::print::test {
namespace {

const std::string kPdf = "%PDF-1.5\n% no page, but a raw queue does not look\n%%EOF\n";

PrinterState state_of(CupsQueue& queue) {
  const auto state = queue.state();
  INFO((state ? std::string() : state.error().detail));
  REQUIRE(state);
  return *state;
}

/// Waits for it, some seconds.
bool comes_to(CupsQueue& queue, int job, JobProgress wanted) {
  for (int i = 0; i < 500; ++i) {
    const auto progress = queue.progress(job);
    REQUIRE(progress);
    if (*progress == wanted) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return false;
}

}  // namespace

TEST_CASE("What is handed to a queue of a real print system comes out of the printer, and no copy stays", "[print]") {
  const PrintSystem system({{.name = "kiosk"}});
  CupsQueue queue("kiosk", {system.socket()});
  CHECK(state_of(queue) == PrinterState{true, PrinterTrouble::kNone});
  const Media media = GENERATE(Media::kA4, Media::kRoll80);
  const auto job = queue.print(base::as_bytes(kPdf), media);
  REQUIRE(job);
  CHECK(comes_to(queue, *job, JobProgress::kPrinted));
  CHECK(system.printed() == kPdf);
  CHECK(system.documents_kept().empty());
}

TEST_CASE("What a queue says of itself is understood", "[print]") {
  using Stopped = QueueSpec::Stopped;
  using Accepts = QueueSpec::Accepts;
  constexpr auto kPrints = QueueSpec::Printer::kPrints;
  const PrintSystem system({{"empty", kPrints, "media-empty-error", Stopped::kNo, Accepts::kJobs},
                            {"open", kPrints, "cover-open", Stopped::kNo, Accepts::kJobs},
                            {"toner", kPrints, "toner-empty-warning", Stopped::kNo, Accepts::kJobs},
                            {"low", kPrints, "toner-low-warning", Stopped::kNo, Accepts::kJobs},
                            {"offline", kPrints, "offline-report", Stopped::kNo, Accepts::kJobs},
                            {"stopped", kPrints, "", Stopped::kYes, Accepts::kJobs},
                            {"full", kPrints, "", Stopped::kNo, Accepts::kNothing}});
  const auto trouble = [&](const std::string& name) {
    CupsQueue queue(name, {system.socket()});
    const PrinterState state = state_of(queue);
    CHECK(state.exists);
    return state.trouble;
  };
  CHECK(trouble("empty") == PrinterTrouble::kNoPaper);
  CHECK(trouble("open") == PrinterTrouble::kDoorOpen);
  CHECK(trouble("toner") == PrinterTrouble::kNoToner);
  CHECK(trouble("low") == PrinterTrouble::kNone);
  CHECK(trouble("offline") == PrinterTrouble::kOffline);
  CHECK(trouble("stopped") == PrinterTrouble::kStopped);
  CHECK(trouble("full") == PrinterTrouble::kRefusesJobs);
}

TEST_CASE("A queue that is not there is no error and no printer", "[print]") {
  const PrintSystem system({{.name = "kiosk"}});
  CupsQueue queue("another", {system.socket()});
  CHECK_FALSE(state_of(queue).exists);
  const auto job = queue.print(base::as_bytes(kPdf), Media::kA4);
  REQUIRE_FALSE(job);
  CHECK(job.error().code == base::ErrorCode::kNotFound);
}

TEST_CASE("A printer that runs out of paper says so while it prints, and the job can be cancelled", "[print]") {
  const PrintSystem system({{.name = "kiosk", .printer = QueueSpec::Printer::kRunsOutOfPaper}});
  CupsQueue queue("kiosk", {system.socket()});
  const auto job = queue.print(base::as_bytes(kPdf), Media::kA4);
  REQUIRE(job);
  CHECK(comes_to(queue, *job, JobProgress::kPrinting));
  PrinterTrouble trouble = PrinterTrouble::kNone;
  for (int i = 0; i < 500 && trouble == PrinterTrouble::kNone; ++i) {
    trouble = state_of(queue).trouble;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  CHECK(trouble == PrinterTrouble::kNoPaper);
  CHECK(queue.cancel(*job));
  CHECK(queue.cancel(*job));  // once more: there is nothing left to be cancelled
  for (int i = 0; i < 500 && !system.documents_kept().empty(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  CHECK(system.documents_kept().empty());
  CHECK(system.printed().empty());
}

TEST_CASE("A print system that is gone or silent is an error after some seconds", "[print]") {
  PrintSystem system({{.name = "kiosk"}});
  CupsQueue queue("kiosk", {system.socket()});
  system.stop();
  const auto state = queue.state();
  REQUIRE_FALSE(state);
  CHECK(state.error().code == base::ErrorCode::kServerUnreachable);
}

}  // namespace bildungskiosk::print::test
