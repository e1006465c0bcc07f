#include "sync/publish/importers/importer.hpp"

#include <algorithm>
#include <array>

#include "sync/base/check.hpp"
#include "sync/publish/importers/berlin_json.hpp"
#include "sync/publish/importers/csv.hpp"
#include "sync/publish/importers/csv_reader.hpp"
#include "sync/publish/importers/ical.hpp"
#include "sync/publish/importers/integreat.hpp"
#include "sync/publish/importers/jsonld.hpp"
#include "sync/publish/importers/openqcat.hpp"
#include "sync/publish/importers/openvhs.hpp"
#include "sync/publish/importers/values.hpp"
#include "sync/publish/importers/xcri.hpp"
#include "sync/publish/importers/xml_head.hpp"

namespace bildungskiosk::publish {
namespace {

template <typename Type>
std::unique_ptr<Importer> make() {
  return std::make_unique<Type>();
}

/// One row for each format: all that the program knows of it besides its importer.
struct Row {
  Format format;
  std::string_view name;    // for --format
  std::string_view german;  // for sentences
  std::unique_ptr<Importer> (*make)();
};

constexpr std::array kRows = {
    Row{Format::kOpenVhs, "openvhs", "Open-vhs-XML 0.9 bis 1.2", make<OpenVhsImporter>},
    Row{Format::kBerlin, "berlin", "das Berliner JSON", make<BerlinJsonImporter>},
    Row{Format::kOpenQCat, "openqcat", "openQ-cat 1.1 (der ganze Katalog)", make<OpenQCatImporter>},
    Row{Format::kCsv, "csv", "Tabellen als CSV (eigene Spalten erklärt --mapping)", make<CsvImporter>},
    Row{Format::kXcri, "xcri", "XCRI-CAP 1.1 und 1.2 (EN 15982)", make<XcriImporter>},
    Row{Format::kIcal, "ical", "iCalendar", make<IcalImporter>},
    Row{Format::kJsonLd, "jsonld", "JSON-LD von schema.org, auch aus Webseiten", make<JsonLdImporter>},
    Row{Format::kIntegreat, "integreat", "das JSON von Integreat (Orte und Veranstaltungen)", make<IntegreatImporter>},
};

constexpr auto kFormats = [] {
  std::array<Format, kRows.size()> formats{};
  std::transform(kRows.begin(), kRows.end(), formats.begin(), [](const Row& row) { return row.format; });
  return formats;
}();

const Row& row_of(Format format) {
  const auto* const row =
      std::find_if(kRows.begin(), kRows.end(), [&](const Row& each) { return each.format == format; });
  BILDUNGSKIOSK_CHECK(row != kRows.end());
  return *row;
}

bool holds(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

/// By the names at the front. An object without any of them is most likely the Berlin file of a dialect to come.
Format json_format(std::string_view head) {
  const bool is_linked = holds(head, "\"@context\"") || holds(head, "\"@graph\"") || holds(head, "\"@type\"");
  if (is_linked && !holds(head, "\"veranstaltung")) return Format::kJsonLd;
  return head.starts_with('[') ? Format::kIntegreat : Format::kBerlin;
}

bool is_web_page(std::string_view head) {
  const std::string folded = fold(head.substr(0, 1'000));
  return head.starts_with('<') &&
         (folded.starts_with("<!doctype html") || holds(folded, "<html") || folded.starts_with("<script"));
}

/// By the root element. Of XML that is none of ours Open-vhs says so.
Format xml_format(base::ByteView head) {
  const auto root = find_xml_root(head);
  if (root && root->name == "OPENQCAT") return Format::kOpenQCat;
  if (root && (root->name == "catalog" || holds(root->ns, "xcri.org/"))) return Format::kXcri;
  return Format::kOpenVhs;
}

}  // namespace

ImportWindow import_window(base::Date today) {
  const auto [year, month, day] = base::year_month_day(today);
  const auto first = base::make_date(year, month, 1);
  const auto after = base::make_date(year + 1 + month / 12, month % 12 + 1, 1);
  BILDUNGSKIOSK_CHECK(first && after);  // a clock within the years of `make_date`
  return {*first, base::add_days(*after, -1)};
}

std::span<const Format> all_formats() { return kFormats; }

std::string_view to_string(Format format) { return row_of(format).name; }

std::string_view german_name(Format format) { return row_of(format).german; }

std::optional<Format> format_from_string(std::string_view name) {
  const auto* const row = std::find_if(kRows.begin(), kRows.end(), [&](const Row& each) { return each.name == name; });
  return row == kRows.end() ? std::nullopt : std::optional(row->format);
}

std::optional<Format> detect_format(base::ByteView head) {
  std::string_view text = base::as_text(head);
  // UTF-16 of either order: an XML file that libxml2 decodes by its mark; JSON is UTF-8.
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return xml_format(head);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  text = trim(text);
  if (is_web_page(text)) return Format::kJsonLd;
  // Of nothing but white space both importers say that it is empty; a '<' may also follow behind it.
  if (text.empty() || text.starts_with('<')) return xml_format(head);
  if (text.starts_with('{') || text.starts_with('[')) return json_format(text);
  if (fold(text.substr(0, 15)) == "begin:vcalendar") return Format::kIcal;
  if (looks_like_csv(text)) return Format::kCsv;
  return std::nullopt;
}

std::unique_ptr<Importer> make_importer(Format format) { return row_of(format).make(); }

}  // namespace bildungskiosk::publish
