#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/civil_time.hpp"
#include "sync/base/result.hpp"
#include "sync/offer/offer.hpp"
#include "sync/publish/findings.hpp"

/// What an import took, what not and why, and what the stock looks like: for the office, as text and as JSON.
namespace bildungskiosk::publish {

/// How often each; sorted by name, so that reports can be compared.
using Counts = std::map<std::string, std::uint64_t>;

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

/// What a stock holds on a given day.
struct StockStatistics {
  std::uint64_t offers = 0;
  std::uint64_t past = 0;  // ended before the day
  std::uint64_t undated = 0;
  std::uint64_t free = 0;
  std::uint64_t online = 0;
  Counts missing;                    // by field: "description", "price" …
  Counts phases;                     // by phase; an offer may count for several
  Counts towns;                      // "" : no town (online, unknown)
  Counts months;                     // of the beginning, "2026-09"
  std::set<std::string> identities;  // title and first day of each dated offer, for finding it in other sources

  void add(const offer::Offer& offer, const std::map<std::string, std::string>& town_of_place, base::Date today);
};

struct SourceReport {
  std::string source;
  ImportReport import;
  StockStatistics stock;
};

/// The same title on the same first day in several sources: probably one offer, announced by each.
struct CrossSourceDuplicate {
  std::string title;  // folded
  std::string day;    // "2026-10-05"
  std::vector<std::string> sources;
};
/// Sorted by title and day.
[[nodiscard]] std::vector<CrossSourceDuplicate> duplicates_across_sources(const std::vector<SourceReport>& sources);

/// German, for a terminal of 80 columns. Ends with a line feed.
[[nodiscard]] std::string report_as_text(const std::vector<SourceReport>& sources);
/// {"read", "taken", "left_out", "sources": [{"source", "read", "taken", "left_out", …}], "duplicates"}; keys and order
/// are stable.
[[nodiscard]] std::string report_as_json(const std::vector<SourceReport>& sources);

/// The import's part alone, as it is stored; and back. Errors: kMalformedRecord.
[[nodiscard]] std::string import_report_as_json(const ImportReport& report);
[[nodiscard]] base::Result<ImportReport> import_report_from_json(std::string_view text);

}  // namespace bildungskiosk::publish
