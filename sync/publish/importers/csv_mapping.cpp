#include "sync/publish/importers/csv_mapping.hpp"

#include <toml++/toml.h>

#include <algorithm>

#include "sync/exchange/text_rules.hpp"
#include "sync/publish/importers/values.hpp"
#include "sync/publish/limits.hpp"

namespace bildungskiosk::publish {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

Error at_node(const toml::node& node, const std::string& what) {
  return {ErrorCode::kInvalidArgument, "line " + std::to_string(node.source().begin.line) + ": " + what};
}

/// The field's name and, behind '@', its language.
template <typename Matches>
std::optional<CsvMapping::Column> find_column(std::string_view text, Matches matches) {
  const std::size_t at = text.find('@');
  const std::string_view name = trim(text.substr(0, at));
  const std::string language = at == std::string_view::npos ? std::string() : fold(text.substr(at + 1));
  for (const CsvField& field : csv_fields()) {
    if (!matches(field, name)) continue;
    if (at != std::string_view::npos && (!field.may_name_language || !exchange::is_language_tag(language))) continue;
    return CsvMapping::Column{&field, language == "de" ? std::string() : language, {}};
  }
  return std::nullopt;
}

class Reader {
 public:
  explicit Reader(const toml::table& table) : table_(table) {}

  Result<CsvMapping> read() {
    BILDUNGSKIOSK_TRY_VOID(read_settings());
    BILDUNGSKIOSK_TRY_VOID(read_columns());
    BILDUNGSKIOSK_TRY_VOID(read_constants());
    BILDUNGSKIOSK_TRY_VOID(read_values());
    if (!std::any_of(mapping_.columns.begin(), mapping_.columns.end(),
                     [](const auto& column) { return column.field->name == "title"; })) {
      return Error{ErrorCode::kInvalidArgument, "no column for \"title\""};
    }
    return std::move(mapping_);
  }

 private:
  Result<void> read_settings() {
    for (const auto& [key, node] : table_) {
      const std::string_view name = key.str();
      if (name == "columns" || name == "constants" || name == "values") {
        if (!node.is_table()) return at_node(node, "\"" + std::string(name) + "\" is a table");
        continue;
      }
      if (name == "header_row") {
        const auto row = node.value<std::int64_t>();
        if (!row || *row < 1 || *row > 100) return at_node(node, "\"header_row\" is 1 to 100");
        mapping_.header_row = static_cast<std::uint64_t>(*row);
        continue;
      }
      const auto text = node.value<std::string>();
      if (!text) return at_node(node, "\"" + std::string(name) + "\" is no text");
      BILDUNGSKIOSK_TRY_VOID(read_setting(name, *text, node));
    }
    return {};
  }

  Result<void> read_setting(std::string_view name, const std::string& text, const toml::node& node) {
    if (name == "sheet" && (text == "offers" || text == "places")) {
      mapping_.sheet = text == "offers" ? CsvSheet::kOffers : CsvSheet::kPlaces;
    } else if (name == "encoding" && encoding_from_name(text)) {
      mapping_.encoding = encoding_from_name(text);
    } else if (name == "separator" && text.size() == 1 && text != "\"" && text != "\n" && text != "\r") {
      mapping_.separator = text[0];
    } else if (name == "decimal" && (text == "," || text == ".")) {
      mapping_.decimal_sign = text[0];
    } else if (name == "list_separators" && !text.empty()) {
      mapping_.list_separators = text;
    } else {
      return at_node(node, "\"" + std::string(name) + "\" with \"" + text.substr(0, 40) + "\" is not known");
    }
    return {};
  }

  Result<void> read_columns() {
    const toml::table* columns = table_["columns"].as_table();
    if (columns == nullptr) return Error{ErrorCode::kInvalidArgument, "no [columns]"};
    for (const auto& [key, node] : *columns) {
      auto column = column_named(key.str());
      if (!column) return at_node(node, "no field \"" + std::string(key.str()) + "\"");
      if (const toml::array* headers = node.as_array(); headers != nullptr) {
        for (const toml::node& header : *headers) column->headers.push_back(header.value_or(std::string()));
      } else {
        column->headers.push_back(node.value_or(std::string()));
      }
      for (const std::string& header : column->headers) {
        if (trim(header).empty()) return at_node(node, "a column's name is a text");
      }
      mapping_.columns.push_back(*std::move(column));
    }
    return {};
  }

  Result<void> read_constants() {
    const toml::table* constants = table_["constants"].as_table();
    if (constants == nullptr) return {};
    for (const auto& [key, node] : *constants) {
      auto column = column_named(key.str());
      const auto text = node.value<std::string>();
      if (!column || !text) return at_node(node, "no field \"" + std::string(key.str()) + "\", or no text for it");
      if (check_cell(*column->field, *text, {',', mapping_.list_separators}).wrong) {
        return at_node(node, "expected: " + std::string(expected_of(column->field->type)));
      }
      mapping_.constants.emplace_back(*std::move(column), *text);
    }
    return {};
  }

  Result<void> read_values() {
    const toml::table* values = table_["values"].as_table();
    if (values == nullptr) return {};
    for (const auto& [key, node] : *values) {
      const toml::table* words = node.as_table();
      if (!column_named(key.str()) || words == nullptr) {
        return at_node(node, "no field \"" + std::string(key.str()) + "\", or no table of its values");
      }
      for (const auto& [word, meaning] : *words) {
        const auto text = meaning.value<std::string>();
        if (!text) return at_node(meaning, "a value's meaning is a text");
        mapping_.values[std::string(key.str())][fold(word.str())] = *text;
      }
    }
    return {};
  }

  const toml::table& table_;
  CsvMapping mapping_;
};

}  // namespace

std::optional<CsvMapping::Column> column_named(std::string_view name) {
  return find_column(name, [](const CsvField& field, std::string_view text) { return field.name == text; });
}

std::optional<CsvMapping::Column> column_headed(std::string_view header) {
  return find_column(header, [](const CsvField& field, std::string_view text) {
    const std::string folded = fold(text);
    return folded == fold(field.header) || (!field.place_header.empty() && folded == fold(field.place_header));
  });
}

Result<CsvMapping> CsvMapping::parse(std::string_view text, const std::string& name) {
  toml::table table;
  try {
    table = toml::parse(text, name);
  } catch (const toml::parse_error& error) {
    return Error{ErrorCode::kInvalidArgument, name + ": line " + std::to_string(error.source().begin.line) + ": " +
                                                  std::string(error.description())};
  }
  auto mapping = Reader(table).read();
  if (!mapping) return base::with_context(std::move(mapping).error(), name);
  return mapping;
}

Result<CsvMapping> CsvMapping::load(base::FileSystem& files, const std::string& path) {
  BILDUNGSKIOSK_TRY(const auto bytes, base::read_file(files, path, kMappingBytesMax));
  return parse(base::as_text(bytes), path);
}

}  // namespace bildungskiosk::publish
