#include "sync/catalogue/search/filters.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace bildungskiosk::catalogue {
namespace {

std::uint16_t bit(std::size_t position) { return static_cast<std::uint16_t>(1U << position); }

template <typename Value>
std::uint16_t bits_of(const std::vector<Value>& values) {
  std::uint16_t bits = 0;
  for (const Value value : values) bits |= bit(static_cast<std::size_t>(value));
  return bits;
}

template <typename Value>
bool contains(const std::vector<Value>& values, const Value& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

/// From counts by several bits at once to counts of each bit.
template <typename Counts, typename Each>
void add_by_bits(const Counts& counts, Each& each) {
  for (std::size_t bits = 1; bits < counts.size(); ++bits) {
    for (std::size_t i = 0; counts[bits] != 0 && i < each.size(); ++i) {
      if ((bits >> i & 1U) != 0) each[i] += counts[bits];
    }
  }
}

/// Most offers first, then by name.
template <typename Choice, typename Name>
void sort_choices(std::vector<Choice>& choices, Name name) {
  std::sort(choices.begin(), choices.end(), [&](const Choice& a, const Choice& b) {
    return a.offers != b.offers ? a.offers > b.offers : name(a) < name(b);
  });
}

std::vector<bool> chosen_of(const NumberedNames& names, const std::vector<std::string>& chosen) {
  std::vector<bool> by_number(names.size());
  for (const std::string& name : chosen) {
    if (const auto number = names.find(name)) by_number[*number] = true;
  }
  return by_number;
}

/// Choices with none are left out, except when chosen.
std::vector<FacetCount<std::string>> choices_of(const NumberedNames& names, const std::vector<int>& counts,
                                                const std::vector<bool>& chosen) {
  std::vector<FacetCount<std::string>> choices;
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    if (counts[i] > 0 || chosen[i]) choices.push_back({names[i], counts[i]});
  }
  sort_choices(choices, [](const auto& choice) { return choice.value; });
  return choices;
}

std::vector<FacetCount<std::string>> choices_of(const std::map<std::string, int>& counts,
                                                const std::vector<std::string>& chosen) {
  std::vector<FacetCount<std::string>> choices;
  for (const auto& [name, offers] : counts) {
    if (offers > 0 || contains(chosen, name)) choices.push_back({name, offers});
  }
  sort_choices(choices, [](const auto& choice) { return choice.value; });
  return choices;
}

}  // namespace

Filters::Filters(const FilterGround& ground, const SearchQuery& query)
    : columns_(&ground.columns),
      facets_(&ground.facets),
      times_(&ground.times),
      query_(&query),
      phase_bits_(bits_of(query.phases)),
      mode_bits_(bits_of(query.modes)),
      audience_bits_(bits_of(query.audiences)),
      towns_(chosen_of(ground.columns.towns, query.towns)),
      districts_(chosen_of(ground.columns.districts, query.districts)),
      traits_failed_(ground.columns.distinct_traits.size()),
      what_{&ground.facets.alike_in_what(), {}, {}},
      where_{&ground.facets.alike_in_where(), {}, {}},
      has_dates_(query.from || query.until),
      by_week_(ground.times.distinct_weeks().size()),
      town_counts_(ground.columns.towns.size()),
      provider_counts_(ground.columns.providers.size()),
      level_counts_(ground.columns.distinct_traits.size()),
      language_counts_(ground.columns.distinct_traits.size()),
      district_counts_(ground.columns.districts.size()) {
  // A place or provider that this catalogue does not have is chosen all the same: nothing is found there.
  if (!query.provider_ids.empty()) {
    for (const ProviderName& provider : columns_->providers) {
      providers_.push_back(contains(query.provider_ids, provider.id));
    }
  }
  if (!query.weekdays.empty()) {
    weekdays_ = 0;
    for (const base::Weekday day : query.weekdays) weekdays_ |= times_on(day);
  }
  if (!query.parts_of_day.empty()) {
    parts_of_day_ = 0;
    for (const PartOfDay part : query.parts_of_day) parts_of_day_ |= times_at(part);
  }
  looks_at_times_ = has_dates_ || (weekdays_ & parts_of_day_) != kAnyTime;
  judge_traits();
  judge_alike();
}

void Filters::judge_alike() {
  const auto judge = [](Alike& alike, auto failed) {
    const std::uint32_t kinds = alike.offers->kinds();
    alike.taken.resize(kinds);
    alike.failed.reserve(kinds);
    for (std::uint32_t kind = 0; kind < kinds; ++kind) {
      alike.failed.push_back(static_cast<std::uint16_t>(failed(alike.offers->example(kind))));
    }
  };
  judge(what_, [this](OfferIndex offer) { return failed_in_what(offer); });
  judge(where_, [this](OfferIndex offer) { return failed_in_where(offer); });
}

void Filters::judge_traits() {
  const auto any_fits = [](const auto& chosen, auto fit) {
    return chosen.empty() ||
           std::any_of(chosen.begin(), chosen.end(), [&](const auto& value) { return fit(value) == Fit::kYes; });
  };
  for (std::uint32_t traits = 0; traits < traits_failed_.size(); ++traits) {
    unsigned failed = 0;
    if (!any_fits(query_->levels, [&](Level level) { return facets_->fits_level(traits, level); })) failed |= kLevel;
    const auto speaks = [&](const offer::Language& tag) { return facets_->fits_language(traits, tag); };
    if (!any_fits(query_->instruction_languages, speaks)) failed |= kLanguage;
    if (query_->age && facets_->fits_age(traits, *query_->age) != Fit::kYes) failed |= kAge;
    traits_failed_[traits] = static_cast<std::uint16_t>(failed);
  }
}

bool Filters::fails_place(OfferIndex offer) const {
  if (!query_->here || !query_->radius_km) return false;
  const std::optional<double> distance = facets_->distance_km(offer, *query_->here);
  return !distance || *distance > *query_->radius_km;
}

unsigned Filters::failed_in_what(OfferIndex offer) const {
  unsigned failed = traits_failed_[columns_->traits[offer]];
  if (phase_bits_ != 0 && (columns_->phases[offer] & phase_bits_) == 0) failed |= kPhase;
  if (mode_bits_ != 0 && (bit(columns_->mode[offer]) & mode_bits_) == 0) failed |= kMode;
  if (audience_bits_ != 0 && (facets_->audiences(offer) & audience_bits_) == 0) failed |= kAudience;
  const bool is_free = columns_->free[offer] == static_cast<std::uint8_t>(offer::TriState::kYes);
  if (query_->free == FreeFilter::kOnlyFree && !is_free) failed |= kFree;
  return failed;
}

unsigned Filters::failed_in_where(OfferIndex offer) const {
  unsigned failed = 0;
  const std::uint32_t town = columns_->town[offer];
  if (!query_->towns.empty() && (town == kNoTown || !towns_[town])) failed |= kTown;
  if (!query_->provider_ids.empty() && !providers_[columns_->provider[offer]]) failed |= kProvider;
  if (fails_place(offer)) failed |= kNear;
  const std::uint32_t district = facets_->district(offer);
  if (!query_->districts.empty() && (district == kNoDistrict || !districts_[district])) failed |= kDistrict;
  return failed;
}

bool Filters::fails_access(OfferIndex offer) const {
  return query_->access == AccessFilter::kOnlyStepFree && facets_->step_free(offer) != offer::TriState::kYes;
}

bool Filters::fails_dates(OfferIndex offer) const {
  if (!has_dates_) return false;
  const base::Date from = query_->from.value_or(query_->now.date);
  const base::Date until = query_->until.value_or(base::Date{kNoDay});
  return !takes_place_between(columns_->occurrences(offer), from, until, query_->now);
}

/// Of its meetings within the dates that were chosen.
WeekTimes Filters::times_of(OfferIndex offer) const {
  if (!has_dates_) return times_->week(offer);
  const DayRange days{query_->from.value_or(query_->now.date).days_since_epoch,
                      query_->until.value_or(base::Date{kNoDay}).days_since_epoch};
  return week_times(columns_->occurrences(offer), days, query_->now);
}

bool Filters::are_chosen() const {
  const auto fails = [](std::uint16_t failed) { return failed != 0; };
  return looks_at_times_ || query_->access != AccessFilter::kAny ||
         std::any_of(what_.failed.begin(), what_.failed.end(), fails) ||
         std::any_of(where_.failed.begin(), where_.failed.end(), fails);
}

unsigned Filters::failed(OfferIndex offer) const {
  const unsigned failed = what_.failed[what_.offers->kind(offer)] | where_.failed[where_.offers->kind(offer)];
  return fails_access(offer) ? failed | kAccess : failed;
}

bool Filters::passes(OfferIndex offer) const {
  if (failed(offer) != 0 || fails_dates(offer)) return false;
  const WeekTimes in_time = weekdays_ & parts_of_day_;
  return in_time == kAnyTime || (times_of(offer) & in_time) != 0;
}

bool Filters::take(OfferIndex offer) {
  const unsigned failed = this->failed(offer);
  // Whoever fails two kinds of filter counts nowhere.
  if ((failed & (failed - 1)) != 0) return false;
  if (looks_at_times_) return take_by_times(offer, failed);
  take_for_counts(offer, failed);
  if (failed != 0) return false;
  ++by_months_[times_->months(offer)];
  ++by_week_[times_->week_number(offer)];
  return true;
}

bool Filters::take_by_times(OfferIndex offer, unsigned failed) {
  const bool in_dates = !fails_dates(offer);
  if (failed != 0 && !in_dates) return false;
  if (failed == 0) count_months(offer);
  const WeekTimes in_time = weekdays_ & parts_of_day_;
  const WeekTimes times = times_of(offer);
  if (failed == 0 && in_dates) count_week(times, 1);
  if (!in_dates || (in_time != kAnyTime && (times & in_time) == 0)) return false;
  take_for_counts(offer, failed);
  return failed == 0;
}

/// Whoever fails one kind of filter counts for its choices only.
void Filters::take_for_counts(OfferIndex offer, unsigned failed) {
  constexpr unsigned kOfWhere = kTown | kProvider | kNear | kDistrict;
  if ((failed & (kOfWhere | kAccess)) == 0) ++what_.taken[what_.offers->kind(offer)];
  if ((failed & ~kOfWhere) == 0) ++where_.taken[where_.offers->kind(offer)];
  if ((failed & ~static_cast<unsigned>(kAccess)) == 0) {
    ++by_step_free_[static_cast<std::size_t>(facets_->step_free(offer))];
  }
}

void Filters::count_in_what(OfferIndex offer, unsigned failed, int offers) {
  const auto counts_for = [failed](Kind kind) { return (failed & ~static_cast<unsigned>(kind)) == 0; };
  if (counts_for(kPhase)) by_phases_[columns_->phases[offer]] += offers;
  if (counts_for(kAudience)) by_audiences_[facets_->audiences(offer)] += offers;
  if (counts_for(kMode)) mode_counts_[columns_->mode[offer]] += offers;
  if (counts_for(kFree)) by_free_[columns_->free[offer]] += offers;
  if (counts_for(kLevel)) level_counts_[columns_->traits[offer]] += offers;
  if (counts_for(kLanguage)) language_counts_[columns_->traits[offer]] += offers;
}

void Filters::count_in_where(OfferIndex offer, unsigned failed, int offers) {
  const auto counts_for = [failed](Kind kind) { return (failed & ~static_cast<unsigned>(kind)) == 0; };
  if (counts_for(kTown) && columns_->town[offer] != kNoTown) town_counts_[columns_->town[offer]] += offers;
  if (counts_for(kProvider)) provider_counts_[columns_->provider[offer]] += offers;
  const std::uint32_t district = facets_->district(offer);
  if (counts_for(kDistrict) && district != kNoDistrict) district_counts_[district] += offers;
}

void Filters::count_week(WeekTimes times, int offers) {
  for (std::size_t day = 0; day < kWeekdayCount; ++day) {
    const WeekTimes on_day = times_on(static_cast<base::Weekday>(day));
    if ((times & on_day & parts_of_day_) != 0) weekday_counts_.at(day) += offers;
  }
  for (std::size_t part = 0; part < kPartOfDayCount; ++part) {
    const WeekTimes at_part = times_at(static_cast<PartOfDay>(part));
    if ((times & at_part & weekdays_) != 0) part_counts_.at(part) += offers;
  }
}

void Filters::count_months(OfferIndex offer) {
  unsigned months = times_->months(offer);
  const WeekTimes in_time = weekdays_ & parts_of_day_;
  for (int ahead = 0; in_time != kAnyTime && ahead < kMonthsAhead; ++ahead) {
    const unsigned month = 1U << static_cast<unsigned>(ahead);
    if ((months & month) == 0) continue;
    const WeekTimes times = week_times(columns_->occurrences(offer), times_->days_of_month(ahead), query_->now);
    if ((times & in_time) == 0) months &= ~month;
  }
  ++by_months_[months];
}

void Filters::add_trait_counts(Facets& facets) const {
  std::vector<int> by_language(facets_->languages().size());
  for (std::uint32_t traits = 0; traits < level_counts_.size(); ++traits) {
    for (std::size_t level = 0; level < kLevelCount; ++level) {
      const bool fits = facets_->fits_level(traits, static_cast<Level>(level)) == Fit::kYes;
      if (fits) facets.levels.at(level) += level_counts_[traits];
    }
    for (const std::uint16_t language : facets_->languages(traits)) by_language[language] += language_counts_[traits];
  }
  std::map<std::string, int> languages;
  for (std::size_t i = 0; i < by_language.size(); ++i) languages[facets_->languages()[i]] = by_language[i];
  facets.instruction_languages = choices_of(languages, query_->instruction_languages);
}

void Filters::add_time_counts(Facets& facets) {
  for (std::size_t i = 0; i < by_week_.size(); ++i) {
    if (by_week_[i] > 0) count_week(times_->distinct_weeks()[i], by_week_[i]);
  }
  facets.weekdays = weekday_counts_;
  facets.parts_of_day = part_counts_;
  std::array<int, kMonthsAhead> months{};
  add_by_bits(by_months_, months);
  for (int i = 0; i < kMonthsAhead; ++i) {
    const int offers = months.at(static_cast<std::size_t>(i));
    if (offers > 0) facets.months.push_back({times_->month_ahead(i), offers});
  }
}

void Filters::add_place_counts(Facets& facets) const {
  facets.towns = choices_of(columns_->towns, town_counts_, towns_);
  facets.districts = choices_of(columns_->districts, district_counts_, districts_);
  for (std::size_t i = 0; i < provider_counts_.size(); ++i) {
    const bool chosen = !providers_.empty() && providers_[i];
    if (provider_counts_[i] == 0 && !chosen) continue;
    const ProviderName& provider = columns_->providers[i];
    facets.providers.push_back({provider.id, offer::localized(provider.name, query_->language), provider_counts_[i]});
  }
  sort_choices(facets.providers, [](const auto& choice) { return std::tie(choice.name, choice.id); });
}

Facets Filters::facets() {
  const auto count_taken = [](const Alike& alike, auto count) {
    for (std::uint32_t kind = 0; kind < alike.taken.size(); ++kind) {
      if (alike.taken[kind] > 0) count(alike.offers->example(kind), alike.failed[kind], alike.taken[kind]);
    }
  };
  count_taken(what_, [this](OfferIndex offer, unsigned failed, int offers) { count_in_what(offer, failed, offers); });
  count_taken(where_, [this](OfferIndex offer, unsigned failed, int offers) { count_in_where(offer, failed, offers); });
  constexpr auto kYes = static_cast<std::size_t>(offer::TriState::kYes);
  Facets facets;
  facets.free = by_free_[kYes];
  facets.step_free = by_step_free_[kYes];
  add_by_bits(by_phases_, facets.phases);
  add_by_bits(by_audiences_, facets.audiences);
  add_time_counts(facets);
  add_trait_counts(facets);
  add_place_counts(facets);
  for (std::size_t i = 0; i < mode_counts_.size(); ++i) {
    const auto mode = static_cast<offer::AttendanceMode>(i);
    const bool chosen = (bit(i) & mode_bits_) != 0;
    if (mode != offer::AttendanceMode::kUnknown && (mode_counts_[i] > 0 || chosen)) {
      facets.modes.push_back({mode, mode_counts_[i]});
    }
  }
  sort_choices(facets.modes, [](const auto& choice) { return choice.value; });
  return facets;
}

}  // namespace bildungskiosk::catalogue
