#pragma once

#include <string_view>

namespace bildungskiosk::i18n {

/// Which way a line runs. Layout knows start and end; this says on which side start is.
enum class Direction { kLeftToRight, kRightToLeft };

/// Of the language's usual script, by its BCP 47 tag ("ar", "ar-EG", "de-easy"). An unknown language runs left to
/// right.
[[nodiscard]] Direction direction_of(std::string_view language);

}  // namespace bildungskiosk::i18n
