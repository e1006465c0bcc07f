#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sync/publish/html_writer.hpp"
#include "sync/publish/quality_report.hpp"

/// The parts of the HTML report, in the order of the page. Each writes nothing, or a whole section.
namespace bildungskiosk::publish {

/// As many rows as a table of towns, providers or sources has at most; what is left out is said, and stands in the CSV.
inline constexpr std::size_t kPageRowsMax = 40;

/// The sentences that a council reads first.
void write_summary(HtmlWriter& page, const QualityReport& report, const ReportTotals& totals);
/// What is worse than the office allows.
void write_broken(HtmlWriter& page, const QualityReport& report);
void write_figures(HtmlWriter& page, const Inventory& inventory);

// What there is.
void write_phases(HtmlWriter& page, const Inventory& inventory);
void write_towns(HtmlWriter& page, const Inventory& inventory);
void write_months(HtmlWriter& page, const StockStatistics& stock, base::Date day);
void write_groups(HtmlWriter& page, const Inventory& inventory);

// How it has changed, and how good the data are.
void write_changes(HtmlWriter& page, const QualityReport& report, const ReportTotals& totals);
void write_missing(HtmlWriter& page, const QualityReport& report, const ReportTotals& totals);
void write_sources(HtmlWriter& page, const QualityReport& report);
void write_shared(HtmlWriter& page, const QualityReport& report);

/// A section and its heading; with few enough rows it stays on one printed page.
void begin_section(HtmlWriter& page, std::string_view heading, std::size_t rows);
/// "1 Angebot", "12.345 Angebote".
void write_offers(HtmlWriter& page, std::uint64_t offers);
/// "… und 7 weitere" below a table that shows only kPageRowsMax of `rows`; nothing when it shows all.
void write_rest(HtmlWriter& page, std::size_t rows);

}  // namespace bildungskiosk::publish
