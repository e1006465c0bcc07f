#include "sync/publish/import_report_json.hpp"
#include "sync/publish/quality_report.hpp"

namespace bildungskiosk::publish {
namespace {

using Json = nlohmann::ordered_json;

Json changes_json(const StockChanges& changes) {
  return {
      {"new", changes.added}, {"changed", changes.changed}, {"gone", changes.gone}, {"unchanged", changes.unchanged}};
}

Json inventory_json(const Inventory& inventory) {
  Json json = {{"offers", inventory.offers},
               {"providers", inventory.providers.size()},
               {"places", inventory.places.size()},
               {"kinds", inventory.kinds},
               {"modes", inventory.modes},
               {"phases", inventory.phases},
               {"towns", inventory.towns},
               {"audiences", inventory.audiences},
               {"languages", inventory.languages},
               {"levels", inventory.levels},
               {"prices", inventory.prices},
               {"step_free", inventory.step_free},
               {"assistance", inventory.assistance},
               {"months", inventory.months},
               {"phases_by_town", inventory.phases_by_town}};
  json["gaps"] = Json::object();
  for (const Gap& gap : gaps(inventory)) {
    Json& phases = json["gaps"][gap.town] = Json::array();
    for (const offer::Phase phase : gap.phases) phases.push_back(to_string(phase));
  }
  return json;
}

void add_stock(Json& json, const StockStatistics& stock) {
  json["offers"] = stock.offers;
  json["past"] = stock.past;
  json["undated"] = stock.undated;
  json["free"] = stock.free;
  json["online"] = stock.online;
  json["missing"] = stock.missing;
  json["inferred"] = stock.inferred;
  json["phases"] = stock.phases;
  json["towns"] = stock.towns;
  json["months"] = stock.months;
  json["providers"] = Json::array();
  for (const auto& [id, provider] : stock.providers) {
    json["providers"].push_back(
        {{"id", id}, {"name", provider.name}, {"offers", provider.offers}, {"missing", provider.missing}});
  }
}

Json source_json(const SourceReport& source) {
  Json json = {{"source", source.source}};
  add_import(json, source.import);
  add_stock(json, source.stock);
  if (source.changes) json["changes"] = changes_json(*source.changes);
  json["broken_thresholds"] = Json::array();
  for (const BrokenThreshold& broken : source.broken) {
    json["broken_thresholds"].push_back({{"threshold", to_string(broken.kind)},
                                         {"allowed_percent", broken.allowed_percent},
                                         {"part", broken.part},
                                         {"whole", broken.whole}});
  }
  return json;
}

}  // namespace

std::string report_as_json(const QualityReport& report) {
  const ReportTotals totals = totals_of(report);
  Json all = {{"read", totals.read}, {"taken", totals.taken}, {"left_out", totals.left_out}};
  all["day"] = base::format_date(report.day);
  if (!report.office.empty()) all["office"] = report.office;
  if (!report.region.empty()) all["region"] = report.region;
  if (totals.changes) all["changes"] = changes_json(*totals.changes);
  all["unmapped_categories"] = totals.unmapped_categories;
  all["inventory"] = inventory_json(totals.stock.inventory);
  all["sources"] = Json::array();
  for (const SourceReport& source : report.sources) all["sources"].push_back(source_json(source));
  all["merged"] = report.shared_count;
  all["uncertain"] = report.uncertain;
  all["duplicates"] = Json::array();
  for (const SharedOffer& offer : report.shared) {
    all["duplicates"].push_back({{"title", offer.title},
                                 {"day", offer.day},
                                 {"sources", offer.sources},
                                 {"by", offer.by_address ? "address" : "content"}});
  }
  return json_text(all);
}

}  // namespace bildungskiosk::publish
