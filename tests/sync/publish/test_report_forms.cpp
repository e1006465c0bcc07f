#include <set>
#include <vector>

#include "sync/base/asset_folder.hpp"
#include "sync/publish/csv_text.hpp"
#include "sync/publish/html_writer.hpp"
#include "sync/publish/quality_report.hpp"
#include "sync/publish/report_style.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/sync/publish/import_support.hpp"

using namespace bildungskiosk;
using namespace bildungskiosk::test;
using publish::FindingKind;

namespace {

const std::string kHostile = "<script>alert(1)</script>\"'&<b onclick=x>";

/// A report in which everything that can come out of a file is the given text.
publish::QualityReport report_full_of(const std::string& words) {
  auto report = import_course("<beginn_datum>2026-10-05</beginn_datum><schlagwort>Familie</schlagwort>").report;
  report.source = "vhs";
  report.import.format = words;
  report.import.files = {words};
  report.import.unmapped_categories[words] = 3;
  report.import.add({FindingKind::kNoName, words, 7, words, words, words, words});
  report.import.add({FindingKind::kUnreadablePrice, words, 7, words, words, words, words});
  report.stock.providers.begin()->second.name = words;
  report.stock.providers.begin()->second.missing[words] = 1;
  report.stock.inferred[words] = 1;
  report.stock.missing[words] = 1;
  report.stock.months[words] = 1;
  report.changes = publish::StockChanges{1, 2, 3, 4};
  auto& inventory = report.stock.inventory;
  for (publish::Counts* counts : {&inventory.kinds, &inventory.modes, &inventory.towns, &inventory.audiences,
                                  &inventory.languages, &inventory.levels, &inventory.prices, &inventory.step_free,
                                  &inventory.assistance, &inventory.months, &report.stock.towns}) {
    (*counts)[words] = 2;
  }
  inventory.phases_by_town[words] = {{"family", 2}};
  auto other = report;
  other.source = "bib";
  publish::QualityReport whole{{report, other}, import_day(), words, words};
  whole.shared = {{words, words, {words, words, words}, true}, {words, {}, {words, words}, false}};
  whole.shared_count = 2;
  whole.uncertain = 1;
  return whole;
}

/// Every tag of the page, as it stands there.
std::vector<std::string> tags_of(const std::string& page) {
  std::vector<std::string> tags;
  for (std::size_t at = page.find('<'); at != std::string::npos; at = page.find('<', at + 1)) {
    const std::size_t end = page.find('>', at);
    REQUIRE(end != std::string::npos);
    tags.push_back(page.substr(at + 1, end - at - 1));
  }
  return tags;
}

/// The first tag that is not closed as it was opened; "" when all are.
std::string unbalanced_tag(const std::string& page) {
  const std::set<std::string> empty_ones = {"meta", "!DOCTYPE"};
  std::vector<std::string> open;
  for (const std::string& tag : tags_of(page)) {
    const bool closes = tag.starts_with('/');
    const std::string name = tag.substr(closes ? 1 : 0, tag.find_first_of(" /", 1) - (closes ? 1 : 0));
    if (closes) {
      if (open.empty() || open.back() != name) return tag;
      open.pop_back();
    } else if (!empty_ones.contains(name) && !tag.ends_with('/')) {
      open.push_back(name);
    }
  }
  return open.empty() ? std::string() : open.back();
}

}  // namespace

TEST_CASE("Nothing out of a file is markup on the page") {
  const std::string page = publish::report_as_html(report_full_of(kHostile));
  const std::string harmless = publish::report_as_html(report_full_of("Lindach"));
  CHECK(tags_of(page) == tags_of(harmless));
  CHECK_THAT(page, ContainsSubstring("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;&lt;b"));
}

TEST_CASE("The page is whole and needs nothing from elsewhere") {
  const std::string page = publish::report_as_html(report_full_of("Lindach"));
  CHECK(unbalanced_tag(page).empty());
  CHECK(page.starts_with("<!DOCTYPE html>\n<html lang=\"de\">"));
  for (const char* reference : {"<script", "src=", "href=", "url(", "@import", "http:", "https:", "//"}) {
    INFO(reference);
    CHECK(page.find(reference) == std::string::npos);
  }
  for (const char* heading : {"Das Wichtigste", "Lernen im Lebenslauf", "Was es wo gibt", "Wann es beginnt",
                              "Für wen und wie", "Seit der letzten Veröffentlichung", "Was in den Daten fehlt",
                              "Die Quellen im Einzelnen", "Von mehreren Quellen gemeldet"}) {
    CHECK_THAT(page, ContainsSubstring(heading));
  }
}

TEST_CASE("Each drawing on the page is named or stands beside its number, and tables name their rows and columns") {
  const std::string page = publish::report_as_html(report_full_of("Lindach"));
  for (const std::string& tag : tags_of(page)) {
    if (!tag.starts_with("svg")) continue;
    INFO(tag);
    CHECK((tag.find("aria-hidden=\"true\"") != std::string::npos || tag.find("aria-label=") != std::string::npos));
  }
  CHECK_THAT(page, ContainsSubstring("<th scope=\"row\">"));
  CHECK_THAT(page, ContainsSubstring("Die Zahlen als Tabelle"));
}

TEST_CASE("A report without a single offer is a page as well") {
  const std::string page = publish::report_as_html({{}, import_day()});
  CHECK(unbalanced_tag(page).empty());
  CHECK_THAT(page, ContainsSubstring("Kein Angebot kann noch besucht werden"));
}

TEST_CASE("A cell that a spreadsheet program would calculate is shown instead") {
  CHECK(publish::csv_cell("=1+1") == "'=1+1");
  CHECK(publish::csv_cell("+49 123") == "'+49 123");
  CHECK(publish::csv_cell("-1") == "'-1");
  CHECK(publish::csv_cell("@SUM(A1)") == "'@SUM(A1)");
  CHECK(publish::csv_cell("\t =1") == "'=1");
  CHECK(publish::csv_cell("＝1") == "'＝1");
  CHECK(publish::csv_cell("a=1") == "a=1");
  CHECK(publish::csv_cell("=\"x\";1") == "\"'=\"\"x\"\";1\"");
  CHECK(publish::csv_cell("a\r\nb") == "a b");
  CHECK(publish::csv_cell("a\rb").find('\r') == std::string::npos);
}

TEST_CASE("Every row of the CSV report has the same columns, whatever the files held") {
  const std::string table = publish::report_as_csv(report_full_of("=x;\"y\"\n"));
  CHECK(
      table.starts_with("\xEF\xBB\xBF"
                        "Abschnitt;Quelle;"));
  bool quoted = false;
  std::size_t cells = 1;
  std::size_t rows = 0;
  char before = ';';
  for (const char c : table) {
    if (c == '"') quoted = !quoted;
    if (!quoted && c == ';') ++cells;
    if (before == ';' || before == '\n') CHECK((c != '=' && c != '+' && c != '@'));
    if (!quoted && c == '\n') {
      CHECK(cells == 11);
      cells = 1;
      ++rows;
    }
    before = c;
  }
  CHECK_FALSE(quoted);
  CHECK(rows > 50);
  CHECK_THAT(table, ContainsSubstring("Lebensphasen nach Orten"));
}

TEST_CASE("The text report holds nothing that could steer a terminal") {
  const std::string text = publish::import_as_text(report_full_of("a\x1B[2Jb\rc").sources.front());
  const std::size_t findings = text.find("Weggelassen");
  REQUIRE(findings != std::string::npos);
  CHECK(text.substr(findings, text.find("Es fehlt") - findings).find('\x1B') == std::string::npos);
}

TEST_CASE("The page has the kiosk's colours and shapes") {
  const std::string theme = read_text_file(base::find_asset_folder().value() + "/theme/theme.toml");
  const std::size_t begin = theme.find("[schemes.light]");
  REQUIRE(begin != std::string::npos);
  const std::string light = theme.substr(begin, theme.find("[schemes.dark]") - begin);
  const auto check = [&](const char* name, std::string_view colour) {
    CHECK_THAT(light, ContainsSubstring("\n" + std::string(name) + " = \"" + std::string(colour) + "\""));
    CHECK_THAT(std::string(publish::style_sheet()) + std::string(publish::kOk), ContainsSubstring(std::string(colour)));
  };
  check("background", publish::kBackground);
  check("surface", publish::kSurface);
  check("text", publish::kText);
  check("text_2", publish::kText2);
  check("line", publish::kLine);
  check("rule", publish::kRule);
  check("primary", publish::kPrimary);
  check("sun", publish::kSun);
  check("chip_edge", publish::kEdge);
  check("ok", publish::kOk);
  check("error", publish::kError);
  check("error_tint", publish::kErrorTint);
  std::string fills;
  std::size_t phase_at = 0;
  for (const offer::Phase phase : offer::kAllPhases) {
    const publish::PhaseStyle& style = publish::phase_style(phase);
    fills += (fills.empty() ? "\"" : ", \"") + std::string(style.fill) + "\"";
    phase_at = theme.find("name = \"" + std::string(to_string(phase)) + "\"", phase_at);
    REQUIRE(phase_at != std::string::npos);
    std::string corners;
    for (const int corner : style.corners) corners += (corners.empty() ? "" : ", ") + std::to_string(corner);
    const std::string shape = theme.substr(phase_at, theme.find("[[", phase_at) - phase_at);
    CHECK_THAT(shape, ContainsSubstring("corners = [" + corners + "]"));
    CHECK_THAT(shape, ContainsSubstring(style.radius == 0   ? "radius = 0.0"
                                        : style.radius == 1 ? "radius = 1.0"
                                                            : "radius = 0.5"));
  }
  CHECK_THAT(light, ContainsSubstring("phase_fill = [" + fills + "]"));
}
