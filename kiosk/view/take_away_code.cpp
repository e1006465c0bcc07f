#include "kiosk/view/take_away_code.hpp"

#include <algorithm>
#include <utility>

#include "kiosk/handoff/calendar_text.hpp"
#include "kiosk/handoff/place_text.hpp"
#include "kiosk/view/wording.hpp"

namespace bildungskiosk::view {
namespace {

/// What is left out of a list for want of room.
enum class ListForm { kWhole, kWithoutAddresses, kTitlesAndDates };

const model::OfferContact* contact_of(const Screen& screen, const std::string& offer_id) {
  for (const model::OfferContact& contact : screen.model.remembered.contacts) {
    if (contact.offer_id == offer_id) return &contact;
  }
  return nullptr;
}

void add_line(std::string& text, const std::string& line) {
  if (!line.empty()) text.append(line).append("\n");
}

void add_offer(const Screen& screen, const catalogue::OfferSummary& offer, ListForm form, std::string& text) {
  add_line(text, offer.title);
  add_line(text,
           form == ListForm::kTitlesAndDates ? next_text(screen.texts, offer) : next_and_town(screen.texts, offer));
  if (form == ListForm::kTitlesAndDates) return;
  const model::OfferContact* contact = contact_of(screen, offer.id);
  std::string provider = offer.provider_name;
  if (contact != nullptr && !contact->telephone.empty()) provider += ", " + contact->telephone;
  add_line(text, provider);
  if (form == ListForm::kWhole && contact != nullptr) add_line(text, contact->url);
}

std::string list_text(const Screen& screen, std::size_t offers, ListForm form) {
  std::string text = screen.tr("Bildungskiosk");
  if (const auto* overview = screen.overview()) {
    text += ", " + stand_text(screen.texts, overview->info.generated_at);
  }
  text += "\n";
  for (std::size_t i = 0; i < offers; ++i) {
    text += "\n" + screen.texts.number(static_cast<std::int64_t>(i) + 1) + ". ";
    add_offer(screen, screen.model.remembered.offers[i], form, text);
  }
  return text;
}

// "3 Angebote", or how many of them.
std::string list_note(const Screen& screen, std::size_t shown, std::size_t all) {
  const std::string& count = screen.texts.trn("{1} Angebot", "{1} Angebote", static_cast<std::int64_t>(shown));
  if (shown == all) {
    return i18n::fill(screen.tr("{1} · Ihr Handy braucht dafür kein Internet."), {count});
  }
  return i18n::fill(
      screen.tr("{1} von {2} Angeboten: für mehr ist kein Platz im Code."),
      {screen.texts.number(static_cast<std::int64_t>(shown)), screen.texts.number(static_cast<std::int64_t>(all))});
}

base::UnixSeconds generated_at(const Screen& screen) {
  const auto* overview = screen.overview();
  return overview != nullptr ? overview->info.generated_at : 0;
}

TakeAwayCode dates_code(const Screen& screen, const catalogue::OfferDetail& detail, const CodeRoom& room) {
  constexpr int kMeetingsMax = 6;  // more are better looked up than scanned
  TakeAwayCode result{{}, screen.tr("Termine in den Kalender"), "", ""};
  for (int wanted = kMeetingsMax; wanted > 0 && !result.code; --wanted) {
    const handoff::CalendarText calendar =
        handoff::calendar_text(detail, screen.texts.tag(), generated_at(screen), wanted);
    wanted = std::min(wanted, calendar.meetings);
    if (calendar.meetings == 0) break;
    result.code = handoff::make_qr_code(calendar.text, wanted == 1 ? room.modules_max : room.modules_easy);
    result.note = screen.texts.trn("Der nächste Termin", "Die nächsten {1} Termine", calendar.meetings);
  }
  return result;
}

TakeAwayCode make_offer_code(const Screen& screen, const catalogue::OfferDetail& detail, model::TakeAway what,
                             const CodeRoom& room) {
  switch (what) {
    case model::TakeAway::kDates:
      return dates_code(screen, detail, room);
    case model::TakeAway::kContact: {
      const std::string card = handoff::contact_text(detail.provider, detail.summary.provider_name);
      return {handoff::make_qr_code(card, room.modules_max), screen.tr("Kontakt speichern"),
              detail.summary.provider_name, detail.provider.telephone};
    }
    case model::TakeAway::kPlace: {
      const offer::GeoPoint* point = model::point_of(detail);
      if (point == nullptr) break;
      const offer::Place* place = detail.place ? &*detail.place : nullptr;
      return {handoff::make_qr_code(handoff::geo_uri(*point), room.modules_max), screen.tr("Weg dorthin"),
              place != nullptr ? handoff::place_text(*place) : detail.summary.provider_name, ""};
    }
    case model::TakeAway::kRegistration: {
      const std::string& url = model::registration_url(detail.offer);
      return {handoff::make_qr_code(url, room.modules_max), screen.tr("Zur Anmeldung"), "", url};
    }
  }
  return {};
}

TakeAwayCode make_list_code(const Screen& screen, const CodeRoom& room) {
  const std::size_t all = screen.model.remembered.offers.size();
  TakeAwayCode result{{}, screen.tr("Ihre Merkliste"), "", ""};
  for (const ListForm form : {ListForm::kWhole, ListForm::kWithoutAddresses, ListForm::kTitlesAndDates}) {
    result.code = handoff::make_qr_code(list_text(screen, all, form), room.modules_max);
    result.note = list_note(screen, all, all);
    if (result.code) return result;
  }
  for (std::size_t shown = all; shown > 1 && !result.code;) {
    --shown;
    result.code = handoff::make_qr_code(list_text(screen, shown, ListForm::kTitlesAndDates), room.modules_max);
    result.note = list_note(screen, shown, all);
  }
  return result;
}

}  // namespace

const TakeAwayCode& offer_code(const Screen& screen, const catalogue::OfferDetail& detail, model::TakeAway what,
                               const CodeRoom& room) {
  CodeSubject subject{{detail.summary.id}, what, 0, 0, screen.texts.tag(), generated_at(screen), room};
  return screen.codes.code(std::move(subject), [&] { return make_offer_code(screen, detail, what, room); });
}

const TakeAwayCode& list_code(const Screen& screen, const CodeRoom& room) {
  CodeSubject subject{{}, {}, screen.model.remembered.request, 0, screen.texts.tag(), generated_at(screen), room};
  for (const catalogue::OfferSummary& offer : screen.model.remembered.offers) {
    subject.offer_ids.push_back(offer.id);
    if (contact_of(screen, offer.id) != nullptr) ++subject.contacts;
  }
  return screen.codes.code(std::move(subject), [&] { return make_list_code(screen, room); });
}

}  // namespace bildungskiosk::view
