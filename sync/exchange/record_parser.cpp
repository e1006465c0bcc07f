#include <simdjson.h>

#include <algorithm>
#include <array>

#include "sync/exchange/field_reader.hpp"
#include "sync/exchange/names.hpp"
#include "sync/exchange/record.hpp"
#include "sync/exchange/record_fields.hpp"

namespace bildungskiosk::exchange {
namespace {

namespace dom = simdjson::dom;
using base::Error;
using base::ErrorCode;
using base::Result;

offer::Address read_address(const FieldReader& fields) {
  const auto address = fields.object("address");
  if (!address) return {};
  return {.street = address->line("street"),
          .postal_code = address->line("postal_code"),
          .locality = address->line("locality"),
          .district = address->line("district"),
          .country = address->line("country")};
}

std::optional<offer::GeoPoint> read_geo(const FieldReader& fields) {
  const auto geo = fields.object("geo");
  if (!geo) return std::nullopt;
  const auto latitude = geo->decimal("latitude", -90, 90, kDegreeDigits);
  const auto longitude = geo->decimal("longitude", -180, 180, kDegreeDigits);
  if (!latitude || !longitude) {
    fields.report("geo", "needs latitude and longitude");
    return std::nullopt;
  }
  return offer::GeoPoint{*latitude, *longitude};
}

offer::Accessibility read_accessibility(const FieldReader& fields) {
  const auto access = fields.object("accessibility");
  if (!access) return {};
  return {.step_free = access->tri_state("step_free"),
          .accessible_toilet = access->tri_state("accessible_toilet"),
          .hearing_loop = access->tri_state("hearing_loop"),
          .sign_language = access->tri_state("sign_language"),
          .easy_language = access->tri_state("easy_language"),
          .slow_pace = access->tri_state("slow_pace")};
}

std::vector<offer::OpeningHours> read_opening_hours(const FieldReader& fields) {
  return fields.objects<offer::OpeningHours>("opening_hours", kListItemsMax, [](const FieldReader& hours) {
    const auto opens = hours.time("opens");
    const auto closes = hours.time("closes");
    if (!opens || !closes || *closes <= *opens) hours.report("closes", "is not after opens");
    return offer::OpeningHours{hours.weekday("day"), opens.value_or(0), closes.value_or(0)};
  });
}

void check_span(const FieldReader& fields, std::optional<base::MinuteOfDay> starts,
                std::optional<base::MinuteOfDay> ends) {
  if (ends && (!starts || *ends < *starts)) fields.report("ends", "is before starts");
}

offer::Session read_session(const FieldReader& fields) {
  const auto date = fields.date("date");
  if (!date) fields.report("date", "is missing");
  offer::Session session{.date = date.value_or(base::Date{}),
                         .starts = fields.time("starts"),
                         .ends = fields.time("ends"),
                         .place_id = fields.id("place"),
                         .cancelled = fields.tri_state("cancelled") == offer::TriState::kYes};
  check_span(fields, session.starts, session.ends);
  return session;
}

offer::WeeklyPattern read_weekly(const FieldReader& fields) {
  const offer::WeeklyPattern weekly{fields.weekday("day"), fields.time("starts"), fields.time("ends")};
  check_span(fields, weekly.starts, weekly.ends);
  return weekly;
}

std::optional<int> read_count(const FieldReader& fields, const char* key, int max) {
  const auto value = fields.integer(key, 0, max);
  return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
}

offer::Schedule read_schedule(const FieldReader& offer) {
  const auto fields = offer.object("schedule");
  if (!fields) return {};
  offer::Schedule schedule{
      .starts = fields->date("starts"),
      .ends = fields->date("ends"),
      .weekly = fields->objects<offer::WeeklyPattern>("weekly", kListItemsMax, read_weekly),
      .sessions = fields->objects<offer::Session>("sessions", kSessionsMax, read_session),
      .sessions_count = read_count(*fields, "sessions_count", kSessionsCountMax),
      .lessons = fields->decimal("lessons", 0, kLessonsMax, kLessonDigits),
  };
  if (schedule.starts && schedule.ends && *schedule.ends < *schedule.starts) fields->report("ends", "is before starts");
  std::stable_sort(schedule.sessions.begin(), schedule.sessions.end(), session_before);
  return schedule;
}

offer::Price read_price(const FieldReader& offer) {
  const auto fields = offer.object("price");
  if (!fields) return {};
  offer::Price price{.amount_cents = fields->integer("amount_cents", 0, kCentsMax),
                     .reduced_cents = fields->integer("reduced_cents", 0, kCentsMax),
                     .currency = fields->line("currency"),
                     .free = fields->tri_state("free"),
                     .note = fields->localized("note", TextShape::kParagraphs)};
  if (price.currency.empty()) price.currency = "EUR";
  const bool code = price.currency.size() == 3 && std::all_of(price.currency.begin(), price.currency.end(),
                                                              [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!code) fields->report("currency", "is not a code of three capital letters");
  return price;
}

offer::Registration read_registration(const FieldReader& offer) {
  const auto fields = offer.object("registration");
  if (!fields) return {};
  return {.url = fields->web_address("url"),
          .telephone = fields->line("telephone"),
          .email = fields->line("email"),
          .deadline = fields->date("deadline"),
          .required = fields->tri_state("required"),
          .note = fields->localized("note", TextShape::kParagraphs)};
}

offer::Audience read_audience(const FieldReader& offer) {
  const auto fields = offer.object("audience");
  if (!fields) return {};
  return {.groups = fields->lines("groups"),
          .age_minimum = read_count(*fields, "age_minimum", kAgeMax),
          .age_maximum = read_count(*fields, "age_maximum", kAgeMax)};
}

offer::Capacity read_capacity(const FieldReader& offer) {
  const auto fields = offer.object("capacity");
  if (!fields) return {};
  return {.minimum = read_count(*fields, "minimum", kPeopleMax),
          .current = read_count(*fields, "current", kPeopleMax),
          .maximum = read_count(*fields, "maximum", kPeopleMax)};
}

offer::CategoryRef read_category_ref(const FieldReader& fields) {
  return {fields.line("scheme", Presence::kRequired), fields.line("version"), fields.line("code", Presence::kRequired)};
}

offer::Certificate read_certificate(const FieldReader& fields) {
  return {fields.line("name", Presence::kRequired), fields.localized("description", TextShape::kParagraphs)};
}

offer::MediaRef read_media(const FieldReader& fields) {
  offer::MediaRef media{fields.line("kind", Presence::kRequired), fields.line("target", Presence::kRequired),
                        fields.localized("alternative_text", TextShape::kLine)};
  if (media.target.starts_with('/') || media.target.find("..") != std::string::npos) {
    fields.report("target", "is not a path below the package's targets");
  }
  return media;
}

std::vector<offer::Phase> read_phases(const FieldReader& offer) {
  std::vector<offer::Phase> phases;
  for (const std::string& name : offer.lines("phases")) {
    const auto phase = offer::phase_from_string(name);
    if (!phase) {
      offer.report("phases", "holds an unknown phase");
    } else if (std::find(phases.begin(), phases.end(), *phase) != phases.end()) {
      offer.report("phases", "holds a phase twice");
    } else {
      phases.push_back(*phase);
    }
  }
  if (phases.empty()) offer.report("phases", "is missing");
  return phases;
}

template <typename Value>
Value read_name(const FieldReader& fields, const char* key, Presence presence,
                std::optional<Value> (*from_string)(std::string_view)) {
  const std::string name = fields.line(key, presence);
  if (name.empty()) return Value{};
  const auto value = from_string(name);
  if (!value) fields.report(key, "is none of the names known");
  return value.value_or(Value{});
}

Record read_offer(const FieldReader& fields) {
  return offer::Offer{
      .id = fields.id("id", Presence::kRequired),
      .kind = read_name(fields, "kind", Presence::kRequired, offer_kind_from_string),
      .number = fields.line("number"),
      .name = fields.localized("name", TextShape::kLine, Presence::kRequired),
      .abstract = fields.localized("abstract", TextShape::kParagraphs),
      .description = fields.localized("description", TextShape::kParagraphs),
      .provider_id = fields.id("provider", Presence::kRequired),
      .place_id = fields.id("place"),
      .categories = fields.objects<offer::CategoryRef>("categories", kListItemsMax, read_category_ref),
      .phases = read_phases(fields),
      .keywords = fields.lines("keywords"),
      .audience = read_audience(fields),
      .level = fields.line("level"),
      .instruction_languages = fields.languages("instruction_languages"),
      .mode = read_name(fields, "mode", Presence::kOptional, attendance_mode_from_string),
      .access_requirements = fields.localized("access_requirements", TextShape::kParagraphs),
      .accessibility = read_accessibility(fields),
      .certificates = fields.objects<offer::Certificate>("certificates", kListItemsMax, read_certificate),
      .funding = fields.localized("funding", TextShape::kParagraphs),
      .registration = read_registration(fields),
      .price = read_price(fields),
      .capacity = read_capacity(fields),
      .schedule = read_schedule(fields),
      .media = fields.objects<offer::MediaRef>("media", kListItemsMax, read_media),
      .url = fields.web_address("url"),
      .modified = fields.utc("modified"),
      .inferred = fields.lines("inferred"),
  };
}

Record read_catalogue_info(const FieldReader& fields) {
  const auto generated_at = fields.utc("generated_at");
  if (!generated_at) fields.report("generated_at", "is missing");
  return offer::CatalogueInfo{.office = fields.line("office", Presence::kRequired),
                              .region = fields.line("region"),
                              .languages = fields.languages("languages"),
                              .generated_at = generated_at.value_or(0),
                              .valid_from = fields.date("valid_from"),
                              .valid_until = fields.date("valid_until")};
}

Record read_provider(const FieldReader& fields) {
  return offer::Provider{.id = fields.id("id", Presence::kRequired),
                         .name = fields.localized("name", TextShape::kLine, Presence::kRequired),
                         .address = read_address(fields),
                         .geo = read_geo(fields),
                         .opening_hours = read_opening_hours(fields),
                         .telephone = fields.line("telephone"),
                         .email = fields.line("email"),
                         .url = fields.web_address("url"),
                         .accessibility = read_accessibility(fields)};
}

Record read_place(const FieldReader& fields) {
  return offer::Place{.id = fields.id("id", Presence::kRequired),
                      .name = fields.line("name"),
                      .room = fields.line("room"),
                      .address = read_address(fields),
                      .geo = read_geo(fields),
                      .opening_hours = read_opening_hours(fields),
                      .accessibility = read_accessibility(fields)};
}

Record read_category(const FieldReader& fields) {
  offer::Category category{.ref = read_category_ref(fields),
                           .name = fields.localized("name", TextShape::kLine, Presence::kRequired),
                           .phase = std::nullopt};
  if (const std::string phase = fields.line("phase"); !phase.empty()) {
    category.phase = offer::phase_from_string(phase);
    if (!category.phase) fields.report("phase", "is no phase");
  }
  return category;
}

Record read_synonym(const FieldReader& fields) {
  offer::Synonym synonym{fields.language("language"), fields.lines("words")};
  if (synonym.words.size() < 2) fields.report("words", "needs two words or more");
  return synonym;
}

Record read_news(const FieldReader& fields) {
  return offer::News{.id = fields.id("id", Presence::kRequired),
                     .title = fields.localized("title", TextShape::kLine, Presence::kRequired),
                     .text = fields.localized("text", TextShape::kParagraphs),
                     .valid_from = fields.date("valid_from"),
                     .valid_until = fields.date("valid_until")};
}

struct RecordType {
  std::string_view name;
  Record (*read)(const FieldReader&);
};

constexpr std::array kRecordTypes = {
    RecordType{"offer", read_offer},
    RecordType{"place", read_place},
    RecordType{"provider", read_provider},
    RecordType{"category", read_category},
    RecordType{"synonym", read_synonym},
    RecordType{"news", read_news},
    RecordType{"catalogue", read_catalogue_info},
};

bool is_twice(const dom::object& object, std::string_view key) {
  std::size_t count = 0;
  for (const auto field : object) {
    if (field.key == key) ++count;
  }
  return count > 1;
}

/// JSON lets a key stand twice, and readers differ in which one they take: refused everywhere, unknown fields included.
void check_keys(dom::element element, Problem& problem) {
  if (element.is_array()) {
    for (const dom::element item : dom::array(element)) check_keys(item, problem);
  } else if (element.is_object()) {
    const dom::object object(element);
    std::size_t count = 0;
    std::string_view previous;
    bool ascending = true;  // as a canonical line has them: then none can be there twice
    for (const auto field : object) {
      ascending = ascending && (count == 0 || previous < field.key);
      previous = field.key;
      if (++count > kFieldsMax) {
        problem.report("object", "has more than " + std::to_string(kFieldsMax) + " fields");
        return;
      }
      if (field.value.is_array() || field.value.is_object()) check_keys(field.value, problem);
    }
    if (ascending) return;
    for (const auto field : object) {
      if (is_twice(object, field.key)) problem.report("object", "has the same field twice");
    }
  }
}

/// The parser's buffers are worth keeping from line to line; they grow to what the longest line needed.
dom::parser& parser_of_this_thread() {
  constexpr std::size_t kFirstCapacity = 64U * 1024U;
  thread_local dom::parser parser = [] {
    dom::parser fresh(kLineBytesMax);
    if (fresh.allocate(kFirstCapacity, kDepthMax) != simdjson::SUCCESS) base::fail_check("memory", __FILE__, __LINE__);
    return fresh;
  }();
  return parser;
}

}  // namespace

Result<Record> parse_record(std::string_view line) {
  if (line.size() > kLineBytesMax) {
    return Error{ErrorCode::kTooLarge, "a record of " + std::to_string(line.size()) + " bytes, at most " +
                                           std::to_string(kLineBytesMax) + " are allowed"};
  }
  dom::element element;
  const auto parsed = parser_of_this_thread().parse(line.data(), line.size()).get(element);
  if (parsed != simdjson::SUCCESS) return Error{ErrorCode::kMalformedRecord, simdjson::error_message(parsed)};
  dom::object object;
  if (element.get(object) != simdjson::SUCCESS) return Error{ErrorCode::kMalformedRecord, "not a JSON object"};

  Problem problem;
  check_keys(element, problem);
  const FieldReader fields(object, problem);
  const std::string type = fields.line("type", Presence::kRequired);
  if (problem.any()) return problem.error();
  for (const RecordType& known : kRecordTypes) {
    if (known.name != type) continue;
    Record record = known.read(fields);
    if (problem.any()) return with_context(problem.error(), type);
    return record;
  }
  return Error{ErrorCode::kUnsupportedFormat, "a record of the unknown type " + type};
}

}  // namespace bildungskiosk::exchange
