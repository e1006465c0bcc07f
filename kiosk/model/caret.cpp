#include "kiosk/model/caret.hpp"

namespace bildungskiosk::model {
namespace {

bool continues_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

std::string_view character_at(std::string_view text, std::size_t at) {
  return text.substr(at, caret_after(text, at) - at);
}

enum class Run { kNone, kLeftToRight, kRightToLeft };

/// Which way a character makes its word run; spaces, figures and signs go with their neighbours. UTF-8 sorts as its
/// characters do; Hebrew, Arabic and their neighbours lie from U+0590 to U+08FF.
Run run_of(std::string_view character) {
  if (character >= "\u0590" && character < "\u0900") return Run::kRightToLeft;
  const char first = character.front();
  const bool latin = (first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z');
  return latin || character >= "\u00C0" ? Run::kLeftToRight : Run::kNone;
}

/// Of the last letter before the caret, or else the first one behind it.
Run run_around(std::string_view text, std::size_t caret) {
  for (std::size_t at = caret; at > 0;) {
    at = caret_before(text, at);
    if (const Run run = run_of(character_at(text, at)); run != Run::kNone) return run;
  }
  for (std::size_t at = caret; at < text.size(); at = caret_after(text, at)) {
    if (const Run run = run_of(character_at(text, at)); run != Run::kNone) return run;
  }
  return Run::kLeftToRight;
}

}  // namespace

std::size_t caret_before(std::string_view text, std::size_t caret) {
  if (caret == 0) return 0;
  do {
    --caret;
  } while (caret > 0 && continues_character(text[caret]));
  return caret;
}

std::size_t caret_after(std::string_view text, std::size_t caret) {
  if (caret >= text.size()) return text.size();
  do {
    ++caret;
  } while (caret < text.size() && continues_character(text[caret]));
  return caret;
}

std::size_t moved_caret(std::string_view text, std::size_t caret, CaretMove where) {
  const bool turned = run_around(text, caret) == Run::kRightToLeft;
  switch (where) {
    case CaretMove::kBack:
      return caret_before(text, caret);
    case CaretMove::kForward:
      return caret_after(text, caret);
    case CaretMove::kLeft:
      return turned ? caret_after(text, caret) : caret_before(text, caret);
    case CaretMove::kRight:
      return turned ? caret_before(text, caret) : caret_after(text, caret);
    case CaretMove::kStart:
      return 0;
    case CaretMove::kEnd:
      return text.size();
  }
  return caret;
}

}  // namespace bildungskiosk::model
