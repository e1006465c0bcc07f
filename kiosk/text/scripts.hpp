#pragma once

#include <string>
#include <string_view>

namespace bildungskiosk::text {

/// Copies `text` into `showable`; every byte that doesn't belong to valid UTF-8, and NUL, becomes U+FFFD. What would
/// harm its neighbours on the screen is left out: marks piled higher than eight upon a letter (their ink would lie over
/// other texts), control characters (boxes), embeddings and overrides of direction, and isolates that don't close
/// (they would turn what stands beside them). Our own texts hold none; records have been cleaned by the office.
void make_showable(std::string_view text, std::string& showable);

/// Whether the text has letters that join their neighbours (Arabic, Syriac, N'Ko …): letter spacing would tear them.
[[nodiscard]] bool has_joined_script(std::string_view valid_utf8);

}  // namespace bildungskiosk::text
