#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "sync/base/civil_time.hpp"
#include "sync/offer/offer.hpp"

/// What is counted of a visit to the screen, as a plain value: how many, never who, what exactly, or in which order.
/// Where it is kept: visit_counts.hpp.
namespace bildungskiosk::update {

/// From the first touch to the last.
enum class VisitLength { kUnderOneMinute, kOneToThree, kThreeToTen, kOverTen };
inline constexpr std::size_t kVisitLengthCount = 4;

/// A code for a phone that was shown.
enum class HandOff { kDates, kContact, kPlace, kRegistration, kList };
inline constexpr std::size_t kHandOffCount = 5;

struct VisitCount {
  base::Date day;  // on which the visit ended
  VisitLength length = VisitLength::kUnderOneMinute;
  offer::Language language;                                   // of the interface, at the end
  int searches = 0;                                           // texts that were typed to their end, not keys
  int searches_in_vain = 0;                                   // of those, texts or words of theirs that no offer has
  std::array<int, offer::kAllPhases.size()> offers_viewed{};  // by the offer's first phase, in this order
  std::array<int, kHandOffCount> hand_offs{};                 // by HandOff
  std::vector<std::string> sought_in_vain;  // words, as typed; never written before enough visits have used them
  bool operator==(const VisitCount&) const = default;
};

}  // namespace bildungskiosk::update
