#include "kiosk/view/slip_wording.hpp"

#include <algorithm>
#include <utility>

#include "kiosk/handoff/place_text.hpp"
#include "kiosk/view/take_away_code.hpp"
#include "kiosk/view/wording.hpp"

namespace bildungskiosk::view {
namespace {

print::Slip begin(const Screen& screen) {
  print::Slip slip;
  slip.language = screen.texts.tag();
  slip.heading = screen.tr("Bildungskiosk");
  slip.page_pattern = screen.tr("Seite {1} von {2}");
  if (const auto* overview = screen.overview()) {
    slip.region = overview->info.region;
    slip.stand = stand_text(screen.texts, overview->info.generated_at);
  }
  return slip;
}

void add(print::SlipEntry& entry, std::string label, std::string value, std::string language = {}) {
  if (!value.empty()) entry.lines.push_back({std::move(label), std::move(value), std::move(language)});
}

std::string meeting_text(const Texts& texts, const offer::Session& session) {
  std::string text = i18n::fill(texts.tr("{1} {2}"),
                                {texts.weekday_short(base::weekday(session.date)), texts.full_date(session.date)});
  if (!session.starts) return text;
  return text + ", " + (session.ends ? texts.time_span(*session.starts, *session.ends) : texts.time(*session.starts));
}

/// The next meetings, one a line; where none is dated, when it is as far as known.
std::string dates_text(const Screen& screen, const catalogue::OfferDetail& detail) {
  constexpr int kMeetingsMax = 12;
  std::string lines;
  int count = 0;
  for (const catalogue::UpcomingSession& meeting : detail.upcoming) {
    if (meeting.session.cancelled || count == kMeetingsMax) continue;
    if (!lines.empty()) lines += '\n';
    lines += meeting_text(screen.texts, meeting.session);
    ++count;
  }
  const int more = detail.summary.upcoming_count - count;
  if (count > 0 && more > 0) lines += "\n" + screen.texts.trn("+ {1} weiterer", "+ {1} weitere", more);
  return lines.empty() ? next_text(screen.texts, detail.summary) : lines;
}

void add_contact(const Screen& screen, const catalogue::OfferDetail& detail, print::SlipEntry& entry) {
  const offer::Registration& registration = detail.offer.registration;
  const auto first = [](const std::string& one, const std::string& other) { return one.empty() ? other : one; };
  const std::string& url = model::registration_url(detail.offer);
  std::string lines = detail.summary.provider_name;
  for (const std::string& line : {first(registration.telephone, detail.provider.telephone),
                                  first(registration.email, detail.provider.email), first(url, detail.provider.url)}) {
    if (!line.empty()) lines += "\n" + line;
  }
  add(entry, screen.tr("Kontakt"), lines, "de");
}

void add_words(const catalogue::OfferDetail& detail, const offer::Language& wished, print::SlipEntry& entry) {
  offer::Language language;
  const std::string& abstract = offer::localized(detail.offer.abstract, wished, &language);
  add(entry, "", abstract, language);
  const std::string& description = offer::localized(detail.offer.description, wished, &language);
  if (description != abstract) add(entry, "", description, language);
}

void add_code(print::SlipEntry& entry, const std::string& label, const std::string& text, print::Media media) {
  if (auto code = handoff::make_qr_code(text, print::code_modules_max(media))) {
    entry.codes.push_back({label, std::move(*code)});
  }
}

}  // namespace

print::Slip offer_slip(const Screen& screen, const catalogue::OfferDetail& detail, print::Media media) {
  print::Slip slip = begin(screen);
  print::SlipEntry entry;
  entry.title = offer::localized(detail.offer.name, screen.texts.tag(), &entry.title_language);
  add(entry, screen.tr("Wann"), dates_text(screen, detail));
  add(entry, screen.tr("Wo"),
      detail.place ? handoff::place_text(*detail.place) : town_text(screen.texts, detail.summary));
  add(entry, screen.tr("Kosten"), price_text(screen.texts, detail.offer.price));
  add(entry, screen.tr("Niveau"), detail.offer.level.empty() ? "" : level_text(screen.texts, detail.offer.level));
  add(entry, screen.tr("Für wen"), audience_text(screen.texts, detail.offer.audience));
  add_contact(screen, detail, entry);
  add_words(detail, screen.texts.tag(), entry);
  add_code(entry, screen.tr("Zur Anmeldung"), model::registration_url(detail.offer), media);
  slip.entries.push_back(std::move(entry));
  return slip;
}

print::Slip list_slip(const Screen& screen, print::Media media) {
  print::Slip slip = begin(screen);
  slip.title = screen.tr("Ihre Merkliste");
  const model::Remembered& list = screen.model.remembered;
  for (const catalogue::OfferSummary& offer : list.offers) {
    print::SlipEntry entry{offer.title, offer.title_language, {}, {}};
    add(entry, screen.tr("Wann"), next_text(screen.texts, offer));
    add(entry, screen.tr("Wo"), town_text(screen.texts, offer));
    add(entry, screen.tr("Kosten"), price_text(screen.texts, offer.price));
    std::string contact = offer.provider_name;
    const auto known = std::find_if(list.contacts.begin(), list.contacts.end(),
                                    [&](const model::OfferContact& one) { return one.offer_id == offer.id; });
    if (known != list.contacts.end()) {
      if (!known->telephone.empty()) contact += "\n" + known->telephone;
      if (!known->url.empty()) contact += "\n" + known->url;
    }
    add(entry, screen.tr("Kontakt"), contact, "de");
    slip.entries.push_back(std::move(entry));
  }
  const int modules = print::code_modules_max(media);
  const TakeAwayCode& code = list_code(screen, {modules, modules});
  if (code.code) slip.codes.push_back({code.label, *code.code});
  return slip;
}

}  // namespace bildungskiosk::view
