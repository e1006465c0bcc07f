#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "kiosk/model/limits.hpp"
#include "kiosk/model/taking_away.hpp"
#include "sync/catalogue/summary.hpp"

/// The visitor's list ("Merkliste"). Values only; it belongs to the visit and is forgotten with it.
namespace bildungskiosk::model {

/// What has just happened to the list, told above the bar for kListNewsMs.
struct ListNews {
  enum class Kind {
    kRemembered,
    kForgotten,
    kFull,  // nothing was remembered: there is no room
    kGone,  // a new catalogue has these offers no more
  };
  Kind kind = Kind::kRemembered;
  int offers = 1;  // how many of them: quick removals one after the other are told, and taken back, together
  MonotonicMs since_ms = 0;
  std::vector<catalogue::OfferSummary> before;  // what "Rückgängig" brings back; nothing with kFull and kGone
};

struct Remembered {
  /// By next date, as the list of results has them: those without a date last, equal ones as they were remembered.
  /// At most kRememberedMax, none twice.
  std::vector<catalogue::OfferSummary> offers;
  std::uint64_t request = 0;  // a RequestId: they are being read anew, in another language or from another catalogue
  std::optional<ListNews> news;
  std::vector<OfferContact> contacts;  // read when the list is opened; in no order, perhaps of offers removed since
  std::uint64_t contacts_request = 0;  // a RequestId
};

[[nodiscard]] bool is_remembered(const Remembered& list, std::string_view offer_id);

/// The news can be taken back.
[[nodiscard]] bool can_undo(const ListNews& news);

/// One can't go to both. Needs a time to begin for each: a whole day says nothing. A meeting whose end nobody named
/// lasts a moment. Both end on the day they begin.
[[nodiscard]] bool overlap(const catalogue::NextDate& a, const catalogue::NextDate& b);

/// The first other offer of the list whose next meeting overlaps that of `offer`, or null. Lives as long as the list.
[[nodiscard]] const catalogue::OfferSummary* clash_of(const Remembered& list, const catalogue::OfferSummary& offer);

}  // namespace bildungskiosk::model
