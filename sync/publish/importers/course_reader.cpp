#include "sync/publish/importers/course_reader.hpp"

#include <algorithm>
#include <array>

#include "sync/publish/importers/values.hpp"

namespace bildungskiosk::publish {
namespace {

/// A child that the JSON writer may have wrapped once more ({"merkmale":{"merkmal":[…]}}) or left flat.
std::vector<const Element*> items(const Element& parent, std::string_view group, std::string_view item) {
  std::vector<const Element*> found;
  for (const Element* wrapper : parent.children_named(group)) {
    for (const Element* entry : wrapper->children_named(item)) found.push_back(entry);
  }
  return found;
}

std::vector<std::string> contents(const Element& parent, std::string_view name) {
  std::vector<std::string> found;
  for (const Element* element : parent.children_named(name)) {
    if (std::string text = element->content(); !text.empty()) found.push_back(std::move(text));
  }
  return found;
}

CourseRecord::Venue read_address(const Element& address) {
  return {.name = address.content_of("lehrstaette"),
          .room = address.content_of("raum"),
          .country = address.content_of("land"),
          .postal_code = address.content_of("plz"),
          .locality = address.content_of("ort"),
          .district = address.content_of("ortsteil"),
          .street = address.content_of("strasse"),
          .latitude = address.content_of("breitengrad"),
          .longitude = address.content_of("laengengrad"),
          .step_free = address.content_of("behindertenzugang")};
}

void read_venues(const Element& course, CourseRecord& record) {
  for (const Element* venue : course.children_named("veranstaltungsort")) {
    const Element* address = venue->child("adresse");
    auto read = address != nullptr ? read_address(*address) : CourseRecord::Venue{};
    if (std::string name = venue->content_of("name"); !name.empty()) read.name = std::move(name);
    if (std::string room = venue->content_of("raum"); !room.empty()) read.room = std::move(room);
    if (std::string access = venue->content_of("barrierefrei"); !access.empty()) read.step_free = std::move(access);
    record.venues.push_back(std::move(read));
  }
  for (const Element* address : items(course, "ortetermine", "adresse"))
    record.venues.push_back(read_address(*address));
}

void read_session(const Element& session, CourseRecord& record) {
  record.sessions.push_back({.date = session.content_of("beginn_datum"),
                             .begin_time = session.content_of("beginn_uhrzeit"),
                             .end_time = session.content_of("ende_uhrzeit"),
                             .weekday = session.content_of("wochentag")});
}

void read_price(const Element& course, CourseRecord& record) {
  const Element* price = course.child("preis");
  if (price == nullptr) return;
  record.price.amount = price->content_of("betrag");
  record.price.reducible = price->content_of("rabatt_moeglich");
  record.price.notes = contents(*price, "zusatz");
}

void read_lists(const Element& course, CourseRecord& record) {
  for (const Element* feature : items(course, "merkmale", "merkmal")) {
    record.features.push_back({feature->content_of("name"), contents(*feature, "wert")});
  }
  for (const Element* certificate : course.children_named("zertifikat")) {
    record.certificates.push_back({certificate->content_of("name"), certificate->content_of("text")});
  }
  for (const Element* text : course.children_named("text")) {
    const Element* inner = text->child("text");
    // A text without the inner pair is the text itself.
    record.texts.push_back(inner != nullptr
                               ? CourseRecord::Text{text->content_of("eigenschaft"), inner->content()}
                               : CourseRecord::Text{"text", text->child("eigenschaft") ? "" : text->content()});
  }
  for (const Element* link : course.children_named("webadresse")) {
    record.links.push_back({link->content_of("typ"), link->content_of("name"), link->content_of("uri")});
  }
}

struct TextField {
  std::string_view name;
  std::string CourseRecord::*field;
};
constexpr std::array kTextFields = {
    TextField{"guid", &CourseRecord::guid},
    TextField{"nummer", &CourseRecord::number},
    TextField{"name", &CourseRecord::name},
    TextField{"veranstaltungsart", &CourseRecord::kind},
    TextField{"level", &CourseRecord::level},
    TextField{"minimale_teilnehmerzahl", &CourseRecord::participants_minimum},
    TextField{"aktuelle_teilnehmerzahl", &CourseRecord::participants_current},
    TextField{"maximale_teilnehmerzahl", &CourseRecord::participants_maximum},
    TextField{"anzahl_termine", &CourseRecord::sessions_count},
    TextField{"beginn_datum", &CourseRecord::begin_date},
    TextField{"ende_datum", &CourseRecord::end_date},
    TextField{"dauer", &CourseRecord::lessons},
};

struct ListField {
  std::string_view name;
  std::vector<std::string> CourseRecord::*field;
};
constexpr std::array kListFields = {
    ListField{"untertitel", &CourseRecord::subtitles},
    ListField{"wochentag", &CourseRecord::weekdays},
    ListField{"zielgruppe", &CourseRecord::audiences},
    ListField{"schlagwort", &CourseRecord::keywords},
};

template <typename Fields>
const auto* field_named(const Fields& fields, std::string_view name) {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

/// What stands in the course itself: of a text the first counts, of a list all.
void read_own_texts(const Element& course, CourseRecord& record) {
  std::array<bool, kTextFields.size()> seen{};
  for (const Element* child : course.children()) {
    if (child->name.empty()) continue;
    if (const TextField* text = field_named(kTextFields, child->name)) {
      bool& is_seen = seen.at(static_cast<std::size_t>(text - kTextFields.data()));
      if (!is_seen) record.*(text->field) = child->content();
      is_seen = true;
    } else if (const ListField* list = field_named(kListFields, child->name)) {
      if (std::string item = child->content(); !item.empty()) (record.*(list->field)).push_back(std::move(item));
    }
  }
}

}  // namespace

CourseRecord read_course(const Element& course) {
  CourseRecord record;
  read_own_texts(course, record);
  if (const Element* category = course.child("dvv_kategorie"); category != nullptr) {
    record.categories.push_back({"dvv", std::string(trim(category->attribute("version"))), category->content()});
  }
  read_lists(course, record);
  read_venues(course, record);
  for (const Element* session : course.children_named("termin")) read_session(*session, record);
  for (const Element* session : items(course, "ortetermine", "termin")) read_session(*session, record);
  read_price(course, record);
  if (const Element* office = course.child("anmeldung"); office != nullptr) {
    record.registration_telephone = office->content_of("telefon");
    record.registration_email = office->content_of("mail");
    record.registration_url = office->content_of("link");
  }
  return record;
}

}  // namespace bildungskiosk::publish
