#pragma once

#include <string>
#include <string_view>
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
/// of a line by parsing it again, since the writer enforces no limit.
[[nodiscard]] std::string write_record(const Record& record);

/// Reads one line (no line feed). Known fields are taken strictly, unknown ones are ignored.
/// Errors: kMalformedRecord (detail: what is wrong and in which field), kUnsupportedFormat (a `type` this program
/// does not know: a newer publisher's; readers skip such lines), kTooLarge (longer than kLineBytesMax).
/// May be called from any thread.
[[nodiscard]] base::Result<Record> parse_record(std::string_view line);

/// "catalogue", "provider", "place", "offer", "category", "synonym", "news".
[[nodiscard]] std::string_view type_name(const Record& record);

/// What identifies a record among those of its type: the id of providers, places, offers and news;
/// "scheme version code" of a category; language and words of a synonym; "" for the catalogue's own record.
[[nodiscard]] std::string record_key(const Record& record);

/// Puts records in the order of a file: by type (in the order of `Record`), then by key, compared as bytes.
void sort_records(std::vector<Record>& records);

}  // namespace bildungskiosk::exchange
