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

const std::string kHeader =
    "<HEADER><CATALOG><LANGUAGE>deu</LANGUAGE><CURRENCY>EUR</CURRENCY></CATALOG><SUPPLIER><SUPPLIER_ID>4711"
    "</SUPPLIER_ID><SUPPLIER_NAME>Bildungswerk (fiktiv)</SUPPLIER_NAME><ADDRESS><CITY>Lindach</CITY>"
    "<PHONE>+49.9999.100</PHONE><EMAILS><EMAIL>info@bildungswerk.example</EMAIL></EMAILS></ADDRESS></SUPPLIER></"
    "HEADER>";

std::string catalogue(const std::string& services, const std::string& header = kHeader) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OPENQCAT version=\"1.1\">" + header +
         "\n<NEW_CATALOG FULLCATALOG=\"true\">\n" + services + "</NEW_CATALOG></OPENQCAT>\n";
}

/// Where the parts of a SERVICE go that tests differ in.
struct Service {
  std::string product_id = "100";
  std::string course_id = "100";
  std::string is_offer = "true";
  std::string title = "Buchführung";
  std::string details = {};    // in SERVICE_DETAILS, before the module
  std::string education = {};  // in EDUCATION
  std::string rest = {};       // behind SERVICE_DETAILS
  std::string supplier = "4711";

  [[nodiscard]] std::string xml() const {
    return "<SERVICE><PRODUCT_ID>" + product_id + "</PRODUCT_ID><SUPPLIER_ID_REF>" + supplier +
           "</SUPPLIER_ID_REF><SERVICE_DETAILS><TITLE>" + title + "</TITLE>" + details +
           "<SERVICE_MODULE><EDUCATION type=\"" + is_offer + "\"><COURSE_ID>" + course_id + "</COURSE_ID>" + education +
           "</EDUCATION></SERVICE_MODULE></SERVICE_DETAILS>" + rest + "</SERVICE>\n";
  }
};

std::string dates(const std::string& begin, const std::string& end) {
  return "<SERVICE_DATE><START_DATE>" + begin + "</START_DATE><END_DATE>" + end + "</END_DATE></SERVICE_DATE>";
}

std::string location(const std::string& fields) {
  return "<MODULE_COURSE><LOCATION>" + fields + "</LOCATION></MODULE_COURSE>";
}

std::string price(const std::string& amount) {
  return "<SERVICE_PRICE_DETAILS><SERVICE_PRICE><PRICE_AMOUNT>" + amount +
         "</PRICE_AMOUNT></SERVICE_PRICE></SERVICE_PRICE_DETAILS>";
}

std::string form(const std::string& code) {
  return "<EXTENDED_INFO><INSTRUCTION_FORM type=\"" + code + "\"/></EXTENDED_INFO>";
}

Service event(const std::string& product_id, const std::string& begin, const std::string& end) {
  return {.product_id = product_id, .is_offer = "false", .title = {}, .details = dates(begin, end)};
}

ImportOutcome import_services(const std::vector<Service>& services) {
  std::string xml;
  for (const Service& service : services) xml += service.xml();
  return import_text(catalogue(xml));
}

ImportOutcome import_service(const Service& service) { return import_services({service}); }

}  // namespace

TEST_CASE("openQ-cat: an event says its dates, and its offer says the rest, whichever stands first in the file") {
  Service offer;
  offer.details = "<DESCRIPTION_LONG>Lohn und Gehalt</DESCRIPTION_LONG><KEYWORD>Lohn</KEYWORD>";
  offer.education = form("101") + location("<NAME>Haus</NAME><CITY>Lindach</CITY>");
  offer.rest = price("80.00");
  const Service first = event("100-1", "2026-10-05", "2026-10-30");
  Service second = event("100-2", "2027-03-01", "2027-03-26");
  second.education = form("201");
  second.rest = price("60");
  second.title = "Buchführung online";
  const auto outcome = import_services({second, offer, first});
  REQUIRE(outcome.offers.size() == 2);
  CHECK(outcome.report.import.read == 2);

  const auto& onsite = by_id(outcome, "vhs:4711:100-1");
  CHECK(onsite.name.at("de") == "Buchführung");
  CHECK(onsite.description.at("de") == "Lohn und Gehalt");
  CHECK(onsite.keywords == std::vector<std::string>{"Lohn"});
  CHECK(onsite.schedule.starts == make_date(2026, 10, 5));
  CHECK(onsite.schedule.ends == make_date(2026, 10, 30));
  CHECK(onsite.price.amount_cents == 8000);
  CHECK(onsite.mode == AttendanceMode::kOnsite);
  CHECK_FALSE(onsite.place_id.empty());

  const auto& online = by_id(outcome, "vhs:4711:100-2");
  CHECK(online.name.at("de") == "Buchführung online");
  CHECK(online.price.amount_cents == 6000);
  CHECK(online.mode == AttendanceMode::kOnline);
  CHECK(online.place_id.empty());

  CHECK(import_services({first, second, offer}).lines == outcome.lines);
}

TEST_CASE("openQ-cat: an offer with a date of its own that no event repeats is one as well") {
  Service offer;
  offer.details = dates("2026-10-05T00:00:00.000+02:00", "2026-10-30T00:00:00.000+02:00");
  const auto later = event("100-2", "2027-03-01", "2027-03-26");
  CHECK(import_services({offer, later}).offers.size() == 2);
  CHECK(import_services({offer, event("100-1", "2026-10-05", "2026-10-30"), later}).offers.size() == 2);
  CHECK(import_service(offer).only().id == "vhs:4711:100");

  // The same day in another house is another date.
  offer.education = location("<NAME>Haus A</NAME><CITY>Lindach</CITY>");
  Service elsewhere = event("100-3", "2026-10-05", "2026-10-30");
  elsewhere.education = location("<NAME>Haus B</NAME><CITY>Lindach</CITY>");
  CHECK(import_services({offer, elsewhere}).offers.size() == 2);
}

TEST_CASE("openQ-cat: events join the offer of their own supplier only") {
  Service foreign = event("100-1", "2026-10-05", "2026-10-30");
  foreign.supplier = "9";
  const auto outcome = import_services({Service{}, foreign});
  CHECK(outcome.only().id == "vhs:4711:100");
  CHECK(outcome.count(FindingKind::kNoName) == 1);  // an event without its offer has no title
}

TEST_CASE("openQ-cat: services without any id are not joined, but reported") {
  Service nameless{.product_id = "", .course_id = ""};
  Service lost{.product_id = "", .course_id = "", .is_offer = "false"};
  const auto outcome = import_services({nameless, lost, Service{}});
  CHECK(outcome.offers.size() == 1);
  CHECK(outcome.count(FindingKind::kNoId) == 2);
}

TEST_CASE("openQ-cat: an id that comes twice is taken once and reported") {
  const auto outcome = import_services({Service{}, Service{.course_id = "101", .title = "Anderes"}});
  CHECK(outcome.only().name.at("de") == "Buchführung");
  REQUIRE(outcome.count(FindingKind::kDuplicateId) == 1);
  CHECK(outcome.report.import.findings.front().detail == "export:4");
  CHECK(outcome.report.import.findings.front().line == 5);
}

TEST_CASE("openQ-cat: midnight is a day, whatever the offset; a time with or without one is German") {
  const auto days = import_service({.details = dates("2026-12-07T00:00:00.000+02:00", "2027-03-31T00:00:00")});
  CHECK(days.only().schedule.starts == make_date(2026, 12, 7));
  CHECK(days.only().schedule.ends == make_date(2027, 3, 31));
  CHECK(days.only().schedule.sessions.empty());

  const auto evening =
      import_service({.details = dates("2026-11-10T17:00:00.000+00:00", "2026-11-10T20:30:00.000+01:00")}).only();
  REQUIRE(evening.schedule.sessions.size() == 1);
  CHECK(evening.schedule.sessions[0].starts == 18 * 60);
  CHECK(evening.schedule.sessions[0].ends == 20 * 60 + 30);

  const auto plain = import_service({.details = dates("2026-11-10T18:00:00", "2026-11-10T20:30:00")}).only();
  CHECK(plain.schedule == evening.schedule);

  const auto wrong = import_service({.details = dates("im Herbst", "")});
  CHECK_FALSE(wrong.only().schedule.starts);
  CHECK(wrong.count(FindingKind::kUnreadableDate) == 1);
}

TEST_CASE("openQ-cat: a price that nobody entered is unknown, not free") {
  CHECK(import_service({}).only().price.free == TriState::kUnknown);
  CHECK(import_service({.rest = price("")}).only().price == offer::Price{});
  const auto later = import_service({.rest = price("TBC")});
  CHECK(later.only().price == offer::Price{});
  CHECK(later.count(FindingKind::kUnreadablePrice) == 1);
  CHECK(import_service({.rest = price("0.00")}).only().price.free == TriState::kYes);
}

TEST_CASE("openQ-cat: a web address in any field of LOCATION is an online course, not a place") {
  for (const char* fields :
       {"<NAME>https://treffen.example/1</NAME><CITY>Lindach</CITY>", "<STREET>https://treffen.example/1</STREET>",
        "<CITY>https://treffen.example/1</CITY>", "https://treffen.example/1"}) {
    INFO(fields);
    const auto outcome = import_service({.education = location(fields)});
    CHECK(outcome.places.empty());
    CHECK(outcome.only().mode == AttendanceMode::kOnline);
    CHECK(outcome.only().inferred.front() == "mode");
  }
}

TEST_CASE("openQ-cat: the form of instruction says where one takes part") {
  const std::vector<std::pair<std::string, AttendanceMode>> forms = {
      {"101", AttendanceMode::kOnsite},  {"105", AttendanceMode::kOnsite},    {"106", AttendanceMode::kUnknown},
      {"201", AttendanceMode::kOnline},  {"206", AttendanceMode::kOnline},    {"301", AttendanceMode::kBlended},
      {"304", AttendanceMode::kBlended}, {"401", AttendanceMode::kSelfPaced}, {"403", AttendanceMode::kSelfPaced},
      {"8", AttendanceMode::kUnknown},   {"x", AttendanceMode::kUnknown},
  };
  for (const auto& [code, mode] : forms) {
    INFO(code);
    const auto offer = import_service({.education = form(code)}).only();
    CHECK(offer.mode == mode);
    CHECK(offer.kind == offer::OfferKind::kCourse);
  }
}

TEST_CASE("openQ-cat: names of people are not imported, an office's telephone and e-mail are") {
  const std::string person =
      "<CONTACT><FIRST_NAME>Erika</FIRST_NAME><LAST_NAME>Muster</LAST_NAME><PHONE>+49.9999.111</PHONE>"
      "<EMAILS><EMAIL>erika.muster@bildungswerk.example</EMAIL></EMAILS></CONTACT>";
  const auto of_person = import_service({.details = person});
  CHECK(of_person.only().registration.telephone == "+49 9999 100");  // the supplier's own
  CHECK(of_person.only().registration.email == "info@bildungswerk.example");
  for (const std::string& line : of_person.lines) CHECK(line.find("uster") == std::string::npos);

  const std::string office = "<CONTACT><LAST_NAME>Kursbüro</LAST_NAME><PHONE>+49.9999.2</PHONE></CONTACT>";
  CHECK(import_service({.details = person + office}).only().registration.telephone == "+49 9999 2");
}

TEST_CASE("openQ-cat: what a program wrote because it had to is no certificate, and no requirement") {
  const auto offer = import_service(
      {.details = "<TERMS_AND_CONDITIONS>Keine Angabe</TERMS_AND_CONDITIONS>",
       .education = "<DEGREE><DEGREE_TITLE>Keine Angabe zur Abschlussbezeichnung</DEGREE_TITLE></DEGREE>"});
  CHECK(offer.only().certificates.empty());
  CHECK(offer.only().access_requirements.empty());
}

TEST_CASE("openQ-cat: escaped HTML in the description becomes clean paragraphs") {
  const auto offer = import_service(
      {.details = "<DESCRIPTION_LONG>&lt;p&gt;Eins&lt;/p&gt;&lt;ul&gt;&lt;li&gt;zwei&lt;/li&gt;&lt;/ul&gt;"
                  "</DESCRIPTION_LONG>"});
  CHECK(offer.only().description.at("de") == "Eins\n- zwei");
}

TEST_CASE("openQ-cat: the kind of education is a category with its phases; one that no table knows is counted") {
  const auto education = [](const std::string& code) {
    return Service{.title = "Töpfern",
                   .education = "<EXTENDED_INFO><EDUCATION_TYPE type=\"" + code + "\"/></EXTENDED_INFO>"};
  };
  const auto training = import_service(education("102"));
  CHECK(training.only().categories == std::vector<offer::CategoryRef>{{"openqcat", "1.1", "102"}});
  CHECK(training.only().phases == std::vector<offer::Phase>{offer::Phase::kTrainingAndStudy});
  CHECK(training.report.import.unmapped_categories.empty());
  for (int code = 100; code <= 110; ++code) {
    CHECK(product_taxonomy().category({"openqcat", "1.1", std::to_string(code)}).has_value());
  }
  CHECK(import_service(education("130")).report.import.unmapped_categories.at("openqcat 1.1 130") == 1);
  CHECK(import_service(education("0")).only().categories.empty());  // "Keine Zuordnung möglich"
}

TEST_CASE("openQ-cat: a file of changes only is refused, for a file is the whole stock") {
  for (const std::string& part :
       {"<UPDATE_CATALOG seq_number=\"1\"><NEW>" + Service{}.xml() + "</NEW></UPDATE_CATALOG>",
        "<NEW_CATALOG FULLCATALOG=\"false\">" + Service{}.xml() + "</NEW_CATALOG>"}) {
    std::string file = "<OPENQCAT version=\"1.1\">\n" + kHeader + "\n";
    file += part + "</OPENQCAT>";
    const auto outcome = import_text(file);
    REQUIRE(outcome.error);
    CHECK(outcome.error->code == ErrorCode::kUnsupportedFormat);
    CHECK(outcome.stopped_at->line == 3);
  }
}

TEST_CASE("openQ-cat: another version, an empty catalogue and a broken file are told apart") {
  CHECK(import_text("<OPENQCAT version=\"2.0\"/>").error->code == ErrorCode::kUnsupportedFormat);
  CHECK(import_text(catalogue("")).error->code == ErrorCode::kEmptyExport);
  const std::string file = catalogue(Service{}.xml());
  const auto cut = import_text(file.substr(0, file.size() - 20));
  REQUIRE(cut.error);
  CHECK(cut.error->code == ErrorCode::kMalformedExport);
  CHECK(cut.offers.empty());
  CHECK(import_text("<OPENQCAT/>", publish::Format::kOpenVhs).error->code == ErrorCode::kUnsupportedFormat);
  CHECK(import_text(openvhs_file(openvhs_course("")), publish::Format::kOpenQCat).error->code ==
        ErrorCode::kUnsupportedFormat);
}

TEST_CASE("openQ-cat: a service past the limits never costs another") {
  Service huge{.product_id = "2", .course_id = "2"};
  huge.details = "<DESCRIPTION_LONG>" + std::string(2'000'000, 'x') + "</DESCRIPTION_LONG>";
  const auto outcome = import_services({huge, Service{}});
  CHECK(outcome.only().id == "vhs:4711:100");
  CHECK(outcome.count(FindingKind::kRecordTooLarge) == 1);
}

TEST_CASE("openQ-cat: suppliers, which are kept while the file is read, have a limit") {
  std::string header = "<HEADER>";
  for (int i = 0; i < 80; ++i) {
    header += "<SUPPLIER><SUPPLIER_ID>" + std::to_string(i) + "</SUPPLIER_ID><SUPPLIER_NAME>" +
              std::string(900'000, 'x') + "</SUPPLIER_NAME></SUPPLIER>";
  }
  const auto outcome = import_text(catalogue(Service{}.xml(), header + "</HEADER>"));
  REQUIRE(outcome.error);
  CHECK(outcome.error->code == ErrorCode::kTooLarge);
}

TEST_CASE("openQ-cat: a supplier past a record's limits is reported, and its offers are taken without it") {
  const std::string large = "<HEADER><SUPPLIER><SUPPLIER_ID>4711</SUPPLIER_ID><SUPPLIER_NAME>" +
                            std::string(1'100'000, 'x') + "</SUPPLIER_NAME></SUPPLIER></HEADER>";
  const auto outcome = import_text(catalogue(Service{}.xml(), large));
  CHECK(outcome.only().name.at("de") == "Buchführung");
  CHECK(outcome.count(FindingKind::kProviderTooLarge) == 1);
  CHECK(outcome.report.import.left_out == 0);
}

TEST_CASE("openQ-cat: a line feed inside an id parts no group and joins none") {
  // What the key of a group of one would be that of another for, were it taken as it stands.
  const auto outcome = import_services({{.product_id = "1", .course_id = "b\nc", .supplier = "a"},
                                        {.product_id = "2", .course_id = "c", .supplier = "a\nb"},
                                        {.product_id = "3", .course_id = "d", .supplier = "4711\nx"}});
  CHECK(outcome.offers.size() == 3);
  for (const offer::Provider& provider : outcome.providers) CHECK(provider.name.at("de") != "Bildungswerk (fiktiv)");
}

TEST_CASE("openQ-cat: a service that the catalogue takes back is none") {
  std::string gone = Service{.product_id = "2", .course_id = "2"}.xml();
  gone.insert(8, " mode=\"delete\"");
  CHECK(import_text(catalogue(gone + Service{}.xml())).only().id == "vhs:4711:100");
}

TEST_CASE("openQ-cat: ISO-8859-15 and UTF-8 give the same records, and so does another time stamp") {
  const std::string stamp = "<GENERATION_DATE>2026-09-01T03:00:00</GENERATION_DATE>";
  std::string header = kHeader;
  header.insert(header.find("<CURRENCY>"), stamp);
  const auto utf8 = import_text(catalogue(Service{.title = "Für 5 €"}.xml()));
  std::string latin = catalogue(Service{.title = "F\xFCr 5 \xA4"}.xml(), header);
  latin.replace(latin.find("UTF-8"), 5, "ISO-8859-15");
  CHECK(utf8.only().name.at("de") == "Für 5 €");
  CHECK(import_text(latin).lines == utf8.lines);
}

TEST_CASE("openQ-cat: each service is its supplier's") {
  std::string header = kHeader;
  header.insert(header.find("</HEADER>"),
                "<SUPPLIER><SUPPLIER_ID>5</SUPPLIER_ID><SUPPLIER_NAME>Zweite (fiktiv)</SUPPLIER_NAME></SUPPLIER>");
  const auto outcome = import_text(catalogue(Service{}.xml() + Service{.title = "B", .supplier = "5"}.xml(), header));
  REQUIRE(outcome.providers.size() == 2);
  CHECK(outcome.providers[0].name.at("de") == "Bildungswerk (fiktiv)");
  CHECK(outcome.providers[0].telephone == "+49 9999 100");
  CHECK(outcome.providers[1].name.at("de") == "Zweite (fiktiv)");
  CHECK(by_id(outcome, "vhs:5:100").name.at("de") == "B");
}
