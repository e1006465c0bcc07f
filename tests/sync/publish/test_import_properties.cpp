#include <algorithm>
#include <random>

#include "tests/support/catch.hpp"
#include "tests/sync/publish/import_support.hpp"

// What holds for every file, tried with files that are made up by chance, the same in each run.

using namespace bildungskiosk;
using namespace bildungskiosk::test;

namespace {

template <typename T>
const T& any_of(const std::vector<T>& choices, std::mt19937& random) {
  return choices[random() % choices.size()];
}

/// A course with some of what courses have.
std::string random_course(int number, std::mt19937& random) {
  const std::vector<std::string> titles = {"Töpfern", "Deutsch A1", "Webinar: Rente", "Yoga für Seniorinnen", "Kochen"};
  const std::vector<std::string> parts = {
      "<beginn_datum>2026-10-05</beginn_datum>",
      "<schlagwort>Familie</schlagwort>",
      "<schlagwort>kostenlos</schlagwort>",
      "<preis><betrag>12,50</betrag></preis>",
      "<preis><betrag>TBC</betrag></preis>",
      "<dvv_kategorie version=\"2.0\">4.06</dvv_kategorie>",
      "<dvv_kategorie version=\"2.0\">9.99</dvv_kategorie>",
      "<zielgruppe>Eltern</zielgruppe>",
      "<veranstaltungsort><name>Haus</name><adresse><strasse>Ringstr. 1</strasse><plz>99991</plz><ort>Lindach</ort>"
      "</adresse></veranstaltungsort>",
      "<veranstaltungsort><name>Saal</name><adresse><ort>Steinau</ort></adresse><barrierefrei>true</barrierefrei>"
      "</veranstaltungsort>"};
  std::string course =
      "<veranstaltung><guid>" + std::to_string(number) + "</guid><name>" + any_of(titles, random) + "</name>";
  for (const std::string& part : parts) {
    if (random() % 3 == 0) course += part;
  }
  return course + "</veranstaltung>\n";
}

std::vector<std::string> random_courses(std::mt19937& random) {
  std::vector<std::string> courses;
  const int count = 1 + static_cast<int>(random() % 12);
  for (int i = 0; i < count; ++i) courses.push_back(random_course(i, random));
  return courses;
}

std::vector<std::string> lines_of(const std::vector<std::string>& courses) {
  std::string all;
  for (const std::string& course : courses) all += course;
  const auto outcome = import_text(openvhs_file(all));
  REQUIRE_FALSE(outcome.error);
  return outcome.lines;
}

}  // namespace

TEST_CASE("The order of courses in a file changes nothing in the stock") {
  std::mt19937 random(11);
  for (int round = 0; round < 150; ++round) {
    auto courses = random_courses(random);
    const auto expected = lines_of(courses);
    std::shuffle(courses.begin(), courses.end(), random);
    CHECK(lines_of(courses) == expected);
  }
}

TEST_CASE("A course that can't be used never costs another") {
  std::mt19937 random(12);
  const std::vector<std::string> unusable = {
      "<veranstaltung><name>Ohne Kennung</name></veranstaltung>\n", "<veranstaltung><guid>x</guid></veranstaltung>\n",
      "<veranstaltung><guid>0</guid><name>Schon da</name></veranstaltung>\n",
      "<veranstaltung><guid>y</guid><name>" + std::string(2U << 20U, 'x') + "</name></veranstaltung>\n",
      "<veranstaltung/>\n"};
  for (int round = 0; round < 60; ++round) {
    auto courses = random_courses(random);
    const auto expected = lines_of(courses);
    const std::string& broken = any_of(unusable, random);
    // Behind the first, whose id one of them repeats.
    const auto at = 1 + static_cast<std::ptrdiff_t>(random() % courses.size());
    courses.insert(courses.begin() + at, broken);
    std::string all;
    for (const std::string& course : courses) all += course;
    const auto outcome = import_text(openvhs_file(all));
    REQUIRE_FALSE(outcome.error);
    CHECK(outcome.lines == expected);
    CHECK(outcome.report.import.left_out == 1);
  }
}

namespace {

/// A file of one format: what stands around its records, between them, and some records.
struct Parts {
  std::string head;
  std::vector<std::string> records;
  std::string between;
  std::string tail;

  [[nodiscard]] std::string file() const {
    std::string all = head;
    for (std::size_t i = 0; i < records.size(); ++i) all += (i == 0 ? "" : between) + records[i];
    return all + tail;
  }
};

Parts parts_of(const std::string& format, std::mt19937& random) {
  const int count = 2 + static_cast<int>(random() % 6);
  const auto records = [&](auto make) {
    std::vector<std::string> all;
    for (int i = 0; i < count; ++i) {
      const std::string title =
          any_of<std::string>({"Töpfern", "Deutsch A1", "Webinar: Rente", "Kochen kostenlos"}, random);
      all.push_back(make("k" + std::to_string(i), title, "Ort " + std::to_string(random() % 3)));
    }
    return all;
  };
  using Text = const std::string&;
  if (format == "berlin") {
    return {R"({"veranstaltungen":{"veranstaltung":[)", records([](Text id, Text title, Text place) {
              return R"({"guid":")" + id + R"(","name":")" + title + R"(","veranstaltungsort":{"name":")" + place +
                     R"(","adresse":{"ort":"Lindach"}}})";
            }),
            ",\n", "]}}"};
  }
  if (format == "csv") {
    return {"Kennung;Titel;Ort;Gemeinde\n",
            records([](Text id, Text title, Text place) { return id + ";" + title + ";" + place + ";Lindach\n"; }), "",
            ""};
  }
  if (format == "ical") {
    return {"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", records([](Text id, Text title, Text place) {
              return "BEGIN:VEVENT\r\nUID:" + id + "\r\nSUMMARY:" + title +
                     "\r\nDTSTART:20261005T160000Z\r\nLOCATION:" + place + "\r\nEND:VEVENT\r\n";
            }),
            "", "END:VCALENDAR\r\n"};
  }
  if (format == "jsonld") {
    return {R"({"@context":"https://schema.org","@graph":[)", records([](Text id, Text title, Text place) {
              return R"({"@type":"Event","@id":"#)" + id + R"(","name":")" + title +
                     R"(","startDate":"2026-10-05","location":{"@type":"Place","name":")" + place +
                     R"(","address":{"addressLocality":"Lindach"}}})";
            }),
            ",", "]}"};
  }
  if (format == "integreat") {
    return {"[", records([](Text id, Text title, Text place) {
              return R"({"id":)" + id.substr(1) + R"(,"path":"/lindach/de/x/","title":")" + title +
                     R"(","modified_gmt":"2026-01-22T12:46:33.967Z","content":"<p>Text</p>","event":{"start":)" +
                     R"("2026-10-05T16:00:00Z","end":"2026-10-05T18:00:00Z","all_day":false},"location":{"name":")" +
                     place + R"(","address":"Markt 1","town":"Lindach"}})";
            }),
            ",", "]"};
  }
  if (format == "xcri") {
    return {
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<catalog xmlns=\"http://xcri.org/profiles/1.2/catalog\" "
        "xmlns:mlo=\"http://purl.org/net/mlo\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
        "generated=\"2026-09-01T03:00:00Z\"><provider><dc:identifier>c</dc:identifier><dc:title>College "
        "(fiktiv)</dc:title>",
        records([](Text id, Text title, Text place) {
          return "<course><dc:identifier>" + id + "</dc:identifier><dc:title>" + title +
                 "</dc:title><presentation><dc:identifier>p" + id + "</dc:identifier><venue><provider><dc:title>" +
                 place + "</dc:title></provider></venue></presentation></course>\n";
        }),
        "", "</provider></catalog>"};
  }
  return {
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OPENQCAT version=\"1.1\"><HEADER><CATALOG><LANGUAGE>deu"
      "</LANGUAGE></CATALOG><SUPPLIER><SUPPLIER_ID>1</SUPPLIER_ID><SUPPLIER_NAME>Bildungswerk (fiktiv)"
      "</SUPPLIER_NAME></SUPPLIER></HEADER><NEW_CATALOG FULLCATALOG=\"true\">",
      records([](Text id, Text title, Text place) {
        return "<SERVICE><PRODUCT_ID>" + id +
               "</PRODUCT_ID><SUPPLIER_ID_REF>1</SUPPLIER_ID_REF><SERVICE_DETAILS>"
               "<TITLE>" +
               title + "</TITLE><SERVICE_MODULE><EDUCATION type=\"true\"><COURSE_ID>" + id +
               "</COURSE_ID><MODULE_COURSE><LOCATION><NAME>" + place +
               "</NAME><CITY>Lindach</CITY></LOCATION>"
               "</MODULE_COURSE></EDUCATION></SERVICE_MODULE></SERVICE_DETAILS></SERVICE>\n";
      }),
      "", "</NEW_CATALOG></OPENQCAT>"};
}

const std::vector<std::string> kFormats = {"berlin", "csv", "ical", "jsonld", "integreat", "xcri", "openqcat"};

}  // namespace

TEST_CASE("In no format does the order of the records change the stock") {
  std::mt19937 random(13);
  for (const std::string& format : kFormats) {
    for (int round = 0; round < 20; ++round) {
      CAPTURE(format, round);
      Parts parts = parts_of(format, random);
      const auto as_written = import_text(parts.file());
      REQUIRE_FALSE(as_written.error);
      REQUIRE(as_written.offers.size() == parts.records.size());
      std::shuffle(parts.records.begin(), parts.records.end(), random);
      CHECK(import_text(parts.file()).lines == as_written.lines);
    }
  }
}

TEST_CASE("What an importer has written reads back as the record that is written the same again") {
  std::mt19937 random(14);
  for (int round = 0; round < 40; ++round) {
    std::vector<std::string> lines = lines_of(random_courses(random));
    for (const std::string& line : import_text(parts_of(any_of(kFormats, random), random).file()).lines) {
      lines.push_back(line);
    }
    for (const std::string& line : lines) {
      const auto record = exchange::parse_record(line);
      REQUIRE(record);
      CHECK(exchange::write_record(*record) == line);
    }
  }
}
