#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sync/base/civil_time.hpp"
#include "sync/catalogue/search/filters.hpp"
#include "sync/catalogue/search/word_search.hpp"
#include "sync/catalogue/search_query.hpp"

namespace bildungskiosk::catalogue {

/// Facets of one kind that words of the query name: an offer is to be one of them. Or the words stand in its title; or
/// it says nothing of the kind, and they stand in its texts.
struct FacetCondition {
  std::vector<FacetValue> values;    // all of one alternative of FacetValue
  std::vector<std::string> phrases;  // as typed
  OfferBits in_title;
  std::optional<OfferBits> in_text;  // nothing: it does not matter
};

/// The order of relevance: how well an offer has the words and facets asked for, and a little for what begins soon, has
/// places left, is near. Views everything.
class Ranking {
 public:
  /// The most that all lifts together give, of Relevance::kMax: less than a word in its own form is above another form.
  static constexpr int kLiftMax = 24;

  /// `data_from`: the day that the catalogue tells of.
  Ranking(const FilterGround& ground, const WordAnswer& answer, const std::vector<FacetCondition>& conditions,
          const SearchQuery& query, base::Date data_from);

  /// There are no conditions.
  [[nodiscard]] bool all_meet() const { return conditions_.empty(); }
  /// False: the order of the index is that of relevance.
  [[nodiscard]] bool tells_apart() const { return !answer_->words.empty() || !conditions_.empty(); }
  /// 1 … Relevance::kMax.
  [[nodiscard]] std::uint16_t score(OfferIndex offer) const { return score(offer, points(offer)); }
  /// Of an offer with these points.
  [[nodiscard]] std::uint16_t score(OfferIndex offer, int points) const;
  /// The part of the score that words and conditions give, 0 …; nothing: the offer does not meet every condition.
  [[nodiscard]] std::optional<int> points_where_met(OfferIndex offer) const;
  /// The same without conditions, by the words' score.
  [[nodiscard]] int points_of(std::uint16_t score) const { return points_[score]; }
  /// The most that all lifts together give in this search, up to kLiftMax.
  [[nodiscard]] int lift_max() const { return lift_max_; }
  [[nodiscard]] std::vector<Lift> lifts(OfferIndex offer) const;
  [[nodiscard]] std::vector<FacetMatch> facet_matches(OfferIndex offer) const;

 private:
  struct Judged {
    const FacetCondition* condition;
    std::vector<FacetJudge> judges;  // of each value
    bool is_of_times;
  };
  /// 0: it does not meet it; up to 15, as for words.
  [[nodiscard]] static unsigned level(OfferIndex offer, const Judged& judged);
  [[nodiscard]] int points(OfferIndex offer) const;
  [[nodiscard]] bool meets_at_one_time(OfferIndex offer) const;
  [[nodiscard]] int soon(OfferIndex offer) const;
  [[nodiscard]] int has_room(OfferIndex offer) const;
  [[nodiscard]] int near(OfferIndex offer) const;

  FilterGround ground_;
  const WordAnswer* answer_;
  std::vector<Judged> conditions_;
  const SearchQuery* query_;
  double words_weight_ = 0;
  std::vector<std::uint16_t> points_;  // by the words' score; without conditions
  std::optional<WeekTimes> one_time_;  // where several conditions speak of the times of one meeting
  std::vector<Dates> one_time_dates_;  // within these; none: ever
  bool data_is_fresh_ = false;
  int lift_max_ = 0;
};

}  // namespace bildungskiosk::catalogue
