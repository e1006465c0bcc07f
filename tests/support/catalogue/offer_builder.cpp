#include "tests/support/catalogue/offer_builder.hpp"

#include "sync/base/check.hpp"

namespace bildungskiosk::test {
namespace {

std::optional<base::MinuteOfDay> optional_time(const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto minute = base::parse_time_of_day(text);
  BILDUNGSKIOSK_CHECK(minute.has_value());
  return minute;
}

}  // namespace

base::Date date(const std::string& text) {
  const auto day = base::parse_date(text);
  BILDUNGSKIOSK_CHECK(day.has_value());
  return *day;
}

base::LocalTime now(const std::string& date_text, const std::string& time) {
  return {date(date_text), optional_time(time).value_or(0)};
}

OfferBuilder::OfferBuilder(std::string id) {
  offer_.id = std::move(id);
  offer_.name["de"] = "Angebot " + offer_.id;
  offer_.provider_id = "vhs";
  offer_.place_id = "vhs:place:haus";
  offer_.phases = {offer::Phase::kWorkAndFurtherTraining};
  offer_.mode = offer::AttendanceMode::kOnsite;
}

OfferBuilder& OfferBuilder::kind(offer::OfferKind kind) {
  offer_.kind = kind;
  return *this;
}

OfferBuilder& OfferBuilder::title(const std::string& text, const offer::Language& language) {
  offer_.name[language] = text;
  return *this;
}

OfferBuilder& OfferBuilder::abstract(const std::string& text, const offer::Language& language) {
  offer_.abstract[language] = text;
  return *this;
}

OfferBuilder& OfferBuilder::description(const std::string& text, const offer::Language& language) {
  offer_.description[language] = text;
  return *this;
}

OfferBuilder& OfferBuilder::provider(const std::string& id) {
  offer_.provider_id = id;
  return *this;
}

OfferBuilder& OfferBuilder::place(const std::string& id) {
  offer_.place_id = id;
  return *this;
}

OfferBuilder& OfferBuilder::phase(offer::Phase phase) {
  if (!phase_chosen_) offer_.phases.clear();
  phase_chosen_ = true;
  offer_.phases.push_back(phase);
  return *this;
}

OfferBuilder& OfferBuilder::keyword(const std::string& word) {
  offer_.keywords.push_back(word);
  return *this;
}

OfferBuilder& OfferBuilder::category(const std::string& scheme, const std::string& version, const std::string& code) {
  offer_.categories.push_back({scheme, version, code});
  return *this;
}

OfferBuilder& OfferBuilder::mode(offer::AttendanceMode mode) {
  offer_.mode = mode;
  return *this;
}

OfferBuilder& OfferBuilder::level(const std::string& level) {
  offer_.level = level;
  return *this;
}

OfferBuilder& OfferBuilder::free() {
  offer_.price.free = offer::TriState::kYes;
  return *this;
}

OfferBuilder& OfferBuilder::price_cents(std::int64_t cents) {
  offer_.price.amount_cents = cents;
  offer_.price.free = cents == 0 ? offer::TriState::kYes : offer::TriState::kNo;
  return *this;
}

OfferBuilder& OfferBuilder::starts(const std::string& day) {
  offer_.schedule.starts = date(day);
  return *this;
}

OfferBuilder& OfferBuilder::ends(const std::string& day) {
  offer_.schedule.ends = date(day);
  return *this;
}

OfferBuilder& OfferBuilder::session(const std::string& day, const std::string& starts, const std::string& ends) {
  offer::Session session;
  session.date = date(day);
  session.starts = optional_time(starts);
  session.ends = optional_time(ends);
  offer_.schedule.sessions.push_back(session);
  return *this;
}

OfferBuilder& OfferBuilder::cancelled_session(const std::string& day, const std::string& starts) {
  session(day, starts);
  offer_.schedule.sessions.back().cancelled = true;
  return *this;
}

OfferBuilder& OfferBuilder::weekly(base::Weekday day, const std::string& starts, const std::string& ends) {
  offer_.schedule.weekly.push_back({day, optional_time(starts), optional_time(ends)});
  return *this;
}

offer::Offer offer_with_everything() {
  using offer::TriState;
  offer::Offer offer = OfferBuilder("vhs:everything")
                           .kind(offer::OfferKind::kEvent)
                           .title("Alles, was möglich ist")
                           .title("كل شيء", "ar")
                           .abstract("Kurz gesagt.")
                           .description("Ein Absatz.\n- ein Punkt\n- \"noch\" \\ einer")
                           .phase(offer::Phase::kFamily)
                           .phase(offer::Phase::kCounselling)
                           .keyword("Nähen")
                           .category("dvv", "2.0", "4.06")
                           .mode(offer::AttendanceMode::kBlended)
                           .level("B1")
                           .starts("2026-11-24")
                           .ends("2027-02-02")
                           .session("2026-11-24", "09:30", "11:00")
                           .session("2026-12-01")
                           .weekly(base::Weekday::kTuesday, "09:30", "11:00");
  offer.number = "262-0815";
  offer.audience = {{"Eltern", "Erzieher/innen"}, 18, 99};
  offer.instruction_languages = {"de", "en"};
  offer.access_requirements["de"] = "Ein Ausweis.";
  offer.accessibility = {TriState::kYes, TriState::kNo, TriState::kYes, TriState::kNo, TriState::kYes, TriState::kYes};
  offer.certificates = {{"Teilnahmebescheinigung", {{"de", "Auf Wunsch."}}}};
  offer.funding["de"] = "Bildungsgutschein";
  offer.registration = {.url = "https://vhs.example/262-0815",
                        .telephone = "09999 1234-0",
                        .email = "info@vhs.example",
                        .deadline = date("2026-11-20"),
                        .required = TriState::kYes,
                        .note = {{"de", "Bitte früh."}}};
  offer.price = {.amount_cents = 4550,
                 .reduced_cents = 3550,
                 .currency = "CHF",
                 .free = TriState::kNo,
                 .note = {{"de", "Material extra"}}};
  offer.capacity = {6, 3, 12};
  offer.schedule.sessions_count = 10;
  offer.schedule.lessons = 22.5;
  offer.schedule.sessions[1].place_id = "vhs:place:steinau";
  offer.schedule.sessions[1].cancelled = true;
  offer.media = {{"image", "media/0a1b.everything.webp", {{"de", "Eine Nähmaschine"}}}};
  offer.url = "https://vhs.example/kurs/262-0815";
  offer.modified = base::parse_utc("2026-11-20T10:00:00Z");
  offer.inferred = {"level"};
  return offer;
}

}  // namespace bildungskiosk::test
