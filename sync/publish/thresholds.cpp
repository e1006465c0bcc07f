#include "sync/publish/thresholds.hpp"

#include <array>

#include "sync/base/check.hpp"
#include "sync/base/german_number.hpp"
#include "sync/publish/quality_report.hpp"
#include "sync/publish/report_words.hpp"

namespace bildungskiosk::publish {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(kLastThresholdKind) + 1> kNames = {
    "fewer_offers",  "left_out",      "past",          "without_description", "without_category",
    "without_price", "without_place", "without_dates", "without_registration"};

struct Share {
  std::uint64_t part = 0;
  std::uint64_t whole = 0;
};

std::string_view missing_field(ThresholdKind kind) {
  return to_string(kind).substr(std::string_view("without_").size());
}

Share share_of(ThresholdKind kind, const SourceReport& report, std::optional<std::uint64_t> offers_before) {
  const std::uint64_t offers = report.stock.offers;
  switch (kind) {
    case ThresholdKind::kFewerOffers: {
      const std::uint64_t before = offers_before.value_or(0);
      return {before > offers ? before - offers : 0, before};
    }
    case ThresholdKind::kLeftOut:
      return {report.import.left_out, report.import.read};
    case ThresholdKind::kPast:
      return {report.stock.past, offers};
    case ThresholdKind::kWithoutDescription:
    case ThresholdKind::kWithoutCategory:
    case ThresholdKind::kWithoutPrice:
    case ThresholdKind::kWithoutPlace:
    case ThresholdKind::kWithoutDates:
    case ThresholdKind::kWithoutRegistration: {
      const auto found = report.stock.missing.find(std::string(missing_field(kind)));
      return {found == report.stock.missing.end() ? 0 : found->second, offers};
    }
  }
  BILDUNGSKIOSK_CHECK(false);
}

}  // namespace

std::string_view to_string(ThresholdKind kind) { return kNames.at(static_cast<std::size_t>(kind)); }

std::optional<ThresholdKind> threshold_from_string(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames.at(i) == name) return static_cast<ThresholdKind>(i);
  }
  return std::nullopt;
}

const Thresholds& ThresholdSettings::of(const std::string& source) const {
  const auto own = of_source.find(source);
  return own == of_source.end() ? general : own->second;
}

std::vector<BrokenThreshold> broken_thresholds(const Thresholds& thresholds, const SourceReport& report,
                                               std::optional<std::uint64_t> offers_before) {
  std::vector<BrokenThreshold> broken;
  for (const auto& [kind, allowed] : thresholds.percent_max) {
    const Share share = share_of(kind, report, offers_before);
    if (share.whole == 0 || share.whole < thresholds.from_offers) continue;
    if (share.part * 100 <= share.whole * static_cast<std::uint64_t>(allowed)) continue;
    broken.push_back({kind, allowed, share.part, share.whole});
  }
  return broken;
}

std::string german_sentence(const BrokenThreshold& broken) {
  const std::string percent = german_share(broken.part, broken.whole);
  const std::string part = base::german_number(broken.part);
  const std::string whole = base::german_number(broken.whole);
  const std::string counted = " (" + part + " von " + whole + ")";
  const std::string allowed = "; erlaubt sind " + std::to_string(broken.allowed_percent) + " %";
  switch (broken.kind) {
    case ThresholdKind::kFewerOffers:
      return percent + " weniger Angebote als beim letzten Mal (" + base::german_number(broken.whole - broken.part) +
             " statt " + whole + ")" + allowed;
    case ThresholdKind::kLeftOut:
      return percent + " der gelesenen Angebote weggelassen" + counted + allowed;
    case ThresholdKind::kPast:
      return percent + " der Angebote sind vergangen" + counted + allowed;
    default:
      return percent + " der Angebote ohne Angabe „" + std::string(german_field(missing_field(broken.kind))) + "“" +
             counted + allowed;
  }
}

}  // namespace bildungskiosk::publish
