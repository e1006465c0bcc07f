#include "sync/catalogue/search/ranking.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace bildungskiosk::catalogue {
namespace {

constexpr unsigned kLevelMax = 15;
// Being it and saying so in the title is best; being it is more than being called so.
constexpr unsigned kFitsInTitle = 15;
constexpr unsigned kFits = 12;
constexpr unsigned kInTitle = 7;
constexpr unsigned kInText = 2;
/// Of a condition, beside 1 and more of a word.
constexpr double kConditionWeight = 2;

constexpr int kSoonDays = 7;
constexpr int kSoonerDays = 30;
constexpr int kLaterDays = 90;
constexpr std::array<int, 3> kSoonPoints = {10, 6, 3};
constexpr int kRoomPoints = 4;
constexpr int kFreshDays = 7;
constexpr int kNearPoints = 10;
constexpr double kNearKm = 10;

template <typename Value>
const Value* value_of(const FacetCondition& condition) {
  return condition.values.empty() ? nullptr : std::get_if<Value>(&condition.values.front());
}

WeekTimes times_of(const FacetCondition& condition) {
  WeekTimes times = 0;
  for (const FacetValue& value : condition.values) {
    if (const auto* part = std::get_if<PartOfDay>(&value)) times |= times_at(*part);
    if (const auto* on = std::get_if<OnWeekdays>(&value)) {
      for (const base::Weekday day : on->days) times |= times_on(day);
    }
  }
  return times;
}

bool is_of_times(const FacetCondition& condition) {
  return value_of<Dates>(condition) != nullptr || times_of(condition) != 0;
}

}  // namespace

Ranking::Ranking(const FilterGround& ground, const WordAnswer& answer, const std::vector<FacetCondition>& conditions,
                 const SearchQuery& query, base::Date data_from)
    : ground_(ground),
      answer_(&answer),
      query_(&query),
      data_is_fresh_(query.now.date.days_since_epoch - data_from.days_since_epoch <= kFreshDays) {
  for (const QueryWord& word : answer.words) {
    if (!word.is_filler) words_weight_ += word.weight;
  }
  lift_max_ = kSoonPoints[0] + (data_is_fresh_ ? kRoomPoints : 0) + (query.here ? kNearPoints : 0);
  int kinds = 0;
  WeekTimes times = kAnyTime;
  for (const FacetCondition& condition : conditions) {
    Judged& judged = conditions_.emplace_back(Judged{&condition, {}, is_of_times(condition)});
    for (const FacetValue& value : condition.values) {
      judged.judges.emplace_back(ground.columns, ground.facets, ground.times, query.now, value);
    }
    if (value_of<Dates>(condition) != nullptr) {
      for (const FacetValue& value : condition.values) one_time_dates_.push_back(std::get<Dates>(value));
      ++kinds;
    } else if (const WeekTimes wanted = times_of(condition); wanted != 0) {
      times &= wanted;
      ++kinds;
    }
  }
  if (kinds > 1) one_time_ = times;
  if (!conditions.empty() || answer.words.empty()) return;
  for (int score = 0; score <= Relevance::kMax; ++score) {
    points_.push_back(static_cast<std::uint16_t>(score * (Relevance::kMax - kLiftMax) / Relevance::kMax));
  }
}

/// "Samstag abends" is one meeting, not one on a Saturday and one in the evening.
bool Ranking::meets_at_one_time(OfferIndex offer) const {
  if (!one_time_) return true;
  const Occurrences dates = ground_.columns.occurrences(offer);
  if (one_time_dates_.empty()) return (ground_.times.week(offer) & *one_time_) != 0;
  return std::any_of(one_time_dates_.begin(), one_time_dates_.end(), [&](const Dates& range) {
    const DayRange days{range.from.days_since_epoch, range.until.days_since_epoch};
    return (week_times(dates, days, query_->now) & *one_time_) != 0;
  });
}

unsigned Ranking::level(OfferIndex offer, const Judged& judged) {
  const FacetCondition& condition = *judged.condition;
  Fit best = Fit::kNo;
  for (const FacetJudge& judge : judged.judges) best = std::max(best, judge.fit(offer));
  if (best == Fit::kYes) return condition.in_title.contains(offer) ? kFitsInTitle : kFits;
  if (condition.in_title.contains(offer)) return kInTitle;
  return best == Fit::kUnknown && condition.in_text && condition.in_text->contains(offer) ? kInText : 0;
}

int Ranking::soon(OfferIndex offer) const {
  const std::int32_t next = ground_.times.next_day(offer);
  if (next == kNoDay) return 0;
  const std::int32_t days = next - query_->now.date.days_since_epoch;
  if (days <= kSoonDays) return kSoonPoints[0];
  if (days <= kSoonerDays) return kSoonPoints[1];
  return days <= kLaterDays ? kSoonPoints[2] : 0;
}

int Ranking::has_room(OfferIndex offer) const {
  if (!data_is_fresh_) return 0;
  const OfferTraits& traits = ground_.columns.distinct_traits[ground_.columns.traits[offer]];
  return traits.has_room == offer::TriState::kYes ? kRoomPoints : 0;
}

int Ranking::near(OfferIndex offer) const {
  if (!query_->here) return 0;
  const std::optional<double> km = ground_.facets.distance_km(offer, *query_->here);
  if (!km || *km >= kNearKm) return 0;
  return static_cast<int>(std::lround(kNearPoints * (1 - *km / kNearKm)));
}

int Ranking::points(OfferIndex offer) const {
  if (!points_.empty()) return points_of(answer_->relevance.score(offer));
  return points_where_met(offer).value_or(0);
}

std::optional<int> Ranking::points_where_met(OfferIndex offer) const {
  double sum = 0;
  double weights = 0;
  if (!answer_->words.empty()) {
    sum = words_weight_ * answer_->relevance.score(offer) / Relevance::kMax;
    weights = words_weight_;
  }
  unsigned least_of_times = kLevelMax;
  for (const Judged& judged : conditions_) {
    const unsigned of_offer = level(offer, judged);
    if (of_offer == 0) return std::nullopt;
    if (judged.is_of_times) least_of_times = std::min(least_of_times, of_offer);
    sum += kConditionWeight * of_offer / kLevelMax;
    weights += kConditionWeight;
  }
  if (least_of_times >= kFits && !meets_at_one_time(offer)) return std::nullopt;
  return weights > 0 ? static_cast<int>(std::lround((Relevance::kMax - kLiftMax) * sum / weights)) : 0;
}

std::uint16_t Ranking::score(OfferIndex offer, int points) const {
  const int lifted = points + soon(offer) + has_room(offer) + near(offer);
  return static_cast<std::uint16_t>(std::clamp<int>(lifted, 1, Relevance::kMax));
}

std::vector<Lift> Ranking::lifts(OfferIndex offer) const {
  std::vector<Lift> lifts;
  for (const auto& [kind, points] :
       {std::pair(LiftKind::kSoon, soon(offer)), std::pair(LiftKind::kHasRoom, has_room(offer)),
        std::pair(LiftKind::kNear, near(offer))}) {
    if (points > 0) lifts.push_back({kind, points});
  }
  return lifts;
}

std::vector<FacetMatch> Ranking::facet_matches(OfferIndex offer) const {
  std::vector<FacetMatch> matches;
  for (const Judged& judged : conditions_) {
    const unsigned of_offer = level(offer, judged);
    std::string words;
    for (const std::string& phrase : judged.condition->phrases) words += (words.empty() ? "" : ", ") + phrase;
    matches.push_back({std::move(words), of_offer >= kFits, static_cast<int>(of_offer)});
  }
  return matches;
}

}  // namespace bildungskiosk::catalogue
