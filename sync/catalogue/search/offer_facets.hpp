#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sync/catalogue/facet_values.hpp"
#include "sync/catalogue/search/alike.hpp"
#include "sync/catalogue/search/facet_words.hpp"
#include "sync/catalogue/search/meeting_times.hpp"
#include "sync/catalogue/search/offer_columns.hpp"

namespace bildungskiosk::catalogue {

/// Whether an offer is what a facet asks for; unknown: it says nothing of the kind.
enum class Fit : std::uint8_t { kNo, kUnknown, kYes };

/// What the offers' own words for level and audience mean. Computed once for a catalogue; constant from then on. Views
/// the columns.
class OfferFacets {
 public:
  OfferFacets(const OfferColumns& columns, const FacetWords& words);

  /// Of an offer: bit i: AudienceGroup i.
  [[nodiscard]] std::uint8_t audiences(OfferIndex offer) const { return audiences_[offer]; }
  [[nodiscard]] offer::TriState step_free(OfferIndex offer) const {
    return static_cast<offer::TriState>(step_free_[offer]);
  }
  /// Number in OfferColumns::districts; kNoDistrict: none, or not known.
  [[nodiscard]] std::uint32_t district(OfferIndex offer) const;
  /// In a straight line on the ground.
  [[nodiscard]] std::optional<double> distance_km(OfferIndex offer, offer::GeoPoint from) const;

  /// All languages that are spoken in an offer, ascending; an offer's as indexes into them.
  [[nodiscard]] const std::vector<offer::Language>& languages() const { return languages_; }
  [[nodiscard]] const std::vector<std::uint16_t>& languages(std::uint32_t traits) const {
    return meanings_[traits].languages;
  }
  [[nodiscard]] const AlikeOffers& alike_in_what() const { return alike_in_what_; }
  [[nodiscard]] const AlikeOffers& alike_in_where() const { return alike_in_where_; }
  [[nodiscard]] const PlaceNames& place_names() const { return place_names_; }

  [[nodiscard]] Fit fits_level(std::uint32_t traits, Level level) const;
  [[nodiscard]] Fit fits_age(std::uint32_t traits, int years) const;
  [[nodiscard]] Fit fits_language(std::uint32_t traits, const offer::Language& language) const;
  [[nodiscard]] Fit fits_audience(OfferIndex offer, AudienceGroup group) const;

 private:
  [[nodiscard]] std::uint8_t audiences_by_phase(OfferIndex offer) const;
  [[nodiscard]] offer::TriState said_step_free(OfferIndex offer) const;

  struct Meaning {
    std::uint8_t levels = 0;
    std::uint8_t audiences = 0;
    std::vector<std::uint16_t> languages;
  };
  const OfferColumns* columns_;
  std::vector<Meaning> meanings_;  // by traits
  std::vector<std::uint8_t> audiences_;
  std::vector<std::uint8_t> step_free_;
  std::vector<offer::Language> languages_;
  PlaceNames place_names_;
  AlikeOffers alike_in_what_;
  AlikeOffers alike_in_where_;
};

/// Judges offers by one facet at one moment. Views everything but the facet.
class FacetJudge {
 public:
  FacetJudge(const OfferColumns& columns, const OfferFacets& facets, const MeetingTimes& times, base::LocalTime now,
             FacetValue value);

  [[nodiscard]] Fit fit(OfferIndex offer) const;

 private:
  struct Visitor;
  const OfferColumns* columns_;
  const OfferFacets* facets_;
  const MeetingTimes* times_;
  base::LocalTime now_;
  FacetValue value_;
  std::optional<std::uint32_t> place_;  // the number of the town or district that the facet names
};

}  // namespace bildungskiosk::catalogue
