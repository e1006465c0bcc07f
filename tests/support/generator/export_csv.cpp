#include "tests/support/generator/export_row.hpp"

namespace bildungskiosk::test {
namespace {

/// One row; cells are quoted where they must be.
class Row {
 public:
  explicit Row(std::string& out) : out_(out) {}
  Row& cell(std::string_view text) {
    if (!first_) out_ += ';';
    first_ = false;
    if (text.find_first_of(";\"\n") == std::string_view::npos) {
      out_ += text;
      return *this;
    }
    out_ += '"';
    for (const char letter : text) {
      if (letter == '"') out_ += '"';
      out_ += letter;
    }
    out_ += '"';
    return *this;
  }
  void end() { out_ += "\r\n"; }

 private:
  std::string& out_;
  bool first_ = true;
};

std::string joined(const std::vector<std::string>& values) {
  std::string all;
  for (const std::string& value : values) all += (all.empty() ? "" : "; ") + value;
  return all;
}

/// "24.11.2026"
std::string german_date(const std::optional<base::Date>& date) {
  if (!date) return {};
  const std::string iso = base::format_date(*date);
  return iso.substr(8, 2) + '.' + iso.substr(5, 2) + '.' + iso.substr(0, 4);
}

std::string sessions(const offer::Schedule& schedule) {
  std::vector<std::string> all;
  for (const offer::Session& session : schedule.sessions) {
    all.push_back(german_date(session.date) + ' ' + base::format_time_of_day(session.starts.value_or(0)) + '-' +
                  base::format_time_of_day(session.ends.value_or(0)));
  }
  return joined(all);
}

std::string_view german_mode(offer::AttendanceMode mode) {
  switch (mode) {
    case offer::AttendanceMode::kOnsite:
      return "vor Ort";
    case offer::AttendanceMode::kOnline:
      return "online";
    case offer::AttendanceMode::kBlended:
      return "online und vor Ort";
    case offer::AttendanceMode::kSelfPaced:
      return "Selbstlernen";
    case offer::AttendanceMode::kUnknown:
      break;
  }
  return {};
}

std::string text_of(const std::optional<int>& number) { return number ? std::to_string(*number) : std::string(); }
std::string cents(const std::optional<std::int64_t>& amount) { return amount ? money(*amount, ',') : std::string(); }

}  // namespace

std::string_view csv_header() {
  return "\xEF\xBB\xBF"
         "Kennung;Nummer;Titel;Art;Anbieter;Kurztext;Beschreibung;Schlagwörter;Kategorie-System;Kategorie-Fassung;"
         "Kategorie;Zielgruppe;Niveau;Teilnahme;Beginn;Ende;Termine;Anzahl Termine;Preis;Preis ermäßigt;"
         "Plätze mindestens;Plätze belegt;Plätze höchstens;Ort;Raum;Straße;PLZ;Gemeinde;Barrierefrei;Telefon;E-Mail;"
         "Internetseite\r\n";
}

void append_csv(std::string& out, const ExportRow& row) {
  const offer::Offer& offer = *row.offer;
  const bool in_field = row.mode_in_field || offer.mode != offer::AttendanceMode::kOnline;
  Row cells(out);
  cells.cell(row.guid).cell(row.number).cell(offer::localized(offer.name, "de")).cell(german_kind(offer.kind));
  cells.cell(offer::localized(row.provider->name, "de")).cell(offer::localized(offer.abstract, "de"));
  cells.cell(row.description).cell(joined(row.keywords));
  cells.cell("dvv").cell("2.0").cell(offer.categories.front().code);
  cells.cell(joined(offer.audience.groups)).cell(row.level_in_field ? offer.level : "");
  cells.cell(in_field ? german_mode(offer.mode) : "");
  cells.cell(german_date(offer.schedule.starts)).cell(german_date(offer.schedule.ends));
  cells.cell(sessions(offer.schedule)).cell(text_of(offer.schedule.sessions_count));
  cells.cell(offer.price.free == offer::TriState::kYes ? "kostenlos" : cents(offer.price.amount_cents));
  cells.cell(cents(offer.price.reduced_cents)).cell(text_of(offer.capacity.minimum));
  cells.cell(text_of(offer.capacity.current)).cell(text_of(offer.capacity.maximum));
  if (row.place != nullptr) {
    const offer::Place& place = *row.place;
    cells.cell(place.name).cell(place.room).cell(place.address.street).cell(place.address.postal_code);
    cells.cell(place.address.locality);
    cells.cell(place.accessibility.step_free == offer::TriState::kYes ? "ja" : "");
  } else {
    for (int i = 0; i < 6; ++i) cells.cell("");
  }
  cells.cell(offer.registration.telephone).cell(offer.registration.email).cell(offer.url);
  cells.end();
}

}  // namespace bildungskiosk::test
