#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sync/catalogue/facet_values.hpp"
#include "sync/catalogue/summary.hpp"

/// A search and its answer. Values only.
namespace bildungskiosk::catalogue {

/// Only the first bytes and words of what was typed are looked at.
inline constexpr std::size_t kQueryBytesMax = 1'000;
inline constexpr std::size_t kQueryWordsMax = 16;

enum class SortOrder {
  kRelevance,  // how well the words are met (Reason), then soonest and most complete
  kNextDate,   // soonest first, those without a date last
  kTitle,      // by the German title, else any; ä sorts as a
  kPrice,      // free, then cheap to dear, unknown last
  kDistance,   // from `SearchQuery::here` in a straight line, unknown last; without `here` as kRelevance
};

enum class FreeFilter { kAny, kOnlyFree };
enum class AccessFilter { kAny, kOnlyStepFree };

/// Whether words that name a facet ("abends", "A1") narrow the result by it, or are searched as texts like others.
/// Whoever allows it shows `SearchResult::understood`.
enum class UnderstandingUse { kAllowed, kRefused };

/// Whether a word that no offer has may be taken for one that is spelled nearly so, or be left out where nothing has
/// all of them. Whoever allows it shows `SearchResult::corrected` and `dropped`.
enum class CorrectionUse { kAllowed, kRefused };

/// How a word of an offer stands for a word of the query, best first.
enum class MatchKind : std::uint8_t {
  kExact,             // it is the word
  kJoined,            // it is this word and its neighbours written as one
  kInflected,         // the word in another ending
  kBeginning,         // it begins so; of the word that is being typed
  kCompound,          // it ends or begins with the word, or both are parts of the word
  kSynonym,           // it means the same
  kPart,              // the word begins with it, and of the rest nothing is known
  kTranslation,       // it means the same in German
  kLooseTranslation,  // it stands for that, or is a part of it, in one of the ways above
};

/// Filters of one kind widen each other (Lindach or Steinau), filters of different kinds narrow each other.
/// Empty means "all".
struct SearchQuery {
  std::string text;  // as typed; the last word may be a beginning
  CorrectionUse correction = CorrectionUse::kAllowed;
  UnderstandingUse understanding = UnderstandingUse::kAllowed;
  std::vector<std::string> literal;  // phrases out of `Understood::words` that are to be searched as text
  bool explain = false;              // fill `SearchResult::reasons`; costs many times a search
  offer::Language language = "de";
  std::vector<offer::Phase> phases;
  std::vector<std::string> towns;  // as in `TownCount`, however the letters are written
  std::vector<offer::AttendanceMode> modes;
  std::vector<std::string> provider_ids;
  FreeFilter free = FreeFilter::kAny;
  AccessFilter access = AccessFilter::kAny;
  std::vector<Level> levels;
  std::vector<AudienceGroup> audiences;
  std::optional<int> age;                              // of the visitor, in years
  std::vector<offer::Language> instruction_languages;  // spoken there
  std::vector<std::string> districts;                  // as in `Facets::districts`, however …
  std::optional<base::Date> from;                      // with a date on or after …
  std::optional<base::Date> until;                     // … and on or before this day
  std::vector<base::Weekday> weekdays;                 // one and the same meeting lies within the dates, …
  std::vector<PartOfDay> parts_of_day;                 // … on such a day and at such a time
  std::optional<offer::GeoPoint> here;                 // where the kiosk stands; lifts what is near
  std::optional<double> radius_km;                     // around `here`, in a straight line
  SortOrder sort = SortOrder::kRelevance;
  base::LocalTime now;  // past offers are not found, past meetings not shown
  std::size_t offset = 0;
  std::size_t limit = 20;  // items returned, 0 … 200; totals and facets are always of all
  bool counts = true;      // fill `SearchResult::facets`; of a million offers the items alone are there much earlier
  bool operator==(const SearchQuery&) const = default;
};

template <typename Key>
struct FacetCount {
  Key value;
  int offers = 0;
  bool operator==(const FacetCount&) const = default;
};

struct ProviderCount {
  std::string id;
  std::string name;
  int offers = 0;
  bool operator==(const ProviderCount&) const = default;
};

/// How many offers each choice would show, under the text and all filters but those of its own kind.
/// Choices with none are left out, except when chosen.
struct Facets {
  std::array<int, offer::kAllPhases.size()> phases{};  // indexed by Phase
  std::vector<FacetCount<std::string>> towns;          // most first, then by name
  std::vector<FacetCount<offer::AttendanceMode>> modes;
  std::vector<ProviderCount> providers;
  int free = 0;                                      // known to be free of charge
  int step_free = 0;                                 // known to be
  std::array<int, kLevelCount> levels{};             // indexed by Level
  std::array<int, kAudienceGroupCount> audiences{};  // indexed by AudienceGroup
  std::array<int, kWeekdayCount> weekdays{};         // indexed by base::Weekday; of meetings to come
  std::array<int, kPartOfDayCount> parts_of_day{};   // indexed by PartOfDay
  std::vector<FacetCount<Month>> months;             // with meetings to come, this one and the eleven next
  std::vector<FacetCount<offer::Language>> instruction_languages;  // most first, then by tag
  std::vector<FacetCount<std::string>> districts;                  // most first, then by name
  bool operator==(const Facets&) const = default;
};

/// A word of the query that was searched as another one.
struct CorrectedWord {
  std::string typed;     // folded: "gitare"
  std::string searched;  // as an offer that was found writes it: "Gitarre"
  bool operator==(const CorrectedWord&) const = default;
};

/// Words of the query that narrowed the result as a filter would, instead of being searched as text. An offer whose
/// title has them stays all the same.
struct Understood {
  std::string words;      // as typed: "am Wochenende"
  std::size_t begin = 0;  // bytes of `SearchQuery::text`
  std::size_t end = 0;
  FacetValue value;
  bool operator==(const Understood&) const = default;
};

/// What was left out where nothing has all that was asked for.
enum class LeftOutKind {
  kWord,        // a folded word: no offer has it, or none all words
  kUnderstood,  // words that name a facet, as typed
  kTowns,       // the chosen towns and districts, and the radius
  kPhases,      // the chosen phases
  kFilters,     // every other chosen filter
};
struct LeftOut {
  LeftOutKind kind = LeftOutKind::kWord;
  std::string words;  // of kWord and kUnderstood
  bool operator==(const LeftOut&) const = default;
};

/// How an offer has one word of the query.
struct WordMatch {
  std::string word;  // folded; after correction
  MatchKind kind = MatchKind::kExact;
  bool in_title = false;
  int level = 0;      // 0: not at all; up to 15
  double weight = 0;  // of the word in this query: rare words count for more
  bool operator==(const WordMatch&) const = default;
};

/// How an offer meets words that name a facet.
struct FacetMatch {
  std::string words;  // as typed; several of one kind together
  bool fits = false;  // else it only has the words
  int level = 0;      // as that of a word
  bool operator==(const FacetMatch&) const = default;
};

/// What raises an offer a little among those that are asked for alike.
enum class LiftKind { kSoon, kHasRoom, kNear };
struct Lift {
  LiftKind kind = LiftKind::kSoon;
  int points = 0;
  bool operator==(const Lift&) const = default;
};

/// Why an item stands where it stands.
struct Reason {
  int score = 0;  // up to 1023; equal ones by what begins soonest and is most complete
  std::vector<WordMatch> words;
  std::vector<FacetMatch> facets;
  std::vector<Lift> lifts;
  bool operator==(const Reason&) const = default;
};

struct SearchResult {
  int total = 0;
  std::vector<OfferSummary> items;
  Facets facets;
  std::vector<CorrectedWord> corrected;
  std::vector<Understood> understood;  // in the order of the words
  std::vector<LeftOut> dropped;        // in the order in which it was left out; none when correction is refused
  std::vector<Reason> reasons;         // one for each item when asked for, else none
  bool operator==(const SearchResult&) const = default;
};

}  // namespace bildungskiosk::catalogue
