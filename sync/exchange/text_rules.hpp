#pragma once

#include <string>
#include <string_view>

/// Which characters a text of the exchange format may hold, for the parser that refuses and the importers that clean.
/// Forbidden: invalid UTF-8, control characters (C0, DEL, C1), bidirectional embeddings, overrides and isolates
/// (U+202A–202E, U+2066–2069: one of them unbalanced reorders what stands beside it on the screen), the line and
/// paragraph separators U+2028/2029, the byte order mark U+FEFF and noncharacters. The marks LRM, RLM and ALM are fine.
namespace bildungskiosk::exchange {

enum class TextShape {
  kLine,        // no line breaks
  kParagraphs,  // '\n' allowed
};

[[nodiscard]] bool is_clean(std::string_view text, TextShape shape);

/// The same text as the format takes it: line ends become '\n' (or a space in a line), tabs a space, invalid UTF-8
/// U+FFFD; forbidden characters, white space at the ends, and more than eight marks upon a letter go; nothing visible
/// is "". Clean.
[[nodiscard]] std::string clean_text(std::string_view text, TextShape shape);

/// "http://" or "https://" with something behind it and no character that has no place in a URL. Other schemes are
/// refused: an address ends up in a code that visitors' telephones open.
[[nodiscard]] bool is_web_address(std::string_view text);

/// "de", "de-easy", "zh-Hans": two or three small letters, then subtags of up to eight letters or digits.
[[nodiscard]] bool is_language_tag(std::string_view text);

}  // namespace bildungskiosk::exchange
