#include "sync/catalogue/stored_times.hpp"

#include <algorithm>
#include <cstring>
#include <type_traits>

namespace bildungskiosk::catalogue {
namespace {

static_assert(sizeof(SessionTime) == 8 && std::is_trivially_copyable_v<SessionTime>, "no gaps between the fields");

bool is_possible(const SessionTime& time) {
  constexpr std::int32_t kDaysMax = 100'000;  // 1696 to 2243
  constexpr int kMinutesOfDay = 24 * 60;
  const auto is_minute_or_none = [](std::int16_t minute) { return minute >= -1 && minute < kMinutesOfDay; };
  return time.day > -kDaysMax && time.day < kDaysMax && is_minute_or_none(time.starts) && is_minute_or_none(time.ends);
}

}  // namespace

base::Bytes encode_times(const std::vector<SessionTime>& times) {
  base::Bytes value(times.size() * sizeof(SessionTime));
  if (!times.empty()) std::memcpy(value.data(), times.data(), value.size());
  return value;
}

bool decode_times(base::ByteView value, std::vector<SessionTime>& times) {
  if (value.size() % sizeof(SessionTime) != 0) return false;
  const std::size_t before = times.size();
  times.resize(before + value.size() / sizeof(SessionTime));
  if (!value.empty()) std::memcpy(times.data() + before, value.data(), value.size());
  if (std::all_of(times.begin() + static_cast<std::ptrdiff_t>(before), times.end(), is_possible)) return true;
  times.resize(before);
  return false;
}

}  // namespace bildungskiosk::catalogue
