#include <algorithm>

#include "sync/base/german_number.hpp"
#include "sync/publish/quality_report.hpp"
#include "sync/publish/report_page.hpp"
#include "sync/publish/report_plots.hpp"
#include "sync/publish/report_style.hpp"
#include "sync/publish/report_words.hpp"

/// One self-contained page: no script, no picture, no font from elsewhere. The browser is told so by a content security
/// policy as well.
namespace bildungskiosk::publish {
namespace {

std::string german_day(base::Date day) {
  const std::string date = base::format_date(day);
  return std::to_string(base::year_month_day(day).day) + ". " + german_month(date.substr(0, 7));
}

void write_head(HtmlWriter& page, const QualityReport& report) {
  const std::string_view region = report.region.empty() ? "Probelesung" : std::string_view(report.region);
  page.markup("<!DOCTYPE html>\n<html lang=\"de\">\n<head>\n<meta charset=\"utf-8\">\n");
  page.markup(
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
  page.markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Bildungsangebote – ");
  page.text(region).markup(" – ").text(german_day(report.day)).markup("</title>\n<style>").styles(style_sheet());
  page.markup("</style>\n</head>\n<body>\n<header><div class=\"page\"><div>\n");
  page.markup("<p>Bestandsaufnahme der Bildungsangebote</p>\n<h1>").text(region).markup("</h1>\n<p>");
  if (!report.office.empty()) page.text(report.office).markup(" · ");
  page.markup("Stand ").text(german_day(report.day)).markup("</p>\n</div>\n");
  draw_phase_shapes(page);
  page.markup("</div></header>\n<main class=\"page\">\n");
}

void write_foot(HtmlWriter& page) {
  page.markup(
      "</main>\n<footer><div class=\"page\">\n<h2>Wie gezählt wird</h2>\n"
      "<p>Der Bestand zählt, was noch besucht werden kann; was vergangen ist, zählt nur bei der Datenqualität. Ein "
      "Angebot kann zu mehreren Lebensphasen und Zielgruppen gehören, darum ergeben deren Zahlen zusammen mehr als "
      "alle Angebote. Die Lebensphasen folgen dem Leitfaden zum kommunalen Bildungsmonitoring. Anbieter mit gleichem "
      "Namen und Orte mit gleicher Anschrift zählen einmal. Was ein Anbieter nicht angibt, gilt als unbekannt, nie als "
      "nein. Gezählt sind die Angebote, die dem Bildungsbüro gemeldet sind.</p>\n</div></footer>\n</body>\n</html>\n");
}

void add_tile(HtmlWriter& page, std::string_view label, std::string_view figure) {
  page.markup("<div><dt>").text(label).markup("</dt><dd>").text(figure).markup("</dd></div>\n");
}

std::uint64_t count_of(const Counts& counts, const std::string& name) {
  const auto found = counts.find(name);
  return found == counts.end() ? 0 : found->second;
}

void write_phase_sentence(HtmlWriter& page, const Inventory& inventory) {
  const auto offers = [&](offer::Phase phase) { return count_of(inventory.phases, std::string(to_string(phase))); };
  const auto [least, most] = std::minmax_element(offer::kAllPhases.begin(), offer::kAllPhases.end(),
                                                 [&](auto a, auto b) { return offers(a) < offers(b); });
  page.markup("<li>Am meisten gibt es für „").text(german_phase(to_string(*most))).markup("“ (");
  write_offers(page, offers(*most));
  page.markup("), am wenigsten für „").text(german_phase(to_string(*least))).markup("“ (");
  write_offers(page, offers(*least));
  page.markup(").</li>\n");
}

void write_gap_sentence(HtmlWriter& page, const Inventory& inventory) {
  const auto found = gaps(inventory);
  const std::size_t towns = inventory.towns.size() - inventory.towns.count({});
  if (towns == 0) return;
  if (found.empty()) {
    page.markup("<li>In allen Städten und Gemeinden mit Angeboten ist jede Lebensphase vertreten.</li>\n");
    return;
  }
  Counts missing;
  for (const Gap& gap : found) {
    for (const offer::Phase phase : gap.phases) ++missing[std::string(to_string(phase))];
  }
  const auto worst = std::max_element(missing.begin(), missing.end(),
                                      [](const auto& a, const auto& b) { return a.second < b.second; });
  page.markup("<li>In ").number(found.size()).markup(" von ").number(towns);
  page.markup(" Städten und Gemeinden mit Angeboten fehlt mindestens eine Lebensphase");
  if (worst->second > 1) {
    page.markup(", am häufigsten „")
        .text(german_phase(worst->first))
        .markup("“ (in ")
        .number(worst->second)
        .markup(")");
  }
  page.markup(".</li>\n");
}

}  // namespace

void begin_section(HtmlWriter& page, std::string_view heading, std::size_t rows) {
  constexpr std::size_t kRowsOfPage = 18;
  if (rows <= kRowsOfPage) {
    page.markup("<section class=\"whole\">\n<h2>");
  } else {
    page.markup("<section>\n<h2>");
  }
  page.text(heading).markup("</h2>\n");
}

void write_offers(HtmlWriter& page, std::uint64_t offers) {
  page.number(offers).markup(" ").text(offers == 1 ? "Angebot" : "Angebote");
}

void write_rest(HtmlWriter& page, std::size_t rows) {
  if (rows <= kPageRowsMax) return;
  page.markup("<p class=\"note\">… und ").number(rows - kPageRowsMax);
  page.markup(" weitere; alle stehen in der Fassung als Tabelle (--form csv).</p>\n");
}

void write_figures(HtmlWriter& page, const Inventory& inventory) {
  const auto figure = [](std::uint64_t number) { return base::german_number(number); };
  const std::uint64_t online = count_of(inventory.modes, "online") + count_of(inventory.modes, "self-paced") +
                               count_of(inventory.modes, "blended");
  page.markup("<dl class=\"figures\">\n");
  add_tile(page, "Angebote", figure(inventory.offers));
  add_tile(page, "Anbieter", figure(inventory.providers.size()));
  add_tile(page, "Städte und Gemeinden", figure(inventory.towns.size() - inventory.towns.count({})));
  add_tile(page, "Orte zum Lernen", figure(inventory.places.size()));
  add_tile(page, "kostenlos", german_share(count_of(inventory.prices, "free"), inventory.offers));
  add_tile(page, "ganz oder teils online", german_share(online, inventory.offers));
  page.markup("</dl>\n");
}

void write_summary(HtmlWriter& page, const QualityReport& report, const ReportTotals& totals) {
  const Inventory& inventory = totals.stock.inventory;
  if (inventory.offers == 0) {
    page.markup("<section>\n<h2>Das Wichtigste</h2>\n<p>Kein Angebot kann noch besucht werden.</p>\n</section>\n");
    return;
  }
  begin_section(page, "Das Wichtigste", 0);
  page.markup("<ul>\n");
  write_phase_sentence(page, inventory);
  write_gap_sentence(page, inventory);
  const std::uint64_t somewhere = inventory.offers - count_of(inventory.step_free, "online");
  page.markup("<li>Kostenlos: ").text(german_share(count_of(inventory.prices, "free"), inventory.offers));
  page.markup(" der Angebote. Ohne Angabe zum Preis: ")
      .text(german_share(count_of(inventory.prices, {}), inventory.offers));
  page.markup(".</li>\n<li>Ob der Ort barrierefrei ist, steht bei ");
  page.text(german_share(somewhere - count_of(inventory.step_free, {}), somewhere));
  page.markup(" der Angebote vor Ort.</li>\n");
  if (totals.changes) {
    page.markup("<li>Seit der letzten Veröffentlichung: ").number(totals.changes->added).markup(" neu, ");
    page.number(totals.changes->changed)
        .markup(" geändert, ")
        .number(totals.changes->gone)
        .markup(" entfallen.</li>\n");
  }
  const std::size_t sources = report.sources.size();
  page.markup("<li>Eingelesen aus ").number(sources).markup(" ").text(sources == 1 ? "Quelle" : "Quellen");
  page.markup(": ").number(totals.read);
  page.markup(" gelesen, ").number(totals.taken).markup(" übernommen, ").number(totals.left_out);
  page.markup(" weggelassen.</li>\n</ul>\n</section>\n");
}

std::string report_as_html(const QualityReport& report) {
  const ReportTotals totals = totals_of(report);
  const Inventory& inventory = totals.stock.inventory;
  HtmlWriter page;
  write_head(page, report);
  write_broken(page, report);
  write_figures(page, inventory);
  write_summary(page, report, totals);
  write_phases(page, inventory);
  write_towns(page, inventory);
  write_months(page, totals.stock, report.day);
  write_groups(page, inventory);
  write_changes(page, report, totals);
  write_missing(page, report, totals);
  write_sources(page, report);
  write_shared(page, report);
  write_foot(page);
  return std::move(page).finish();
}

}  // namespace bildungskiosk::publish
