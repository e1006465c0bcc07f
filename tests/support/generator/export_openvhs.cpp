#include <array>

#include "tests/support/generator/export_row.hpp"

namespace bildungskiosk::test {
namespace {

/// <name>value</name>, nothing for an empty value.
void add(std::string& out, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  ((((out += "    <") += name) += '>') += value) += "</";
  (out += name) += ">\n";
}

/// The generator's words hold no "]]>".
std::string cdata(std::string_view text) {
  return text.empty() ? std::string() : "<![CDATA[" + std::string(text) + "]]>";
}

void add_text(std::string& out, std::string_view property, std::string_view text) {
  if (text.empty()) return;
  out += "    <text>\n  ";
  add(out, "eigenschaft", property);
  out += "  ";
  add(out, "text", cdata(text));
  out += "    </text>\n";
}

void add_feature(std::string& out, std::string_view name, std::string_view value) {
  ((((out += "      <merkmal><name>") += name) += "</name><wert>") += value) += "</wert></merkmal>\n";
}

void add_features(std::string& out, const ExportRow& row) {
  out += "    <merkmale>\n";
  const bool is_online = row.offer->mode == offer::AttendanceMode::kOnline;
  if (is_online && row.mode_in_field) add_feature(out, "kursart_digital", "online_angebot");
  if (row.offer->mode == offer::AttendanceMode::kBlended) add_feature(out, "kursart_digital", "blended_learning");
  if (row.offer->mode == offer::AttendanceMode::kSelfPaced) add_feature(out, "kursart_digital", "selbstlernangebot");
  // Said of every one: the titles are random words, some of which would tell another kind.
  add_feature(out, "veranstaltungsart", german_kind(row.offer->kind));
  add_feature(out, "vhscloud_kurs", is_online ? "true" : "false");
  out += "    </merkmale>\n";
}

void add_number(std::string& out, std::string_view name, const std::optional<int>& number) {
  if (number) add(out, name, std::to_string(*number));
}

void add_place(std::string& out, const offer::Place& place) {
  out += "    <veranstaltungsort>\n  ";
  add(out, "name", cdata(place.name));
  out += "      <adresse><land>Deutschland</land><plz>" + place.address.postal_code + "</plz><ort><![CDATA[" +
         place.address.locality + "]]></ort><strasse><![CDATA[" + place.address.street + "]]></strasse></adresse>\n";
  if (place.accessibility.step_free == offer::TriState::kYes) out += "      <barrierefrei>true</barrierefrei>\n";
  out += "    </veranstaltungsort>\n";
}

void add_sessions(std::string& out, const offer::Schedule& schedule) {
  for (const offer::Session& session : schedule.sessions) {
    out += "    <termin><beginn_datum>" + base::format_date(session.date) + "</beginn_datum><beginn_uhrzeit>" +
           base::format_time_of_day(session.starts.value_or(0)) + ":00</beginn_uhrzeit><ende_uhrzeit>" +
           base::format_time_of_day(session.ends.value_or(0)) + ":00</ende_uhrzeit></termin>\n";
  }
}

void add_price(std::string& out, const offer::Price& price) {
  out += "    <preis>\n  ";
  add(out, "betrag", price.amount_cents ? money(*price.amount_cents, '.') : "0.0");
  if (price.reduced_cents) {
    out += "      <rabatt_moeglich>true</rabatt_moeglich>\n  ";
    add(out, "zusatz", cdata("erm. Preis: " + money(*price.reduced_cents, ',') + " EUR"));
  }
  out += "    </preis>\n";
}

constexpr std::array kWeekdays = {"Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"};

}  // namespace

void append_openvhs(std::string& out, const ExportRow& row) {
  const offer::Offer& offer = *row.offer;
  out += "  <veranstaltung>\n";
  add(out, "guid", row.guid);
  add(out, "nummer", cdata(row.number));
  add(out, "name", cdata(offer::localized(offer.name, "de")));
  out += "    <dvv_kategorie version=\"2.0\">" + offer.categories.front().code + "</dvv_kategorie>\n";
  add_features(out, row);
  if (row.level_in_field) add(out, "level", offer.level);
  add_number(out, "minimale_teilnehmerzahl", offer.capacity.minimum);
  add_number(out, "aktuelle_teilnehmerzahl", offer.capacity.current);
  add_number(out, "maximale_teilnehmerzahl", offer.capacity.maximum);
  add_number(out, "anzahl_termine", offer.schedule.sessions_count);
  if (offer.schedule.starts) add(out, "beginn_datum", base::format_date(*offer.schedule.starts));
  if (offer.schedule.lessons) add(out, "dauer", money(static_cast<std::int64_t>(*offer.schedule.lessons * 100), '.'));
  if (offer.schedule.ends) add(out, "ende_datum", base::format_date(*offer.schedule.ends));
  for (const offer::WeeklyPattern& weekly : offer.schedule.weekly) {
    add(out, "wochentag",
        std::string(kWeekdays.at(static_cast<std::size_t>(weekly.day))) + ' ' +
            base::format_time_of_day(weekly.starts.value_or(0)) + '-' +
            base::format_time_of_day(weekly.ends.value_or(0)));
  }
  for (const std::string& group : offer.audience.groups) add(out, "zielgruppe", cdata(group));
  for (const std::string& keyword : row.keywords) add(out, "schlagwort", cdata(keyword));
  add_text(out, "kurztext", offer::localized(offer.abstract, "de"));
  add_text(out, "text", row.description);
  if (row.place != nullptr) add_place(out, *row.place);
  add_sessions(out, offer.schedule);
  add_price(out, offer.price);
  out += "    <webadresse>\n      <typ>website</typ><name><![CDATA[Zur Buchung]]></name>\n      <uri><![CDATA[" +
         offer.url + "&ansicht=kurs]]></uri>\n    </webadresse>\n  </veranstaltung>\n";
}

}  // namespace bildungskiosk::test
