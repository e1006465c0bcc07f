#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "sync/offer/offer.hpp"

/// What an offer is filtered by, besides phase, attendance mode and provider, which sync/offer has. Values only.
namespace bildungskiosk::catalogue {

/// Steps of the Common European Framework, and the two words for those who name no step. An offer may have several.
/// Who asks for beginners is also shown A1, who asks for the advanced B2 and above.
enum class Level : std::uint8_t { kA1, kA2, kB1, kB2, kC1, kC2, kBeginners, kAdvanced };
inline constexpr std::size_t kLevelCount = 8;

/// When a meeting begins: before noon, before 17:00, later.
enum class PartOfDay : std::uint8_t { kMorning, kAfternoon, kEvening };
inline constexpr std::size_t kPartOfDayCount = 3;
inline constexpr std::size_t kWeekdayCount = 7;

/// For whom an offer is, read out of the groups that it names, its ages and its phases.
enum class AudienceGroup : std::uint8_t {
  kChildren,
  kYouth,
  kFamilies,
  kParents,
  kWomen,
  kMen,
  kOlderPeople,
  kNewcomers,
};
inline constexpr std::size_t kAudienceGroupCount = 8;

struct Month {
  int year = 0;
  int month = 1;                                   // 1 … 12
  auto operator<=>(const Month&) const = default;  // NOLINT(modernize-use-nullptr): `<=> 0` is no pointer
};

// What a word of a query may ask for.
struct OnlyFree {
  bool operator==(const OnlyFree&) const = default;
};
/// One need not climb steps to get there: said of the offer or of its place.
struct StepFree {
  bool operator==(const StepFree&) const = default;
};
struct InTown {
  std::string name;  // as in `TownCount`
  bool operator==(const InTown&) const = default;
};
struct InDistrict {
  std::string name;  // as the places write it
  bool operator==(const InDistrict&) const = default;
};
/// Both days included; the first is never before today.
struct Dates {
  base::Date from;
  base::Date until;
  bool operator==(const Dates&) const = default;
};
struct OnWeekdays {
  std::vector<base::Weekday> days;  // ascending, at least one; Saturday and Sunday for "am Wochenende"
  bool operator==(const OnWeekdays&) const = default;
};
/// For somebody of this age.
struct OfAge {
  int years = 0;
  bool operator==(const OfAge&) const = default;
};
/// The language that is spoken there.
struct SpokenIn {
  offer::Language language;
  bool operator==(const SpokenIn&) const = default;
};

using FacetValue = std::variant<Level, offer::AttendanceMode, OnlyFree, StepFree, InTown, InDistrict, Dates, OnWeekdays,
                                PartOfDay, AudienceGroup, OfAge, SpokenIn>;

}  // namespace bildungskiosk::catalogue
