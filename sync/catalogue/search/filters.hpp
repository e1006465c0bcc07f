#pragma once

#include <array>
#include <vector>

#include "sync/catalogue/search/meeting_times.hpp"
#include "sync/catalogue/search/offer_columns.hpp"
#include "sync/catalogue/search/offer_facets.hpp"
#include "sync/catalogue/search_query.hpp"

namespace bildungskiosk::catalogue {

/// What a search looks at beside words. Views.
struct FilterGround {
  const OfferColumns& columns;
  const OfferFacets& facets;
  const MeetingTimes& times;  // at the query's `now`
};

/// The filters of a query over the columns, and the counts of what each further choice would show. An offer that fails
/// one kind of filter only still counts among the choices of that kind. Views the ground and the query.
class Filters {
 public:
  Filters(const FilterGround& ground, const SearchQuery& query);

  /// False: every offer passes.
  [[nodiscard]] bool are_chosen() const;
  /// Whether the offer passes every filter; counts nothing.
  [[nodiscard]] bool passes(OfferIndex offer) const;
  /// Counts the offer for the facets; true when it passes every filter. What is not of
  /// time is judged for offers that are alike at once, and counted so.
  [[nodiscard]] bool take(OfferIndex offer);
  /// Once, at the end.
  [[nodiscard]] Facets facets();

 private:
  /// One bit for each kind of filter that an offer fails. Times of the week are looked at apart.
  enum Kind : unsigned {
    kPhase = 1U << 0,
    kTown = 1U << 1,
    kMode = 1U << 2,
    kProvider = 1U << 3,
    kFree = 1U << 4,
    kDate = 1U << 5,
    kLevel = 1U << 6,
    kAudience = 1U << 7,
    kAge = 1U << 8,
    kLanguage = 1U << 9,
    kAccess = 1U << 10,
    kDistrict = 1U << 11,
    kNear = 1U << 12,
  };
  void judge_traits();
  /// Offers that are alike, what all of them fail, and how many of them are to be counted.
  struct Alike {
    const AlikeOffers* offers;
    std::vector<std::uint16_t> failed;
    std::vector<int> taken;
  };
  void judge_alike();
  [[nodiscard]] unsigned failed(OfferIndex offer) const;
  [[nodiscard]] unsigned failed_in_what(OfferIndex offer) const;
  [[nodiscard]] unsigned failed_in_where(OfferIndex offer) const;
  [[nodiscard]] bool fails_access(OfferIndex offer) const;
  [[nodiscard]] bool fails_dates(OfferIndex offer) const;
  [[nodiscard]] bool fails_place(OfferIndex offer) const;
  [[nodiscard]] WeekTimes times_of(OfferIndex offer) const;
  void take_for_counts(OfferIndex offer, unsigned failed);
  [[nodiscard]] bool take_by_times(OfferIndex offer, unsigned failed);
  void count_in_what(OfferIndex offer, unsigned failed, int offers);
  void count_in_where(OfferIndex offer, unsigned failed, int offers);
  void count_week(WeekTimes times, int offers);
  void count_months(OfferIndex offer);
  void add_trait_counts(Facets& facets) const;
  void add_place_counts(Facets& facets) const;
  void add_time_counts(Facets& facets);

  const OfferColumns* columns_;
  const OfferFacets* facets_;
  const MeetingTimes* times_;
  const SearchQuery* query_;
  std::uint16_t phase_bits_ = 0;
  std::uint16_t mode_bits_ = 0;
  std::uint16_t audience_bits_ = 0;
  WeekTimes weekdays_ = kAnyTime;
  WeekTimes parts_of_day_ = kAnyTime;
  std::vector<bool> towns_;                   // by number: chosen
  std::vector<bool> districts_;               // by number: chosen
  std::vector<bool> providers_;               // chosen; empty: all
  std::vector<std::uint16_t> traits_failed_;  // by traits: the kinds that these fail
  Alike what_;
  Alike where_;
  bool has_dates_ = false;
  bool looks_at_times_ = false;  // dates or times of the week are chosen
  // Counted by all bits of an offer at once, and taken apart at the end.
  std::array<int, 1U << offer::kAllPhases.size()> by_phases_{};
  std::array<int, 1U << kAudienceGroupCount> by_audiences_{};
  std::array<int, 1U << static_cast<unsigned>(kMonthsAhead)> by_months_{};
  std::vector<int> by_week_;  // by MeetingTimes::week_number
  std::array<int, 5> mode_counts_{};
  std::array<int, 3> by_free_{};       // by offer::TriState
  std::array<int, 3> by_step_free_{};  // by offer::TriState
  std::array<int, kWeekdayCount> weekday_counts_{};
  std::array<int, kPartOfDayCount> part_counts_{};
  std::vector<int> town_counts_;
  std::vector<int> provider_counts_;
  std::vector<int> level_counts_;     // by traits
  std::vector<int> language_counts_;  // by traits
  std::vector<int> district_counts_;
};

}  // namespace bildungskiosk::catalogue
