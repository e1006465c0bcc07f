#include "kiosk/model/printing.hpp"
#include "tests/kiosk/model/visit.hpp"

namespace bildungskiosk::model::test {
namespace {

using print::PrinterTrouble;
using Stage = PrintNews::Stage;
using Outcome = PrintEnded::Outcome;

PrintSlip some_slip() {
  PrintSlip event;
  event.slip.title = "Ihre Merkliste";
  return event;
}

/// A printer is there, and somebody stands before it.
void arrive_at_printer(Visit& visit, PrinterTrouble trouble = PrinterTrouble::kNone) {
  visit.set_print_media(print::Media::kRoll80);
  visit.happens(PrinterChanged{{true, trouble}});
  visit.arrive_at_home();
}

const PrintNews& news_of(const Visit& visit) {
  REQUIRE(visit.model().print_news);
  return *visit.model().print_news;
}

}  // namespace

TEST_CASE("A slip goes to the printer once, with what lies in it, and its end is told for a while") {
  const Outcome outcome = GENERATE(Outcome::kPrinted, Outcome::kFailed);
  Visit visit;
  arrive_at_printer(visit);
  visit.happens(some_slip());
  visit.happens(some_slip());  // the second half of a double tap
  REQUIRE(visit.count<Print>() == 1);
  CHECK(visit.last<Print>()->media == print::Media::kRoll80);
  CHECK(visit.last<Print>()->slip.title == "Ihre Merkliste");
  CHECK(news_of(visit).stage == Stage::kUnderWay);
  visit.happens(PrintEnded{visit.last<Print>()->request, outcome});
  CHECK(news_of(visit).stage == (outcome == Outcome::kPrinted ? Stage::kPrinted : Stage::kFailed));
  visit.tick(kListNewsMs);
  CHECK_FALSE(visit.model().print_news);
}

TEST_CASE("Without a printer, or while the print system knows none, nothing is printed") {
  Visit visit;
  visit.happens(PrinterChanged{{true, PrinterTrouble::kNone}});
  visit.arrive_at_home();
  CHECK_FALSE(has_printer(visit.model().printer));
  visit.happens(some_slip());
  visit.set_print_media(print::Media::kA4);
  CHECK(has_printer(visit.model().printer));
  visit.happens(PrinterChanged{});
  visit.happens(some_slip());
  CHECK(visit.count<Print>() == 0);
  CHECK_FALSE(visit.model().print_news);
}

TEST_CASE("A printer in trouble gets nothing, and the trouble is told") {
  Visit visit;
  arrive_at_printer(visit, PrinterTrouble::kNoPaper);
  visit.happens(some_slip());
  CHECK(visit.count<Print>() == 0);
  CHECK(news_of(visit).stage == Stage::kNotSent);
  CHECK(news_of(visit).trouble == PrinterTrouble::kNoPaper);
  visit.happens(PrinterChanged{{true, PrinterTrouble::kNone}});
  visit.happens(some_slip());
  CHECK(visit.count<Print>() == 1);
}

TEST_CASE("A slip under way is called back when the visit ends, and its late end is not told to the next one") {
  Visit visit;
  arrive_at_printer(visit);
  visit.happens(some_slip());
  const RequestId request = visit.last<Print>()->request;
  visit.happens(LeaveNow{});
  REQUIRE(visit.last<CancelPrint>());
  CHECK(visit.last<CancelPrint>()->request == request);
  CHECK(has_printer(visit.model().printer));  // it belongs to the terminal
  visit.happens(WakeUp{"de"});
  visit.happens(PrintEnded{request, Outcome::kPrinted});
  CHECK_FALSE(visit.model().print_news);
}

TEST_CASE("A printed slip is not called back") {
  Visit visit;
  arrive_at_printer(visit);
  visit.happens(some_slip());
  visit.happens(PrintEnded{visit.last<Print>()->request, Outcome::kPrinted});
  visit.happens(LeaveNow{});
  CHECK(visit.count<CancelPrint>() == 0);
}

TEST_CASE("A slip that takes too long is called back, and the loop wakes for it") {
  Visit visit;
  arrive_at_printer(visit);
  visit.happens(some_slip());
  visit.happens(PrinterChanged{{true, PrinterTrouble::kNoPaper}});
  visit.tick(kPrintPatienceMs / 2);
  visit.touch();
  CHECK(news_of(visit).stage == Stage::kUnderWay);
  CHECK(next_wake_ms(visit.model()) == news_of(visit).since_ms + kPrintPatienceMs);
  visit.tick(kPrintPatienceMs / 2);
  CHECK(visit.count<CancelPrint>() == 1);
  CHECK(news_of(visit).stage == Stage::kNotSent);
  CHECK(news_of(visit).trouble == PrinterTrouble::kNoPaper);
}

}  // namespace bildungskiosk::model::test
