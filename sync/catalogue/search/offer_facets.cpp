#include "sync/catalogue/search/offer_facets.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <unordered_map>
#include <utility>

namespace bildungskiosk::catalogue {
namespace {

constexpr std::uint8_t bit(std::size_t position) { return static_cast<std::uint8_t>(1U << position); }
constexpr unsigned level_bit(Level level) { return 1U << static_cast<unsigned>(level); }
/// The words, that are no steps.
constexpr unsigned kLevelWords = level_bit(Level::kBeginners) | level_bit(Level::kAdvanced);
constexpr std::uint8_t bit(AudienceGroup group) { return bit(static_cast<std::size_t>(group)); }

/// Remembers what a text means: the same few stand in most offers.
class TextMeanings {
 public:
  explicit TextMeanings(const FacetWords& words) : words_(words) {}
  const std::vector<FacetMeaning>& of(const std::string& text) {
    const auto [known, is_new] = known_.try_emplace(text);
    if (is_new) known->second = words_.meanings_in(text);
    return known->second;
  }

 private:
  const FacetWords& words_;
  std::unordered_map<std::string, std::vector<FacetMeaning>> known_;
};

std::uint8_t levels_of(const OfferTraits& traits, TextMeanings& meanings) {
  std::uint8_t levels = 0;
  if (traits.level.empty()) return levels;
  for (const FacetMeaning& meaning : meanings.of(traits.level)) {
    if (const auto* level = std::get_if<Level>(&meaning)) levels |= static_cast<std::uint8_t>(level_bit(*level));
  }
  return levels;
}

// From which ages on an offer is for whom.
constexpr int kChildMax = 12;
constexpr int kYouthMin = 12;
constexpr int kYouthMax = 27;  // as youth welfare counts (SGB VIII § 7)
constexpr int kOlderMin = 50;

std::uint8_t audiences_by_age(const OfferTraits& traits) {
  std::uint8_t audiences = 0;
  if (traits.age_maximum && *traits.age_maximum <= kChildMax) audiences |= bit(AudienceGroup::kChildren);
  if (traits.age_minimum && traits.age_maximum && *traits.age_minimum < kChildMax) {
    audiences |= bit(AudienceGroup::kChildren);
  }
  if (traits.age_maximum && *traits.age_maximum > kYouthMin && *traits.age_maximum <= kYouthMax) {
    audiences |= bit(AudienceGroup::kYouth);
  }
  if (traits.age_minimum && *traits.age_minimum >= kOlderMin) audiences |= bit(AudienceGroup::kOlderPeople);
  return audiences;
}

std::uint8_t audiences_of(const OfferTraits& traits, TextMeanings& meanings) {
  std::uint8_t audiences = audiences_by_age(traits);
  for (const std::string& group : traits.groups) {
    for (const FacetMeaning& meaning : meanings.of(group)) {
      if (const auto* audience = std::get_if<AudienceGroup>(&meaning)) audiences |= bit(*audience);
    }
  }
  return audiences;
}

bool has_phase(std::uint8_t phases, offer::Phase phase) { return (phases & bit(static_cast<std::size_t>(phase))) != 0; }

}  // namespace

OfferFacets::OfferFacets(const OfferColumns& columns, const FacetWords& words)
    : columns_(&columns),
      alike_in_what_(AlikeOffers::in_what(columns)),
      alike_in_where_(AlikeOffers::in_where(columns)) {
  TextMeanings meanings(words);
  for (const OfferTraits& traits : columns.distinct_traits) {
    meanings_.push_back({levels_of(traits, meanings), audiences_of(traits, meanings), {}});
    languages_.insert(languages_.end(), traits.instruction_languages.begin(), traits.instruction_languages.end());
  }
  std::sort(languages_.begin(), languages_.end());
  languages_.erase(std::unique(languages_.begin(), languages_.end()), languages_.end());
  for (std::size_t i = 0; i < meanings_.size(); ++i) {
    for (const offer::Language& tag : columns.distinct_traits[i].instruction_languages) {
      const auto at = std::lower_bound(languages_.begin(), languages_.end(), tag);
      const auto language = static_cast<std::uint16_t>(at - languages_.begin());
      std::vector<std::uint16_t>& own = meanings_[i].languages;
      if (std::find(own.begin(), own.end(), language) == own.end()) own.push_back(language);
    }
  }
  for (const std::string& town : columns.towns.all()) place_names_.add_town(town);
  for (const std::string& district : columns.districts.all()) place_names_.add_district(district);
  for (OfferIndex offer = 0; offer < columns.size(); ++offer) {
    audiences_.push_back(meanings_[columns.traits[offer]].audiences | audiences_by_phase(offer));
    step_free_.push_back(static_cast<std::uint8_t>(said_step_free(offer)));
  }
}

std::uint8_t OfferFacets::audiences_by_phase(OfferIndex offer) const {
  std::uint8_t audiences = 0;
  const std::uint8_t phases = columns_->phases[offer];
  if (has_phase(phases, offer::Phase::kLaterLife)) audiences |= bit(AudienceGroup::kOlderPeople);
  if (has_phase(phases, offer::Phase::kFamily)) audiences |= bit(AudienceGroup::kFamilies);
  return audiences;
}

offer::TriState OfferFacets::said_step_free(OfferIndex offer) const {
  const offer::TriState own = columns_->distinct_traits[columns_->traits[offer]].step_free;
  if (own != offer::TriState::kUnknown || columns_->spot[offer] == kNoSpot) return own;
  return columns_->spots[columns_->spot[offer]].step_free;
}

std::uint32_t OfferFacets::district(OfferIndex offer) const {
  const std::uint32_t spot = columns_->spot[offer];
  return spot == kNoSpot ? kNoDistrict : columns_->spots[spot].district;
}

std::optional<double> OfferFacets::distance_km(OfferIndex offer, offer::GeoPoint from) const {
  const std::uint32_t spot = columns_->spot[offer];
  if (spot == kNoSpot || !columns_->spots[spot].point) return std::nullopt;
  // A region is flat enough for a plane: off by less than 0.1 % over 100 km.
  constexpr double kKmPerDegree = 111.2;
  constexpr double kDegree = std::numbers::pi / 180;
  const offer::GeoPoint& to = *columns_->spots[spot].point;
  const double north = to.latitude - from.latitude;
  const double east = (to.longitude - from.longitude) * std::cos((to.latitude + from.latitude) / 2 * kDegree);
  return kKmPerDegree * std::hypot(north, east);
}

Fit OfferFacets::fits_level(std::uint32_t traits, Level level) const {
  const unsigned levels = meanings_[traits].levels;
  unsigned wanted = level_bit(level);
  if (level == Level::kBeginners) wanted |= level_bit(Level::kA1);
  if (level == Level::kAdvanced) wanted |= level_bit(Level::kB2) | level_bit(Level::kC1) | level_bit(Level::kC2);
  if ((levels & wanted) != 0) return Fit::kYes;
  // "Anfänger" may be A1 or not.
  const bool says_step = (levels & ~kLevelWords) != 0;
  const bool says_word = (levels & kLevelWords) != 0;
  return says_step || (says_word && (wanted & kLevelWords) != 0) ? Fit::kNo : Fit::kUnknown;
}

Fit OfferFacets::fits_age(std::uint32_t traits, int years) const {
  const OfferTraits& own = columns_->distinct_traits[traits];
  if (!own.age_minimum && !own.age_maximum) return Fit::kUnknown;
  return years >= own.age_minimum.value_or(years) && years <= own.age_maximum.value_or(years) ? Fit::kYes : Fit::kNo;
}

Fit OfferFacets::fits_language(std::uint32_t traits, const offer::Language& language) const {
  const auto& own = columns_->distinct_traits[traits].instruction_languages;
  if (own.empty()) return Fit::kUnknown;
  return std::find(own.begin(), own.end(), language) != own.end() ? Fit::kYes : Fit::kNo;
}

Fit OfferFacets::fits_audience(OfferIndex offer, AudienceGroup group) const {
  const std::uint8_t known = audiences(offer);
  if ((known & bit(group)) != 0) return Fit::kYes;
  // Parents and children come for each other's sake: "Erste Hilfe für Babys" is for parents.
  constexpr unsigned kFamily =
      bit(AudienceGroup::kChildren) | bit(AudienceGroup::kParents) | bit(AudienceGroup::kFamilies);
  if ((bit(group) & kFamily) != 0 && (known & kFamily) != 0) return Fit::kUnknown;
  return known != 0 ? Fit::kNo : Fit::kUnknown;
}

struct FacetJudge::Visitor {
  const FacetJudge& judge;
  OfferIndex offer;

  [[nodiscard]] const OfferColumns& columns() const { return *judge.columns_; }
  [[nodiscard]] const OfferFacets& facets() const { return *judge.facets_; }
  [[nodiscard]] std::uint32_t traits() const { return columns().traits[offer]; }
  [[nodiscard]] static Fit yes_or_no(bool fits) { return fits ? Fit::kYes : Fit::kNo; }
  [[nodiscard]] static Fit of(offer::TriState state) {
    if (state == offer::TriState::kUnknown) return Fit::kUnknown;
    return yes_or_no(state == offer::TriState::kYes);
  }
  /// An offer without times may be at any time.
  [[nodiscard]] Fit at_times(WeekTimes wanted) const {
    const WeekTimes week = judge.times_->week(offer);
    if ((week & wanted) != 0) return Fit::kYes;
    WeekTimes without_time = 0;
    for (std::size_t day = 0; day < kWeekdayCount; ++day) without_time |= week_time(day, kPartOfDayCount);
    return week == 0 || (week & ~without_time) == 0 ? Fit::kUnknown : Fit::kNo;
  }

  Fit operator()(Level level) const { return facets().fits_level(traits(), level); }
  Fit operator()(offer::AttendanceMode mode) const {
    using offer::AttendanceMode;
    const auto own = static_cast<AttendanceMode>(columns().mode[offer]);
    if (own == AttendanceMode::kUnknown) return Fit::kUnknown;
    const bool both =
        own == AttendanceMode::kBlended && (mode == AttendanceMode::kOnline || mode == AttendanceMode::kOnsite);
    return yes_or_no(own == mode || both);
  }
  Fit operator()(OnlyFree /*free*/) const { return of(static_cast<offer::TriState>(columns().free[offer])); }
  Fit operator()(StepFree /*step_free*/) const { return of(facets().step_free(offer)); }
  Fit operator()(const InTown& /*in*/) const {
    const std::uint32_t town = columns().town[offer];
    return town == kNoTown ? Fit::kUnknown : yes_or_no(town == judge.place_);
  }
  Fit operator()(const InDistrict& /*in*/) const {
    const std::uint32_t district = facets().district(offer);
    return district == kNoDistrict ? Fit::kUnknown : yes_or_no(district == judge.place_);
  }
  Fit operator()(const Dates& dates) const {
    return yes_or_no(takes_place_between(columns().occurrences(offer), dates.from, dates.until, judge.now_));
  }
  Fit operator()(const OnWeekdays& on) const {
    WeekTimes wanted = 0;
    for (const base::Weekday day : on.days) wanted |= times_on(day);
    const WeekTimes week = judge.times_->week(offer);
    return week == 0 ? Fit::kUnknown : yes_or_no((week & wanted) != 0);
  }
  Fit operator()(PartOfDay part) const { return at_times(times_at(part)); }
  Fit operator()(AudienceGroup group) const { return facets().fits_audience(offer, group); }
  Fit operator()(OfAge age) const { return facets().fits_age(traits(), age.years); }
  Fit operator()(const SpokenIn& spoken) const { return facets().fits_language(traits(), spoken.language); }
};

FacetJudge::FacetJudge(const OfferColumns& columns, const OfferFacets& facets, const MeetingTimes& times,
                       base::LocalTime now, FacetValue value)
    : columns_(&columns), facets_(&facets), times_(&times), now_(now), value_(std::move(value)) {
  if (const auto* town = std::get_if<InTown>(&value_)) place_ = columns.towns.find(town->name);
  if (const auto* district = std::get_if<InDistrict>(&value_)) place_ = columns.districts.find(district->name);
}

Fit FacetJudge::fit(OfferIndex offer) const { return std::visit(Visitor{*this, offer}, value_); }

}  // namespace bildungskiosk::catalogue
