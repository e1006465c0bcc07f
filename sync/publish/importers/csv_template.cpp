#include "sync/publish/importers/csv_template.hpp"

namespace bildungskiosk::publish {
namespace {

std::string quoted(std::string_view cell) {
  if (cell.find_first_of(";\"\n") == std::string_view::npos) return std::string(cell);
  std::string out = "\"";
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

}  // namespace

std::string csv_template(CsvSheet sheet) {
  std::string headers;
  std::string explanations;
  std::string example;
  const bool places = sheet == CsvSheet::kPlaces;
  for (const CsvField& field : csv_fields()) {
    const bool hours = field.type == CellType::kOpeningHours;
    const bool shown = places ? !field.place_example.empty() : field.explanation.data() != nullptr && !hours;
    if (!shown) continue;
    const bool first = headers.empty();
    const std::string_view header = places && !field.place_header.empty() ? field.place_header : field.header;
    if (!first) {
      headers += ';';
      explanations += ';';
      example += ';';
    }
    headers += quoted(header);
    explanations += quoted((first ? "# " : "") + std::string(field.explanation) +
                           (first ? ". Diese Zeile und das Beispiel darunter bitte löschen" : ""));
    example += quoted(places ? field.place_example : field.example);
  }
  return "\xEF\xBB\xBF" + headers + "\r\n" + explanations + "\r\n" + example + "\r\n";
}

}  // namespace bildungskiosk::publish
