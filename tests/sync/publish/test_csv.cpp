#include <algorithm>
#include <random>

#include "sync/publish/importers/csv.hpp"
#include "sync/publish/importers/csv_mapping.hpp"
#include "sync/publish/importers/csv_template.hpp"
#include "tests/support/catch.hpp"
#include "tests/sync/publish/import_support.hpp"

using namespace bildungskiosk;
using namespace bildungskiosk::test;
using base::ErrorCode;
using offer::TriState;
using publish::FindingKind;

namespace {

/// A sheet with the column and a title, one row.
ImportOutcome import_cell(const std::string& header, const std::string& cell) {
  return import_text("Kennung;Titel;" + header + "\n1;Töpfern;" + cell + "\n");
}

const publish::Finding& only_finding(const ImportOutcome& outcome, FindingKind kind) {
  REQUIRE(outcome.count(kind) == 1);
  for (const auto& finding : outcome.report.import.findings) {
    if (finding.kind == kind) return finding;
  }
  FAIL("not listed");
  return outcome.report.import.findings.front();
}

/// The template with the example's title changed: what an office does first.
std::string begun_template(publish::CsvSheet sheet) {
  std::string text = publish::csv_template(sheet);
  const std::string title = sheet == publish::CsvSheet::kPlaces ? "Lerntreff am Markt" : "Nähen für Anfänger";
  const std::size_t at = text.find(title);
  REQUIRE(at != std::string::npos);
  return text.replace(at, title.size(), "Stricken am Abend");
}

}  // namespace

TEST_CASE("A written template reads back without a finding, as one offer") {
  for (const auto sheet : {publish::CsvSheet::kOffers, publish::CsvSheet::kPlaces}) {
    const auto outcome = import_text(begun_template(sheet));
    CHECK(outcome.report.import.findings.empty());
    const offer::Offer& offer = outcome.only();
    const bool is_place = sheet == publish::CsvSheet::kPlaces;
    CHECK(offer.kind == (is_place ? offer::OfferKind::kPlace : offer::OfferKind::kCourse));
    REQUIRE(outcome.places.size() == 1);
    CHECK(outcome.places[0].opening_hours.size() == (is_place ? 6U : 0U));
    CHECK(outcome.places[0].accessibility.step_free == TriState::kYes);
  }
}

TEST_CASE("The template's example is not published when nobody has deleted it, and costs no row below it") {
  for (const auto sheet : {publish::CsvSheet::kOffers, publish::CsvSheet::kPlaces}) {
    const std::string untouched = publish::csv_template(sheet);
    const auto alone = import_text(untouched);
    REQUIRE(alone.error);
    CHECK(alone.error->code == ErrorCode::kEmptyExport);
    CHECK_THAT(alone.error->detail, ContainsSubstring("example-row"));
    const std::string begun = begun_template(sheet);
    const std::string own_row = begun.substr(begun.rfind('\n', begun.size() - 2) + 1);
    const auto outcome = import_text(untouched + own_row);
    CHECK(outcome.only().name.at("de") == "Stricken am Abend");
    CHECK(outcome.count(FindingKind::kExampleRow) == 1);
    CHECK(outcome.report.import.read == 2);
    CHECK(outcome.report.import.left_out == 1);
  }
}

TEST_CASE("The template's example is known again as a spreadsheet saves it, and not in a sheet of few columns") {
  std::string saved = publish::csv_template(publish::CsvSheet::kOffers);
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {"24,50", "24,5"}, {"17.11.2026", "2026-11-17"}, {"2.13", "2,13"}}) {
    const std::size_t at = saved.find(from);
    REQUIRE(at != std::string::npos);
    saved.replace(at, from.size(), to);
  }
  CHECK(import_text(saved).error);
  CHECK(import_text("Titel;Preis\nNähen für Anfänger;12\n").offers.size() == 1);
}

TEST_CASE("The offers' template fills every kind of field") {
  const auto outcome = import_text(begun_template(publish::CsvSheet::kOffers));
  const offer::Offer& offer = outcome.only();
  CHECK(offer.id == "vhs:volkshochschule-musterstadt:beispiel-1");
  CHECK(offer.price.amount_cents == 2450);
  CHECK(offer.price.reduced_cents == 1225);
  CHECK(offer.price.free == TriState::kNo);
  CHECK(offer.schedule.sessions.size() == 3);
  CHECK(offer.schedule.sessions[0] == offer::Session{*base::make_date(2026, 11, 24), 18 * 60, 19 * 60 + 30, "", false});
  CHECK(offer.schedule.lessons == 6.0);
  CHECK(offer.audience.age_minimum == 16);
  CHECK(offer.mode == offer::AttendanceMode::kOnsite);
  CHECK(offer.phases == std::vector<offer::Phase>{offer::Phase::kFamily});
  CHECK(offer.registration.deadline == base::make_date(2026, 11, 17));
  CHECK(offer.registration.required == TriState::kYes);
  CHECK(offer.inferred.empty());
}

TEST_CASE("A wrong cell is reported as sheet, row, column, value, and what would be right") {
  const auto outcome = import_text("Kennung;Titel;Beginn\n\n1;\"zwei\nZeilen\";24.11.2026\n2;Töpfern;31.02.2026\n");
  REQUIRE(outcome.offers.size() == 2);
  const auto& finding = only_finding(outcome, FindingKind::kUnreadableDate);
  CHECK(finding.file == "export");
  CHECK(finding.line == 4);  // the row of the spreadsheet, not the line of the file
  CHECK(finding.column == "C „Beginn“");
  CHECK(finding.detail == "31.02.2026");
  CHECK(finding.expected == "ein Datum wie 24.11.2026 oder 2026-11-24");
  const std::string text = publish::import_as_text(outcome.report);
  CHECK_THAT(text, ContainsSubstring("export, Zeile 4, Spalte C „Beginn“: 31.02.2026 (richtig wäre: ein Datum wie"));
  const auto stored = publish::import_report_from_json(publish::import_report_as_json(outcome.report.import));
  REQUIRE(stored);
  CHECK(std::any_of(stored->findings.begin(), stored->findings.end(), [&](const auto& read) {
    return read.column == finding.column && read.expected == finding.expected;
  }));
}

TEST_CASE("Each kind of cell says what would be right, and costs the field only") {
  const auto [header, cell, kind] = GENERATE(table<std::string, std::string, FindingKind>({
      {"Ende", "bald", FindingKind::kUnreadableDate},
      {"Termine", "24.11.2026 abends", FindingKind::kUnreadableDate},
      {"Wochentage", "manchmal", FindingKind::kUnreadableDate},
      {"Uhrzeit von", "25:00", FindingKind::kUnreadableTime},
      {"Öffnungszeiten", "nach Vereinbarung", FindingKind::kUnreadableTime},
      {"Alter von", "jung", FindingKind::kUnreadableNumber},
      {"Unterrichtseinheiten", "viele", FindingKind::kUnreadableNumber},
      {"Breitengrad", "4837.81", FindingKind::kUnreadableNumber},
      {"Preis", "TBC", FindingKind::kUnreadablePrice},
      {"Preis", "NoData", FindingKind::kUnreadablePrice},
      {"Kostenlos", "fasle", FindingKind::kUnreadableBoolean},
      {"Teilnahme", "irgendwie", FindingKind::kUnknownWord},
      {"Art", "Sonstiges", FindingKind::kUnknownWord},
      {"Internetseite", "javascript:alert(1)", FindingKind::kUnusableUrl},
  }));
  INFO(header << ": " << cell);
  const auto outcome = import_cell(header, cell);
  CHECK(outcome.only().price.free == TriState::kUnknown);
  const auto& finding = only_finding(outcome, kind);
  CHECK_FALSE(finding.expected.empty());
  CHECK(finding.detail == cell);
  CHECK(outcome.report.import.findings.size() == 1 + outcome.count(FindingKind::kProviderUnnamed));
}

TEST_CASE("An empty or unknown price is not free, a zero is, and a \"kostenlos\" that contradicts is reported") {
  CHECK(import_cell("Preis", "").only().price.free == TriState::kUnknown);
  CHECK(import_cell("Preis", "-1").only().price.free == TriState::kUnknown);
  CHECK(import_cell("Preis", "0").only().price.free == TriState::kYes);
  CHECK(import_cell("Preis", "kostenlos").only().price.free == TriState::kYes);
  CHECK(import_cell("Kostenlos", "ja").only().price.free == TriState::kYes);
  CHECK(import_cell("Kostenlos", "").only().price.free == TriState::kUnknown);
  CHECK(import_cell("Preis;Kostenlos", "5;ja").count(FindingKind::kContradictoryPrice) == 1);
  CHECK(import_cell("Preis;Kostenlos", "5;ja").only().price.free == TriState::kNo);
}

TEST_CASE("Separator, quoting, mark and the line's end are found out") {
  for (const char separator : {';', ',', '\t', '|'}) {
    for (const char* end : {"\n", "\r\n", "\r"}) {
      for (const char* mark : {"", "\xEF\xBB\xBF"}) {
        const std::string s(1, separator);
        const std::string sheet = std::string(mark) + "Kennung" + s + "\"Titel\"" + s + "Beschreibung" + end + "1" + s +
                                  "\"a" + s + " \"\"b\"\"\"" + s + "c \"d\" e" + end;
        INFO(sheet);
        const offer::Offer& offer = import_text(sheet).only();
        CHECK(offer.name.at("de") == "a" + (separator == '\t' ? "" : s) + " \"b\"");
        CHECK(offer.description.at("de") == "c \"d\" e");
      }
    }
  }
  CHECK(import_text("sep=|\nTitel|Art\nTöpfern; Nähen|Kurs\n").only().name.at("de") == "Töpfern; Nähen");
}

TEST_CASE("The encoding is found out: UTF-8, ISO-8859-15 and Windows-1252") {
  const auto title = [](const std::string& bytes) {
    return import_text("Kennung;Titel\n1;" + bytes + "\n").only().name.at("de");
  };
  CHECK(title("Töpfern – 5 €") == "Töpfern – 5 €");
  CHECK(title("T\xF6pfern \x96 5 \x80") == "Töpfern – 5 €");      // Windows-1252
  CHECK(title("T\xF6pfern f\xFCr 5 \xA4") == "Töpfern für 5 €");  // ISO-8859-15
  CHECK(title("T\xF6pfern") == "Töpfern");
}

TEST_CASE("A letter outside ASCII that comes late decides the encoding as well as an early one") {
  std::string sheet = "Kennung;Titel\n";
  for (int i = 0; i < 20'000; ++i) sheet += std::to_string(i) + ";Kurs mit einem Titel\n";
  const auto outcome = import_text(sheet + "x;T\xF6pfern\n");
  REQUIRE(outcome.offers.size() == 20'001);
  CHECK(outcome.offers.back().name.at("de") == "Töpfern");
}

TEST_CASE("A row in another encoding than its file is read and reported") {
  const auto outcome = import_text("Kennung;Titel\n1;Töpfern\n2;N\xE4hen\n3;Übung\n");
  REQUIRE(outcome.offers.size() == 3);
  CHECK(outcome.offers[1].name.at("de") == "Nähen");
  CHECK(only_finding(outcome, FindingKind::kMixedEncoding).line == 3);
  const auto other = import_text("Kennung;Titel\n1;T\xF6pfern\n2;Nähen\n3;\xDC bung\n");
  CHECK(other.offers.at(1).name.at("de") == "Nähen");
  CHECK(only_finding(other, FindingKind::kMixedEncoding).line == 3);
}

TEST_CASE("The decimal comma is found out, and what it makes of three digits") {
  const auto price = [](const std::string& first, const std::string& second) {
    return import_text("Kennung\tTitel\tPreis\n1\tA\t" + first + "\n2\tB\t" + second + "\n").offers.at(1).price;
  };
  CHECK(price("12,50", "1.234").amount_cents == 123'400);
  CHECK(price("12.50", "1.234").amount_cents == 123);
  CHECK(price("12.50", "1,234").amount_cents == 123'400);
  CHECK(price("12,50", "1.234,50").amount_cents == 123'450);
  CHECK(price("12,50", "7.5 EUR").amount_cents == 750);
}

TEST_CASE("A quote that is never closed refuses the sheet with its line, never swallows rows") {
  const auto open = import_text("Kennung;Titel\n1;A\n2;\"B\n3;C\n");
  REQUIRE(open.error);
  CHECK(open.error->code == ErrorCode::kMalformedExport);
  CHECK(open.stopped_at->line == 3);
  const auto swallowing = import_text("Kennung;Titel\n1;A\n2;\"B\n3;\"C\"\n4;D\n");
  REQUIRE(swallowing.error);
  CHECK(swallowing.error->code == ErrorCode::kMalformedExport);
  CHECK(swallowing.stopped_at->line == 3);
}

TEST_CASE("A broken row never costs another") {
  const auto outcome =
      import_text("Kennung;Titel\n1;" + std::string(2'000'000, 'x') + "\n2;\n3;a;b\n4;gut\n4;doppelt\n");
  CHECK(outcome.only().name.at("de") == "gut");
  CHECK(outcome.count(FindingKind::kRecordTooLarge) == 1);
  CHECK(outcome.count(FindingKind::kNoName) == 1);
  CHECK(outcome.count(FindingKind::kDuplicateId) == 1);
  CHECK(only_finding(outcome, FindingKind::kNotARecord).line == 4);
  CHECK(outcome.report.import.read == 5);
  CHECK(outcome.report.import.left_out == 4);
}

TEST_CASE("The order of rows and of columns does not matter") {
  std::vector<std::string> rows;
  std::vector<std::string> turned;
  for (int i = 0; i < 60; ++i) {
    const std::string id = std::to_string(i);
    rows.push_back(id + ";Kurs " + id + ";" + std::to_string(i % 28 + 1) + ".10.2026;Haus " + std::to_string(i % 5));
    turned.push_back("Haus " + std::to_string(i % 5) + ";" + std::to_string(i % 28 + 1) + ".10.2026;" + id + ";Kurs " +
                     id);
  }
  const auto sheet = [](const std::string& header, const std::vector<std::string>& lines) {
    std::string text = header;
    for (const std::string& line : lines) text += "\n" + line;
    return text;
  };
  const auto expected = import_text(sheet("Kennung;Titel;Beginn;Ort", rows)).lines;
  REQUIRE(expected.size() == 66);
  std::mt19937 random(7);
  for (int round = 0; round < 5; ++round) {
    std::shuffle(rows.begin(), rows.end(), random);
    CHECK(import_text(sheet("Kennung;Titel;Beginn;Ort", rows)).lines == expected);
    std::shuffle(turned.begin(), turned.end(), random);
    CHECK(import_text(sheet("Ort;Beginn;Kennung;Titel", turned)).lines == expected);
  }
}

TEST_CASE("A column that nobody knows is reported, one that names people is left alone, and no name gets out") {
  const auto outcome =
      import_text("Kennung;Titel;Beschreibng;Dozentin;Ansprechpartner\n1;A;x;Erika Muster;Max Muster\n");
  CHECK(only_finding(outcome, FindingKind::kUnknownColumn).column == "C „Beschreibng“");
  for (const auto& line : outcome.lines) CHECK(line.find("Muster") == std::string::npos);
}

TEST_CASE("Rows without an id get one that stays the same when others come and go") {
  const auto first = import_text("Titel;Beginn\nTöpfern;24.11.2026\n");
  const auto second = import_text("Titel;Beginn\nNähen;24.11.2026\nTöpfern;24.11.2026\nTöpfern;25.11.2026\n");
  REQUIRE(second.offers.size() == 3);
  CHECK(std::any_of(second.offers.begin(), second.offers.end(),
                    [&](const auto& offer) { return offer.id == first.only().id; }));
}

TEST_CASE("Weekdays and times of day in columns of their own make the weekly pattern or the one session") {
  const auto weekly = import_cell("Wochentage;Uhrzeit von;Uhrzeit bis", "Dienstag|Do;18:00;19:30");
  REQUIRE(weekly.only().schedule.weekly.size() == 2);
  CHECK(weekly.only().schedule.weekly[1].ends == 19 * 60 + 30);
  const auto single = import_cell("Beginn;Uhrzeit von;Uhrzeit bis", "24.11.2026;18:00;19:30");
  CHECK(single.only().schedule.sessions.at(0).starts == 18 * 60);
}

TEST_CASE("A sheet whose columns nobody names is another format, and without rows it is empty") {
  CHECK(import_text("a;b\n1;2\n").error->code == ErrorCode::kUnsupportedFormat);
  CHECK(import_text("Kennung;Titel\n").error->code == ErrorCode::kEmptyExport);
  CHECK(import_text("Kennung;Titel\n# nur;ein Kommentar\n").error->code == ErrorCode::kEmptyExport);
  const std::string zip("PK\x03\x04;\0a;b", 9);
  CHECK(import_text(zip).error->code == ErrorCode::kUnsupportedFormat);
  CHECK(import_text(std::string("\xFF\xFEK\0;\0", 6), publish::Format::kCsv).error->code ==
        ErrorCode::kUnsupportedFormat);
}

TEST_CASE("A mapping says which column is what, with constants, words of its own and several columns for a field") {
  const auto outcome = import_mapped(
      "Stand: heute\ncode;Bezeichnung;Art der Maßnahme;Inhalt;Abschluss;Kosten\n7;Lager;LG;Teil 1;Teil 2;1.234\n",
      "header_row = 2\nseparator = \";\"\ndecimal = \".\"\nencoding = \"utf-8\"\n[columns]\nid = \"code\"\n"
      "title = \"bezeichnung\"\nkind = \"Art der Maßnahme\"\ndescription = [\"Inhalt\", \"Abschluss\"]\nprice = "
      "\"Kosten\"\n"
      "[constants]\nprovider = \"Kammer\"\n\"title@en\" = \"Storage\"\n[values.kind]\nLG = \"Lehrgang\"\n");
  const offer::Offer& offer = outcome.only();
  CHECK(offer.id == "vhs:kammer:7");
  CHECK(offer.kind == offer::OfferKind::kCourse);
  CHECK(offer.description.at("de") == "Teil 1\nTeil 2");
  CHECK(offer.name.at("en") == "Storage");
  CHECK(offer.price.amount_cents == 123);
  CHECK(outcome.report.import.findings.empty());
}

TEST_CASE("A mapping that names a column which is not there refuses the sheet") {
  const auto outcome = import_mapped("a;b\n1;2\n", "[columns]\ntitle = \"c\"\n");
  REQUIRE(outcome.error);
  CHECK(outcome.error->code == ErrorCode::kUnsupportedFormat);
  CHECK_THAT(outcome.error->detail, ContainsSubstring("\"c\""));
}

TEST_CASE("A wrong mapping is refused with its line and what is wrong") {
  const auto [text, words] = GENERATE(table<std::string, std::string>({
      {"title = ", "line 1"},
      {"\n[columns]\ntitel = \"a\"\n", "line 3: no field \"titel\""},
      {"[columns]\nprice = \"a\"\n", "no column for \"title\""},
      {"separator = \";;\"\n[columns]\ntitle = \"a\"\n", "line 1: \"separator\""},
      {"encoding = \"utf-7\"\n[columns]\ntitle = \"a\"\n", "line 1: \"encoding\""},
      {"header_row = 0\n[columns]\ntitle = \"a\"\n", "line 1: \"header_row\""},
      {"[columns]\ntitle = 7\n", "line 2: a column's name"},
      {"[columns]\n\"price@en\" = \"a\"\n", "line 2: no field \"price@en\""},
      {"[columns]\ntitle = \"a\"\n[constants]\nbegin = \"bald\"\n", "line 4: expected"},
      {"[columns]\ntitle = \"a\"\n[values]\nkind = \"a\"\n", "line 4: no field \"kind\", or no table"},
      {"columns = 3\n", "line 1: \"columns\" is a table"},
      {"", "no [columns]"},
  }));
  INFO(text);
  const auto mapping = publish::CsvMapping::parse(text, "m.toml");
  REQUIRE_FALSE(mapping);
  CHECK(mapping.error().code == ErrorCode::kInvalidArgument);
  CHECK_THAT(mapping.error().detail, ContainsSubstring("m.toml"));
  CHECK_THAT(mapping.error().detail, ContainsSubstring(words));
}

TEST_CASE("Every field of a mapping has a name of its own, a header of its own and a way into the record") {
  std::set<std::string_view> names;
  std::set<std::string_view> headers;
  for (const auto& field : publish::csv_fields()) {
    INFO(field.name);
    CHECK(names.insert(field.name).second);
    CHECK(headers.insert(field.header).second);
    CHECK(field.store != nullptr);
    CHECK(publish::column_named(field.name).has_value());
    CHECK(publish::column_headed(field.header)->field == &field);
    CHECK_FALSE(publish::expected_of(field.type).empty());
  }
}
