#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "sync/catalogue/summary.hpp"

/// A search and its answer. Values only.
namespace bildungskiosk::catalogue {

/// Only the first bytes and words of what was typed are looked at.
inline constexpr std::size_t kQueryBytesMax = 1'000;
inline constexpr std::size_t kQueryWordsMax = 16;

enum class SortOrder {
  kRelevance,  // title matches first, then soonest and most complete
  kNextDate,   // soonest first, those without a date last
  kTitle,      // by the German title, else any; ä sorts as a
  kPrice,      // free, then cheap to dear, unknown last
};

enum class FreeFilter { kAny, kOnlyFree };

/// Filters of one kind widen each other (Lindach or Steinau), filters of different kinds narrow each other.
/// Empty means "all".
struct SearchQuery {
  std::string text;  // as typed; all words must be found, the last one may be a beginning
  offer::Language language = "de";
  std::vector<offer::Phase> phases;
  std::vector<std::string> towns;  // exactly as in `TownCount`
  std::vector<offer::AttendanceMode> modes;
  std::vector<std::string> provider_ids;
  FreeFilter free = FreeFilter::kAny;
  std::optional<base::Date> from;   // with a date on or after …
  std::optional<base::Date> until;  // … and on or before this day
  SortOrder sort = SortOrder::kRelevance;
  base::LocalTime now;  // past offers are not found, past meetings not shown
  std::size_t offset = 0;
  std::size_t limit = 20;  // items returned, 0 … 200; totals and facets are always of all
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
  int free = 0;  // known to be free of charge
  bool operator==(const Facets&) const = default;
};

struct SearchResult {
  int total = 0;
  std::vector<OfferSummary> items;
  Facets facets;
  bool operator==(const SearchResult&) const = default;
};

}  // namespace bildungskiosk::catalogue
