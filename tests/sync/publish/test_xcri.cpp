#include "sync/publish/importers/xcri_values.hpp"
#include "sync/publish/limits.hpp"
#include "tests/support/catch.hpp"
#include "tests/sync/publish/import_support.hpp"

using namespace bildungskiosk;
using namespace bildungskiosk::test;
using base::ErrorCode;
using base::make_date;
using offer::AttendanceMode;
using offer::TriState;
using publish::FindingKind;

namespace {

std::string feed(const std::string& content, const std::string& generated = "2026-09-01T03:00:00Z") {
  return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
         "<catalog xmlns=\"http://xcri.org/profiles/1.2/catalog\" xmlns:mlo=\"http://purl.org/net/mlo\" "
         "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" "
         "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:x=\"urn:example\" "
         "xmlns:CE=\"http://xcri.co.uk/CostsExtension\" generated=\"" +
         generated + "\">\n<provider><dc:identifier>http://college.example</dc:identifier>" +
         "<dc:title>Lindach College (fiktiv)</dc:title>\n" + content + "</provider></catalog>\n";
}

std::string course(const std::string& content, const std::string& id = "c1") {
  return "<course><dc:identifier>" + id + "</dc:identifier><dc:title>Pottery</dc:title>" + content + "</course>\n";
}

std::string presentation(const std::string& content, const std::string& id = "p1") {
  return "<presentation><dc:identifier>" + id + "</dc:identifier>" + content + "</presentation>";
}

std::string venue(const std::string& location, const std::string& title = "Old Mill") {
  return "<venue><provider><dc:title>" + title + "</dc:title><mlo:location>" + location +
         "</mlo:location></provider></venue>";
}

ImportOutcome import_presentation(const std::string& content) {
  return import_text(feed(course(presentation(content))));
}

}  // namespace

TEST_CASE("XCRI: each presentation of a course is an offer, and says what its course does not") {
  const auto outcome = import_text(
      feed(course("<dc:description>Bowls and mugs.</dc:description><mlo:url>https://college.example/c1</mlo:url>" +
                  presentation("<mlo:start dtf=\"2026-10-05\">5 October 2026</mlo:start>") +
                  presentation("<dc:title>Pottery for beginners</dc:title><dc:description>Bowls and mugs."
                               "</dc:description><mlo:url>https://college.example/p2</mlo:url>",
                               "p2"))));
  REQUIRE(outcome.offers.size() == 2);
  const auto& first = by_id(outcome, "vhs:http-college-example:p1");
  CHECK(first.name.at("en") == "Pottery");
  CHECK(first.description.at("en") == "Bowls and mugs.");
  CHECK(first.url == "https://college.example/c1");
  CHECK(first.schedule.starts == make_date(2026, 10, 5));
  const auto& second = by_id(outcome, "vhs:http-college-example:p2");
  CHECK(second.name.at("en") == "Pottery for beginners");
  CHECK(second.description.at("en") == "Bowls and mugs.");  // said twice, shown once
  CHECK(second.url == "https://college.example/p2");
  CHECK(outcome.providers.at(0).name.at("en") == "Lindach College (fiktiv)");
}

TEST_CASE("XCRI: a course that repeats its texts without end is cut, and says so") {
  std::string presentations;
  for (int i = 0; i < 600; ++i) presentations += presentation("", "p" + std::to_string(i));
  const auto outcome = import_text(feed(course(presentations)));
  CHECK(outcome.offers.size() == publish::kPresentationsMax);
  CHECK(outcome.count(FindingKind::kListShortened) == 1);
}

TEST_CASE("XCRI: a course without presentations is an offer without dates") {
  const auto offer = import_text(feed(course(""))).only();
  CHECK(offer.id == "vhs:http-college-example:c1");
  CHECK_FALSE(offer.schedule.starts);
}

TEST_CASE("XCRI: presentations without an id get one from their course, and from when and how they are") {
  const std::string plain = "<presentation><mlo:start dtf=\"2026-10-05\"/></presentation>";
  CHECK(import_text(feed(course(plain))).only().id == "vhs:http-college-example:c1");
  const std::string other = "<presentation><mlo:start dtf=\"2027-01-11\"/></presentation>";
  const auto both = import_text(feed(course(plain + other)));
  CHECK(both.offers.size() == 2);
  CHECK(import_text(feed(course(other + plain))).lines == both.lines);
}

TEST_CASE("XCRI: the attribute's date counts, not the one for people") {
  const auto offer = import_presentation(
      "<mlo:start dtf=\"2026-10-05\">Monday 5th of October</mlo:start><end dtf=\"2026-12-14\">mid-December</end>");
  CHECK(offer.only().schedule.starts == make_date(2026, 10, 5));
  CHECK(offer.only().schedule.ends == make_date(2026, 12, 14));
  CHECK_FALSE(offer.only().description.contains("en"));
  CHECK(offer.count(FindingKind::kContradictoryDate) == 0);

  const auto other = import_presentation("<mlo:start dtf=\"2026-10-05\">7 October 2026</mlo:start>");
  CHECK(other.only().schedule.starts == make_date(2026, 10, 5));
  CHECK(other.count(FindingKind::kContradictoryDate) == 1);
}

TEST_CASE("XCRI: an attribute that is one day early is local midnight in UTC, and the date for people counts") {
  const auto outcome = import_presentation(
      "<mlo:start dtf=\"2026-05-10\">11 May 2026</mlo:start><end dtf=\"2026-11-20\">20 November 2026</end>");
  CHECK(outcome.only().schedule.starts == make_date(2026, 5, 11));
  CHECK(outcome.only().schedule.ends == make_date(2026, 11, 20));
  REQUIRE(outcome.count(FindingKind::kContradictoryDate) == 1);
  CHECK(outcome.report.import.findings.front().detail == "2026-05-10 / 11 May 2026");
}

TEST_CASE("XCRI: a date that names no day is told in words") {
  const auto outcome = import_presentation(
      "<mlo:start dtf=\"2026-09\">September 2026</mlo:start><mlo:duration interval=\"P16W\">16 weeks</mlo:duration>");
  CHECK_FALSE(outcome.only().schedule.starts);
  CHECK(outcome.only().description.at("en") == "Start: September 2026\nDuration: 16 weeks");
}

TEST_CASE("XCRI: times with and without an offset; midnight is a day") {
  const auto times = [](const std::string& begin, const std::string& end) {
    return import_presentation("<mlo:start dtf=\"" + begin + "\"/><end dtf=\"" + end + "\"/>").only().schedule;
  };
  const auto plain = times("2026-11-10T18:00:00", "2026-11-10T20:00:00");
  REQUIRE(plain.sessions.size() == 1);
  CHECK(plain.sessions[0].starts == 18 * 60);
  CHECK(times("2026-11-10T17:00:00Z", "2026-11-10T19:00:00+00:00") == plain);
  const auto days = times("2026-11-10T00:00:00+02:00", "2026-12-01T00:00:00Z");
  CHECK(days.starts == make_date(2026, 11, 10));
  CHECK(days.ends == make_date(2026, 12, 1));
  CHECK(days.sessions.empty());
}

TEST_CASE("XCRI: a cost that nobody knows is unknown, not free") {
  for (const char* cost : {"<mlo:cost>TBC</mlo:cost>", "<mlo:cost>NoData</mlo:cost>",
                           "<x:Costs><CE:cost type=\"NoData\" amount=\"TBC\"/></x:Costs>"}) {
    INFO(cost);
    const auto outcome = import_presentation(cost);
    CHECK(outcome.only().price == offer::Price{});
    CHECK(outcome.count(FindingKind::kUnreadablePrice) == 1);
  }
  for (const char* cost : {"", "<mlo:cost/>", "<mlo:cost>  </mlo:cost>"}) {
    CHECK(import_presentation(cost).only().price == offer::Price{});
  }
}

TEST_CASE("XCRI: costs in numbers, in words, and with a currency") {
  const auto price = [](const std::string& cost) { return import_presentation(cost).only().price; };
  CHECK(price("<mlo:cost>£1,250.50</mlo:cost>").amount_cents == 125'050);
  CHECK(price("<mlo:cost>£250</mlo:cost>").currency == "GBP");
  CHECK(price("<mlo:cost>EUR 99</mlo:cost>").currency == "EUR");
  CHECK(price("<mlo:cost>Free</mlo:cost>").free == TriState::kYes);
  const auto sentence = price("<mlo:cost>The fees are £800 per semester.</mlo:cost>");
  CHECK_FALSE(sentence.amount_cents);
  CHECK(sentence.note.at("en") == "The fees are £800 per semester.");
  const auto extension = price(
      "<x:Costs><CE:cost type=\"FullFee\" amount=\"50\"><dc:description>Please call.</dc:description></CE:cost>"
      "</x:Costs>" +
      venue("<mlo:postcode>PL1 1QW</mlo:postcode><mlo:address>1 Hill Road</mlo:address>"));
  CHECK(extension.amount_cents == 5'000);
  CHECK(extension.currency == "GBP");
  CHECK(extension.note.at("en") == "Please call.");
}

TEST_CASE("XCRI: plain text, escaped HTML, CDATA and XHTML in descriptions become the same paragraphs") {
  for (const char* text :
       {"<dc:description>&lt;p&gt;One &amp;amp; two&lt;/p&gt;&lt;ul&gt;&lt;li&gt;three&lt;/li&gt;&lt;/ul&gt;"
        "</dc:description>",
        "<dc:description><![CDATA[<p>One &amp; two</p><ul><li>three</li></ul>]]></dc:description>",
        "<dc:description><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>One &amp; two</p><ul><li>three</li></ul></div>"
        "</dc:description>",
        "<dc:description xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:div><h:p>One &amp; two</h:p><h:ul><h:li>three"
        "</h:li></h:ul></h:div></dc:description>"}) {
    INFO(text);
    CHECK(import_text(feed(course(text))).only().description.at("en") == "One & two\n- three");
  }
}

TEST_CASE("XCRI: what nobody filled in is no text, and typed descriptions go where they belong") {
  const auto outcome = import_text(
      feed(course("<dc:description xsi:type=\":leadsTo\">[]</dc:description><abstract>Short.</abstract>"
                  "<dc:description xsi:type=\"terms:prerequisites\">None needed</dc:description>"
                  "<dc:description xsi:type=\"CD:courseCategory\">Business</dc:description>"
                  "<mlo:prerequisite>English B1</mlo:prerequisite><mlo:objective>To turn a bowl</mlo:objective>")));
  const auto& offer = outcome.only();
  CHECK(offer.abstract.at("en") == "Short.");
  CHECK(offer.description.at("en") == "To turn a bowl");
  CHECK(offer.access_requirements.at("en") == "None needed\nEnglish B1");
  CHECK(offer.keywords == std::vector<std::string>{"Business"});
}

TEST_CASE("XCRI: the mode of attendance by its code and by its words") {
  const std::vector<std::pair<std::string, AttendanceMode>> modes = {
      {"<attendanceMode>CM</attendanceMode>", AttendanceMode::kOnsite},
      {"<attendanceMode>Campus</attendanceMode>", AttendanceMode::kOnsite},
      {"<attendanceMode>WB</attendanceMode>", AttendanceMode::kOnsite},
      {"<attendanceMode identifier=\"ON\">any words</attendanceMode>", AttendanceMode::kOnline},
      {"<attendanceMode>Online (no attendance)</attendanceMode>", AttendanceMode::kOnline},
      {"<attendanceMode>Mixed mode</attendanceMode>", AttendanceMode::kBlended},
      {"<attendanceMode>DS</attendanceMode>", AttendanceMode::kSelfPaced},
      {"<attendanceMode>UNK</attendanceMode>", AttendanceMode::kUnknown},
  };
  for (const auto& [xml, mode] : modes) {
    INFO(xml);
    CHECK(import_presentation(xml).only().mode == mode);
  }
}

TEST_CASE("XCRI: words for how one studies, ages, subjects, level and qualification") {
  const auto offer =
      import_text(feed(course("<dc:subject>clay, kiln,, glaze</dc:subject>"
                              "<dc:subject xsi:type=\"c:JACS3\" identifier=\"W700\">Crafts</dc:subject>"
                              "<dc:subject xsi:type=\"c:ISCED-F\" identifier=\"0214\">Handicrafts</dc:subject>"
                              "<mlo:qualification><dc:title>Diploma in Pottery</dc:title>"
                              "<dcterms:educationLevel>2</dcterms:educationLevel></mlo:qualification>" +
                              presentation("<studyMode identifier=\"PT\">PT</studyMode><attendancePattern>EV"
                                           "</attendancePattern><age>16-18</age><mlo:languageOfInstruction>en"
                                           "</mlo:languageOfInstruction>"))));
  CHECK(offer.only().keywords ==
        std::vector<std::string>{"clay", "kiln", "glaze", "Crafts", "Handicrafts", "Part Time", "Evening"});
  CHECK(offer.only().audience.age_minimum == 16);
  CHECK(offer.only().audience.age_maximum == 18);
  CHECK(offer.only().instruction_languages == std::vector<std::string>{"en"});
  CHECK(offer.only().level == "Level 2");
  CHECK(offer.only().certificates.at(0).name == "Diploma in Pottery");
  CHECK(offer.only().categories == std::vector<offer::CategoryRef>{{"jacs3", "", "W700"}, {"isced-f", "2013", "0214"}});
  CHECK(offer.report.import.unmapped_categories == std::map<std::string, std::uint64_t>{{"jacs3 ? W700", 1}});
}

TEST_CASE("XCRI: an address in lines, in elements and with a town") {
  const auto address = [](const std::string& location) {
    const auto outcome = import_presentation(venue(location));
    REQUIRE(outcome.places.size() == 1);
    return outcome.places[0].address;
  };
  const offer::Address expected{"2 Mill Lane, Hillside", "PL25 4DJ", "St Austell", "", "GB"};
  const std::string postcode = "<mlo:postcode>PL25 4DJ</mlo:postcode>";
  CHECK(address(postcode + "<mlo:address>2 Mill Lane\nHillside\nSt Austell\nCornwall \n\n</mlo:address>") == expected);
  CHECK(address(postcode + "<mlo:address>2 Mill Lane, Hillside, St Austell</mlo:address>") == expected);
  CHECK(address("<mlo:town>St Austell</mlo:town>" + postcode +
                "<mlo:address>2 Mill Lane</mlo:address><mlo:address>"
                "Hillside</mlo:address><mlo:address>St Austell"
                "</mlo:address>") == expected);
  CHECK(address("<mlo:address>2 Mill Lane</mlo:address>") == offer::Address{"2 Mill Lane", "", "", "", "DE"});
}

TEST_CASE("XCRI: a web address as the venue is no place to go to") {
  const auto outcome =
      import_presentation("<attendanceMode>ON</attendanceMode>" + venue("", "https://meet.example/room"));
  CHECK(outcome.places.empty());
  CHECK(outcome.only().mode == AttendanceMode::kOnline);
}

TEST_CASE("XCRI: a presentation without a venue is held where its provider is, which stands behind the courses") {
  const auto outcome = import_text(
      feed(course(presentation("")) +
           "<mlo:url>https://college.example</mlo:url><mlo:location><mlo:postcode>PL25 4DJ</mlo:postcode><mlo:address>"
           "1 College Road\nSt Austell</mlo:address><mlo:phone>0100 1</mlo:phone><mlo:email>office@college.example"
           "</mlo:email></mlo:location>"));
  const auto& offer = outcome.only();
  REQUIRE(outcome.places.size() == 1);
  CHECK(offer.place_id == outcome.places[0].id);
  CHECK(outcome.places[0].address.locality == "St Austell");
  CHECK(offer.mode == AttendanceMode::kOnsite);
  CHECK(offer.registration.telephone == "0100 1");
  CHECK(std::find(offer.inferred.begin(), offer.inferred.end(), "place") != offer.inferred.end());
  const auto& provider = outcome.providers.at(0);
  CHECK(provider.email == "office@college.example");
  CHECK(provider.url == "https://college.example");
  CHECK(provider.address.street == "1 College Road");
}

TEST_CASE("XCRI: names of people are not imported") {
  const auto outcome = import_text(feed("<dc:contributor>Erika Muster</dc:contributor>" +
                                        course("<dc:contributor>Erika Muster</dc:contributor>" +
                                               presentation("<dc:contributor>Erika Muster</dc:contributor>"))));
  for (const std::string& line : outcome.lines) CHECK(line.find("Muster") == std::string::npos);
}

TEST_CASE("XCRI: where and until when one applies") {
  const auto offer = import_presentation(
      "<applyUntil dtf=\"2026-09-20\">20 September</applyUntil><applyTo>https://college.example/apply</applyTo>");
  CHECK(offer.only().registration.deadline == make_date(2026, 9, 20));
  CHECK(offer.only().registration.url == "https://college.example/apply");
}

TEST_CASE("XCRI 1.1: its namespace and its names give the same record") {
  const std::string old_feed =
      "<catalog xmlns=\"http://xcri.org/profiles/catalog\" generated=\"2010-03-13T00:35:48\"><provider>"
      "<identifier>http://college.example</identifier><title>Lindach College (fiktiv)</title><course><identifier>c1"
      "</identifier><title>Pottery</title><subject>clay</subject><description><div "
      "xmlns=\"http://www.w3.org/1999/xhtml\"><p>Bowls.</p></div></description><qualification><title>Diploma</title>"
      "<level>2</level></qualification><presentation><identifier>p1</identifier><start>2026-10-05</start><end>"
      "2026-12-14T00:00:00</end><studyMode>Part Time</studyMode><attendanceMode>Campus</attendanceMode><venue><title>"
      "Old Mill</title><street>2 Mill Lane</street><town>St Austell</town><postcode>PL25 4DJ</postcode><phone>0100 1"
      "</phone></venue><cost>£80</cost><entryRequirements><title>Entry</title><description>English B1</description>"
      "</entryRequirements></presentation></course></provider></catalog>";
  const std::string new_feed = feed(
      course("<dc:subject>clay</dc:subject><dc:description>Bowls.</dc:description><mlo:qualification><dc:title>Diploma"
             "</dc:title><dcterms:educationLevel>2</dcterms:educationLevel></mlo:qualification>" +
             presentation("<mlo:prerequisite>English B1</mlo:prerequisite><mlo:start dtf=\"2026-10-05\"/><end "
                          "dtf=\"2026-12-14\"/><studyMode identifier=\"PT\"/><attendanceMode identifier=\"CM\"/>"
                          "<mlo:cost>£80</mlo:cost>" +
                          venue("<mlo:town>St Austell</mlo:town><mlo:postcode>PL25 4DJ</mlo:postcode><mlo:address>2 "
                                "Mill Lane</mlo:address><mlo:phone>0100 1</mlo:phone>"))));
  const auto outcome = import_text(old_feed);
  CHECK(outcome.only().price.amount_cents == 8'000);
  CHECK(outcome.only().access_requirements.at("en") == "English B1");
  CHECK(outcome.places.at(0).address.locality == "St Austell");
  CHECK(outcome.lines == import_text(new_feed).lines);
}

TEST_CASE("XCRI: xml:lang says the language of a text, and of the feed") {
  const auto outcome = import_text(feed(course(
      "<dc:title xml:lang=\"de\">Töpfern</dc:title><dc:description xml:lang=\"de-AT\">Schalen.</dc:description>")));
  CHECK(outcome.only().name == offer::LocalizedText{{"de", "Töpfern"}, {"en", "Pottery"}});
  CHECK(outcome.only().description.at("de") == "Schalen.");
  std::string german = feed(course(""));
  german.insert(german.find(" generated"), " xml:lang=\"de\"");
  CHECK(import_text(german).only().name.at("de") == "Pottery");
}

TEST_CASE("XCRI: the same id twice is taken once, and what a feed of changes takes back is none") {
  const auto twice = import_text(feed(course(presentation("")) + course(presentation("<age>19+</age>"), "c2")));
  CHECK_FALSE(twice.only().audience.age_minimum);
  CHECK(twice.count(FindingKind::kDuplicateId) == 1);
  std::string gone = course(presentation(""), "c2");
  gone.insert(7, " recstatus=\"3\"");
  CHECK(import_text(feed(gone + course(presentation("", "p2")))).only().id == "vhs:http-college-example:p2");
}

TEST_CASE("XCRI: a name of another namespace is another name") {
  const auto offer = import_text(feed(course(presentation("<x:title>Internal</x:title><x:age>19+</x:age>")))).only();
  CHECK(offer.name.at("en") == "Pottery");
  CHECK_FALSE(offer.audience.age_minimum);
}

TEST_CASE("XCRI: an export that differs only in its time stamp gives the same bytes, and so does another order") {
  const std::string one = course(presentation(""));
  const std::string two = course(presentation("", "p2"), "c2");
  CHECK(import_text(feed(one + two)).lines == import_text(feed(two + one, "2026-09-02T03:00:00Z")).lines);
}

TEST_CASE("XCRI: several providers keep their own courses") {
  std::string two = feed(course(presentation("")));
  two.insert(two.find("</catalog>"), "<provider>" + course(presentation("")) +
                                         "<dc:identifier>B</dc:identifier><dc:title>B College</dc:title>"
                                         "</provider>");
  const auto outcome = import_text(two);
  REQUIRE(outcome.offers.size() == 2);
  CHECK(outcome.offers[0].id == "vhs:b:p1");
  CHECK(outcome.providers.at(0).name.at("en") == "B College");
}

TEST_CASE("XCRI: other XML, an empty feed and a broken one are told apart") {
  CHECK(import_text("<catalog xmlns=\"urn:other\"/>").error->code == ErrorCode::kUnsupportedFormat);
  CHECK(import_text(feed("")).error->code == ErrorCode::kEmptyExport);
  std::string quote = feed(course(""));
  quote.insert(quote.find(" xmlns:mlo"), "\"");
  const auto broken = import_text(quote);
  REQUIRE(broken.error);
  CHECK(broken.error->code == ErrorCode::kMalformedExport);
  CHECK(broken.stopped_at->line == 2);
  CHECK(broken.offers.empty());
  const std::string entity = "<!DOCTYPE catalog [<!ENTITY a \"b\">]>";
  std::string declared = feed(course(""));
  declared.insert(declared.find("<catalog"), entity);
  CHECK(import_text(declared).error->code == ErrorCode::kMalformedExport);
}

TEST_CASE("XCRI: a course past the limits never costs another") {
  const auto outcome = import_text(
      feed(course("<dc:description>" + std::string(2'000'000, 'x') + "</dc:description>", "c0") + course("")));
  CHECK(outcome.only().id == "vhs:http-college-example:c1");
  CHECK(outcome.count(FindingKind::kRecordTooLarge) == 1);
}

TEST_CASE("English dates are read in words") {
  CHECK(publish::parse_english_day("11 May 2017") == make_date(2017, 5, 11));
  CHECK(publish::parse_english_day(" 1st Sep, 2016 ") == make_date(2016, 9, 1));
  CHECK(publish::parse_english_day("05 September 2016") == make_date(2016, 9, 5));
  for (const char* text : {"", "September 2016", "31 June 2017", "11 May 2017 at noon", "x May 2017", "11 Ma 2017"}) {
    INFO(text);
    CHECK_FALSE(publish::parse_english_day(text));
  }
}

TEST_CASE("British postcodes are told from German ones") {
  for (const char* code : {"PL25 4DJ", "TR1 2JL", "W1A 1AA", "pl6 7fh"}) CHECK(publish::is_british_postcode(code));
  for (const char* code : {"", "00101", "12345 Lindach", "ABCDE", "PL25"})
    CHECK_FALSE(publish::is_british_postcode(code));
}
