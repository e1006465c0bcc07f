#include <iostream>
#include <nlohmann/json.hpp>

#include "sync/base/civil_time.hpp"
#include "sync/base/clock.hpp"
#include "sync/catalogue/catalogue_reader.hpp"
#include "sync/cli/exit_codes.hpp"
#include "sync/cli/messages.hpp"
#include "sync/cli/sync_commands.hpp"
#include "sync/update/generation_store.hpp"

namespace bildungskiosk::cli {

using catalogue::CatalogueReader;
using catalogue::OfferSummary;
using catalogue::SearchResult;
using nlohmann::json;

namespace {

base::Result<SearchResult> search(const SearchArguments& arguments) {
  const update::GenerationStore store(base::posix_file_system(), arguments.store);
  BILDUNGSKIOSK_TRY(const auto current, store.current());
  BILDUNGSKIOSK_TRY(auto reader, CatalogueReader::open(store.layout().catalogue(current.catalogue)));
  catalogue::SearchQuery query;
  for (const auto& word : arguments.words) query.text += (query.text.empty() ? "" : " ") + word;
  query.language = arguments.language;
  query.limit = arguments.limit;
  query.now = base::german_local_time(base::SystemClock().now());
  return reader.search(query);
}

/// "2026-11-24T18:30", "2026-11-24" without a time of day, "" without a date.
std::string next_iso(const OfferSummary& offer) {
  if (!offer.next) return "";
  std::string text = base::format_date(offer.next->date);
  if (offer.next->starts) text += "T" + base::format_time_of_day(*offer.next->starts);
  return text;
}

std::string next_german(const OfferSummary& offer) {
  if (!offer.next) return "";
  const auto day = base::year_month_day(offer.next->date);
  std::string text = std::to_string(day.day) + "." + std::to_string(day.month) + "." + std::to_string(day.year);
  if (offer.next->starts) text += ", " + base::format_time_of_day(*offer.next->starts) + " Uhr";
  return text;
}

void print_json(const SearchResult& result) {
  json offers = json::array();
  for (const auto& item : result.items) {
    const std::string next = next_iso(item);
    offers.push_back(json{{"id", item.id},
                          {"title", item.title},
                          {"provider", item.provider_name},
                          {"town", item.town},
                          {"next", next.empty() ? json(nullptr) : json(next)}});
  }
  const json value{{"total", result.total}, {"offers", std::move(offers)}};
  std::cout << value.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
}

void print_text(const SearchResult& result) {
  std::cout << german_offers(static_cast<std::uint64_t>(result.total)) << '\n';
  for (const auto& item : result.items) {
    std::cout << "  " << item.title;
    for (const auto& part : {item.provider_name, item.town, next_german(item)}) {
      if (!part.empty()) std::cout << " · " << part;
    }
    std::cout << '\n';
  }
}

}  // namespace

int run_search(const SearchArguments& arguments) {
  const auto result = search(arguments);
  if (!result) return refuse(result.error());
  if (arguments.form == OutputForm::kJson) {
    print_json(*result);
  } else {
    print_text(*result);
  }
  return kExitDone;
}

}  // namespace bildungskiosk::cli
