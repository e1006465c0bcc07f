#include "kiosk/model/remembered.hpp"

#include <algorithm>

namespace bildungskiosk::model {
namespace {

// A meeting that ends before it begins (a slip, or one over midnight) has an end that nobody knows.
int end_of(const catalogue::NextDate& meeting) {
  const int starts = *meeting.starts;
  return std::max<int>(meeting.ends.value_or(0), starts + 1);
}

}  // namespace

bool is_remembered(const Remembered& list, std::string_view offer_id) {
  return std::any_of(list.offers.begin(), list.offers.end(),
                     [&](const catalogue::OfferSummary& offer) { return offer.id == offer_id; });
}

bool can_undo(const ListNews& news) {
  return news.kind == ListNews::Kind::kRemembered || news.kind == ListNews::Kind::kForgotten;
}

bool overlap(const catalogue::NextDate& a, const catalogue::NextDate& b) {
  if (a.date != b.date || !a.starts || !b.starts) return false;
  return *a.starts < end_of(b) && *b.starts < end_of(a);
}

const catalogue::OfferSummary* clash_of(const Remembered& list, const catalogue::OfferSummary& offer) {
  if (!offer.next) return nullptr;
  for (const catalogue::OfferSummary& other : list.offers) {
    if (other.id != offer.id && other.next && overlap(*offer.next, *other.next)) return &other;
  }
  return nullptr;
}

}  // namespace bildungskiosk::model
