#include <array>
#include <utility>

#include "sync/base/check.hpp"
#include "sync/exchange/text_rules.hpp"
#include "sync/publish/quality_report.hpp"

namespace bildungskiosk::publish {
namespace {

constexpr std::size_t kShownFindings = 20;

std::string_view german(FindingKind kind) {
  switch (kind) {
    case FindingKind::kNoId:
      return "ohne Kennung (guid, nummer)";
    case FindingKind::kNoName:
      return "ohne Titel";
    case FindingKind::kDuplicateId:
      return "Kennung kommt schon vor";
    case FindingKind::kRecordTooLarge:
      return "zu groß";
    case FindingKind::kNotARecord:
      return "kein Angebot";
    case FindingKind::kRecordInvalid:
      return "nicht darstellbar";
    case FindingKind::kGuidNotUuid:
      return "Kennung ist keine UUID (wird so übernommen)";
    case FindingKind::kSameNumberTwice:
      return "gleiche Kursnummer wie ein anderes Angebot";
    case FindingKind::kUnreadableDate:
      return "Datum nicht lesbar";
    case FindingKind::kUnreadableTime:
      return "Uhrzeit nicht lesbar";
    case FindingKind::kUnreadableNumber:
      return "Zahl nicht lesbar";
    case FindingKind::kUnreadableBoolean:
      return "weder ja noch nein";
    case FindingKind::kUnreadablePrice:
      return "Preis nicht lesbar (gilt als unbekannt)";
    case FindingKind::kEndBeforeBegin:
      return "Ende vor Beginn (Ende weggelassen)";
    case FindingKind::kContradictoryPrice:
      return "Preis und „kostenlos“ widersprechen sich";
    case FindingKind::kContradictoryPlace:
      return "Ort mal barrierefrei, mal nicht (gilt als unbekannt)";
    case FindingKind::kContradictoryDate:
      return "Datum im Text anders als das für Programme";
    case FindingKind::kUnusableUrl:
      return "Internetadresse nicht verwendbar";
    case FindingKind::kUnknownLanguage:
      return "Text in einer nicht angebotenen Sprache";
    case FindingKind::kUnknownWord:
      return "Wort nicht bekannt";
    case FindingKind::kMixedEncoding:
      return "andere Zeichenkodierung als der Rest der Datei";
    case FindingKind::kTextShortened:
      return "Text gekürzt";
    case FindingKind::kListShortened:
      return "Liste gekürzt";
    case FindingKind::kEncodingGuessed:
      return "Zeichensatz nicht angegeben und nicht UTF-8; gelesen als";
    case FindingKind::kTextBeforeDeclaration:
      return "Leerraum vor dem Anfang der Datei (übergangen)";
    case FindingKind::kUnknownColumn:
      return "Spalte wird nicht gelesen";
    case FindingKind::kProviderUnnamed:
      return "Name des Anbieters fehlt (--provider-name setzt ihn)";
  }
  BILDUNGSKIOSK_CHECK(false);
}

std::string_view german_field(std::string_view field) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kFields = {{
      {"description", "Beschreibung"},
      {"category", "Kategorie"},
      {"price", "Preis"},
      {"place", "Ort"},
      {"dates", "Termine"},
      {"mode", "Präsenz oder online"},
      {"registration", "Anmeldeweg"},
  }};
  for (const auto& [name, label] : kFields) {
    if (name == field) return label;
  }
  return field;
}

std::string_view german_phase(std::string_view phase) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kPhases = {{
      {"early-education", "Frühe Bildung"},
      {"school", "Schule"},
      {"training-and-study", "Ausbildung & Studium"},
      {"work-and-further-training", "Arbeit & Weiterbildung"},
      {"language-and-integration", "Sprache & Integration"},
      {"family", "Familie"},
      {"later-life", "Älter werden"},
      {"counselling", "Beratung"},
  }};
  for (const auto& [name, label] : kPhases) {
    if (name == phase) return label;
  }
  return phase;
}

std::string numbers(const ImportReport& report) {
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
    text += "    " + std::to_string(count) + " × " + std::string(german(kind)) + "\n";
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
  text += counts_line("Orte", stock.towns, [](const std::string& town) { return town.empty() ? "ohne Ort" : town; });
  text += counts_line("Beginn", stock.months, as_is);
  text += counts_line("Kategorien ohne Zuordnung", import.unmapped_categories, as_is);
  return text;
}

}  // namespace

std::string report_as_text(const std::vector<SourceReport>& sources) {
  std::string text;
  ImportReport total;
  for (const SourceReport& source : sources) {
    text += source_text(source);
    total.read += source.import.read;
    total.taken += source.import.taken;
    total.left_out += source.import.left_out;
  }
  const auto duplicates = duplicates_across_sources(sources);
  if (!duplicates.empty()) text += "Vermutlich doppelt, bei mehreren Quellen:\n";
  for (const CrossSourceDuplicate& duplicate : duplicates) {
    text += "    " + duplicate.title + " (" + duplicate.day + "):";
    for (const std::string& source : duplicate.sources) text += " " + source;
    text += "\n";
  }
  return text + "Zusammen: " + numbers(total) + "\n";
}

}  // namespace bildungskiosk::publish
