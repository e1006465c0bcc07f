#include "sync/publish/importers/csv_template.hpp"

#include "sync/publish/csv_text.hpp"

namespace bildungskiosk::publish {
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
    headers += quoted_csv_cell(header);
    explanations += quoted_csv_cell((first ? "# " : "") + std::string(field.explanation) +
                                    (first ? ". Diese Zeile und das Beispiel darunter bitte löschen" : ""));
    example += quoted_csv_cell(places ? field.place_example : field.example);
  }
  return "\xEF\xBB\xBF" + headers + "\r\n" + explanations + "\r\n" + example + "\r\n";
}

}  // namespace bildungskiosk::publish
