#include <algorithm>

#include "sync/exchange/json_writer.hpp"
#include "tests/support/generator/export_row.hpp"

namespace bildungskiosk::test {
namespace {

using exchange::json_string;

/// "name":"value", with a comma in front of all but the first.
void add(std::string& out, std::string_view name, std::string_view value) {
  if (out.back() != '{') out += ',';
  ((out += '"') += name) += "\":";
  out += value.empty() ? "null" : json_string(value);
}

/// A single one stands without an array, none is null: the file is XML that was run through a converter.
void add_list(std::string& out, std::string_view name, const std::vector<std::string>& values) {
  if (values.size() < 2) return add(out, name, values.empty() ? std::string_view() : std::string_view(values.front()));
  ((out += ",\"") += name) += "\":[";
  for (std::size_t i = 0; i < values.size(); ++i) out += (i > 0 ? "," : "") + json_string(values[i]);
  out += ']';
}

std::string text_of(const std::optional<int>& number) { return number ? std::to_string(*number) : "-1"; }

void add_address(std::string& out, const offer::Place& place) {
  out += '{';
  add(out, "lehrstaette", place.name);
  add(out, "plz", place.address.postal_code);
  add(out, "ort", place.address.locality);
  add(out, "strasse", place.address.street);
  add(out, "raum", place.room);
  add(out, "laengengrad", money(static_cast<std::int64_t>(place.geo->longitude * 100), '.'));
  add(out, "breitengrad", money(static_cast<std::int64_t>(place.geo->latitude * 100), '.'));
  add(out, "behindertenzugang", place.accessibility.step_free == offer::TriState::kYes ? "true" : "");
  out += '}';
}

void add_meetings(std::string& out, const ExportRow& row) {
  // An address for each meeting, as the Berlin file has it.
  const auto& sessions = row.offer->schedule.sessions;
  out += ",\"ortetermine\":{\"adresse\":[";
  if (row.place != nullptr) {
    for (std::size_t i = 0; i < std::max<std::size_t>(sessions.size(), 1); ++i) {
      if (i > 0) out += ',';
      add_address(out, *row.place);
    }
  }
  out += "],\"termin\":[";
  for (const offer::Session& session : sessions) {
    if (out.back() == '}') out += ',';
    out += '{';
    add(out, "beginn_datum", base::format_date(session.date));
    add(out, "beginn_uhrzeit", base::format_time_of_day(session.starts.value_or(0)));
    add(out, "ende_uhrzeit", base::format_time_of_day(session.ends.value_or(0)));
    out += '}';
  }
  out += "]}";
}

void add_texts(std::string& out, const ExportRow& row) {
  out += ",\"text\":[{";
  add(out, "eigenschaft", "Kurztext");
  add(out, "text", offer::localized(row.offer->abstract, "de"));
  out += "},{";
  add(out, "eigenschaft", "Beschreibung");
  add(out, "text", row.description);
  out += "}]";
}

void add_price(std::string& out, const offer::Price& price) {
  out += ",\"preis\":{";
  add(out, "betrag", price.amount_cents ? money(*price.amount_cents, '.') : "0.00");
  add(out, "rabatt_moeglich", price.reduced_cents ? "true" : "false");
  add(out, "zusatz", price.reduced_cents ? "erm. Preis: " + money(*price.reduced_cents, ',') + " EUR" : "");
  out += '}';
}

}  // namespace

void append_berlin(std::string& out, const ExportRow& row) {
  const offer::Offer& offer = *row.offer;
  out += '{';
  add(out, "guid", row.guid);
  add(out, "nummer", row.number);
  add(out, "name", offer::localized(offer.name, "de"));
  add(out, "untertitel", "");
  add(out, "bezirk", offer::localized(row.provider->name, "de"));
  out += ",\"dvv_kategorie\":{";
  add(out, "@version", "2.0");
  add(out, "#text", offer.categories.front().code);
  out += '}';
  add(out, "veranstaltungsart", german_kind(offer.kind));
  add(out, "minimale_teilnehmerzahl", text_of(offer.capacity.minimum));
  add(out, "aktuelle_teilnehmerzahl", text_of(offer.capacity.current));
  add(out, "maximale_teilnehmerzahl", text_of(offer.capacity.maximum));
  add(out, "anzahl_termine", text_of(offer.schedule.sessions_count));
  add(out, "beginn_datum", offer.schedule.starts ? base::format_date(*offer.schedule.starts) : "");
  add(out, "ende_datum", offer.schedule.ends ? base::format_date(*offer.schedule.ends) : "");
  add_list(out, "zielgruppe", offer.audience.groups);
  std::vector<std::string> keywords = row.keywords;
  // The dialect has no other field for how one takes part.
  if (offer.mode == offer::AttendanceMode::kOnline && row.mode_in_field) keywords.emplace_back("Online-Kurs");
  if (offer.mode == offer::AttendanceMode::kBlended) keywords.emplace_back("Blended Learning");
  if (row.level_in_field && !offer.level.empty()) keywords.push_back(offer.level);
  add_list(out, "schlagwort", keywords);
  add_texts(out, row);
  out += ",\"anmeldung\":{";
  add(out, "telefon", offer.registration.telephone);
  add(out, "mail", offer.registration.email);
  add(out, "link", row.provider->url);
  out += '}';
  add_meetings(out, row);
  add_price(out, offer.price);
  out += ",\"dozent\":{\"anrede\":\"Frau\",\"titel\":null,\"name\":\"Muster (fiktiv)\",\"vorname\":\"Anna\"}";
  out += ",\"webadresse\":{";
  add(out, "typ", "website");
  add(out, "name", "zur Kursbuchung");
  add(out, "uri", offer.url);
  out += "}}";
}

}  // namespace bildungskiosk::test
