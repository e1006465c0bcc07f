#include <algorithm>
#include <random>

#include "sync/publish/importers/ical.hpp"
#include "sync/publish/importers/recurrence.hpp"
#include "tests/support/catch.hpp"
#include "tests/sync/publish/import_support.hpp"

using namespace bildungskiosk;
using namespace bildungskiosk::test;
using base::ErrorCode;
using base::make_date;
using publish::FindingKind;

namespace {

std::string calendar(const std::string& components) {
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + components + "END:VCALENDAR\r\n";
}

/// An event with these lines, each ended by '\n'.
std::string event(const std::string& lines, const std::string& uid = "1@bib") {
  return "BEGIN:VEVENT\nUID:" + uid + "\nSUMMARY:Vorlesen\n" + lines + "END:VEVENT\n";
}

ImportOutcome import_event(const std::string& lines) { return import_text(calendar(event(lines))); }

/// "2026-10-05 16:00-17:00", with "x" behind a cancelled one.
std::vector<std::string> sessions_of(const offer::Offer& offer) {
  std::vector<std::string> shown;
  for (const auto& session : offer.schedule.sessions) {
    std::string text = base::format_date(session.date);
    if (session.starts) text += " " + base::format_time_of_day(*session.starts);
    if (session.ends) text += "-" + base::format_time_of_day(*session.ends);
    shown.push_back(text + (session.cancelled ? " x" : ""));
  }
  return shown;
}

using Shown = std::vector<std::string>;

}  // namespace

TEST_CASE("A calendar's event is an offer with its place, texts, keywords and day") {
  const auto outcome = import_event(
      "DTSTART;TZID=Europe/Berlin:20261005T160000\nDTEND;TZID=Europe/Berlin:20261005T170000\n"
      "DESCRIPTION:Erste Zeile\\nzweite\\, mit\n  Komma\nCATEGORIES:Kinder,Vorlesen\n"
      "LOCATION:Stadtbibliothek\\, Marktplatz 3\\, 00101 Lindach\nGEO:48.378;10.25\nURL:https://bib.example/1\n");
  const offer::Offer& offer = outcome.only();
  CHECK(offer.kind == offer::OfferKind::kEvent);
  CHECK(offer.id == "vhs:vhs:1@bib");
  CHECK(offer.description.at("de") == "Erste Zeile\nzweite, mit Komma");
  CHECK(offer.keywords == Shown{"Kinder", "Vorlesen"});
  CHECK(sessions_of(offer) == Shown{"2026-10-05 16:00-17:00"});
  REQUIRE(outcome.places.size() == 1);
  CHECK(outcome.places[0].name == "Stadtbibliothek");
  CHECK(outcome.places[0].address.street == "Marktplatz 3");
  CHECK(outcome.places[0].address.postal_code == "00101");
  CHECK(outcome.places[0].geo == offer::GeoPoint{48.378, 10.25});
  CHECK(offer.url == "https://bib.example/1");
}

TEST_CASE("A rule is carried out within the catalogue's window, whatever its end") {
  const auto weekly = import_event("DTSTART:20200107T180000\nDTEND:20200107T193000\nRRULE:FREQ=WEEKLY\n");
  const auto shown = sessions_of(weekly.only());
  CHECK(shown.size() == 57);  // from the first of September to the end of September a year on
  CHECK(shown.front() == "2026-09-01 18:00-19:30");
  CHECK(shown.back() == "2027-09-28 18:00-19:30");
  const auto counted = import_event("DTSTART:20261005T180000\nRRULE:FREQ=WEEKLY;COUNT=3\n");
  CHECK(sessions_of(counted.only()) == Shown{"2026-10-05 18:00", "2026-10-12 18:00", "2026-10-19 18:00"});
  const auto monthly = import_event("DTSTART:20261001T180000\nRRULE:FREQ=MONTHLY;BYDAY=1TH;UNTIL=20261231\n");
  CHECK(sessions_of(monthly.only()) == Shown{"2026-10-01 18:00", "2026-11-05 18:00", "2026-12-03 18:00"});
}

TEST_CASE("An end in UTC includes the last meeting that begins at that moment on the event's clock") {
  const auto outcome =
      import_event("DTSTART;TZID=Europe/Berlin:20261020T180000\nRRULE:FREQ=WEEKLY;UNTIL=20261103T170000Z\n");
  CHECK(sessions_of(outcome.only()) == Shown{"2026-10-20 18:00", "2026-10-27 18:00", "2026-11-03 18:00"});
}

TEST_CASE("The wall clock counts through the change of the clocks, and UTC is brought to German time") {
  const auto local = import_event("DTSTART;TZID=Europe/Berlin:20261020T180000\nRRULE:FREQ=WEEKLY;COUNT=2\n");
  CHECK(sessions_of(local.only()) == Shown{"2026-10-20 18:00", "2026-10-27 18:00"});
  const auto utc = import_event("DTSTART:20261020T160000Z\nRRULE:FREQ=WEEKLY;COUNT=2\n");
  CHECK(sessions_of(utc.only()) == Shown{"2026-10-20 18:00", "2026-10-27 17:00"});
  const auto helsinki =
      import_event("DTSTART;TZID=Europe/Helsinki:20261020T190000\nDTEND;TZID=Europe/Helsinki:20261020T200000\n");
  CHECK(sessions_of(helsinki.only()) == Shown{"2026-10-20 18:00-19:00"});
  const auto late = import_event("DTSTART:20261020T223000Z\nDTEND:20261020T233000Z\n");
  CHECK(sessions_of(late.only()) == Shown{"2026-10-21 00:30-01:30"});
}

TEST_CASE("A zone that the file defines is believed in its offset, one that nobody knows is German and reported") {
  const std::string zone =
      "BEGIN:VTIMEZONE\nTZID:Eigene\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0300\nTZOFFSETTO:+0200\n"
      "RRULE:FREQ=SECONDLY\nEND:STANDARD\nEND:VTIMEZONE\n";
  const auto own = import_text(calendar(event("DTSTART;TZID=Eigene:20261110T190000\n") + zone));
  CHECK(sessions_of(own.only()) == Shown{"2026-11-10 18:00"});
  const auto unknown = import_event("DTSTART;TZID=Mond:20261110T190000\n");
  CHECK(sessions_of(unknown.only()) == Shown{"2026-11-10 19:00"});
  CHECK(unknown.count(FindingKind::kUnreadableTime) >= 1);
}

TEST_CASE("Excluded, added, moved and cancelled meetings are what they are") {
  const std::string series = event(
      "DTSTART;TZID=Europe/Berlin:20261006T160000\nDTEND;TZID=Europe/Berlin:20261006T170000\n"
      "LOCATION:Haupthaus\nRRULE:FREQ=WEEKLY;COUNT=5\nEXDATE;TZID=Europe/Berlin:20261013T160000\n"
      "RDATE;TZID=Europe/Berlin:20261211T160000\n");
  const std::string moved = event(
      "RECURRENCE-ID;TZID=Europe/Berlin:20261020T160000\nDTSTART;TZID=Europe/Berlin:20261021T173000\n"
      "DTEND;TZID=Europe/Berlin:20261021T183000\nLOCATION:Zweigstelle\n");
  const std::string cancelled = event(
      "RECURRENCE-ID:20261027T150000Z\nDTSTART;TZID=Europe/Berlin:20261027T160000\nSTATUS:CANCELLED\n"
      "LOCATION:Haupthaus\n");
  const Shown expected = {"2026-10-06 16:00-17:00", "2026-10-21 17:30-18:30", "2026-10-27 16:00 x",
                          "2026-11-03 16:00-17:00", "2026-12-11 16:00-17:00"};
  const auto outcome = import_text(calendar(series + moved + cancelled));
  CHECK(sessions_of(outcome.only()) == expected);
  CHECK(outcome.places.size() == 2);
  CHECK(outcome.only().schedule.sessions[1].place_id != outcome.only().place_id);
  CHECK(outcome.only().schedule.sessions[1].place_id.find("zweigstelle") != std::string::npos);
  // The same in another order.
  CHECK(import_text(calendar(cancelled + moved + series)).lines == outcome.lines);
}

TEST_CASE("Changed meetings whose series is not in the file are an offer of their own") {
  const auto outcome = import_text(calendar(event("RECURRENCE-ID:20261020T140000Z\nDTSTART:20261021T173000\n")));
  CHECK(sessions_of(outcome.only()) == Shown{"2026-10-21 17:30"});
}

TEST_CASE("Whole days: one is a day, several are a span, and the end of the file's is the day after") {
  const auto day = import_event("DTSTART;VALUE=DATE:20261003\nDTEND;VALUE=DATE:20261004\n");
  CHECK(sessions_of(day.only()) == Shown{"2026-10-03"});
  const auto exhibition = import_event("DTSTART;VALUE=DATE:20261003\nDTEND;VALUE=DATE:20261101\n");
  CHECK(sessions_of(exhibition.only()).empty());
  CHECK(exhibition.only().schedule.starts == make_date(2026, 10, 3));
  CHECK(exhibition.only().schedule.ends == make_date(2026, 10, 31));
}

TEST_CASE(
    "An end before the beginning is dropped and reported, a duration is an end, and past midnight is one evening") {
  const auto reversed = import_event("DTSTART:20261005T160000\nDTEND:20261005T150000\n");
  CHECK(sessions_of(reversed.only()) == Shown{"2026-10-05 16:00"});
  CHECK(reversed.count(FindingKind::kEndBeforeBegin) >= 1);
  CHECK(sessions_of(import_event("DTSTART:20261005T160000\nDURATION:PT1H30M\n").only()) ==
        Shown{"2026-10-05 16:00-17:30"});
  CHECK(sessions_of(import_event("DTSTART:20261005T220000\nDTEND:20261006T010000\n").only()) ==
        Shown{"2026-10-05 22:00-23:59"});
}

TEST_CASE(
    "A rule that can't be read, is one of another calendar or repeats by the hour, costs the repetition and not the "
    "event") {
  for (const char* rule : {"FREQ=MANCHMAL", "FREQ=HOURLY", "FREQ=SECONDLY;COUNT=5", "BYDAY=MO", "x",
                           "RSCALE=HEBREW;FREQ=YEARLY", "FREQ=WEEKLY;RSCALE=GREGORIAN"}) {
    INFO(rule);
    const auto outcome = import_event("DTSTART:20261005T160000\nRRULE:" + std::string(rule) + "\n");
    CHECK(sessions_of(outcome.only()) == Shown{"2026-10-05 16:00"});
    CHECK(outcome.count(FindingKind::kUnreadableDate) == 1);
  }
}

TEST_CASE("A rule that never comes true, or for ever, ends") {
  CHECK(import_event("DTSTART:20261005T160000\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\n").offers.size() == 1);
  CHECK(import_event("DTSTART:19000101T160000\nRRULE:FREQ=DAILY\n").only().schedule.sessions.size() == 395);
  CHECK(import_event("DTSTART:20261005T160000\nRRULE:FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11\n")
            .only()
            .schedule.sessions.size() <= 2'000);
}

TEST_CASE("A series that is over is past, not undated") {
  const auto outcome = import_event("DTSTART:20250107T180000\nRRULE:FREQ=WEEKLY;COUNT=3\n");
  CHECK(sessions_of(outcome.only()) == Shown{"2025-01-21 18:00"});
  CHECK(outcome.report.stock.past == 1);
}

TEST_CASE("What is private, nameless, too large or known already is left out and costs no other") {
  const std::string huge = event("DESCRIPTION:" + std::string(2'000'000, 'x') + "\n", "2");
  const auto outcome = import_text(calendar(event("CLASS:PRIVATE\n", "3") + huge + "BEGIN:VEVENT\nUID:4\nEND:VEVENT\n" +
                                            event("DTSTART:20261005T160000\n") + event("SEQUENCE:1\n")));
  CHECK(outcome.offers.size() == 1);
  CHECK(outcome.only().schedule.sessions.empty());  // the newer of the two with one id
  CHECK(outcome.count(FindingKind::kNotARecord) == 1);
  CHECK(outcome.count(FindingKind::kRecordTooLarge) == 1);
  CHECK(outcome.count(FindingKind::kNoName) == 1);
  CHECK(outcome.count(FindingKind::kDuplicateId) == 1);
  CHECK(outcome.report.import.read == 5);
}

TEST_CASE("Names of organisers, contacts and guests get nowhere") {
  const auto outcome = import_event(
      "DTSTART:20261005T160000\nORGANIZER;CN=Erika Muster:mailto:muster@bib.example\nCONTACT:Max Muster\n"
      "ATTENDEE;CN=Eva Muster:mailto:eva@bib.example\n");
  for (const auto& line : outcome.lines) CHECK(line.find("uster") == std::string::npos);
}

TEST_CASE("HTML beside the plain description goes before it, and becomes paragraphs") {
  const auto outcome = import_event(
      "DESCRIPTION:schlicht\nX-ALT-DESC;FMTTYPE=text/html:<p>Eins &amp\\; zwei</p><ul><li>drei</li></ul>\n");
  CHECK(outcome.only().description.at("de") == "Eins & zwei\n- drei");
}

TEST_CASE("A calendar that breaks off or whose components don't match is refused with its line") {
  const std::string whole = calendar(event("DTSTART:20261005T160000\n"));
  for (const std::string& text : {whole.substr(0, whole.size() / 2), whole.substr(0, whole.size() - 15),
                                  calendar("END:VEVENT\n"), whole + "noch etwas\n"}) {
    INFO(text);
    const auto outcome = import_text(text);
    REQUIRE(outcome.error);
    CHECK(outcome.error->code == ErrorCode::kMalformedExport);
    CHECK(outcome.stopped_at.has_value());
  }
  CHECK(import_text(calendar("")).error->code == ErrorCode::kEmptyExport);
  CHECK(import_text(calendar("BEGIN:VTODO\nUID:1\nEND:VTODO\n")).error->code == ErrorCode::kEmptyExport);
}

TEST_CASE("The order of events does not matter, nor does the time stamp of the export") {
  std::vector<std::string> events;
  for (int i = 0; i < 30; ++i) {
    events.push_back(event("DTSTAMP:20260801T0800" + std::to_string(10 + i) + "Z\nDTSTART:2026100" +
                               std::to_string(1 + i % 9) + "T160000\nRRULE:FREQ=WEEKLY;COUNT=4\n",
                           std::to_string(i)));
  }
  const auto joined = [&] {
    std::string all;
    for (const std::string& one : events) all += one;
    return calendar(all);
  };
  const auto expected = import_text(joined()).lines;
  std::mt19937 random(5);
  std::shuffle(events.begin(), events.end(), random);
  CHECK(import_text(joined()).lines == expected);
}
