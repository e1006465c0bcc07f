#pragma once

#include <string>
#include <string_view>

/// Turns what providers write into the texts of the catalogue: NFC, no markup, no control characters.
namespace bildungskiosk::publish {

/// A description: plain text, HTML, entity-escaped HTML or XHTML, told apart by what is in it. Paragraphs become
/// lines, list items lines with "- ", links "text (address)"; scripts, styles and comments go. In plain text every
/// line is a paragraph. Never fails: what looks like no tag stays as it is ("x < 5").
[[nodiscard]] std::string clean_paragraphs(std::string_view source);

/// A name or another short text: the same on one line.
[[nodiscard]] std::string clean_line(std::string_view source);

}  // namespace bildungskiosk::publish
