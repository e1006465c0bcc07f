#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/civil_time.hpp"
#include "sync/base/result.hpp"
#include "sync/publish/findings.hpp"
#include "sync/publish/stock_changes.hpp"
#include "sync/publish/stock_statistics.hpp"
#include "sync/publish/thresholds.hpp"

/// What an import took, what not and why, what the stock looks like and how it has changed: for the office, in four
/// forms.
namespace bildungskiosk::publish {

/// What came of reading a source's files. Stored beside its records.
struct ImportReport {
  std::string format;  // "openvhs"; several, separated by ", "
  std::vector<std::string> files;
  std::uint64_t read = 0;  // courses seen = taken + left_out
  std::uint64_t taken = 0;
  std::uint64_t left_out = 0;
  std::map<FindingKind, std::uint64_t> finding_counts;
  std::vector<Finding> findings;  // the first kListedFindingsMax of each kind, in the order of the files
  Counts unmapped_categories;     // "dvv 2.0 9.99"

  void add(Finding finding);
};

struct SourceReport {
  std::string source;
  ImportReport import;
  StockStatistics stock;
  std::optional<StockChanges> changes = {};  // against what is published; nullopt: nothing to compare with
  std::vector<BrokenThreshold> broken = {};  // what is worse than the office allows
};

/// One offer that several sources have, and that is shown once (merging.hpp).
struct SharedOffer {
  std::string title;
  std::string day;                   // "2026-10-05"; "": it has no date
  std::vector<std::string> sources;  // the first one's record is shown
  bool by_address = false;  // recognised by the address of its registration; else by provider, title, days, place
};

struct QualityReport {
  std::vector<SourceReport> sources;
  base::Date day;
  std::string office = {};  // empty, as the region: of files that are read on trial
  std::string region = {};
  std::vector<SharedOffer> shared = {};  // the first kListedSharedMax, by source and line
  std::uint64_t shared_count = 0;
  std::uint64_t uncertain = 0;  // groups that look like one offer and contradict each other: all are shown
};

[[nodiscard]] bool breaks_threshold(const QualityReport& report);

/// All sources together.
struct ReportTotals {
  std::uint64_t read = 0;
  std::uint64_t taken = 0;
  std::uint64_t left_out = 0;
  StockStatistics stock;
  std::optional<StockChanges> changes;
  Counts unmapped_categories;
};
[[nodiscard]] ReportTotals totals_of(const QualityReport& report);

enum class ReportForm { kText, kJson, kCsv, kHtml };

/// Text: German, for a terminal of 80 columns. JSON: {"read", "taken", "left_out", "sources": [{"source", "read", …}],
/// …}; keys and order are stable. CSV: one row for each number (quality_report_csv.cpp says which), to open as a
/// spreadsheet. HTML: one page that needs nothing else, to print and to hand on. Nothing out of an export file can
/// steer a terminal, a spreadsheet or a browser. Ends with a line feed.
[[nodiscard]] std::string write_report(const QualityReport& report, ReportForm form);
[[nodiscard]] std::string report_as_text(const QualityReport& report);
[[nodiscard]] std::string report_as_json(const QualityReport& report);
[[nodiscard]] std::string report_as_csv(const QualityReport& report);
[[nodiscard]] std::string report_as_html(const QualityReport& report);

/// Of one source that has just been read, as text.
[[nodiscard]] std::string import_as_text(const SourceReport& source);

/// The import's part alone, as it is stored; and back. Errors: kMalformedRecord.
[[nodiscard]] std::string import_report_as_json(const ImportReport& report);
[[nodiscard]] base::Result<ImportReport> import_report_from_json(std::string_view text);

}  // namespace bildungskiosk::publish
