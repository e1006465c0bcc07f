#include "sync/catalogue/search/to_come.hpp"

namespace bildungskiosk::catalogue {

const OfferBits& ToCome::at(base::LocalTime now) {
  if (time_ == now) return offers_;
  // Within a day offers only end; when a clock is set back they are looked at anew.
  if (!time_ || time_->date != now.date || now.minute < time_->minute) look_at_all(now);
  time_ = now;
  std::vector<OfferIndex> ending;
  for (const OfferIndex offer : ending_) {
    if (is_over(columns_->occurrences(offer), now)) {
      offers_.remove(offer);
    } else {
      ending.push_back(offer);
    }
  }
  ending_ = std::move(ending);
  return offers_;
}

void ToCome::look_at_all(base::LocalTime now) {
  const std::int32_t today = now.date.days_since_epoch;
  offers_ = OfferBits(columns_->size());
  ending_.clear();
  for (OfferIndex offer = 0; offer < columns_->size(); ++offer) {
    // The rule is `is_over`; without an end the last day is past every other.
    if (columns_->last_day[offer] < today) continue;
    offers_.add(offer);
    if (columns_->last_day[offer] == today) ending_.push_back(offer);
  }
}

}  // namespace bildungskiosk::catalogue
