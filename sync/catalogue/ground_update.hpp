#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/catalogue/offer_words.hpp"
#include "sync/catalogue/offer_writer.hpp"
#include "sync/catalogue/present_lines.hpp"
#include "sync/exchange/record.hpp"
#include "sync/sqlite/database.hpp"

namespace bildungskiosk::catalogue {

/// A record of the new release, no offer, that the present catalogue has otherwise or not at all.
struct FreshRecord {
  exchange::Record record;
  std::string line;
};

/// What the change of all records but the offers means for these: everything that an offer is written with and found by
/// beside its own line. Internal to the updater.
class GroundUpdate {
 public:
  /// Writes `provider`, `place` and `record`, and tells `writer` what is there afterwards. `fresh` in the order of the
  /// exchange format.
  [[nodiscard]] base::Result<void> write(sqlite::Database& database, const PresentLines& present,
                                         const std::vector<FreshRecord>& fresh, OfferWriter& writer);

  /// The rows of offers that are found by other words now, or stand in another town, though their line may be the same.
  [[nodiscard]] base::Result<std::vector<std::uint32_t>> affected_offers(sqlite::Database& database);
  /// Once the offers are written: kMalformedRecord when one of them names a provider or place that is gone.
  [[nodiscard]] base::Result<void> check_references(sqlite::Database& database) const;

 private:
  struct Change;
  [[nodiscard]] base::Result<void> write_one(sqlite::Database& database, const PresentLines::Entry& entry,
                                             const exchange::Record& old, const FreshRecord* fresh,
                                             OfferWriter& writer);
  void note_change(const PresentLines::Entry& entry, const exchange::Record& old, const FreshRecord* fresh);

  SharedWords old_words_;
  SharedWords new_words_;
  std::unordered_set<std::int64_t> providers_;  // whose words or town have changed; by row
  std::unordered_set<std::int64_t> places_;
  std::vector<offer::CategoryRef> categories_;  // that may have other words
  std::vector<std::int64_t> gone_providers_;
  std::vector<std::pair<std::int64_t, std::string>> gone_places_;  // row, id
};

}  // namespace bildungskiosk::catalogue
