#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "sync/publish/importers/values.hpp"
#include "sync/publish/report_page.hpp"
#include "sync/publish/report_plots.hpp"
#include "sync/publish/report_style.hpp"
#include "sync/publish/report_words.hpp"

/// How the stock has changed, and how good the data are that it is made of.
namespace bildungskiosk::publish {
namespace {

constexpr std::size_t kListedOnPage = 10;  // findings of one kind

constexpr std::array<std::string_view, 7> kFields = {"description", "category", "price",       "place",
                                                     "dates",       "mode",     "registration"};

void write_change(HtmlWriter& page, std::string_view name, const StockChanges& changes, std::uint64_t most) {
  page.markup("<th scope=\"row\">").text(name).markup("</th><td class=\"bar\">");
  draw_bar(page, {{changes.added, kOk}, {changes.changed, kEdge}, {changes.gone, kError}}, most);
  for (const std::uint64_t number : {changes.added, changes.changed, changes.gone, changes.unchanged}) {
    page.markup("</td><td class=\"n\">").number(number);
  }
  page.markup("</td></tr>\n");
}

std::uint64_t moved(const StockChanges& changes) { return changes.added + changes.changed + changes.gone; }

/// One row for each name: what several sources deliver of a provider counts together.
std::vector<ProviderStatistics> providers_of(const QualityReport& report) {
  std::map<std::string, ProviderStatistics> by_name;
  for (const SourceReport& source : report.sources) {
    for (const auto& [id, provider] : source.stock.providers) {
      if (provider.offers > 0) by_name[fold(provider.name)].add(provider);
    }
  }
  std::vector<ProviderStatistics> providers;
  providers.reserve(by_name.size());
  for (auto& [name, provider] : by_name) providers.push_back(std::move(provider));
  std::stable_sort(providers.begin(), providers.end(),
                   [](const auto& a, const auto& b) { return a.offers > b.offers; });
  return providers;
}

void write_missing_cells(HtmlWriter& page, const Counts& missing, std::uint64_t offers) {
  for (const std::string_view field : kFields) {
    const auto found = missing.find(std::string(field));
    const std::uint64_t times = found == missing.end() ? 0 : found->second;
    const double strength = offers == 0 ? 0 : static_cast<double>(times) / static_cast<double>(offers);
    page.markup("<td><span style=\"background:").text(tint(strength, kError)).markup("\">");
    page.text(times == 0 ? "0" : german_share(times, offers)).markup("</span></td>");
  }
  page.markup("<td>").number(offers).markup("</td></tr>\n");
}

std::string finding_line(const Finding& finding) {
  std::string line = finding.file;
  if (finding.line > 0) line += ", Zeile " + std::to_string(finding.line);
  if (!finding.column.empty()) line += ", Spalte " + finding.column;
  if (!finding.id.empty()) line += ", " + finding.id;
  if (!finding.detail.empty()) line += ": " + finding.detail;
  if (!finding.expected.empty()) line += " (richtig wäre: " + finding.expected + ")";
  return line;
}

void write_findings(HtmlWriter& page, const ImportReport& import, bool left_out) {
  for (const auto& [kind, times] : import.finding_counts) {
    if (is_left_out(kind) != left_out) continue;
    page.markup("<details class=\"findings\"><summary>").number(times).markup(" × ").text(german_finding(kind));
    page.markup("</summary><ul>\n");
    std::size_t shown = 0;
    for (const Finding& finding : import.findings) {
      if (finding.kind != kind || shown == kListedOnPage) continue;
      ++shown;
      page.markup("<li>").text(finding_line(finding)).markup("</li>\n");
    }
    if (times > shown) page.markup("<li>… und ").number(times - shown).markup(" weitere</li>\n");
    page.markup("</ul></details>\n");
  }
}

void write_list(HtmlWriter& page, std::string_view title, const Counts& counts,
                std::string_view (*label)(std::string_view)) {
  if (counts.empty()) return;
  page.markup("<p>").text(title).markup(": ");
  std::size_t shown = 0;
  for (const auto& [name, times] : counts) {
    if (shown == kPageRowsMax) break;
    if (shown++ > 0) page.markup(", ");
    page.text(label(name)).markup(" (").number(times).markup(")");
  }
  if (counts.size() > shown) page.markup(" und ").number(counts.size() - shown).markup(" weitere");
  page.markup(".</p>\n");
}

bool has_findings(const ImportReport& import, bool left_out) {
  return std::any_of(import.finding_counts.begin(), import.finding_counts.end(),
                     [&](const auto& counted) { return is_left_out(counted.first) == left_out; });
}

void write_source(HtmlWriter& page, const SourceReport& source) {
  const ImportReport& import = source.import;
  page.markup("<div class=\"source\">\n<h3>").text(source.source).markup("</h3>\n<p class=\"note\">Format ");
  page.text(import.format).markup(": ").number(import.read).markup(" gelesen, ").number(import.taken);
  page.markup(" übernommen, ").number(import.left_out).markup(" weggelassen; ").number(source.stock.past);
  page.markup(" davon vergangen, ").number(source.stock.undated).markup(" ohne Datum.</p>\n");
  if (has_findings(import, true)) {
    page.markup("<h4>Weggelassen</h4>\n");
    write_findings(page, import, true);
  }
  if (has_findings(import, false)) {
    page.markup("<h4>Hinweise</h4>\n");
    write_findings(page, import, false);
  }
  const auto as_is = [](std::string_view text) { return text; };
  write_list(page, "Aus Schlagwörtern und Titeln erschlossen", source.stock.inferred, german_field);
  write_list(page, "Kategorien ohne Zuordnung", import.unmapped_categories, as_is);
  page.markup("</div>\n");
}

}  // namespace

void write_broken(HtmlWriter& page, const QualityReport& report) {
  if (!breaks_threshold(report)) return;
  page.markup("<div class=\"broken\"><strong>Schlechter als erlaubt</strong>\n<ul>\n");
  for (const SourceReport& source : report.sources) {
    for (const BrokenThreshold& broken : source.broken) {
      page.markup("<li>").text(source.source).markup(": ").text(german_sentence(broken)).markup("</li>\n");
    }
  }
  page.markup("</ul></div>\n");
}

void write_changes(HtmlWriter& page, const QualityReport& report, const ReportTotals& totals) {
  if (!totals.changes) return;
  std::uint64_t most = 1;
  for (const SourceReport& source : report.sources) {
    if (source.changes) most = std::max(most, moved(*source.changes));
  }
  begin_section(page, "Seit der letzten Veröffentlichung", report.sources.size());
  page.markup("<ul class=\"key\"><li><i style=\"background:");
  page.text(kOk).markup("\"></i>neu</li><li><i style=\"background:").text(kEdge);
  page.markup("\"></i>geändert</li><li><i style=\"background:").text(kError);
  page.markup(
      "\"></i>entfallen</li></ul>\n<table>\n<thead><tr><th scope=\"col\">Quelle</th><th></th><th scope=\"col\" "
      "class=\"n\">neu</th><th scope=\"col\" class=\"n\">geändert</th><th scope=\"col\" class=\"n\">entfallen"
      "</th><th scope=\"col\" class=\"n\">unverändert</th></tr></thead>\n<tbody>\n");
  std::size_t row = 0;
  for (const SourceReport& source : report.sources) {
    if (!source.changes || ++row > kPageRowsMax) continue;
    page.markup("<tr>");
    write_change(page, source.source, *source.changes, most);
  }
  if (report.sources.size() > 1) {
    page.markup("<tr class=\"sum\">");
    write_change(page, "Zusammen", *totals.changes, moved(*totals.changes));
  }
  page.markup("</tbody></table>\n");
  write_rest(page, report.sources.size());
  page.markup("</section>\n");
}

void write_missing(HtmlWriter& page, const QualityReport& report, const ReportTotals& totals) {
  const auto providers = providers_of(report);
  if (providers.empty()) return;
  begin_section(page, "Was in den Daten fehlt", providers.size());
  page.markup(
      "<p class=\"lead\">Anteil der Angebote eines Anbieters, auch "
      "der vergangenen, bei denen die Angabe fehlt.</p>\n<div class=\"scroll\"><table class=\"matrix\">\n<thead>"
      "<tr><th scope=\"col\">Anbieter</th>");
  for (const std::string_view field : kFields)
    page.markup("<th scope=\"col\">").text(german_field(field)).markup("</th>");
  page.markup("<th scope=\"col\">Angebote</th></tr></thead>\n<tbody>\n");
  for (std::size_t i = 0; i < std::min(providers.size(), kPageRowsMax); ++i) {
    page.markup("<tr><th scope=\"row\">").text(providers[i].name).markup("</th>");
    write_missing_cells(page, providers[i].missing, providers[i].offers);
  }
  if (providers.size() > 1) {
    page.markup("<tr class=\"sum\"><th scope=\"row\">Alle</th>");
    write_missing_cells(page, totals.stock.missing, totals.stock.offers);
  }
  page.markup("</tbody></table></div>\n");
  write_rest(page, providers.size());
  page.markup("</section>\n");
}

void write_sources(HtmlWriter& page, const QualityReport& report) {
  if (report.sources.empty()) return;
  page.markup("<section>\n<h2>Die Quellen im Einzelnen</h2>\n");
  for (std::size_t i = 0; i < std::min(report.sources.size(), kPageRowsMax); ++i) write_source(page, report.sources[i]);
  write_rest(page, report.sources.size());
  page.markup("</section>\n");
}

void write_shared(HtmlWriter& page, const QualityReport& report) {
  if (report.shared_count == 0 && report.uncertain == 0) return;
  page.markup("<section>\n<h2>Von mehreren Quellen gemeldet</h2>\n<p class=\"lead\">").number(report.shared_count);
  page.markup(
          " Angebote stehen bei mehreren Quellen und werden auf den Kiosken einmal gezeigt. Ähnlich, aber nicht sicher "
          "dasselbe und darum alle gezeigt: ")
      .number(report.uncertain)
      .markup(".</p>\n");
  if (!report.shared.empty()) {
    page.markup(
        "<table>\n<thead><tr><th scope=\"col\">Angebot</th><th scope=\"col\">Beginn</th><th scope=\"col\">Gezeigt "
        "wird</th><th scope=\"col\">Auch bei</th></tr></thead>\n<tbody>\n");
  }
  for (std::size_t i = 0; i < std::min(report.shared.size(), kPageRowsMax); ++i) {
    const SharedOffer& offer = report.shared[i];
    page.markup("<tr><td>").text(offer.title).markup("</td><td>").text(offer.day).markup("</td><td>");
    for (const std::string& source : offer.sources) {
      page.text(source);
      if (&source == &offer.sources.front()) {
        page.markup("</td><td>");
      } else {
        page.markup(" ");
      }
    }
    page.markup("</td></tr>\n");
  }
  if (!report.shared.empty()) page.markup("</tbody></table>\n");
  write_rest(page, report.shared_count);
  page.markup("</section>\n");
}

}  // namespace bildungskiosk::publish
