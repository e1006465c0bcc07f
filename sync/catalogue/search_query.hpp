#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
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
  kRelevance,  // how well the words are met (Reason), then soonest and most complete
  kNextDate,   // soonest first, those without a date last
  kTitle,      // by the German title, else any; ä sorts as a
  kPrice,      // free, then cheap to dear, unknown last
};

enum class FreeFilter { kAny, kOnlyFree };

/// Whether a word that no offer has may be taken for one that is spelled nearly so, or be left out where nothing has
/// all of them. Whoever allows it shows `SearchResult::corrected` and `dropped`.
enum class CorrectionUse { kAllowed, kRefused };

/// How a word of an offer stands for a word of the query, best first.
enum class MatchKind : std::uint8_t {
  kExact,      // it is the word
  kJoined,     // it is this word and its neighbours written as one
  kInflected,  // the word in another ending
  kBeginning,  // it begins so; of the word that is being typed
  kCompound,   // it ends or begins with the word, or both are parts of the word
  kSynonym,    // it means the same
  kPart,       // the word begins with it, and of the rest nothing is known
};

/// Filters of one kind widen each other (Lindach or Steinau), filters of different kinds narrow each other.
/// Empty means "all".
struct SearchQuery {
  std::string text;  // as typed; the last word may be a beginning
  CorrectionUse correction = CorrectionUse::kAllowed;
  bool explain = false;  // fill `SearchResult::reasons`; costs many times a search
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

/// A word of the query that was searched as another one.
struct CorrectedWord {
  std::string typed;     // folded: "gitare"
  std::string searched;  // as an offer that was found writes it: "Gitarre"
  bool operator==(const CorrectedWord&) const = default;
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

/// Why an item stands where it stands.
struct Reason {
  int score = 0;  // up to 1023; equal ones by what begins soonest and is most complete
  std::vector<WordMatch> words;
  bool operator==(const Reason&) const = default;
};

struct SearchResult {
  int total = 0;
  std::vector<OfferSummary> items;
  Facets facets;
  std::vector<CorrectedWord> corrected;
  std::vector<std::string> dropped;  // folded words that were not searched: no offer has them, or none all words
  std::vector<Reason> reasons;       // one for each item when asked for, else none
  bool operator==(const SearchResult&) const = default;
};

}  // namespace bildungskiosk::catalogue
