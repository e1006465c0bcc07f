#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A guard against broken exports: what a source's new stock may be like at worst. Nothing here reads or writes a file.
namespace bildungskiosk::publish {

struct SourceReport;

/// Shares in percent.
enum class ThresholdKind {
  kFewerOffers,  // than the last time
  kLeftOut,      // of what was read
  kPast,         // these and the rest: of the offers
  kWithoutDescription,
  kWithoutCategory,
  kWithoutPrice,
  kWithoutPlace,
  kWithoutDates,
  kWithoutRegistration,
};
inline constexpr ThresholdKind kLastThresholdKind = ThresholdKind::kWithoutRegistration;

/// The key in office.toml: "fewer_offers", "without_price".
[[nodiscard]] std::string_view to_string(ThresholdKind kind);
[[nodiscard]] std::optional<ThresholdKind> threshold_from_string(std::string_view name);

struct Thresholds {
  /// 0 to 100; a kind that is not listed is not watched. Without a word in office.toml a source may lose three tenths.
  std::map<ThresholdKind, int> percent_max = {{ThresholdKind::kFewerOffers, 30}};
  /// A share of fewer than these says nothing: of two offers one is half.
  std::uint64_t from_offers = 20;

  bool operator==(const Thresholds&) const = default;
};

struct ThresholdSettings {
  Thresholds general;
  std::map<std::string, Thresholds> of_source;  // complete, the general ones included

  [[nodiscard]] const Thresholds& of(const std::string& source) const;
  bool operator==(const ThresholdSettings&) const = default;
};

struct BrokenThreshold {
  ThresholdKind kind = ThresholdKind::kFewerOffers;
  int allowed_percent = 0;
  std::uint64_t part = 0;  // of kFewerOffers: those that are missing
  std::uint64_t whole = 0;
};

/// What of a source's stock is worse than allowed, in the order of the kinds; empty: nothing. `offers_before`: as many
/// as there were the last time; nullopt: there was none.
[[nodiscard]] std::vector<BrokenThreshold> broken_thresholds(const Thresholds& thresholds, const SourceReport& report,
                                                             std::optional<std::uint64_t> offers_before);

/// "45 % weniger Angebote als beim letzten Mal (120 statt 218); erlaubt sind 30 %".
[[nodiscard]] std::string german_sentence(const BrokenThreshold& broken);

}  // namespace bildungskiosk::publish
