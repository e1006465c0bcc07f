#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/offer/offer.hpp"

/// The catalogue on its way from the office to the terminal: one JSON object a line. The byte format is specified in
/// record_format.md beside this file, and as a JSON Schema in assets/schema/record.schema.json.
namespace bildungskiosk::exchange {

using Record = std::variant<offer::CatalogueInfo, offer::Provider, offer::Place, offer::Offer, offer::Category,
                            offer::Synonym, offer::News>;

/// The canonical line of a record, without the line feed. Equal records give equal bytes; unknown and empty fields are
/// left out. Texts are written as they are: an importer cleans them first (text_rules.hpp), and a publisher makes sure
/// of a line by `keeps_limits` or by parsing it again, since the writer enforces no limit.
[[nodiscard]] std::string write_record(const Record& record);
[[nodiscard]] std::string write_record(const offer::Offer& offer);

/// Whether the offer's line (of `line_bytes`) is sure to be taken by `parse_record`: what reading the line would find
/// out, but without reading it. False: only `parse_record` knows, and says what is wrong. May be called from any
/// thread.
[[nodiscard]] bool keeps_limits(const offer::Offer& offer, std::size_t line_bytes);

/// Reads one line (no line feed). Known fields are taken strictly, unknown ones are ignored.
/// Errors: kMalformedRecord (detail: what is wrong and in which field), kUnsupportedFormat (a `type` this program
/// does not know: a newer publisher's; readers skip such lines), kTooLarge (longer than kLineBytesMax).
/// May be called from any thread.
[[nodiscard]] base::Result<Record> parse_record(std::string_view line);

/// A type's place in the order of a file: its index in Record.
using TypeIndex = std::size_t;
template <typename T>
inline constexpr TypeIndex kTypeIndex = []<typename... Types>(const std::variant<Types...>*) {
  TypeIndex index = 0;
  const bool found = ((std::is_same_v<T, Types> || (++index, false)) || ...);
  return found ? index : sizeof...(Types);
}(static_cast<const Record*>(nullptr));

/// "catalogue", "provider", "place", "offer", "category", "synonym", "news".
[[nodiscard]] std::string_view type_name(const Record& record);
/// The type of this name.
[[nodiscard]] std::optional<TypeIndex> type_of_name(std::string_view name);

/// What identifies a record among those of its type: the id of providers, places, offers and news;
/// "scheme version code" of a category; language and words of a synonym; "" for the catalogue's own record.
[[nodiscard]] std::string record_key(const Record& record);

/// Puts records in the order of a file: by type (in the order of `Record`), then by key, compared as bytes.
void sort_records(std::vector<Record>& records);

}  // namespace bildungskiosk::exchange
