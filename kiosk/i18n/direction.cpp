#include "kiosk/i18n/direction.hpp"

#include <algorithm>
#include <array>

namespace bildungskiosk::i18n {
namespace {

// The languages of the world written from right to left that have a two or three letter code and a living press.
constexpr std::array<std::string_view, 11> kRightToLeftLanguages = {"ar",      "arc", "ckb", "dv", "fa", "he",
                                                                    "ku-arab", "ps",  "sd",  "ug", "ur"};

}  // namespace

Direction direction_of(std::string_view language) {
  const auto matches = [language](std::string_view candidate) {
    return language.starts_with(candidate) &&
           (language.size() == candidate.size() || language[candidate.size()] == '-');
  };
  return std::any_of(kRightToLeftLanguages.begin(), kRightToLeftLanguages.end(), matches) ? Direction::kRightToLeft
                                                                                          : Direction::kLeftToRight;
}

}  // namespace bildungskiosk::i18n
