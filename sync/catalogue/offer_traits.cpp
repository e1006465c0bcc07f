#include "sync/catalogue/offer_traits.hpp"

#include <charconv>

namespace bildungskiosk::catalogue {
namespace {

using offer::TriState;

// Lines: the fixed ones first, then one for each group. No level, tag or group holds a line's end (record_format.md).
enum Line { kLevel, kLanguages, kAges, kStepFree, kHasRoom, kGroups };

TriState has_room(const offer::Capacity& capacity) {
  if (!capacity.current || !capacity.maximum) return TriState::kUnknown;
  return *capacity.current < *capacity.maximum ? TriState::kYes : TriState::kNo;
}

std::string optional_number(const std::optional<int>& number) { return number ? std::to_string(*number) : ""; }

std::vector<std::string_view> split(std::string_view text, char sign) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(sign);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

/// False: neither a number nor nothing.
bool read_number(std::string_view text, std::optional<int>& number) {
  if (text.empty()) return true;
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return false;
  number = value;
  return true;
}

bool read_state(std::string_view text, TriState& state) {
  if (text.size() != 1 || text[0] < '0' || text[0] > '2') return false;
  state = static_cast<TriState>(text[0] - '0');
  return true;
}

}  // namespace

OfferTraits traits_of(const offer::Offer& offer) {
  OfferTraits traits;
  traits.level = offer.level;
  traits.instruction_languages = offer.instruction_languages;
  traits.groups = offer.audience.groups;
  traits.age_minimum = offer.audience.age_minimum;
  traits.age_maximum = offer.audience.age_maximum;
  traits.step_free = offer.accessibility.step_free;
  traits.has_room = has_room(offer.capacity);
  return traits;
}

std::string encode_traits(const OfferTraits& traits) {
  std::string value = traits.level + '\n';
  for (std::size_t i = 0; i < traits.instruction_languages.size(); ++i) {
    if (i > 0) value += ' ';
    value += traits.instruction_languages[i];
  }
  value += '\n' + optional_number(traits.age_minimum) + ' ' + optional_number(traits.age_maximum) + '\n';
  value += static_cast<char>('0' + static_cast<int>(traits.step_free));
  value += '\n';
  value += static_cast<char>('0' + static_cast<int>(traits.has_room));
  for (const std::string& group : traits.groups) value += '\n' + group;
  return value;
}

std::optional<OfferTraits> decode_traits(std::string_view value) {
  const std::vector<std::string_view> lines = split(value, '\n');
  if (lines.size() < kGroups) return std::nullopt;
  OfferTraits traits;
  traits.level = lines[kLevel];
  if (!lines[kLanguages].empty()) {
    for (const std::string_view tag : split(lines[kLanguages], ' ')) traits.instruction_languages.emplace_back(tag);
  }
  const std::vector<std::string_view> ages = split(lines[kAges], ' ');
  const bool right = ages.size() == 2 && read_number(ages[0], traits.age_minimum) &&
                     read_number(ages[1], traits.age_maximum) && read_state(lines[kStepFree], traits.step_free) &&
                     read_state(lines[kHasRoom], traits.has_room);
  if (!right) return std::nullopt;
  for (std::size_t line = kGroups; line < lines.size(); ++line) traits.groups.emplace_back(lines[line]);
  return traits;
}

}  // namespace bildungskiosk::catalogue
