#include <algorithm>

#include "sync/exchange/json_writer.hpp"
#include "sync/exchange/names.hpp"
#include "sync/exchange/record.hpp"
#include "sync/exchange/record_fields.hpp"

namespace bildungskiosk::exchange {
namespace {

void write_address(ObjectWriter& fields, const offer::Address& address) {
  fields.text("country", address.country)
      .text("district", address.district)
      .text("locality", address.locality)
      .text("postal_code", address.postal_code)
      .text("street", address.street);
}

void write_geo(ObjectWriter& fields, const std::optional<offer::GeoPoint>& geo) {
  if (!geo) return;
  fields.decimal("latitude", geo->latitude, kDegreeDigits).decimal("longitude", geo->longitude, kDegreeDigits);
}

void write_accessibility(ObjectWriter& fields, const offer::Accessibility& access) {
  fields.tri_state("accessible_toilet", access.accessible_toilet)
      .tri_state("easy_language", access.easy_language)
      .tri_state("hearing_loop", access.hearing_loop)
      .tri_state("sign_language", access.sign_language)
      .tri_state("slow_pace", access.slow_pace)
      .tri_state("step_free", access.step_free);
}

void write_opening_hours(ObjectWriter& fields, const offer::OpeningHours& hours) {
  fields.time("closes", hours.closes).integer("day", iso_weekday(hours.day)).time("opens", hours.opens);
}

void write_session(ObjectWriter& fields, const offer::Session& session) {
  fields.tri_state("cancelled", session.cancelled ? offer::TriState::kYes : offer::TriState::kUnknown)
      .date("date", session.date)
      .time("ends", session.ends)
      .text("place", session.place_id)
      .time("starts", session.starts);
}

void write_weekly(ObjectWriter& fields, const offer::WeeklyPattern& weekly) {
  fields.integer("day", iso_weekday(weekly.day)).time("ends", weekly.ends).time("starts", weekly.starts);
}

void write_schedule(ObjectWriter& fields, const offer::Schedule& schedule) {
  // An importer has sorted them already.
  std::vector<offer::Session> sorted;
  const bool is_sorted = std::is_sorted(schedule.sessions.begin(), schedule.sessions.end(), session_before);
  if (!is_sorted) {
    sorted = schedule.sessions;
    std::stable_sort(sorted.begin(), sorted.end(), session_before);
  }
  fields.date("ends", schedule.ends)
      .decimal("lessons", schedule.lessons, kLessonDigits)
      .objects("sessions", is_sorted ? schedule.sessions : sorted, write_session)
      .integer("sessions_count", schedule.sessions_count)
      .date("starts", schedule.starts)
      .objects("weekly", schedule.weekly, write_weekly);
}

void write_price(ObjectWriter& fields, const offer::Price& price) {
  fields.integer("amount_cents", price.amount_cents)
      .text("currency", price.currency == "EUR" ? "" : price.currency)
      .tri_state("free", price.free)
      .localized("note", price.note)
      .integer("reduced_cents", price.reduced_cents);
}

void write_capacity(ObjectWriter& fields, const offer::Capacity& capacity) {
  fields.integer("current", capacity.current).integer("maximum", capacity.maximum).integer("minimum", capacity.minimum);
}

void write_registration(ObjectWriter& fields, const offer::Registration& registration) {
  fields.date("deadline", registration.deadline)
      .text("email", registration.email)
      .localized("note", registration.note)
      .tri_state("required", registration.required)
      .text("telephone", registration.telephone)
      .text("url", registration.url);
}

void write_category_ref(ObjectWriter& fields, const offer::CategoryRef& ref) {
  fields.text("code", ref.code).text("scheme", ref.scheme).text("version", ref.version);
}

void write_audience(ObjectWriter& fields, const offer::Audience& audience) {
  fields.integer("age_maximum", audience.age_maximum)
      .integer("age_minimum", audience.age_minimum)
      .texts("groups", audience.groups);
}

void write_media(ObjectWriter& fields, const offer::MediaRef& media) {
  fields.localized("alternative_text", media.alternative_text).text("kind", media.kind).text("target", media.target);
}

void write_certificate(ObjectWriter& fields, const offer::Certificate& certificate) {
  fields.localized("description", certificate.description).text("name", certificate.name);
}

void write_fields(ObjectWriter& fields, const offer::CatalogueInfo& info) {
  fields.text("generated_at", base::format_utc(info.generated_at))
      .texts("languages", info.languages)
      .text("office", info.office)
      .text("region", info.region)
      .text("type", "catalogue")
      .date("valid_from", info.valid_from)
      .date("valid_until", info.valid_until);
}

void write_fields(ObjectWriter& fields, const offer::Provider& provider) {
  fields.object("accessibility", provider.accessibility, write_accessibility)
      .object("address", provider.address, write_address)
      .text("email", provider.email)
      .object("geo", provider.geo, write_geo)
      .text("id", provider.id)
      .localized("name", provider.name)
      .objects("opening_hours", provider.opening_hours, write_opening_hours)
      .text("telephone", provider.telephone)
      .text("type", "provider")
      .text("url", provider.url);
}

void write_fields(ObjectWriter& fields, const offer::Place& place) {
  fields.object("accessibility", place.accessibility, write_accessibility)
      .object("address", place.address, write_address)
      .object("geo", place.geo, write_geo)
      .text("id", place.id)
      .text("name", place.name)
      .objects("opening_hours", place.opening_hours, write_opening_hours)
      .text("room", place.room)
      .text("type", "place");
}

void write_fields(ObjectWriter& fields, const offer::Offer& offer) {
  fields.localized("abstract", offer.abstract)
      .localized("access_requirements", offer.access_requirements)
      .object("accessibility", offer.accessibility, write_accessibility)
      .object("audience", offer.audience, write_audience)
      .object("capacity", offer.capacity, write_capacity)
      .objects("categories", offer.categories, write_category_ref)
      .objects("certificates", offer.certificates, write_certificate)
      .localized("description", offer.description)
      .localized("funding", offer.funding)
      .text("id", offer.id)
      .texts("inferred", offer.inferred)
      .texts("instruction_languages", offer.instruction_languages)
      .texts("keywords", offer.keywords)
      .text("kind", to_string(offer.kind))
      .text("level", offer.level)
      .objects("media", offer.media, write_media)
      .text("mode", to_string(offer.mode))
      .text("modified", offer.modified ? base::format_utc(*offer.modified) : "")
      .localized("name", offer.name)
      .text("number", offer.number)
      .texts("phases", offer.phases, [](offer::Phase phase) { return offer::to_string(phase); })
      .text("place", offer.place_id)
      .object("price", offer.price, write_price)
      .text("provider", offer.provider_id)
      .object("registration", offer.registration, write_registration)
      .object("schedule", offer.schedule, write_schedule)
      .text("type", "offer")
      .text("url", offer.url);
}

void write_fields(ObjectWriter& fields, const offer::Category& category) {
  fields.text("code", category.ref.code)
      .localized("name", category.name)
      .text("phase", category.phase ? offer::to_string(*category.phase) : "")
      .text("scheme", category.ref.scheme)
      .text("type", "category")
      .text("version", category.ref.version);
}

void write_fields(ObjectWriter& fields, const offer::Synonym& synonym) {
  fields.text("language", synonym.language).text("type", "synonym").texts("words", synonym.words);
}

void write_fields(ObjectWriter& fields, const offer::News& news) {
  fields.text("id", news.id)
      .localized("text", news.text)
      .localized("title", news.title)
      .text("type", "news")
      .date("valid_from", news.valid_from)
      .date("valid_until", news.valid_until);
}

/// A long line grows a few times only.
constexpr std::size_t kUsualLineBytes = 4096;

template <typename Value>
std::string line_of(const Value& value) {
  std::string line;
  line.reserve(kUsualLineBytes);
  ObjectWriter::append_object(line, value, [](ObjectWriter& fields, const Value& all) { write_fields(fields, all); });
  return line;
}

}  // namespace

std::string write_record(const Record& record) {
  return std::visit([](const auto& value) { return line_of(value); }, record);
}

std::string write_record(const offer::Offer& offer) { return line_of(offer); }

}  // namespace bildungskiosk::exchange
