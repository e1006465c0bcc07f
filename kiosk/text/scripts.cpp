#include "kiosk/text/scripts.hpp"

#include <glib.h>

namespace bildungskiosk::text {

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
