#pragma once

#include <string>
#include <string_view>

namespace bildungskiosk::text {

/// Copies `text` into `valid`; every byte that doesn't belong to valid UTF-8, and NUL, becomes U+FFFD.
void make_valid_utf8(std::string_view text, std::string& valid);

/// Whether the text has letters that join their neighbours (Arabic, Syriac, N'Ko …): letter spacing would tear them.
[[nodiscard]] bool has_joined_script(std::string_view valid_utf8);

}  // namespace bildungskiosk::text
