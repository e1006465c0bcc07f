#include "sync/publish/importers/course_reader.hpp"

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

}  // namespace

CourseRecord read_course(const Element& course) {
  CourseRecord record;
  record.guid = course.content_of("guid");
  record.number = course.content_of("nummer");
  record.name = course.content_of("name");
  record.subtitles = contents(course, "untertitel");
  record.kind = course.content_of("veranstaltungsart");
  if (const Element* category = course.child("dvv_kategorie"); category != nullptr) {
    record.categories.push_back({"dvv", std::string(trim(category->attribute("version"))), category->content()});
  }
  record.level = course.content_of("level");
  record.participants_minimum = course.content_of("minimale_teilnehmerzahl");
  record.participants_current = course.content_of("aktuelle_teilnehmerzahl");
  record.participants_maximum = course.content_of("maximale_teilnehmerzahl");
  record.sessions_count = course.content_of("anzahl_termine");
  record.begin_date = course.content_of("beginn_datum");
  record.end_date = course.content_of("ende_datum");
  record.lessons = course.content_of("dauer");
  record.weekdays = contents(course, "wochentag");
  record.audiences = contents(course, "zielgruppe");
  record.keywords = contents(course, "schlagwort");
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
