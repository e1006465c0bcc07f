#include "sync/catalogue/offer_reader.hpp"

#include <utility>

#include "sync/catalogue/search/occurrences.hpp"

namespace bildungskiosk::catalogue {

using base::Error;
using base::ErrorCode;
using base::Result;

OfferSummary OfferReader::summary_of(const offer::Offer& offer, OfferIndex at, const offer::Provider& provider,
                                     const offer::Place* place, base::LocalTime now,
                                     const offer::Language& language) const {
  OfferSummary summary;
  summary.id = offer.id;
  summary.kind = offer.kind;
  summary.title = offer::localized(offer.name, language, &summary.title_language);
  summary.abstract = offer::localized(offer.abstract, language, &summary.abstract_language);
  summary.provider_id = offer.provider_id;
  summary.provider_name = offer::localized(provider.name, language);
  summary.phase = offer.phases.front();
  summary.phases = offer.phases;
  if (columns_->town[at] != kNoTown) summary.town = columns_->towns[columns_->town[at]];
  if (place != nullptr) summary.place_name = place->name;
  const Occurrences dates = columns_->occurrences(at);
  summary.next = next_date(dates, now);
  summary.upcoming_count = upcoming_count(dates, now);
  summary.weekly = offer.schedule.weekly;
  summary.starts = offer.schedule.starts;
  summary.ends = offer.schedule.ends;
  summary.price = offer.price;
  summary.mode = offer.mode;
  summary.level = offer.level;
  summary.audience = offer.audience;
  summary.instruction_languages = offer.instruction_languages;
  for (const auto& [tag, text] : offer.name) summary.languages.push_back(tag);
  for (const auto& [tag, text] : offer.description) {
    if (!offer.name.contains(tag)) summary.languages.push_back(tag);
  }
  return summary;
}

Result<OfferSummary> OfferReader::summary(OfferIndex at, base::LocalTime now, const offer::Language& language) {
  BILDUNGSKIOSK_TRY(const offer::Offer offer, records_->offer(at));
  BILDUNGSKIOSK_TRY(const offer::Provider* provider, records_->provider(offer.provider_id));
  const offer::Place* place = nullptr;
  if (!offer.place_id.empty()) {
    BILDUNGSKIOSK_TRY(place, records_->place(offer.place_id));
  }
  return summary_of(offer, at, *provider, place, now, language);
}

Result<std::vector<OfferSummary>> OfferReader::summaries(const std::vector<OfferIndex>& offers, base::LocalTime now,
                                                         const offer::Language& language) {
  std::vector<OfferSummary> summaries;
  summaries.reserve(offers.size());
  for (const OfferIndex offer : offers) {
    if (interrupted_->load()) return Error{ErrorCode::kCancelled, "interrupted"};
    BILDUNGSKIOSK_TRY(OfferSummary summary_of_offer, summary(offer, now, language));
    summaries.push_back(std::move(summary_of_offer));
  }
  return summaries;
}

Result<std::vector<UpcomingSession>> OfferReader::upcoming_sessions(const offer::Offer& offer, base::LocalTime now) {
  std::vector<UpcomingSession> upcoming;
  for (const offer::Session& session : offer.schedule.sessions) {
    const SessionTime time{session.date.days_since_epoch, session.starts.value_or(-1), session.ends.value_or(-1)};
    if (!next_date({.sessions = {&time, 1}, .weekly = {}}, now)) continue;
    UpcomingSession item{session, std::nullopt};
    if (!session.place_id.empty() && session.place_id != offer.place_id) {
      BILDUNGSKIOSK_TRY(const offer::Place* place, records_->place(session.place_id));
      item.place = *place;
    }
    upcoming.push_back(std::move(item));
  }
  return upcoming;
}

Result<OfferDetail> OfferReader::detail(std::string_view offer_id, base::LocalTime now,
                                        const offer::Language& language) {
  BILDUNGSKIOSK_TRY(const OfferIndex at, records_->index_of(offer_id));
  OfferDetail detail;
  BILDUNGSKIOSK_TRY(detail.offer, records_->offer(at));
  BILDUNGSKIOSK_TRY(const offer::Provider* provider, records_->provider(detail.offer.provider_id));
  detail.provider = *provider;
  if (!detail.offer.place_id.empty()) {
    BILDUNGSKIOSK_TRY(const offer::Place* place, records_->place(detail.offer.place_id));
    detail.place = *place;
  }
  detail.summary =
      summary_of(detail.offer, at, detail.provider, detail.place ? &*detail.place : nullptr, now, language);
  BILDUNGSKIOSK_TRY(detail.upcoming, upcoming_sessions(detail.offer, now));
  for (const offer::CategoryRef& ref : detail.offer.categories) {
    BILDUNGSKIOSK_TRY(std::optional<offer::Category> category, records_->category(ref));
    if (category) detail.categories.push_back(*std::move(category));
  }
  return detail;
}

}  // namespace bildungskiosk::catalogue
