#include "sync/publish/stock_statistics.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "sync/exchange/names.hpp"
#include "sync/publish/importers/values.hpp"
#include "sync/publish/limits.hpp"
#include "sync/publish/place_address.hpp"

namespace bildungskiosk::publish {
namespace {

using offer::TriState;

void add_counts(Counts& counts, const Counts& more) {
  for (const auto& [name, times] : more) count(counts, name, times);
}

bool is_online(const offer::Offer& offer) {
  return offer.mode == offer::AttendanceMode::kOnline || offer.mode == offer::AttendanceMode::kSelfPaced;
}

bool is_past(const offer::Schedule& schedule, base::Date today) {
  const auto last = schedule.ends ? schedule.ends : schedule.starts;
  const bool goes_on = !schedule.weekly.empty() && !schedule.ends;
  return last && *last < today && !goes_on;
}

bool is_undated(const offer::Schedule& schedule) {
  return !schedule.ends && !schedule.starts && schedule.weekly.empty();
}

const char* name_of(TriState state) {
  switch (state) {
    case TriState::kYes:
      return "yes";
    case TriState::kNo:
      return "no";
    case TriState::kUnknown:
      break;
  }
  return "";
}

const char* price_name(const offer::Price& price) {
  if (price.free == TriState::kYes) return "free";
  return price.amount_cents || price.free == TriState::kNo ? "priced" : "";
}

void count_all(Counts& counts, const std::vector<std::string>& names) {
  for (const std::string& name : names) count(counts, name);
  if (names.empty()) count(counts, {});
}

void count_assistance(Counts& counts, const offer::Accessibility& accessibility) {
  const std::array<std::pair<const char*, TriState>, 5> said = {{
      {"accessible-toilet", accessibility.accessible_toilet},
      {"hearing-loop", accessibility.hearing_loop},
      {"sign-language", accessibility.sign_language},
      {"easy-language", accessibility.easy_language},
      {"slow-pace", accessibility.slow_pace},
  }};
  for (const auto& [name, state] : said) {
    if (state == TriState::kYes) count(counts, name);
  }
}

}  // namespace

void count(Counts& counts, const std::string& name, std::uint64_t times) {
  const auto known = counts.find(name);
  if (known != counts.end()) {
    known->second += times;
  } else {
    counts[counts.size() < kCountedNamesMax ? name : std::string(kOtherNames)] += times;
  }
}

void Inventory::add(const Inventory& other) {
  offers += other.offers;
  providers.insert(other.providers.begin(), other.providers.end());
  places.insert(other.places.begin(), other.places.end());
  for (const auto& [mine, theirs] : {std::pair{&kinds, &other.kinds},
                                     {&modes, &other.modes},
                                     {&phases, &other.phases},
                                     {&towns, &other.towns},
                                     {&audiences, &other.audiences},
                                     {&languages, &other.languages},
                                     {&levels, &other.levels},
                                     {&prices, &other.prices},
                                     {&step_free, &other.step_free},
                                     {&assistance, &other.assistance},
                                     {&months, &other.months}}) {
    add_counts(*mine, *theirs);
  }
  for (const auto& [town, counted] : other.phases_by_town) add_counts(phases_by_town[town], counted);
}

void ProviderStatistics::add(const ProviderStatistics& other) {
  if (name.empty()) name = other.name;
  offers += other.offers;
  add_counts(missing, other.missing);
}

void StockStatistics::add(const StockStatistics& other) {
  offers += other.offers;
  past += other.past;
  undated += other.undated;
  free += other.free;
  online += other.online;
  for (const auto& [mine, theirs] : {std::pair{&missing, &other.missing},
                                     {&inferred, &other.inferred},
                                     {&phases, &other.phases},
                                     {&towns, &other.towns},
                                     {&months, &other.months}}) {
    add_counts(*mine, *theirs);
  }
  for (const auto& [id, provider] : other.providers) providers[id].add(provider);
  inventory.add(other.inventory);
}

void StockCounter::add(const exchange::Record& record, Shown shown) {
  if (const auto* provider = std::get_if<offer::Provider>(&record)) {
    statistics_.providers[provider->id].name = offer::localized(provider->name, "de");
  } else if (const auto* place = std::get_if<offer::Place>(&record)) {
    places_[place->id] = {place->address.locality, place->accessibility.step_free, address_key(*place)};
  } else if (const auto* offer = std::get_if<offer::Offer>(&record)) {
    add_offer(*offer, shown);
  }
}

void StockCounter::add_offer(const offer::Offer& offer, Shown shown) {
  const auto& schedule = offer.schedule;
  const bool past = is_past(schedule, today_);
  const bool undated = is_undated(schedule);
  ++statistics_.offers;
  if (past) ++statistics_.past;
  if (undated) ++statistics_.undated;
  if (offer.price.free == TriState::kYes) ++statistics_.free;
  if (is_online(offer)) ++statistics_.online;
  add_missing(offer, undated);
  for (const std::string& field : offer.inferred) count(statistics_.inferred, field);
  for (const offer::Phase phase : offer.phases) count(statistics_.phases, std::string(to_string(phase)));

  const auto found = places_.find(offer.place_id);
  const PlaceFacts place = found == places_.end() ? PlaceFacts() : found->second;
  count(statistics_.towns, place.town);
  if (!past && shown == Shown::kHere) add_to_inventory(offer, place);
  if (schedule.starts) count(statistics_.months, base::format_date(*schedule.starts).substr(0, 7));
}

void StockCounter::add_missing(const offer::Offer& offer, bool is_undated) {
  ProviderStatistics& provider = statistics_.providers[offer.provider_id];
  ++provider.offers;
  const auto missing_if = [&](bool is_missing, const char* field) {
    if (!is_missing) return;
    ++statistics_.missing[field];
    ++provider.missing[field];
  };
  const auto& registration = offer.registration;
  missing_if(offer.description.empty(), "description");
  missing_if(offer.categories.empty(), "category");
  missing_if(offer.price.free == TriState::kUnknown && !offer.price.amount_cents, "price");
  missing_if(!is_online(offer) && offer.place_id.empty(), "place");
  missing_if(is_undated && offer.kind != offer::OfferKind::kCounselling, "dates");
  missing_if(offer.mode == offer::AttendanceMode::kUnknown, "mode");
  missing_if(registration.url.empty() && registration.telephone.empty() && registration.email.empty(), "registration");
}

void StockCounter::add_to_inventory(const offer::Offer& offer, const PlaceFacts& place) {
  Inventory& inventory = statistics_.inventory;
  ++inventory.offers;
  const std::string& provider = statistics_.providers[offer.provider_id].name;
  inventory.providers.insert(fold(provider.empty() ? offer.provider_id : provider));
  if (place.address != 0) inventory.places.insert(place.address);
  count(inventory.kinds, std::string(exchange::to_string(offer.kind)));
  count(inventory.modes, std::string(exchange::to_string(offer.mode)));
  count(inventory.towns, place.town);
  count_all(inventory.audiences, offer.audience.groups);
  count_all(inventory.languages, offer.instruction_languages);
  count(inventory.levels, offer.level);
  count(inventory.prices, price_name(offer.price));
  const TriState own = offer.accessibility.step_free;
  const bool goes_nowhere = is_online(offer) && offer.place_id.empty();
  count(inventory.step_free, goes_nowhere ? "online" : name_of(own == TriState::kUnknown ? place.step_free : own));
  count_assistance(inventory.assistance, offer.accessibility);
  if (offer.schedule.starts) count(inventory.months, base::format_date(*offer.schedule.starts).substr(0, 7));
  if (inventory.phases_by_town.size() >= kCountedNamesMax && !inventory.phases_by_town.contains(place.town)) return;
  Counts& of_town = inventory.phases_by_town[place.town];
  for (const offer::Phase phase : offer.phases) {
    count(inventory.phases, std::string(to_string(phase)));
    count(of_town, std::string(to_string(phase)));
  }
}

base::Result<StockStatistics> count_stock(const Content& records, base::Date today,
                                          std::span<const std::uint32_t> hidden) {
  StockCounter counter(today);
  const auto counted = for_each_line(records, [&](std::string_view line, std::uint64_t number) -> base::Result<void> {
    auto record = exchange::parse_record(line);
    if (!record) return base::with_context(std::move(record).error(), "line " + std::to_string(number));
    const bool elsewhere = std::binary_search(hidden.begin(), hidden.end(), number - 1);
    counter.add(*record, elsewhere ? StockCounter::Shown::kElsewhere : StockCounter::Shown::kHere);
    return {};
  });
  if (!counted) return counted.error();
  return std::move(counter).finish();
}

std::vector<Gap> gaps(const Inventory& inventory) {
  std::vector<Gap> found;
  for (const auto& [town, phases] : inventory.phases_by_town) {
    if (town.empty() || town == kOtherNames) continue;
    Gap gap{town, {}};
    for (const offer::Phase phase : offer::kAllPhases) {
      if (!phases.contains(std::string(to_string(phase)))) gap.phases.push_back(phase);
    }
    if (!gap.phases.empty()) found.push_back(std::move(gap));
  }
  return found;
}

}  // namespace bildungskiosk::publish
