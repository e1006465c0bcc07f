#include "kiosk/model/taking_away.hpp"

#include <algorithm>

#include "kiosk/model/handlers.hpp"

namespace bildungskiosk::model {
namespace {

bool has_dates(const catalogue::OfferDetail& detail) {
  return detail.summary.next ||
         std::any_of(detail.upcoming.begin(), detail.upcoming.end(),
                     [](const catalogue::UpcomingSession& meeting) { return !meeting.session.cancelled; });
}

bool can_be_reached(const offer::Provider& provider) {
  return !provider.telephone.empty() || !provider.email.empty() || !provider.url.empty() ||
         !provider.address.street.empty();
}

}  // namespace

const std::string& registration_url(const offer::Offer& offer) {
  return offer.registration.url.empty() ? offer.url : offer.registration.url;
}

const offer::GeoPoint* point_of(const catalogue::OfferDetail& detail) {
  // An online course has no place to walk to, whatever is known of its provider.
  if (detail.offer.mode == offer::AttendanceMode::kOnline) return nullptr;
  if (detail.place && detail.place->geo) return &*detail.place->geo;
  if (!detail.place && detail.provider.geo) return &*detail.provider.geo;
  return nullptr;
}

std::vector<TakeAway> take_aways_of(const catalogue::OfferDetail& detail) {
  std::vector<TakeAway> found;
  if (has_dates(detail)) found.push_back(TakeAway::kDates);
  if (!registration_url(detail.offer).empty()) found.push_back(TakeAway::kRegistration);
  if (can_be_reached(detail.provider)) found.push_back(TakeAway::kContact);
  if (point_of(detail) != nullptr) found.push_back(TakeAway::kPlace);
  return found;
}

OfferContact contact_of(const catalogue::OfferDetail& detail) {
  const std::string& registration = detail.offer.registration.telephone;
  return {detail.offer.id, registration.empty() ? detail.provider.telephone : registration,
          registration_url(detail.offer)};
}

void on(Model& model, const OpenTakeAway& /*event*/, Effects& /*effects*/) {
  if (auto* list = shown<ListPage>(model)) list->take_away = TakeAwayDialog::kOpen;
  auto* detail = shown<DetailPage>(model);
  if (detail == nullptr || !detail->detail) return;
  const std::vector<TakeAway> found = take_aways_of(*detail->detail);
  if (!found.empty()) detail->take_away = found.front();
}

void on(Model& model, const ChooseTakeAway& event, Effects& /*effects*/) {
  if (auto* detail = shown<DetailPage>(model); detail != nullptr && detail->take_away) detail->take_away = event.what;
}

bool close_take_away(Model& model) {
  if (auto* list = shown<ListPage>(model); list != nullptr && list->take_away == TakeAwayDialog::kOpen) {
    list->take_away = TakeAwayDialog::kClosed;
    return true;
  }
  if (auto* detail = shown<DetailPage>(model); detail != nullptr && detail->take_away) {
    detail->take_away.reset();
    return true;
  }
  return false;
}

void on(Model& model, const CloseTakeAway& /*event*/, Effects& /*effects*/) { close_take_away(model); }

void ask_contacts(Model& model, Effects& effects) {
  Remembered& list = model.remembered;
  list.contacts_request = 0;
  if (list.offers.empty()) return;
  list.contacts_request = model.next_request++;
  ReadContacts question{list.contacts_request, {}, model.now, model.language};
  for (const catalogue::OfferSummary& offer : list.offers) question.offer_ids.push_back(offer.id);
  effects.emplace_back(std::move(question));
}

void on(Model& model, const ContactsRead& event, Effects& /*effects*/) {
  Remembered& list = model.remembered;
  if (list.contacts_request == 0 || list.contacts_request != event.request) return;
  list.contacts_request = 0;
  list.contacts = event.contacts;
}

}  // namespace bildungskiosk::model
