#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Spreadsheets as we write them: semicolons, quotes where they are needed, rows that end with CR LF.
namespace bildungskiosk::publish {

/// A cell that spreadsheet programs show as it is. What they would take for a formula (it begins with = + - @, perhaps
/// behind white space) gets an apostrophe in front, as these programs write it themselves; control characters become
/// spaces.
[[nodiscard]] std::string csv_cell(std::string_view text);
/// For words of our own, which may begin with anything.
[[nodiscard]] std::string quoted_csv_cell(std::string_view text);

[[nodiscard]] std::string csv_row(const std::vector<std::string>& cells);

}  // namespace bildungskiosk::publish
