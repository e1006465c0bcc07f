#include "sync/publish/importers/schema_record.hpp"

#include <array>
#include <optional>

#include "sync/publish/importers/json_document.hpp"
#include "sync/publish/importers/moment.hpp"
#include "sync/publish/importers/postal_line.hpp"
#include "sync/publish/importers/values.hpp"

namespace bildungskiosk::publish {
namespace {

using nlohmann::json;

std::string language_or_german(const std::string& language) {
  const std::string folded = fold(language);
  return folded.empty() || folded.starts_with("de-de") ? "de" : folded.substr(0, folded.find('-'));
}

void add_texts(const SchemaDocument& document, const json& node, CourseRecord& record) {
  for (const SchemaText& name : document.texts(node, "name")) {
    const std::string language = language_or_german(name.language);
    if (language == "de") {
      record.name = name.text;
    } else {
      record.texts.push_back({"name@" + language, name.text});
    }
  }
  constexpr std::array<std::pair<const char*, const char*>, 5> kTexts = {{{"description", "text"},
                                                                          {"abstract", "kurztext"},
                                                                          {"disambiguatingDescription", "kurztext"},
                                                                          {"coursePrerequisites", "voraussetzung"},
                                                                          {"competencyRequired", "voraussetzung"}}};
  for (const auto& [key, property] : kTexts) {
    for (const SchemaText& text : document.texts(node, key)) {
      record.texts.push_back({std::string(property) + "@" + language_or_german(text.language), text.text});
    }
  }
}

/// Keywords may be a list, or one text with commas.
void add_keywords(const SchemaDocument& document, const json& node, CourseRecord& record) {
  for (const char* key : {"keywords", "about", "teaches"}) {
    for (const SchemaText& text : document.texts(node, key)) {
      std::string_view rest = text.text;
      while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(','), rest.size());
        if (const auto word = trim(rest.substr(0, end)); !word.empty()) record.keywords.emplace_back(word);
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
  }
}

void add_provider(const SchemaDocument& document, const json& node, CourseRecord& record) {
  for (const char* key : {"provider", "organizer", "offeredBy"}) {
    for (const json* value : document.values(node, key)) {
      if (is_of_type(*value, "Person")) continue;
      std::string name = value->is_object() ? document.text(*value, "name") : text_of(*value);
      if (name.empty() || parse_url(name)) continue;
      if (record.provider_name.empty()) record.provider_name = std::move(name);
      if (record.registration_telephone.empty()) record.registration_telephone = document.text(*value, "telephone");
      if (record.registration_email.empty()) {
        record.registration_email = document.text(*value, "email");
        if (record.registration_email.starts_with("mailto:")) record.registration_email.erase(0, 7);
      }
    }
  }
}

std::string amount_of(const SchemaDocument& document, const json& offer) {
  std::string amount = document.text(offer, "price");
  const json& specification = document.first(offer, "priceSpecification");
  if (amount.empty()) amount = document.text(specification, "price");
  return amount;
}

void add_price(const SchemaDocument& document, const json& node, CourseRecord& record) {
  if (std::string free = document.text(node, "isAccessibleForFree"); !free.empty()) record.price.free = std::move(free);
  const auto offers = document.values(node, "offers");
  if (!offers.empty()) {  // an instance's own instead of the course's
    record.price.amount.clear();
    record.price.reduced.clear();
    record.price.notes.clear();
  }
  for (const json* offer : offers) {
    std::string amount = amount_of(document, *offer);
    const std::string name = fold(document.text(*offer, "name") + " " + document.text(*offer, "description"));
    const bool is_reduced =
        name.find("erm") == 0 || name.find(" erm") != std::string::npos || name.find("reduced") != std::string::npos;
    if (const std::string from = document.text(*offer, "lowPrice"); !from.empty() && amount.empty()) {
      record.price.notes.push_back("ab " + from + " " + document.text(*offer, "priceCurrency"));
    }
    if (const std::string category = fold(document.text(*offer, "category")); category == "free" && amount.empty()) {
      amount = "0";
    }
    if (is_reduced && !amount.empty()) {
      record.price.reduced = std::move(amount);
    } else if (record.price.amount.empty()) {
      record.price.amount = std::move(amount);
    }
    if (record.price.currency.empty()) record.price.currency = document.text(*offer, "priceCurrency");
    const std::string url = document.text(*offer, "url");
    if (!url.empty()) record.links.push_back({"website", "Anmeldung", url});
  }
}

void add_audience(const SchemaDocument& document, const json& node, CourseRecord& record) {
  for (const json* audience : document.values(node, "audience")) {
    std::string type = document.text(*audience, "audienceType");
    if (type.empty()) type = audience->is_object() ? document.text(*audience, "name") : text_of(*audience);
    if (!type.empty()) record.audiences.push_back(std::move(type));
    if (std::string from = document.text(*audience, "suggestedMinAge"); !from.empty()) {
      record.features.push_back({"alter_von", {std::move(from)}});
    }
    if (std::string to = document.text(*audience, "suggestedMaxAge"); !to.empty()) {
      record.features.push_back({"alter_bis", {std::move(to)}});
    }
  }
}

void set_feature(CourseRecord& record, const std::string& name, const std::string& value) {
  std::erase_if(record.features, [&](const CourseRecord::Feature& feature) { return feature.name == name; });
  record.features.push_back({name, {value}});
}

/// courseMode and eventAttendanceMode, in schema.org's words or plain ones.
void add_mode(const SchemaDocument& document, const json& node, CourseRecord& record) {
  bool online = false;
  bool onsite = false;
  bool blended = false;
  for (const char* key : {"courseMode", "eventAttendanceMode"}) {
    for (const SchemaText& text : document.texts(node, key)) {
      const std::string mode = fold(without_prefix(text.text));
      blended = blended || mode.starts_with("mixed") || mode.starts_with("blended") || mode == "hybrid";
      online = online || mode.starts_with("online");
      onsite = onsite || mode.starts_with("offline") || mode.starts_with("onsite") || mode == "in-person";
    }
  }
  if (blended || (online && onsite)) {
    set_feature(record, "kursart_digital", "blended_learning");
  } else if (online || onsite) {
    set_feature(record, "kursart_digital", online ? "online_angebot" : "praesenz");
  }
}

CourseRecord::Venue venue_of(const SchemaDocument& document, const json& location) {
  if (!location.is_object()) return venue_of_line(text_of(location));
  CourseRecord::Venue venue;
  venue.name = document.text(location, "name");
  const json& stated = document.first(location, "address");
  if (stated.is_string()) {
    const CourseRecord::Venue line = venue_of_line(text_of(stated));
    venue.street = line.street.empty() && line.locality.empty() ? line.name : line.street;
    venue.postal_code = line.postal_code;
    venue.locality = line.locality;
  }
  const json& address = is_of_type(location, "PostalAddress") ? location : stated;
  if (address.is_object()) {
    venue.street = document.text(address, "streetAddress");
    venue.postal_code = document.text(address, "postalCode");
    venue.locality = document.text(address, "addressLocality");
    venue.country = document.text(address, "addressCountry");
  }
  const json& geo = document.first(location, "geo");
  venue.latitude = document.text(geo, "latitude");
  venue.longitude = document.text(geo, "longitude");
  return venue;
}

void add_places(const SchemaDocument& document, const json& node, CourseRecord& record) {
  const auto locations = document.values(node, "location");
  bool is_virtual = false;
  std::vector<CourseRecord::Venue> venues;
  for (const json* location : locations) {
    if (is_of_type(*location, "VirtualLocation")) {
      is_virtual = true;
      continue;
    }
    CourseRecord::Venue venue = venue_of(document, *location);
    if (!venue.name.empty() || !venue.street.empty() || !venue.locality.empty()) venues.push_back(std::move(venue));
  }
  const bool says_mode = std::any_of(record.features.begin(), record.features.end(),
                                     [](const auto& feature) { return feature.name == "kursart_digital"; });
  if (is_virtual && !says_mode) {
    set_feature(record, "kursart_digital", venues.empty() ? "online_angebot" : "blended_learning");
  }
  if (!venues.empty()) record.venues = std::move(venues);
}

bool is_cancelled(const SchemaDocument& document, const json& node) {
  return without_prefix(document.text(node, "eventStatus")) == "EventCancelled";
}

/// A begin and an end: one meeting, or a span of days. What can't be read is left to the mapper, which reports it.
void add_dates(const SchemaDocument& document, const json& node, CourseRecord& record) {
  const std::string begin = document.text(node, "startDate");
  const std::string end = document.text(node, "endDate");
  if (begin.empty() && end.empty()) return;
  const auto starts = parse_moment(begin);
  const auto ends = parse_moment(end);
  const bool one_day = starts && (ends ? ends->day == starts->day : end.empty());
  if (!one_day || (starts->time == std::nullopt && !is_event(node))) {
    record.begin_date = starts ? base::format_date(starts->day) : begin;
    record.end_date = ends ? base::format_date(ends->day) : end;
    if (!starts || !starts->time || (ends && ends->day < starts->day)) return;
  }
  CourseRecord::Session session;
  session.date = base::format_date(starts->day);
  if (starts->time) session.begin_time = base::format_time_of_day(*starts->time);
  if (one_day && ends && ends->time) session.end_time = base::format_time_of_day(*ends->time);
  session.cancelled = is_cancelled(document, node);
  record.sessions.push_back(std::move(session));
}

/// courseSchedule and eventSchedule: on which days of the week, from when to when.
void add_schedule(const SchemaDocument& document, const json& node, CourseRecord& record) {
  for (const char* key : {"courseSchedule", "eventSchedule"}) {
    for (const json* schedule : document.values(node, key)) {
      const auto day_of = [&](const char* name, std::string& date) {
        const std::string stated = document.text(*schedule, name);
        if (date.empty() && !stated.empty()) date = stated.substr(0, 10);
      };
      day_of("startDate", record.begin_date);
      day_of("endDate", record.end_date);
      const std::string from = document.text(*schedule, "startTime").substr(0, 5);
      const std::string to = document.text(*schedule, "endTime").substr(0, 5);
      for (const SchemaText& day : document.texts(*schedule, "byDay")) {
        std::string weekday(without_prefix(day.text));
        if (!from.empty()) weekday += " " + from + (to.empty() ? "" : "-" + to);
        record.weekdays.push_back(std::move(weekday));
      }
      if (std::string count = document.text(*schedule, "repeatCount"); !count.empty()) {
        record.sessions_count = std::move(count);
      }
    }
  }
  for (const json* part : document.values(node, "subEvent")) {
    if (is_date_of(document, *part, node)) add_dates(document, *part, record);
  }
}

}  // namespace

bool is_date_of(const SchemaDocument& document, const json& part, const json& event) {
  if (!part.is_object()) return false;
  const std::string name = fold(document.text(part, "name"));
  return name.empty() || name == fold(document.text(event, "name"));
}

CourseRecord record_of(const SchemaDocument& document, const json& node) {
  CourseRecord record;
  record.guid = text_of(node, "@id");
  if (record.guid.empty()) record.guid = document.text(node, "identifier");
  const std::string url = document.text(node, "url");
  if (record.guid.empty()) record.guid = url;
  record.number = document.text(node, "courseCode");
  add_texts(document, node, record);
  add_keywords(document, node, record);
  add_provider(document, node, record);
  add_audience(document, node, record);
  record.level = document.text(node, "educationalLevel");
  CourseRecord::Feature languages{"unterrichtssprache", {}};
  for (const SchemaText& language : document.texts(node, "inLanguage")) {
    languages.values.push_back(fold(language.text).substr(0, 2));
  }
  if (!languages.values.empty()) record.features.push_back(std::move(languages));
  for (const SchemaText& credential : document.texts(node, "educationalCredentialAwarded")) {
    record.certificates.push_back({credential.text, {}});
  }
  record.participants_maximum = document.text(node, "maximumAttendeeCapacity");
  if (!url.empty()) record.links.push_back({"website", {}, url});
  add_price(document, node, record);
  add_mode(document, node, record);
  return record;
}

void add_instance(const SchemaDocument& document, const json& instance, CourseRecord& record) {
  if (!instance.is_object()) return;
  for (const std::string& id : {text_of(instance, "@id"), document.text(instance, "identifier")}) {
    if (id.empty()) continue;
    record.guid = id;
    break;
  }
  if (record.name.empty()) add_texts(document, instance, record);
  if (record.provider_name.empty()) add_provider(document, instance, record);
  if (const std::string most = document.text(instance, "maximumAttendeeCapacity"); !most.empty()) {
    record.participants_maximum = most;
  }
  if (const std::string left = document.text(instance, "courseWorkload"); !left.empty()) {
    record.texts.push_back({"text", "Umfang: " + left});
  }
  const std::string url = document.text(instance, "url");
  if (!url.empty() && (record.links.empty() || record.links.front().uri != url)) {
    record.links.insert(record.links.begin(), {"website", {}, url});
  }
  if (!document.values(instance, "offers").empty()) add_price(document, instance, record);
  add_mode(document, instance, record);
  add_when_and_where(document, instance, record);
}

void add_when_and_where(const SchemaDocument& document, const json& node, CourseRecord& record) {
  add_places(document, node, record);
  add_dates(document, node, record);
  add_schedule(document, node, record);
}

}  // namespace bildungskiosk::publish
