#pragma once

#include <string>

#include "sync/offer/offer.hpp"

namespace bildungskiosk::test {

/// A valid offer in one line, then changed where a test cares:
///   OfferBuilder("vhs:1").title("Nähkurs").phase(Phase::kFamily).session("2026-11-24", "09:30", "11:00").build()
/// By default: an onsite course of provider "vhs" at place "vhs:place:haus" without dates, price unknown.
class OfferBuilder {
 public:
  explicit OfferBuilder(std::string id = "vhs:1");
  OfferBuilder& kind(offer::OfferKind kind);
  OfferBuilder& title(const std::string& text, const offer::Language& language = "de");
  OfferBuilder& abstract(const std::string& text, const offer::Language& language = "de");
  OfferBuilder& description(const std::string& text, const offer::Language& language = "de");
  OfferBuilder& provider(const std::string& id);
  OfferBuilder& place(const std::string& id);
  OfferBuilder& phase(offer::Phase phase);  // the first call replaces the default, later ones add
  OfferBuilder& keyword(const std::string& word);
  OfferBuilder& category(const std::string& scheme, const std::string& version, const std::string& code);
  OfferBuilder& mode(offer::AttendanceMode mode);
  OfferBuilder& level(const std::string& level);
  OfferBuilder& free();
  OfferBuilder& price_cents(std::int64_t cents);
  OfferBuilder& starts(const std::string& date);
  OfferBuilder& ends(const std::string& date);
  /// Dates "2026-11-24", times "09:30" or "" for none.
  OfferBuilder& session(const std::string& date, const std::string& starts = "", const std::string& ends = "");
  OfferBuilder& cancelled_session(const std::string& date, const std::string& starts = "");
  OfferBuilder& weekly(base::Weekday day, const std::string& starts = "", const std::string& ends = "");
  [[nodiscard]] offer::Offer build() const { return offer_; }
  operator offer::Offer() const { return offer_; }  // NOLINT(google-explicit-constructor): reads well in lists

 private:
  offer::Offer offer_;
  bool phase_chosen_ = false;
};

/// An offer with every field of sync/offer/offer.hpp set, for tests that must not forget one.
[[nodiscard]] offer::Offer offer_with_everything();

/// Stops the test when it is no day.
[[nodiscard]] base::Date date(const std::string& text);
/// now("2026-11-23", "12:00")
[[nodiscard]] base::LocalTime now(const std::string& date, const std::string& time = "12:00");

}  // namespace bildungskiosk::test
