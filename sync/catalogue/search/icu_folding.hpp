#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Folding by Unicode's whole rules, through ICU. Internal to folding.cpp, which takes this way for the texts it has no
/// quicker one for, and to the test that compares the two.
namespace bildungskiosk::catalogue {

/// In place of a character between two words.
inline constexpr char32_t kWordBreak = 0;

/// The text as letters, figures and marks without accents, with kWordBreak for all else; invalid UTF-8 is a break.
[[nodiscard]] std::vector<char32_t> icu_folded(std::string_view text);
/// Which tables of ICU fold: another version may fold a letter otherwise.
[[nodiscard]] std::string icu_version();
/// Whether ICU ever moves or joins the character with the one before it, so that it can't be folded alone.
[[nodiscard]] bool depends_on_context(char32_t c);

}  // namespace bildungskiosk::catalogue
