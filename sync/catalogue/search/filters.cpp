#include "sync/catalogue/search/filters.hpp"

#include <algorithm>
#include <tuple>

namespace bildungskiosk::catalogue {
namespace {

std::uint8_t bit(std::uint8_t position) { return static_cast<std::uint8_t>(1U << position); }

/// Most offers first, then by name.
template <typename Choice, typename Name>
void sort_choices(std::vector<Choice>& choices, Name name) {
  std::sort(choices.begin(), choices.end(), [&](const Choice& a, const Choice& b) {
    return a.offers != b.offers ? a.offers > b.offers : name(a) < name(b);
  });
}

}  // namespace

Filters::Filters(const OfferColumns& columns, const SearchQuery& query)
    : columns_(&columns),
      query_(&query),
      town_counts_(columns.towns.size()),
      provider_counts_(columns.providers.size()) {
  for (const offer::Phase phase : query.phases) phase_bits_ |= bit(static_cast<std::uint8_t>(phase));
  for (const offer::AttendanceMode mode : query.modes) mode_bits_ |= bit(static_cast<std::uint8_t>(mode));
  // A town or provider that this catalogue does not have is chosen all the same: nothing is found there.
  if (!query.towns.empty()) {
    for (const std::string& town : columns.towns) {
      towns_.push_back(std::find(query.towns.begin(), query.towns.end(), town) != query.towns.end());
    }
  }
  if (!query.provider_ids.empty()) {
    for (const ProviderName& provider : columns.providers) {
      const auto& ids = query.provider_ids;
      providers_.push_back(std::find(ids.begin(), ids.end(), provider.id) != ids.end());
    }
  }
}

unsigned Filters::failed_kinds(OfferIndex offer) const {
  unsigned failed = 0;
  if (phase_bits_ != 0 && (columns_->phases[offer] & phase_bits_) == 0) failed |= kPhase;
  if (mode_bits_ != 0 && (bit(columns_->mode[offer]) & mode_bits_) == 0) failed |= kMode;
  const std::uint32_t town = columns_->town[offer];
  if (!query_->towns.empty() && (town == kNoTown || !towns_[town])) failed |= kTown;
  if (!query_->provider_ids.empty() && !providers_[columns_->provider[offer]]) failed |= kProvider;
  const bool is_free = columns_->free[offer] == static_cast<std::uint8_t>(offer::TriState::kYes);
  if (query_->free == FreeFilter::kOnlyFree && !is_free) failed |= kFree;
  if (query_->from || query_->until) {
    const base::Date from = query_->from.value_or(query_->now.date);
    const base::Date until = query_->until.value_or(base::Date{kNoDay});
    if (!takes_place_between(columns_->occurrences(offer), from, until, query_->now)) failed |= kDate;
  }
  return failed;
}

bool Filters::take(OfferIndex offer) {
  const unsigned failed = failed_kinds(offer);
  const auto counts_for = [failed](Kind kind) { return (failed & ~static_cast<unsigned>(kind)) == 0; };
  if (counts_for(kPhase)) {
    for (std::size_t phase = 0; phase < phase_counts_.size(); ++phase) {
      if ((columns_->phases[offer] & bit(static_cast<std::uint8_t>(phase))) != 0) ++phase_counts_[phase];
    }
  }
  if (counts_for(kMode)) ++mode_counts_[columns_->mode[offer]];
  if (counts_for(kTown) && columns_->town[offer] != kNoTown) ++town_counts_[columns_->town[offer]];
  if (counts_for(kProvider)) ++provider_counts_[columns_->provider[offer]];
  if (counts_for(kFree) && columns_->free[offer] == static_cast<std::uint8_t>(offer::TriState::kYes)) ++free_count_;
  return failed == 0;
}

Facets Filters::facets() const {
  Facets facets;
  facets.phases = phase_counts_;
  facets.free = free_count_;
  for (std::size_t i = 0; i < town_counts_.size(); ++i) {
    const bool chosen = !towns_.empty() && towns_[i];
    if (town_counts_[i] > 0 || chosen) facets.towns.push_back({columns_->towns[i], town_counts_[i]});
  }
  for (std::size_t i = 0; i < mode_counts_.size(); ++i) {
    const auto mode = static_cast<offer::AttendanceMode>(i);
    const bool chosen = (bit(static_cast<std::uint8_t>(i)) & mode_bits_) != 0;
    if (mode != offer::AttendanceMode::kUnknown && (mode_counts_[i] > 0 || chosen)) {
      facets.modes.push_back({mode, mode_counts_[i]});
    }
  }
  for (std::size_t i = 0; i < provider_counts_.size(); ++i) {
    const bool chosen = !providers_.empty() && providers_[i];
    if (provider_counts_[i] == 0 && !chosen) continue;
    const ProviderName& provider = columns_->providers[i];
    facets.providers.push_back({provider.id, offer::localized(provider.name, query_->language), provider_counts_[i]});
  }
  sort_choices(facets.towns, [](const auto& choice) { return choice.value; });
  sort_choices(facets.modes, [](const auto& choice) { return choice.value; });
  sort_choices(facets.providers, [](const auto& choice) { return std::tie(choice.name, choice.id); });
  return facets;
}

}  // namespace bildungskiosk::catalogue
