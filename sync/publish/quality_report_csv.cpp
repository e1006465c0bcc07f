#include "sync/publish/csv_text.hpp"
#include "sync/publish/quality_report.hpp"
#include "sync/publish/report_words.hpp"

/// One row for each number, so that a pivot table makes of it whatever an office needs:
///
///     Abschnitt;Quelle;Anbieter;Merkmal;Ausprägung;Anzahl;Datei;Zeile;Spalte;Kennung;Hinweis
///
/// A row without a source is about all of them. A finding is a row whose number is 1 (kListedFindingsMax of each kind
/// at most; the rows "Weggelassen" and "Hinweise" count them all). In UTF-8 with a byte order mark, which Excel wants.
namespace bildungskiosk::publish {
namespace {

using Label = std::string_view (*)(std::string_view);

std::string_view as_is(std::string_view text) { return text; }

class Table {
 public:
  struct Row {
    std::string section;
    std::string source = {};
    std::string provider = {};
    std::string feature = {};
    std::string value = {};
    std::uint64_t count = 0;
  };
  void add(const Row& row) { text_ += csv_row(cells(row)); }
  void add(Row row, const Counts& counts, Label label) {
    for (const auto& [name, times] : counts) {
      row.value = label(name);
      row.count = times;
      add(row);
    }
  }
  void add(const std::string& source, const Finding& finding) {
    auto row = cells({"Befund", source, {}, std::string(german_finding(finding.kind)), finding.detail, 1});
    row.resize(kColumns - 5);
    row.insert(row.end(), {finding.file, finding.line > 0 ? std::to_string(finding.line) : std::string(),
                           finding.column, finding.id, finding.expected});
    text_ += csv_row(row);
  }
  [[nodiscard]] std::string finish() && { return std::move(text_); }

 private:
  static constexpr std::size_t kColumns = 11;
  static std::vector<std::string> cells(const Row& row) {
    std::vector<std::string> cells = {row.section, row.source, row.provider,
                                      row.feature, row.value,  std::to_string(row.count)};
    cells.resize(kColumns);
    return cells;
  }

  std::string text_ = "\xEF\xBB\xBF" + csv_row({"Abschnitt", "Quelle", "Anbieter", "Merkmal", "Ausprägung", "Anzahl",
                                                "Datei", "Zeile", "Spalte", "Kennung", "Richtig wäre"});
};

void add_changes(Table& table, const std::string& source, const StockChanges& changes) {
  const std::string section = "Seit der letzten Veröffentlichung";
  table.add({section, source, {}, "Angebote", "neu", changes.added});
  table.add({section, source, {}, "Angebote", "geändert", changes.changed});
  table.add({section, source, {}, "Angebote", "entfallen", changes.gone});
  table.add({section, source, {}, "Angebote", "unverändert", changes.unchanged});
}

void add_source(Table& table, const SourceReport& report) {
  const std::string& source = report.source;
  const ImportReport& import = report.import;
  table.add({"Einlesen", source, {}, "Angebote", "gelesen", import.read});
  table.add({"Einlesen", source, {}, "Angebote", "übernommen", import.taken});
  table.add({"Einlesen", source, {}, "Angebote", "weggelassen", import.left_out});
  for (const auto& [kind, times] : import.finding_counts) {
    table.add(
        {is_left_out(kind) ? "Weggelassen" : "Hinweise", source, {}, std::string(german_finding(kind)), {}, times});
  }
  table.add({"Kategorien ohne Zuordnung", source, {}, "Kategorie"}, import.unmapped_categories, as_is);
  const StockStatistics& stock = report.stock;
  table.add({"Angebote", source, {}, "Angebote", "alle", stock.offers});
  table.add({"Angebote", source, {}, "Angebote", "vergangen", stock.past});
  table.add({"Angebote", source, {}, "Angebote", "ohne Datum", stock.undated});
  table.add({"Angebote", source, {}, "Lebensphase"}, stock.phases, german_phase);
  table.add({"Angebote", source, {}, "Stadt oder Gemeinde"}, stock.towns, german_town);
  table.add({"Angebote", source, {}, "Monat des Beginns"}, stock.months, as_is);
  table.add({"Erschlossen", source, {}, "Angabe"}, stock.inferred, german_field);
  for (const auto& [id, provider] : stock.providers) {
    table.add({"Anbieter", source, provider.name, "Angebote", "alle", provider.offers});
    table.add({"Anbieter", source, provider.name, "Es fehlt"}, provider.missing, german_field);
  }
  if (report.changes) add_changes(table, source, *report.changes);
  for (const BrokenThreshold& broken : report.broken) {
    table.add({"Verletzte Schwelle", source, {}, std::string(to_string(broken.kind)), german_sentence(broken), 1});
  }
  for (const Finding& finding : import.findings) table.add(source, finding);
}

void add_inventory(Table& table, const Inventory& inventory) {
  const std::string section = "Bestand";
  table.add({section, {}, {}, "Angebote", "nicht vergangen", inventory.offers});
  table.add({section, {}, {}, "Anbieter", {}, inventory.providers.size()});
  table.add({section, {}, {}, "Orte", {}, inventory.places.size()});
  const auto add = [&](const char* feature, const Counts& counts, Label label) {
    table.add({section, {}, {}, feature}, counts, label);
  };
  add("Art", inventory.kinds, german_kind);
  add("Teilnahme", inventory.modes, german_mode);
  add("Lebensphase", inventory.phases, german_phase);
  add("Stadt oder Gemeinde", inventory.towns, german_town);
  add("Zielgruppe", inventory.audiences, or_unsaid);
  add("Unterrichtssprache", inventory.languages, german_language);
  add("Niveau", inventory.levels, or_unsaid);
  add("Kosten", inventory.prices, german_price);
  add("Zugang", inventory.step_free, german_step_free);
  add("Hilfe", inventory.assistance, german_assistance);
  add("Monat des Beginns", inventory.months, as_is);
  for (const auto& [town, phases] : inventory.phases_by_town) {
    // Also the phases without an offer: a pivot table should show the gaps.
    for (const offer::Phase phase : offer::kAllPhases) {
      const std::string name(to_string(phase));
      const auto found = phases.find(name);
      table.add({"Lebensphasen nach Orten",
                 {},
                 {},
                 std::string(german_town(town)),
                 std::string(german_phase(name)),
                 found == phases.end() ? 0 : found->second});
    }
  }
}

}  // namespace

std::string report_as_csv(const QualityReport& report) {
  Table table;
  for (const SourceReport& source : report.sources) add_source(table, source);
  const ReportTotals totals = totals_of(report);
  table.add({"Einlesen", {}, {}, "Angebote", "gelesen", totals.read});
  table.add({"Einlesen", {}, {}, "Angebote", "übernommen", totals.taken});
  table.add({"Einlesen", {}, {}, "Angebote", "weggelassen", totals.left_out});
  add_inventory(table, totals.stock.inventory);
  if (totals.changes) add_changes(table, {}, *totals.changes);
  table.add({"Von mehreren Quellen", {}, {}, "Angebote", "einmal gezeigt", report.shared_count});
  table.add({"Von mehreren Quellen", {}, {}, "Gruppen", "nicht sicher dasselbe", report.uncertain});
  for (const SharedOffer& offer : report.shared) {
    std::string sources;
    for (const std::string& source : offer.sources) sources += (sources.empty() ? "" : ", ") + source;
    table.add({"Von mehreren Quellen", sources, {}, offer.title, offer.day, offer.sources.size()});
  }
  return std::move(table).finish();
}

}  // namespace bildungskiosk::publish
