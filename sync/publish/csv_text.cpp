#include "sync/publish/csv_text.hpp"

#include "sync/exchange/text_rules.hpp"

namespace bildungskiosk::publish {

std::string quoted_csv_cell(std::string_view text) {
  if (text.find_first_of(";\"\r\n") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

std::string csv_cell(std::string_view text) {
  std::string clean = exchange::clean_text(text, exchange::TextShape::kLine);
  // Full-width signs begin a formula as well in some programs.
  for (const std::string_view sign : {"=", "+", "-", "@", "＝", "＋", "－", "＠"}) {
    if (clean.starts_with(sign)) clean.insert(0, 1, '\'');
  }
  return quoted_csv_cell(clean);
}

std::string csv_row(const std::vector<std::string>& cells) {
  std::string row;
  for (const std::string& cell : cells) row += (&cell == &cells.front() ? "" : ";") + csv_cell(cell);
  return row + "\r\n";
}

}  // namespace bildungskiosk::publish
