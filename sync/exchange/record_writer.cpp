#include <algorithm>

#include "sync/exchange/json_writer.hpp"
#include "sync/exchange/names.hpp"
#include "sync/exchange/record.hpp"
#include "sync/exchange/record_fields.hpp"

namespace bildungskiosk::exchange {
namespace {

std::string address_json(const offer::Address& address) {
  return ObjectWriter()
      .text("country", address.country)
      .text("district", address.district)
      .text("locality", address.locality)
      .text("postal_code", address.postal_code)
      .text("street", address.street)
      .finish();
}

std::string geo_json(const std::optional<offer::GeoPoint>& geo) {
  if (!geo) return "{}";
  return ObjectWriter()
      .decimal("latitude", geo->latitude, kDegreeDigits)
      .decimal("longitude", geo->longitude, kDegreeDigits)
      .finish();
}

std::string accessibility_json(const offer::Accessibility& access) {
  return ObjectWriter()
      .tri_state("accessible_toilet", access.accessible_toilet)
      .tri_state("easy_language", access.easy_language)
      .tri_state("hearing_loop", access.hearing_loop)
      .tri_state("sign_language", access.sign_language)
      .tri_state("slow_pace", access.slow_pace)
      .tri_state("step_free", access.step_free)
      .finish();
}

std::string opening_hours_json(const offer::OpeningHours& hours) {
  return ObjectWriter()
      .time("closes", hours.closes)
      .integer("day", iso_weekday(hours.day))
      .time("opens", hours.opens)
      .finish();
}

std::string session_json(const offer::Session& session) {
  return ObjectWriter()
      .tri_state("cancelled", session.cancelled ? offer::TriState::kYes : offer::TriState::kUnknown)
      .date("date", session.date)
      .time("ends", session.ends)
      .text("place", session.place_id)
      .time("starts", session.starts)
      .finish();
}

std::string weekly_json(const offer::WeeklyPattern& weekly) {
  return ObjectWriter()
      .integer("day", iso_weekday(weekly.day))
      .time("ends", weekly.ends)
      .time("starts", weekly.starts)
      .finish();
}

std::string schedule_json(const offer::Schedule& schedule) {
  std::vector<offer::Session> sessions = schedule.sessions;
  std::stable_sort(sessions.begin(), sessions.end(), session_before);
  return ObjectWriter()
      .date("ends", schedule.ends)
      .decimal("lessons", schedule.lessons, kLessonDigits)
      .list("sessions", sessions, session_json)
      .integer("sessions_count", schedule.sessions_count)
      .date("starts", schedule.starts)
      .list("weekly", schedule.weekly, weekly_json)
      .finish();
}

std::string price_json(const offer::Price& price) {
  return ObjectWriter()
      .integer("amount_cents", price.amount_cents)
      .text("currency", price.currency == "EUR" ? "" : price.currency)
      .tri_state("free", price.free)
      .localized("note", price.note)
      .integer("reduced_cents", price.reduced_cents)
      .finish();
}

std::string capacity_json(const offer::Capacity& capacity) {
  return ObjectWriter()
      .integer("current", capacity.current)
      .integer("maximum", capacity.maximum)
      .integer("minimum", capacity.minimum)
      .finish();
}

std::string registration_json(const offer::Registration& registration) {
  return ObjectWriter()
      .date("deadline", registration.deadline)
      .text("email", registration.email)
      .localized("note", registration.note)
      .tri_state("required", registration.required)
      .text("telephone", registration.telephone)
      .text("url", registration.url)
      .finish();
}

std::string category_ref_json(const offer::CategoryRef& ref) {
  return ObjectWriter().text("code", ref.code).text("scheme", ref.scheme).text("version", ref.version).finish();
}

std::string audience_json(const offer::Audience& audience) {
  return ObjectWriter()
      .integer("age_maximum", audience.age_maximum)
      .integer("age_minimum", audience.age_minimum)
      .list("groups", audience.groups, json_string)
      .finish();
}

std::string media_json(const offer::MediaRef& media) {
  return ObjectWriter()
      .localized("alternative_text", media.alternative_text)
      .text("kind", media.kind)
      .text("target", media.target)
      .finish();
}

std::string certificate_json(const offer::Certificate& certificate) {
  return ObjectWriter().localized("description", certificate.description).text("name", certificate.name).finish();
}

std::string phase_json(offer::Phase phase) { return json_string(offer::to_string(phase)); }

std::string record_json(const offer::CatalogueInfo& info) {
  return ObjectWriter()
      .text("generated_at", base::format_utc(info.generated_at))
      .list("languages", info.languages, json_string)
      .text("office", info.office)
      .text("region", info.region)
      .text("type", "catalogue")
      .date("valid_from", info.valid_from)
      .date("valid_until", info.valid_until)
      .finish();
}

std::string record_json(const offer::Provider& provider) {
  return ObjectWriter()
      .json("accessibility", accessibility_json(provider.accessibility))
      .json("address", address_json(provider.address))
      .text("email", provider.email)
      .json("geo", geo_json(provider.geo))
      .text("id", provider.id)
      .localized("name", provider.name)
      .list("opening_hours", provider.opening_hours, opening_hours_json)
      .text("telephone", provider.telephone)
      .text("type", "provider")
      .text("url", provider.url)
      .finish();
}

std::string record_json(const offer::Place& place) {
  return ObjectWriter()
      .json("accessibility", accessibility_json(place.accessibility))
      .json("address", address_json(place.address))
      .json("geo", geo_json(place.geo))
      .text("id", place.id)
      .text("name", place.name)
      .list("opening_hours", place.opening_hours, opening_hours_json)
      .text("room", place.room)
      .text("type", "place")
      .finish();
}

std::string record_json(const offer::Offer& offer) {
  return ObjectWriter()
      .localized("abstract", offer.abstract)
      .localized("access_requirements", offer.access_requirements)
      .json("accessibility", accessibility_json(offer.accessibility))
      .json("audience", audience_json(offer.audience))
      .json("capacity", capacity_json(offer.capacity))
      .list("categories", offer.categories, category_ref_json)
      .list("certificates", offer.certificates, certificate_json)
      .localized("description", offer.description)
      .localized("funding", offer.funding)
      .text("id", offer.id)
      .list("inferred", offer.inferred, json_string)
      .list("instruction_languages", offer.instruction_languages, json_string)
      .list("keywords", offer.keywords, json_string)
      .text("kind", to_string(offer.kind))
      .text("level", offer.level)
      .list("media", offer.media, media_json)
      .text("mode", to_string(offer.mode))
      .text("modified", offer.modified ? base::format_utc(*offer.modified) : "")
      .localized("name", offer.name)
      .text("number", offer.number)
      .list("phases", offer.phases, phase_json)
      .text("place", offer.place_id)
      .json("price", price_json(offer.price))
      .text("provider", offer.provider_id)
      .json("registration", registration_json(offer.registration))
      .json("schedule", schedule_json(offer.schedule))
      .text("type", "offer")
      .text("url", offer.url)
      .finish();
}

std::string record_json(const offer::Category& category) {
  return ObjectWriter()
      .text("code", category.ref.code)
      .localized("name", category.name)
      .text("phase", category.phase ? offer::to_string(*category.phase) : "")
      .text("scheme", category.ref.scheme)
      .text("type", "category")
      .text("version", category.ref.version)
      .finish();
}

std::string record_json(const offer::Synonym& synonym) {
  return ObjectWriter()
      .text("language", synonym.language)
      .text("type", "synonym")
      .list("words", synonym.words, json_string)
      .finish();
}

std::string record_json(const offer::News& news) {
  return ObjectWriter()
      .text("id", news.id)
      .localized("text", news.text)
      .localized("title", news.title)
      .text("type", "news")
      .date("valid_from", news.valid_from)
      .date("valid_until", news.valid_until)
      .finish();
}

}  // namespace

std::string write_record(const Record& record) {
  return std::visit([](const auto& value) { return record_json(value); }, record);
}

}  // namespace bildungskiosk::exchange
