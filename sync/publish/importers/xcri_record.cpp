#include "sync/publish/importers/xcri_record.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <set>
#include <string_view>
#include <utility>

#include "sync/base/digest.hpp"
#include "sync/publish/importers/course_span.hpp"
#include "sync/publish/importers/values.hpp"
#include "sync/publish/importers/xcri_values.hpp"

namespace bildungskiosk::publish {
namespace {

/// "en-GB" → "en".
offer::Language language_of(const Element& element, const offer::Language& otherwise) {
  const std::string language = fold(element.attribute("lang"));
  return language.empty() ? otherwise : language.substr(0, language.find('-'));
}

/// What stands behind the prefix of xsi:type, folded: "xcriTerms:topic" → "topic".
std::string type_of(const Element& element) {
  const std::string type = fold(element.attribute("type"));
  const std::size_t colon = type.rfind(':');
  return colon == std::string::npos ? type : type.substr(colon + 1);
}

/// The identifier without a type is the resource's own; the others are those of registers.
std::string identifier_of(const Element& resource) {
  std::string other;
  for (const Element* identifier : resource.children_named("identifier")) {
    std::string text = identifier->content();
    if (text.empty()) continue;
    if (identifier->attribute("type").empty()) return text;
    if (other.empty()) other = std::move(text);
  }
  return other;
}

/// A structured property (entryRequirements in 1.1) says it in its description.
std::string text_of(const Element& element) {
  std::string inner = element.content_of("description");
  return inner.empty() ? element.content() : inner;
}

/// What programs write into a text that nobody filled in.
bool says_nothing(std::string_view text) {
  if (trim(text).size() > 10) return false;
  const std::string folded = fold(text);
  return folded.empty() || folded == "[]" || folded == "n/a" || folded == "tbc";
}

/// One course and one of its presentations on their way into a record.
class Building {
 public:
  Building(const XcriProvider& provider, XcriOffer& offer)
      : provider_(provider), offer_(offer), record_(offer.record) {}

  void add_provider() {
    record_.kind = "Kurs";
    record_.language = provider_.language;
    record_.provider_key = provider_.key;
    record_.provider_name = provider_.name;
    record_.provider = provider_.contact;
  }

  /// What courses and presentations have in common; the presentation's comes after the course's.
  void add_common(const Element& resource) {
    add_title(resource);
    add_texts(resource);
    add_subjects(resource);
    for (const Element* url : resource.children_named("url")) {
      if (const std::string text = url->content(); !text.empty()) {
        record_.links.insert(record_.links.begin(), {"website", {}, text});
      }
    }
  }

  void add_course(const Element& course) {
    for (const Element* type : course.children_named("type")) add_keywords(type->content(), {});
    for (const Element* level : course.children_named("level")) set_level(level->content());
    for (const Element* qualification : course.children_named("qualification")) add_qualification(*qualification);
  }

  void add_presentation(const Element& presentation) {
    add_dates(presentation);
    add_application(presentation);
    add_engagement(presentation);
    add_costs(presentation);
    const std::string places = presentation.content_of("places");
    if (parse_integer(places)) record_.participants_maximum = places;
    for (const Element* venue : presentation.children_named("venue")) add_venue(*venue);
  }

  /// Where nobody says a place or an office, it is the provider's (the standard's rule).
  void inherit() {
    if (record_.registration_telephone.empty() && record_.registration_email.empty()) {
      record_.registration_telephone = provider_.contact.telephone;
      record_.registration_email = provider_.contact.email;
    }
    const CourseRecord::Venue& venue = provider_.venue;
    if (record_.venues.empty() && (!venue.street.empty() || !venue.locality.empty())) {
      record_.venues.push_back(venue);
      record_.inferred.emplace_back("place");
    }
    const bool is_british =
        std::any_of(record_.venues.begin(), record_.venues.end(), [](const auto& at) { return at.country == "GB"; });
    const bool is_amount = parse_cents(record_.price.amount).has_value();
    if (record_.price.currency.empty() && is_amount && is_british) record_.price.currency = "GBP";
  }

 private:
  void add_title(const Element& resource) {
    for (const Element* title : resource.children_named("title")) {
      const offer::Language language = language_of(*title, record_.language);
      std::string text = title->content();
      if (text.empty()) continue;
      if (language == record_.language) {
        record_.name = std::move(text);
      } else {
        record_.texts.push_back({"name@" + language, std::move(text)});
      }
    }
  }

  void add_text(const std::string& property, const Element& element) {
    const std::string text = text_of(element);
    if (says_nothing(text) || !texts_.insert(text).second) return;
    const offer::Language language = language_of(element, record_.language);
    record_.texts.push_back({language == record_.language ? property : property + "@" + language, text});
  }

  void add_texts(const Element& resource) {
    for (const Element* abstract : resource.children_named("abstract")) add_text("kurztext", *abstract);
    for (const Element* description : resource.children_named("description")) {
      const std::string type = type_of(*description);
      if (type == "coursecategory") {
        add_keywords(description->content(), {});
      } else {
        add_text(type == "prerequisites" || type == "entryrequirements" ? "voraussetzung" : "text", *description);
      }
    }
    for (const std::string_view name : {"objective", "learningOutcome", "assessment", "applicationProcedure"}) {
      for (const Element* text : resource.children_named(name)) add_text("text", *text);
    }
    for (const std::string_view name : {"prerequisite", "entryRequirements", "entryProfile"}) {
      for (const Element* text : resource.children_named(name)) add_text("voraussetzung", *text);
    }
  }

  /// Words with commas between them.
  void add_keywords(std::string_view text, std::string_view separators) {
    while (!text.empty()) {
      const std::size_t end = separators.empty() ? text.size() : std::min(text.find_first_of(separators), text.size());
      std::string word(trim(text.substr(0, end)));
      if (!says_nothing(word)) record_.keywords.push_back(std::move(word));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  /// A subject with a code is a category of its scheme, ISCED-F or one of those that no table knows (JACS3, LDCS).
  void add_subjects(const Element& resource) {
    for (const Element* subject : resource.children_named("subject")) {
      add_keywords(subject->content(), ",");  // not ";", which ends an entity's name
      const std::string code(trim(subject->attribute("identifier")));
      const std::string type = type_of(*subject);
      if (code.empty() || type.empty()) continue;
      const bool is_isced = type.find("isced") != std::string::npos;
      record_.categories.push_back({is_isced ? "isced-f" : slug(type), is_isced ? "2013" : "", code});
    }
  }

  void set_level(const std::string& text) {
    const bool is_number = parse_integer(text).has_value();
    if ((text.size() < 2 && !is_number) || !record_.level.empty()) return;  // "X" is none
    record_.level = is_number ? "Level " + text : text;                     // a number alone says nothing on a screen
  }

  void add_qualification(const Element& qualification) {
    set_level(qualification.content_of("level"));
    set_level(qualification.content_of("educationLevel"));
    const std::string title = qualification.content_of("title");
    if (!says_nothing(title)) record_.certificates.push_back({title, qualification.content_of("awardedBy")});
  }

  std::optional<Moment> read_date(const Element* element) {
    if (element == nullptr) return std::nullopt;
    const XcriDate date = read_xcri_date(*element);
    if (date.is_contradictory) {
      offer_.contradictory_dates.push_back(std::string(element->attribute("dtf")) + " / " + element->content());
    }
    return date.moment;
  }

  /// What is no day ("September 2015") is told in words.
  void add_dates(const Element& presentation) {
    const Element* start = presentation.child("start");
    const Element* end = presentation.child("end");
    const auto starts = read_date(start);
    const auto ends = read_date(end);
    set_span(record_, starts, ends, end != nullptr && !end->content().empty());
    if (start != nullptr && !starts && !says_nothing(start->content())) add_line("Start: ", start->content());
    if (end != nullptr && !ends && !says_nothing(end->content())) add_line("End: ", end->content());
    const std::string duration = presentation.content_of("duration");
    if (!says_nothing(duration)) add_line("Duration: ", duration);
  }

  void add_line(std::string_view label, const std::string& text) {
    record_.texts.push_back({"text", std::string(record_.language == "en" ? label : "") + text});
  }

  void add_application(const Element& presentation) {
    if (const auto until = read_date(presentation.child("applyUntil"))) {
      record_.features.push_back({"anmeldeschluss", {base::format_date(until->day)}});
    }
    for (const std::string_view name : {"applyTo", "enquireTo"}) {
      const std::string address = presentation.content_of(name);
      if (parse_url(address) && record_.registration_url.empty()) record_.registration_url = address;
      if (address.find('@') != std::string::npos && !parse_url(address) && record_.registration_email.empty()) {
        record_.registration_email = address;
      }
    }
  }

  void add_engagement(const Element& presentation) {
    for (const std::string_view name : {"studyMode", "attendancePattern"}) {
      for (const Element* words : presentation.children_named(name)) add_keywords(xcri_words(*words), {});
    }
    if (const Element* mode = presentation.child("attendanceMode"); mode != nullptr) {
      if (const auto word = xcri_mode(*mode); !word.empty()) {
        record_.features.push_back({"kursart_digital", {std::string(word)}});
      }
    }
    CourseRecord::Feature languages{"unterrichtssprache", {}};
    for (const Element* language : presentation.children_named("languageOfInstruction")) {
      languages.values.push_back(fold(language->content()).substr(0, 2));
    }
    if (!languages.values.empty()) record_.features.push_back(std::move(languages));
    add_age(presentation.content_of("age"));
  }

  /// "19+", "16-18"; "any" says nothing.
  void add_age(const std::string& age) {
    const std::size_t split = age.find_first_of("+-");
    if (split == std::string::npos || !parse_integer(age.substr(0, split))) return;
    record_.features.push_back({"alter_von", {age.substr(0, split)}});
    if (age[split] == '-' && parse_integer(age.substr(split + 1))) {
      record_.features.push_back({"alter_bis", {age.substr(split + 1)}});
    }
  }

  void add_costs(const Element& presentation) {
    for (const Element* cost : presentation.children_named("cost")) add_cost(*cost);
    // An extension of British colleges wraps them.
    for (const Element* wrapper : presentation.children_named("x:Costs")) {
      for (const Element* cost : wrapper->children_named("cost")) add_cost(*cost);
    }
  }

  void add_cost(const Element& cost) {
    const std::string_view stated = cost.attribute("amount");
    const std::string note = cost.content_of("description");
    const XcriCost read = read_xcri_cost(stated.empty() && note.empty() ? cost.content() : stated);
    CourseRecord::Price& price = record_.price;
    if (price.amount.empty() && price.free.empty()) {
      price.amount = read.amount;
      price.currency = read.currency;
      if (read.is_free) price.free = "true";
    }
    for (const std::string& text : {read.note, note}) {
      const bool known = std::find(price.notes.begin(), price.notes.end(), text) != price.notes.end();
      if (!text.empty() && !known) price.notes.push_back(text);
    }
  }

  void add_venue(const Element& venue) {
    const Element* inner = venue.child("provider");
    const Element& organisation = inner != nullptr ? *inner : venue;
    CourseRecord::Venue read = read_xcri_venue(organisation);
    const Element& location = xcri_location(organisation);
    if (record_.registration_telephone.empty()) record_.registration_telephone = location.content_of("phone");
    if (record_.registration_email.empty()) record_.registration_email = location.content_of("email");
    if (read.country.empty()) read.country = provider_.venue.country;
    if (!read.name.empty() || !read.street.empty() || !read.locality.empty()) record_.venues.push_back(std::move(read));
  }

  const XcriProvider& provider_;
  XcriOffer& offer_;
  CourseRecord& record_;
  std::set<std::string> texts_;  // that are in the record: presentations repeat their course's
};

/// Presentations without an id of their own are told apart by when, how and where they are.
std::string id_of(const Element& course, const Element& presentation, const CourseRecord& record, bool is_only) {
  std::string id = identifier_of(presentation);
  if (!id.empty()) return id;
  id = identifier_of(course);
  if (id.empty() || is_only) return id;
  std::string identity = record.begin_date + '\n' + record.end_date;
  for (const std::string_view name : {"studyMode", "attendanceMode", "attendancePattern"}) {
    identity += '\n' + presentation.content_of(name);
  }
  if (!record.venues.empty()) identity += '\n' + record.venues.front().name + '\n' + record.venues.front().street;
  return id + "-" + base::sha256_hex(base::as_bytes(identity)).substr(0, 12);
}

}  // namespace

XcriProvider read_xcri_provider(const Element& provider) {
  XcriProvider read;
  read.language = language_of(provider, "en");
  read.key = identifier_of(provider);
  read.name = provider.content_of("title");
  read.venue = read_xcri_venue(provider);
  const Element& location = xcri_location(provider);
  read.contact = {.telephone = location.content_of("phone"),
                  .email = location.content_of("email"),
                  .url = provider.content_of("url"),
                  .street = read.venue.street,
                  .postal_code = read.venue.postal_code,
                  .locality = read.venue.locality,
                  .country = read.venue.country};
  return read;
}

XcriOffer read_xcri_offer(const Element& course, const Element* presentation, bool is_only,
                          const XcriProvider& provider) {
  XcriOffer offer;
  Building building(provider, offer);
  building.add_provider();
  offer.record.language = language_of(course, provider.language);
  building.add_common(course);
  building.add_course(course);
  if (presentation != nullptr) {
    building.add_common(*presentation);
    building.add_presentation(*presentation);
  }
  offer.record.guid =
      presentation != nullptr ? id_of(course, *presentation, offer.record, is_only) : identifier_of(course);
  building.inherit();
  return offer;
}

}  // namespace bildungskiosk::publish
