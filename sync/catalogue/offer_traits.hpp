#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/offer/offer.hpp"

/// What many offers have in common and is filtered by: few different ones among many offers, so that a catalogue keeps
/// each once and a search looks at each once.
namespace bildungskiosk::catalogue {

struct OfferTraits {
  std::string level;                                   // as the offer says it
  std::vector<offer::Language> instruction_languages;  // as the offer says them
  std::vector<std::string> groups;
  std::optional<int> age_minimum;
  std::optional<int> age_maximum;
  offer::TriState step_free = offer::TriState::kUnknown;  // of the offer itself
  /// Whether fewer take part than may; true on the day of the data only.
  offer::TriState has_room = offer::TriState::kUnknown;
  bool operator==(const OfferTraits&) const = default;
};

[[nodiscard]] OfferTraits traits_of(const offer::Offer& offer);

/// As one value of the catalogue's tables; the same traits give the same value.
[[nodiscard]] std::string encode_traits(const OfferTraits& traits);
/// Nothing when it is none that `encode_traits` gives.
[[nodiscard]] std::optional<OfferTraits> decode_traits(std::string_view value);

}  // namespace bildungskiosk::catalogue
