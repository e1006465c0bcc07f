#include "sync/publish/importers/openqcat_service.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>
#include <utility>

#include "sync/publish/importers/course_span.hpp"
#include "sync/publish/importers/moment.hpp"
#include "sync/publish/importers/values.hpp"

namespace bildungskiosk::publish {
namespace {

/// The element at the end of the path, or nullptr.
const Element* descend(const Element& from, std::initializer_list<std::string_view> path) {
  const Element* at = &from;
  for (const std::string_view name : path) {
    if (at != nullptr) at = at->child(name);
  }
  return at;
}

std::string content_at(const Element& from, std::initializer_list<std::string_view> path) {
  const Element* found = descend(from, path);
  return found == nullptr ? std::string() : found->content();
}

/// A code of the format's lists: @type, or the content where it is the number.
int code_of(const Element* element) {
  if (element == nullptr) return 0;
  for (const std::string& text : {std::string(element->attribute("type")), element->content()}) {
    if (const auto code = parse_integer(text); code && *code > 0 && *code < 10'000) return static_cast<int>(*code);
  }
  return 0;
}

/// "+49.9621.1", the form of the format, as people write it.
std::string telephone_of(const Element& address) {
  std::string number = address.content_of("PHONE");
  if (number.starts_with('+')) std::replace(number.begin(), number.end(), '.', ' ');
  return number;
}

std::string email_of(const Element& address) {
  std::string email = content_at(address, {"EMAILS", "EMAIL"});
  return email.empty() ? address.content_of("EMAIL") : email;
}

/// "Team", "Kursbüro" stand where the format asks for a last name.
bool is_office(const Element& contact) {
  if (!contact.content_of("FIRST_NAME").empty()) return false;
  const std::string name = fold(contact.content_of("LAST_NAME"));
  constexpr std::array<std::string_view, 10> kOffices = {
      "team",     "buero",   "sekretariat", "verwaltung", "anmeldung", "geschaeftsstelle",
      "zentrale", "service", "beratung",    "information"};
  return name.empty() || std::any_of(kOffices.begin(), kOffices.end(), [&](std::string_view word) {
           return name == word || name.starts_with(std::string(word) + " ") || name.ends_with(word);
         });
}

/// Programs that must fill a field write this into it.
bool says_nothing(std::string_view text) { return fold(text.substr(0, 40)).starts_with("keine angabe"); }

void add_text(CourseRecord& record, std::string_view property, std::string text) {
  if (!text.empty() && !says_nothing(text)) record.texts.push_back({std::string(property), std::move(text)});
}

void read_dates(const Element& details, CourseRecord& record) {
  const std::string begin = content_at(details, {"SERVICE_DATE", "START_DATE"});
  const std::string end = content_at(details, {"SERVICE_DATE", "END_DATE"});
  const auto starts = parse_day_or_moment(begin);
  const auto ends = parse_day_or_moment(end);
  record.begin_date = begin;  // what can't be read, the mapper reports
  record.end_date = end;
  set_span(record, starts, ends, !end.empty());
  const std::string remarks = content_at(details, {"SERVICE_DATE", "DATE_REMARKS"});
  constexpr std::size_t kWeeklyBytesMax = 60;
  if (remarks.size() <= kWeeklyBytesMax && parse_weekly(remarks)) {
    record.weekdays.push_back(remarks);
  } else if (!remarks.empty() && !says_nothing(remarks)) {
    record.texts.push_back({"termine", "Termine: " + remarks});
  }
}

/// A web address is where an online course meets, in whichever field of the place it stands.
CourseRecord::Venue read_location(const Element& location) {
  CourseRecord::Venue venue;
  venue.name = location.content_of("NAME");
  venue.street = location.content_of("STREET");
  venue.postal_code = location.content_of("ZIP");
  venue.locality = location.content_of("CITY");
  venue.district = location.content_of("DISTRICT");
  venue.country = location.content_of("COUNTRY");
  venue.step_free = location.content_of("BARRIER_FREE_LOCATION");
  const Element* const only = location.only_child();
  const std::string plain = only != nullptr ? location.content() : std::string();
  for (const std::string& text : {venue.name, venue.street, venue.locality, plain}) {
    if (!parse_url(text)) continue;
    CourseRecord::Venue online;
    online.name = text;
    return online;
  }
  if (venue.name.empty() && only != nullptr && only->name.empty()) venue.name = plain;
  return venue;
}

void read_places(const Element& module, CourseRecord& record) {
  for (const Element* location : module.children_named("LOCATION")) {
    CourseRecord::Venue venue = read_location(*location);
    if (venue.name.empty() && venue.street.empty() && venue.locality.empty()) continue;
    record.venues.push_back(std::move(venue));
  }
}

/// INSTRUCTION_FORM: 101–105 on site, 201–206 online, 301–304 both, 401–403 distance learning.
void read_form(int code, CourseRecord& record) {
  std::string_view mode;
  if (code >= 101 && code <= 105) mode = "praesenz";
  if (code >= 201 && code <= 206) mode = "online_angebot";
  if (code >= 301 && code <= 304) mode = "blended_learning";
  if (code >= 401 && code <= 403) mode = "selbstlernangebot";
  const bool meets_online = std::any_of(record.venues.begin(), record.venues.end(),
                                        [](const auto& venue) { return parse_url(venue.name).has_value(); });
  if (mode.empty() && meets_online) {
    mode = "online_angebot";
    record.inferred.emplace_back("mode");
  }
  if (!mode.empty()) record.features.push_back({"kursart_digital", {std::string(mode)}});
}

void read_degree(const Element& education, CourseRecord& record) {
  for (const Element* degree : education.children_named("DEGREE")) {
    const std::string title = degree->content_of("DEGREE_TITLE");
    if (title.empty() || says_nothing(title)) continue;
    std::string text;
    const auto add = [&](std::string_view label, const std::string& value) {
      if (value.empty() || says_nothing(value)) return;
      text += (text.empty() ? "" : "\n") + std::string(label) + value;
    };
    add("Prüfung: ", content_at(*degree, {"DEGREE_EXAM", "EXAMINER"}));
    add("Zusatzqualifikation: ", degree->content_of("DEGREE_ADD_QUALIFICATION"));
    add("Berechtigung: ", degree->content_of("DEGREE_ENTITLED"));
    record.certificates.push_back({title, std::move(text)});
  }
}

void read_education(const Element& education, CourseRecord& record) {
  read_degree(education, record);
  add_text(record, "foerderung", content_at(education, {"SUBSIDY", "SUBSIDY_DESCRIPTION"}));
  if (const Element* module = education.child("MODULE_COURSE"); module != nullptr) {
    record.participants_minimum = module->content_of("MIN_PARTICIPANTS");
    record.participants_maximum = module->content_of("MAX_PARTICIPANTS");
    read_places(*module, record);
    add_text(record, "unterricht", module->content_of("INSTRUCTION_REMARKS"));
    if (parse_boolean(module->content_of("FLEXIBLE_START")) == true) {
      record.registration_note = "Einstieg jederzeit möglich";
    }
  }
  const Element* information = education.child("EXTENDED_INFO");
  read_form(information == nullptr ? 0 : code_of(information->child("INSTRUCTION_FORM")), record);
  if (information == nullptr) return;
  if (const int type = code_of(information->child("EDUCATION_TYPE")); type != 0) {
    record.categories.push_back({"openqcat", "1.1", std::to_string(type)});
  }
  const std::string time = information->content_of("INSTRUCTION_TIME");  // "Vollzeit", or its number
  if (!time.empty() && !parse_integer(time) && !says_nothing(time)) record.keywords.push_back(time);
  if (parse_boolean(information->content_of("EXTRA_OCCUPATIONAL")) == true) {
    record.keywords.emplace_back("Berufsbegleitend");
  }
}

/// Kurssystematik: the code is a category that no table maps yet, its name a keyword. ISCED-F: the codes of UNESCO.
void read_classification(const Element& service, CourseRecord& record) {
  for (const Element* classification : service.children_named("SERVICE_CLASSIFICATION")) {
    const std::string system = fold(classification->content_of("REFERENCE_CLASSIFICATION_SYSTEM_NAME"));
    const bool is_isced = system.find("isced") != std::string::npos;
    for (const Element* feature : classification->children_named("FEATURE")) {
      const std::string code = feature->content_of("FNAME");
      if (!code.empty() && is_isced) record.categories.push_back({"isced-f", "2013", code});
      if (!code.empty() && !is_isced) record.categories.push_back({"kurssystematik", {}, code});
      for (const Element* value : feature->children_named("FVALUE")) {
        if (std::string name = value->content(); !name.empty()) record.keywords.push_back(std::move(name));
      }
    }
  }
}

void read_price(const Element& service, CourseRecord& record) {
  const Element* details = service.child("SERVICE_PRICE_DETAILS");
  if (details == nullptr) return;
  for (const Element* price : details->children_named("SERVICE_PRICE")) {
    if (!record.price.amount.empty()) break;
    record.price.amount = price->content_of("PRICE_AMOUNT");
    record.price.currency = price->content_of("PRICE_CURRENCY");
  }
  for (const Element* remark : details->children_named("REMARKS")) {
    if (std::string text = remark->content(); !text.empty()) record.price.notes.push_back(std::move(text));
  }
}

void read_links(const Element& parent, CourseRecord& record) {
  for (const Element* information : parent.children_named("MIME_INFO")) {
    for (const Element* item : information->children_named("MIME_ELEMENT")) {
      const std::string type = fold(item->content_of("MIME_TYPE"));
      const bool is_page = type.empty() || type.starts_with("text/");
      std::string uri = item->content_of("MIME_SOURCE");
      if (!uri.empty()) record.links.push_back({is_page ? "website" : "attachment", {}, std::move(uri)});
    }
  }
}

void read_details(const Element& details, CourseRecord& record) {
  record.name = details.content_of("TITLE");
  record.number = details.content_of("SUPPLIER_ALT_PID");
  add_text(record, "text", details.content_of("DESCRIPTION_LONG"));
  add_text(record, "voraussetzung", details.content_of("TERMS_AND_CONDITIONS"));
  for (const Element* contact : details.children_named("CONTACT")) {
    if (!is_office(*contact)) continue;
    if (record.registration_telephone.empty()) record.registration_telephone = telephone_of(*contact);
    if (record.registration_email.empty()) record.registration_email = email_of(*contact);
  }
  read_dates(details, record);
  for (const Element* keyword : details.children_named("KEYWORD")) record.keywords.push_back(keyword->content());
  for (const Element* group : details.children_named("TARGET_GROUP")) {
    for (const Element* text : group->children_named("TARGET_GROUP_TEXT")) record.audiences.push_back(text->content());
  }
}

bool has_own_date(const CourseRecord& record) { return !record.begin_date.empty() || !record.sessions.empty(); }

template <typename Value>
void fill(Value& value, const Value& otherwise) {
  if (value.empty()) value = otherwise;
}

/// A text of the offer counts where the event has none of its kind; with dates of its own the offer's don't.
void join_texts(CourseRecord& event, const CourseRecord& offer) {
  std::vector<CourseRecord::Text> texts;
  for (const CourseRecord::Text& text : offer.texts) {
    const bool replaced = std::any_of(event.texts.begin(), event.texts.end(),
                                      [&](const auto& own) { return own.property == text.property; });
    if (!replaced && (text.property != "termine" || !has_own_date(event))) texts.push_back(text);
  }
  std::move(event.texts.begin(), event.texts.end(), std::back_inserter(texts));
  event.texts = std::move(texts);
}

}  // namespace

OpenQCatSupplier read_openqcat_supplier(const Element& supplier) {
  OpenQCatSupplier read;
  read.id = supplier.content_of("SUPPLIER_ID");
  read.name = supplier.content_of("SUPPLIER_NAME");
  const Element* address = supplier.child("ADDRESS");
  if (address == nullptr) return read;
  if (read.name.empty()) read.name = address->content_of("NAME");
  read.contact = {.telephone = telephone_of(*address),
                  .email = email_of(*address),
                  .url = address->content_of("URL"),
                  .street = address->content_of("STREET"),
                  .postal_code = address->content_of("ZIP"),
                  .locality = address->content_of("CITY"),
                  .country = address->content_of("COUNTRY")};
  return read;
}

std::string openqcat_id(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

OpenQCatPlace read_openqcat_place(const Element& service) {
  OpenQCatPlace place;
  place.supplier_id = openqcat_id(service.content_of("SUPPLIER_ID_REF"));
  if (const Element* education = descend(service, {"SERVICE_DETAILS", "SERVICE_MODULE", "EDUCATION"})) {
    place.course_id = openqcat_id(education->content_of("COURSE_ID"));
    place.is_event = parse_boolean(education->attribute("type")) == false;
  }
  if (place.course_id.empty()) place.course_id = openqcat_id(service.content_of("PRODUCT_ID"));
  return place;
}

CourseRecord read_openqcat_service(const Element& service) {
  CourseRecord record;
  record.kind = "Kurs";
  record.guid = service.content_of("PRODUCT_ID");
  const Element* details = service.child("SERVICE_DETAILS");
  const Element* education = descend(service, {"SERVICE_DETAILS", "SERVICE_MODULE", "EDUCATION"});
  if (details != nullptr) read_details(*details, record);
  if (education != nullptr) read_education(*education, record);
  read_classification(service, record);
  read_price(service, record);
  read_links(service, record);
  if (education != nullptr) read_links(*education, record);
  return record;
}

CourseRecord join_openqcat_event(CourseRecord event, const CourseRecord& offer) {
  fill(event.name, offer.name);
  fill(event.number, offer.number);
  event.categories.insert(event.categories.end(), offer.categories.begin(), offer.categories.end());
  fill(event.features, offer.features);
  fill(event.participants_minimum, offer.participants_minimum);
  fill(event.participants_maximum, offer.participants_maximum);
  fill(event.audiences, offer.audiences);
  fill(event.certificates, offer.certificates);
  fill(event.venues, offer.venues);
  fill(event.links, offer.links);
  fill(event.registration_note, offer.registration_note);
  if (event.registration_telephone.empty() && event.registration_email.empty()) {
    event.registration_telephone = offer.registration_telephone;
    event.registration_email = offer.registration_email;
  }
  if (event.price.amount.empty() && event.price.notes.empty()) event.price = offer.price;
  join_texts(event, offer);
  if (!has_own_date(event)) {
    event.begin_date = offer.begin_date;
    event.end_date = offer.end_date;
    event.sessions = offer.sessions;
    fill(event.weekdays, offer.weekdays);
  }
  event.keywords.insert(event.keywords.begin(), offer.keywords.begin(), offer.keywords.end());
  return event;
}

bool is_openqcat_date_of(const CourseRecord& event, const CourseRecord& offer) {
  if (!has_own_date(offer)) return true;
  if (event.begin_date != offer.begin_date) return false;
  if (event.venues.empty() || offer.venues.empty()) return true;
  const CourseRecord::Venue& at = event.venues.front();
  const CourseRecord::Venue& named = offer.venues.front();
  return fold(at.name) == fold(named.name) && fold(at.street) == fold(named.street) &&
         fold(at.postal_code + at.locality) == fold(named.postal_code + named.locality);
}

}  // namespace bildungskiosk::publish
