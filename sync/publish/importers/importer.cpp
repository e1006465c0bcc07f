#include "sync/publish/importers/importer.hpp"

#include "sync/base/check.hpp"
#include "sync/publish/importers/berlin_json.hpp"
#include "sync/publish/importers/openvhs.hpp"
#include "sync/publish/importers/values.hpp"

namespace bildungskiosk::publish {

ImportWindow import_window(base::Date today) {
  const auto [year, month, day] = base::year_month_day(today);
  const auto first = base::make_date(year, month, 1);
  const auto after = base::make_date(year + 1 + month / 12, month % 12 + 1, 1);
  BILDUNGSKIOSK_CHECK(first && after);  // a clock within the years of `make_date`
  return {*first, base::add_days(*after, -1)};
}

std::string_view to_string(Format format) {
  switch (format) {
    case Format::kOpenVhs:
      return "openvhs";
    case Format::kBerlin:
      return "berlin";
  }
  BILDUNGSKIOSK_CHECK(false);
}

std::optional<Format> format_from_string(std::string_view name) {
  for (const Format format : {Format::kOpenVhs, Format::kBerlin}) {
    if (to_string(format) == name) return format;
  }
  return std::nullopt;
}

std::optional<Format> detect_format(base::ByteView head) {
  std::string_view text = base::as_text(head);
  // UTF-16 of either order: an XML file that libxml2 decodes by its mark; JSON is UTF-8.
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return Format::kOpenVhs;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  text = trim(text);
  // Of nothing but white space both importers say that it is empty; a '<' may also follow behind it.
  if (text.empty() || text.starts_with('<')) return Format::kOpenVhs;
  if (text.starts_with('{')) return Format::kBerlin;
  return std::nullopt;
}

std::unique_ptr<Importer> make_importer(Format format) {
  switch (format) {
    case Format::kOpenVhs:
      return std::make_unique<OpenVhsImporter>();
    case Format::kBerlin:
      return std::make_unique<BerlinJsonImporter>();
  }
  BILDUNGSKIOSK_CHECK(false);
}

}  // namespace bildungskiosk::publish
