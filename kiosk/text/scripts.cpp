#include "kiosk/text/scripts.hpp"

#include <glib.h>

#include <algorithm>
#include <string>
#include <utility>

namespace bildungskiosk::text {

namespace {

constexpr std::size_t kMarksMax = 8;
constexpr gunichar kFirstIsolate = 0x2066;
constexpr gunichar kEndOfIsolate = 0x2069;

void make_valid_utf8(std::string_view text, std::string& valid) {
  valid.clear();
  while (!text.empty()) {
    const char* end = nullptr;
    g_utf8_validate_len(text.data(), text.size(), &end);
    const auto good = static_cast<std::size_t>(end - text.data());
    valid.append(text.substr(0, good));
    if (good == text.size()) return;
    valid.append("\xEF\xBF\xBD");
    text.remove_prefix(good + 1);
  }
}

/// Printable ASCII with line breaks needs no look at its letters.
bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= ' ' && c <= '~') || c == '\n'; });
}

bool is_isolate(gunichar c) { return c >= kFirstIsolate && c <= kEndOfIsolate; }

bool turns_the_rest(gunichar c) { return c >= 0x202A && c <= 0x202E; }

bool is_control(gunichar c) { return (c < ' ' && c != '\n' && c != '\t') || (c >= 0x7F && c <= 0x9F); }

bool is_mark(gunichar c) {
  const GUnicodeType type = g_unichar_type(c);
  return type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_ENCLOSING_MARK;
}

template <typename Take>
void for_each_letter(const std::string& valid, Take take) {
  const char* at = valid.data();
  const char* const end = at + valid.size();
  while (at < end) {
    const char* const next = g_utf8_next_char(at);
    take(g_utf8_get_char(at), std::string_view(at, static_cast<std::size_t>(next - at)));
    at = next;
  }
}

/// Each isolate ends, in its paragraph, and none ends that has not begun.
bool isolates_close(const std::string& valid) {
  int open = 0;
  bool closed = true;
  for_each_letter(valid, [&](gunichar c, std::string_view /*bytes*/) {
    if (c == '\n') closed = closed && open == 0;
    if (!is_isolate(c)) return;
    open += c == kEndOfIsolate ? -1 : 1;
    closed = closed && open >= 0;
  });
  return closed && open == 0;
}

}  // namespace

void make_showable(std::string_view text, std::string& showable) {
  make_valid_utf8(text, showable);
  if (is_plain(showable)) return;
  const bool keeps_isolates = isolates_close(showable);
  std::string kept;
  kept.reserve(showable.size());
  std::size_t marks = 0;
  for_each_letter(showable, [&](gunichar c, std::string_view bytes) {
    marks = is_mark(c) ? marks + 1 : 0;
    const bool harms = marks > kMarksMax || is_control(c) || turns_the_rest(c) || (is_isolate(c) && !keeps_isolates);
    if (!harms) kept.append(bytes);
  });
  showable = std::move(kept);
}

bool has_joined_script(std::string_view valid_utf8) {
  const char* position = valid_utf8.data();
  const char* const end = position + valid_utf8.size();
  while (position < end) {
    const gunichar letter = g_utf8_get_char(position);
    const bool arabic_to_nko = letter >= 0x0600 && letter <= 0x08FF;
    const bool presentation_forms = letter >= 0xFB50 && letter <= 0xFEFF;
    if (arabic_to_nko || presentation_forms) return true;
    position = g_utf8_next_char(position);
  }
  return false;
}

}  // namespace bildungskiosk::text
