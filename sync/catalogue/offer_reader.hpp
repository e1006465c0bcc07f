#pragma once

#include <atomic>
#include <string_view>
#include <vector>

#include "sync/base/civil_time.hpp"
#include "sync/base/result.hpp"
#include "sync/catalogue/offer_detail.hpp"
#include "sync/catalogue/search/offer_columns.hpp"
#include "sync/catalogue/stored_records.hpp"

namespace bildungskiosk::catalogue {

/// What a card and a page say of offers, made from their records. Errors: kCatalogueDamaged for a record that does not
/// parse or is not there, kCancelled once `interrupted` is set. All that is given must outlive it; belongs to its
/// thread.
class OfferReader {
 public:
  OfferReader(StoredRecords& records, const OfferColumns& columns, const std::atomic<bool>& interrupted)
      : records_(&records), columns_(&columns), interrupted_(&interrupted) {}

  /// One for each, in the given order.
  [[nodiscard]] base::Result<std::vector<OfferSummary>> summaries(const std::vector<OfferIndex>& offers,
                                                                  base::LocalTime now, const offer::Language& language);
  /// kNotFound when the catalogue has no such offer.
  [[nodiscard]] base::Result<OfferDetail> detail(std::string_view offer_id, base::LocalTime now,
                                                 const offer::Language& language);

 private:
  [[nodiscard]] base::Result<OfferSummary> summary(OfferIndex at, base::LocalTime now, const offer::Language& language);
  [[nodiscard]] OfferSummary summary_of(const offer::Offer& offer, OfferIndex at, const offer::Provider& provider,
                                        const offer::Place* place, base::LocalTime now,
                                        const offer::Language& language) const;
  [[nodiscard]] base::Result<std::vector<UpcomingSession>> upcoming_sessions(const offer::Offer& offer,
                                                                             base::LocalTime now);

  StoredRecords* records_;
  const OfferColumns* columns_;
  const std::atomic<bool>* interrupted_;
};

}  // namespace bildungskiosk::catalogue
