#include <algorithm>
#include <utility>
#include <vector>

#include "sync/base/civil_time.hpp"
#include "sync/exchange/text_rules.hpp"
#include "sync/publish/quality_report.hpp"
#include "sync/publish/report_words.hpp"

namespace bildungskiosk::publish {
namespace {

constexpr std::size_t kShownFindings = 20;
constexpr std::size_t kShownNames = 12;

/// Of an import or of all of them.
template <typename Report>
std::string numbers(const Report& report) {
  return std::to_string(report.read) + " gelesen, " + std::to_string(report.taken) + " übernommen, " +
         std::to_string(report.left_out) + " weggelassen";
}

template <typename Label>
std::string counts_line(std::string_view title, const Counts& counts, Label label) {
  if (counts.empty()) return {};
  std::string line = "  " + std::string(title) + ": ";
  bool first = true;
  for (const auto& [name, count] : counts) {
    if (!first) line += ", ";
    first = false;
    line += std::string(label(name)) + " " + std::to_string(count);
  }
  return line + "\n";
}

std::string finding_lines(const ImportReport& report, bool left_out) {
  std::string text;
  for (const auto& [kind, count] : report.finding_counts) {
    if (is_left_out(kind) != left_out) continue;
    text += "    " + std::to_string(count) + " × " + std::string(german_finding(kind)) + "\n";
    std::size_t shown = 0;
    for (const Finding& finding : report.findings) {
      if (finding.kind != kind || shown == kShownFindings) continue;
      ++shown;
      std::string line = finding.file;
      if (finding.line > 0) line += ", Zeile " + std::to_string(finding.line);
      if (!finding.column.empty()) line += ", Spalte " + finding.column;
      if (!finding.id.empty()) line += ", " + finding.id;
      if (!finding.detail.empty()) line += ": " + finding.detail;
      if (!finding.expected.empty()) line += " (richtig wäre: " + finding.expected + ")";
      // Foreign bytes: nothing of them may steer the terminal, or look like a line of this report.
      text += "        " + exchange::clean_text(line, exchange::TextShape::kLine) + "\n";
    }
    if (count > shown) text += "        … und " + std::to_string(count - shown) + " weitere\n";
  }
  return text;
}

std::string offers_text(std::uint64_t offers) {
  return std::to_string(offers) + (offers == 1 ? " Angebot" : " Angebote");
}

std::string changes_text(const StockChanges& changes) {
  return std::to_string(changes.added) + " neu, " + std::to_string(changes.changed) + " geändert, " +
         std::to_string(changes.gone) + " entfallen, " + std::to_string(changes.unchanged) + " unverändert";
}

std::string source_text(const SourceReport& source) {
  const ImportReport& import = source.import;
  const StockStatistics& stock = source.stock;
  std::string text = "Quelle " + source.source + " (" + import.format + "): " + numbers(import) + "\n";
  if (const std::string lines = finding_lines(import, true); !lines.empty()) text += "  Weggelassen:\n" + lines;
  if (const std::string lines = finding_lines(import, false); !lines.empty()) text += "  Hinweise:\n" + lines;
  text += counts_line("Es fehlt", stock.missing, german_field);
  text += "  Vergangen " + std::to_string(stock.past) + ", ohne Datum " + std::to_string(stock.undated) +
          ", kostenlos " + std::to_string(stock.free) + ", online " + std::to_string(stock.online) + "\n";
  const auto as_is = [](const std::string& name) { return name; };
  text += counts_line("Lebensphasen", stock.phases, german_phase);
  text += counts_line("Orte", stock.towns, german_town);
  text += counts_line("Beginn", stock.months, as_is);
  text += counts_line("Aus Schlagwörtern und Titeln erschlossen", stock.inferred, german_field);
  text += counts_line("Kategorien ohne Zuordnung", import.unmapped_categories, as_is);
  for (const BrokenThreshold& broken : source.broken) text += "  Schwelle: " + german_sentence(broken) + "\n";
  if (source.changes) text += "  Seit der letzten Veröffentlichung: " + changes_text(*source.changes) + "\n";
  return text;
}

std::string providers_text(const QualityReport& report) {
  std::string text;
  for (const SourceReport& source : report.sources) {
    for (const auto& [id, provider] : source.stock.providers) {
      if (provider.missing.empty()) continue;
      text += counts_line(provider.name + " (" + offers_text(provider.offers) + ")", provider.missing, german_field);
    }
  }
  return text.empty() ? text : "Fehlende Angaben je Anbieter:\n" + text;
}

/// The most frequent first, the rest by their number.
template <typename Label>
std::string ranking_line(std::string_view title, const Counts& counts, Label label) {
  std::vector<std::pair<std::string, std::uint64_t>> ranking(counts.begin(), counts.end());
  std::stable_sort(ranking.begin(), ranking.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  const std::size_t rest = ranking.size() - std::min(ranking.size(), kShownNames);
  std::string line;
  for (std::size_t i = 0; i + rest < ranking.size(); ++i) {
    line += (i > 0 ? ", " : "") + std::string(label(ranking[i].first)) + " " + std::to_string(ranking[i].second);
  }
  if (line.empty()) return line;
  return "  " + std::string(title) + ": " + line + (rest > 0 ? " und " + std::to_string(rest) + " weitere" : "") + "\n";
}

std::string inventory_text(const Inventory& inventory) {
  const std::size_t providers = inventory.providers.size();
  const std::size_t places = inventory.places.size();
  std::string text = "Bestand, noch zu besuchen: " + offers_text(inventory.offers) + " von " +
                     std::to_string(providers) + (providers == 1 ? " Anbieter" : " Anbietern") + " an " +
                     std::to_string(places) + (places == 1 ? " Ort" : " Orten") + "\n";
  text += ranking_line("Lebensphasen", inventory.phases, german_phase);
  text += ranking_line("Art", inventory.kinds, german_kind);
  text += ranking_line("Teilnahme", inventory.modes, german_mode);
  text += ranking_line("Kosten", inventory.prices, german_price);
  text += ranking_line("Zugang", inventory.step_free, german_step_free);
  text += ranking_line("Hilfen", inventory.assistance, german_assistance);
  text += ranking_line("Unterrichtssprachen", inventory.languages, german_language);
  text += ranking_line("Niveau", inventory.levels, or_unsaid);
  text += ranking_line("Zielgruppen", inventory.audiences, or_unsaid);
  text += ranking_line("Städte und Gemeinden", inventory.towns, german_town);
  return text;
}

std::string gaps_text(const Inventory& inventory) {
  std::string text;
  for (const Gap& gap : gaps(inventory)) {
    text += "  " + gap.town + ":";
    for (const offer::Phase phase : gap.phases) {
      text += (phase == gap.phases.front() ? " " : ", ") + std::string(german_phase(to_string(phase)));
    }
    text += "\n";
  }
  return text.empty() ? text : "Lebensphasen ohne Angebot:\n" + text;
}

std::string shared_text(const QualityReport& report) {
  std::string text;
  if (report.shared_count > 0) {
    text += "Von mehreren Quellen, einmal gezeigt (zuerst die Quelle, die gezeigt wird): " +
            std::to_string(report.shared_count) + "\n";
  }
  std::size_t shown = 0;
  for (const SharedOffer& offer : report.shared) {
    if (shown == kShownFindings) break;
    ++shown;
    text += "    " + offer.title + (offer.day.empty() ? "" : " (" + offer.day + ")") + ":";
    for (const std::string& source : offer.sources) text += " " + source;
    text += offer.by_address ? " [gleiche Anmeldeadresse]\n" : "\n";
  }
  if (report.shared_count > shown) text += "    … und " + std::to_string(report.shared_count - shown) + " weitere\n";
  if (report.uncertain > 0) {
    text += "Ähnlich, aber nicht sicher dasselbe, darum alle gezeigt: " + std::to_string(report.uncertain) + "\n";
  }
  return text;
}

}  // namespace

std::string import_as_text(const SourceReport& source) {
  return source_text(source) + "Zusammen: " + numbers(source.import) + "\n";
}

std::string report_as_text(const QualityReport& report) {
  std::string text;
  for (const SourceReport& source : report.sources) text += source_text(source);
  text += shared_text(report);
  const ReportTotals totals = totals_of(report);
  text += providers_text(report) + inventory_text(totals.stock.inventory) + gaps_text(totals.stock.inventory);
  if (totals.changes) text += "Seit der letzten Veröffentlichung: " + changes_text(*totals.changes) + "\n";
  return text + "Zusammen: " + numbers(totals) + "\n";
}

}  // namespace bildungskiosk::publish
