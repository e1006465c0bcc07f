#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sync/base/civil_time.hpp"
#include "sync/base/result.hpp"
#include "sync/exchange/record.hpp"
#include "sync/offer/offer.hpp"
#include "sync/publish/content.hpp"

/// What a stock holds, in numbers: the raw material of the quality report. Names are those of the exchange format;
/// German comes in report_words.hpp.
namespace bildungskiosk::publish {

/// How often each; sorted by name, so that reports can be compared.
using Counts = std::map<std::string, std::uint64_t>;

/// Counts one more. Names come out of files: behind kCountedNamesMax different ones, the rest share kOtherNames.
void count(Counts& counts, const std::string& name, std::uint64_t times = 1);
inline constexpr std::string_view kOtherNames = "…";

/// Of what a visitor can still take part in: the inventory ("Bestandsaufnahme") that municipal education management
/// begins with. "" as a name means that nobody said.
struct Inventory {
  std::uint64_t offers = 0;
  std::set<std::string> providers;  // folded names: one that two sources name is one
  std::set<std::uint64_t> places;   // by address: one that two sources name is one
  Counts kinds;                     // "course" …
  Counts modes;                     // "onsite" …
  Counts phases;                    // an offer may count for several
  Counts towns;                     // "": online, or unknown
  Counts audiences;                 // as providers name them; an offer may count for several
  Counts languages;                 // of instruction
  Counts levels;
  Counts prices;      // "free", "priced", ""
  Counts step_free;   // "yes", "no", "", of offers that are somewhere; "online" for the others
  Counts assistance;  // offers that say yes to "sign-language", "easy-language" …
  Counts months;      // of the beginning, "2026-09"
  std::map<std::string, Counts> phases_by_town;

  void add(const Inventory& other);
};

/// How complete one provider's offers are.
struct ProviderStatistics {
  std::string name;
  std::uint64_t offers = 0;
  Counts missing;  // by field

  void add(const ProviderStatistics& other);
};

/// What a stock holds on a given day, offers that are over included.
struct StockStatistics {
  std::uint64_t offers = 0;
  std::uint64_t past = 0;  // ended before the day
  std::uint64_t undated = 0;
  std::uint64_t free = 0;
  std::uint64_t online = 0;
  Counts missing;   // by field: "description", "price" …
  Counts inferred;  // by field: read out of keywords or titles
  Counts phases;
  Counts towns;
  Counts months;
  std::map<std::string, ProviderStatistics> providers;  // by id
  Inventory inventory;

  void add(const StockStatistics& other);
};

/// Takes a stock's records in the order of the exchange format: providers, places, offers.
class StockCounter {
 public:
  explicit StockCounter(base::Date today) : today_(today) {}
  /// An offer that another source's record stands for counts for how good the source's data are, but not once more in
  /// the inventory.
  enum class Shown { kHere, kElsewhere };
  void add(const exchange::Record& record, Shown shown = Shown::kHere);
  [[nodiscard]] StockStatistics finish() && { return std::move(statistics_); }

 private:
  struct PlaceFacts {
    std::string town;
    offer::TriState step_free = offer::TriState::kUnknown;
    std::uint64_t address = 0;
  };
  void add_offer(const offer::Offer& offer, Shown shown);
  void add_missing(const offer::Offer& offer, bool is_undated);
  void add_to_inventory(const offer::Offer& offer, const PlaceFacts& place);

  base::Date today_;
  StockStatistics statistics_;
  std::map<std::string, PlaceFacts> places_;
};

/// What stored records (the lines of a stock) hold on a day. `hidden`: the lines that another source's record stands
/// for, sorted. Errors: kMalformedRecord with the line's number.
[[nodiscard]] base::Result<StockStatistics> count_stock(const Content& records, base::Date today,
                                                        std::span<const std::uint32_t> hidden = {});

/// A town in which a phase of life has no offer.
struct Gap {
  std::string town;
  std::vector<offer::Phase> phases;  // without an offer, in their order
};
/// Of the towns in which there is anything, sorted by name.
[[nodiscard]] std::vector<Gap> gaps(const Inventory& inventory);

}  // namespace bildungskiosk::publish
