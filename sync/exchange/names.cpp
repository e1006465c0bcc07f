#include "sync/exchange/names.hpp"

#include <array>
#include <utility>

namespace bildungskiosk::exchange {
namespace {

using offer::AttendanceMode;
using offer::OfferKind;

constexpr std::array kKinds = {
    std::pair{OfferKind::kCourse, std::string_view("course")},
    std::pair{OfferKind::kEvent, std::string_view("event")},
    std::pair{OfferKind::kCounselling, std::string_view("counselling")},
    std::pair{OfferKind::kPlace, std::string_view("place")},
    std::pair{OfferKind::kSelfStudy, std::string_view("self-study")},
};

constexpr std::array kModes = {
    std::pair{AttendanceMode::kOnsite, std::string_view("onsite")},
    std::pair{AttendanceMode::kOnline, std::string_view("online")},
    std::pair{AttendanceMode::kBlended, std::string_view("blended")},
    std::pair{AttendanceMode::kSelfPaced, std::string_view("self-paced")},
};

template <typename Table, typename Value>
std::string_view name_in(const Table& table, Value value) {
  for (const auto& [candidate, name] : table) {
    if (candidate == value) return name;
  }
  return {};
}

template <typename Value, typename Table>
std::optional<Value> value_in(const Table& table, std::string_view wanted) {
  for (const auto& [value, name] : table) {
    if (name == wanted) return value;
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_string(OfferKind kind) { return name_in(kKinds, kind); }
std::optional<OfferKind> offer_kind_from_string(std::string_view name) { return value_in<OfferKind>(kKinds, name); }

std::string_view to_string(AttendanceMode mode) { return name_in(kModes, mode); }
std::optional<AttendanceMode> attendance_mode_from_string(std::string_view name) {
  return value_in<AttendanceMode>(kModes, name);
}

}  // namespace bildungskiosk::exchange
