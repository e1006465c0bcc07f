#pragma once

#include <string_view>

#include "kiosk/ui/frame.hpp"

namespace bildungskiosk::ui {

/// kGood: what has been checked; kNow: what staff must mind at this moment (yellow).
enum class BannerKind { kGood, kNow };

struct BannerSpec {
  BannerKind kind = BannerKind::kGood;
  std::string_view icon{};
  std::string_view title{};
  std::string_view text{};
  std::string_view note{};  // at the end, up to two lines separated by '\n': "Schlüssel\n7F3A 91C2"
};
/// Flat, at least 120 du high, higher when its texts wrap. Returns its height; see banner_height() to place it from
/// below.
float banner(Frame& frame, WidgetId id, const Rect& rect, const BannerSpec& spec);
[[nodiscard]] float banner_height(Frame& frame, float width_du, const BannerSpec& spec);

/// A number with its icon and what it counts: "+56 neu". Flat, 128 du high.
enum class CountTone { kPlain, kAdded, kChanged, kRemoved };
struct CountCardSpec {
  CountTone tone = CountTone::kPlain;
  std::string_view icon{};
  std::string_view number{};
  std::string_view label{};
};
void count_card(Frame& frame, WidgetId id, const Rect& rect, const CountCardSpec& spec);

/// Three lines about one thing, to be compared with another: label, what counts, more. 152 du high.
enum class CompareTone { kPlain, kChosen, kBad };
struct CompareCardSpec {
  CompareTone tone = CompareTone::kPlain;
  std::string_view label{};
  std::string_view value{};
  std::string_view short_value{};  // instead of `value` where that has no room
  std::string_view more{};
};
void compare_card(Frame& frame, WidgetId id, const Rect& rect, const CompareCardSpec& spec);

}  // namespace bildungskiosk::ui
