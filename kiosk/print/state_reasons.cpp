#include "kiosk/print/state_reasons.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace bildungskiosk::print {
namespace {

constexpr std::array<std::pair<std::string_view, PrinterTrouble>, 20> kKeywords = {{
    {"door-open", PrinterTrouble::kDoorOpen},
    {"cover-open", PrinterTrouble::kDoorOpen},
    {"interlock-open", PrinterTrouble::kDoorOpen},
    {"media-jam", PrinterTrouble::kPaperJam},
    {"media-empty", PrinterTrouble::kNoPaper},
    {"media-needed", PrinterTrouble::kNoPaper},
    {"input-tray-missing", PrinterTrouble::kNoPaper},
    {"toner-empty", PrinterTrouble::kNoToner},
    {"marker-supply-empty", PrinterTrouble::kNoToner},
    {"marker-supply-missing", PrinterTrouble::kNoToner},
    {"marker-waste-full", PrinterTrouble::kNoToner},
    {"offline", PrinterTrouble::kOffline},
    {"shutdown", PrinterTrouble::kOffline},
    {"timed-out", PrinterTrouble::kOffline},
    {"cups-missing-filter", PrinterTrouble::kOther},
    {"paused", PrinterTrouble::kStopped},
    {"moving-to-paused", PrinterTrouble::kStopped},
    {"stopping", PrinterTrouble::kStopped},
    {"spool-area-full", PrinterTrouble::kRefusesJobs},
    {"hold-new-jobs", PrinterTrouble::kRefusesJobs},
}};

enum class Severity { kReport, kWarning, kError };

Severity take_severity(std::string_view& reason) {
  const auto ends_with = [&](std::string_view suffix) {
    if (!reason.ends_with(suffix)) return false;
    reason.remove_suffix(suffix.size());
    return true;
  };
  if (ends_with("-report")) return Severity::kReport;
  if (ends_with("-warning")) return Severity::kWarning;
  ends_with("-error");
  return Severity::kError;  // what says nothing else (RFC 8011)
}

PrinterTrouble trouble_of(std::string_view reason) {
  if (reason == "none") return PrinterTrouble::kNone;
  const bool explicit_error = reason.ends_with("-error");
  const Severity severity = take_severity(reason);
  for (const auto& [keyword, trouble] : kKeywords) {
    if (reason != keyword) continue;
    const bool counts = severity != Severity::kReport || trouble == PrinterTrouble::kOffline;
    return counts ? trouble : PrinterTrouble::kNone;
  }
  // Drivers name much that is harmless; only what calls itself an error is one.
  return explicit_error ? PrinterTrouble::kOther : PrinterTrouble::kNone;
}

}  // namespace

PrinterTrouble trouble_of(std::span<const std::string_view> reasons) {
  std::optional<PrinterTrouble> first;
  for (const std::string_view reason : reasons) {
    const PrinterTrouble trouble = trouble_of(reason);
    if (trouble != PrinterTrouble::kNone) first = std::min(first.value_or(trouble), trouble);
  }
  return first.value_or(PrinterTrouble::kNone);
}

}  // namespace bildungskiosk::print
