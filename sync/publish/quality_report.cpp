#include "sync/publish/quality_report.hpp"

#include <algorithm>
#include <utility>

#include "sync/base/check.hpp"
#include "sync/publish/limits.hpp"

namespace bildungskiosk::publish {

void ImportReport::add(Finding finding) {
  const std::uint64_t count = ++finding_counts[finding.kind];
  if (is_left_out(finding.kind)) {
    ++left_out;
    ++read;
  }
  if (count <= kListedFindingsMax) findings.push_back(std::move(finding));
}

bool breaks_threshold(const QualityReport& report) {
  return std::any_of(report.sources.begin(), report.sources.end(),
                     [](const SourceReport& source) { return !source.broken.empty(); });
}

ReportTotals totals_of(const QualityReport& report) {
  ReportTotals totals;
  for (const SourceReport& source : report.sources) {
    totals.read += source.import.read;
    totals.taken += source.import.taken;
    totals.left_out += source.import.left_out;
    totals.stock.add(source.stock);
    for (const auto& [name, times] : source.import.unmapped_categories) count(totals.unmapped_categories, name, times);
    if (!source.changes) continue;
    if (!totals.changes) totals.changes.emplace();
    totals.changes->add(*source.changes);
  }
  return totals;
}

std::string write_report(const QualityReport& report, ReportForm form) {
  switch (form) {
    case ReportForm::kText:
      return report_as_text(report);
    case ReportForm::kJson:
      return report_as_json(report);
    case ReportForm::kCsv:
      return report_as_csv(report);
    case ReportForm::kHtml:
      return report_as_html(report);
  }
  BILDUNGSKIOSK_CHECK(false);
}

}  // namespace bildungskiosk::publish
