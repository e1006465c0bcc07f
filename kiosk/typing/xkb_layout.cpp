#include "kiosk/typing/xkb_layout.hpp"

#include <unicode/uchar.h>
#include <xkbcommon/xkbcommon.h>

#include <cstdarg>
#include <cstdint>
#include <utility>

namespace bildungskiosk::typing {
namespace {

// Keycodes of the evdev rules.
struct KeyRange {
  xkb_keycode_t first;
  xkb_keycode_t last;
};
constexpr xkb_keycode_t kLeftOfOne = 49;     // TLDE
constexpr KeyRange kFigures{10, 21};         // AE01 … AE12
constexpr xkb_keycode_t kLeftOfReturn = 51;  // BKSL, which the German keyboard has for #
constexpr std::array<KeyRange, Letters::kRows> kRows = {{
    {24, 35},  // AD01 … AD12
    {38, 48},  // AC01 … AC11
    {52, 61},  // AB01 … AB10
}};

struct KeymapRelease {
  void operator()(xkb_keymap* keymap) const { xkb_keymap_unref(keymap); }
};
using Keymap = std::unique_ptr<xkb_keymap, KeymapRelease>;

/// The letter of a key at a level of its first group; 0: none, or a dead key.
UChar32 letter_at(xkb_keymap* keymap, xkb_keycode_t key, xkb_level_index_t level) {
  const xkb_keysym_t* symbols = nullptr;
  if (xkb_keymap_key_get_syms_by_level(keymap, key, 0, level, &symbols) != 1) return 0;
  const auto character = static_cast<UChar32>(xkb_keysym_to_utf32(symbols[0]));
  return u_isalpha(character) != 0 ? character : 0;
}

// Either way round: the small letter of İ is i, and i's capital is I everywhere but in Turkish.
bool is_capital_of(UChar32 capital, UChar32 letter) {
  return capital != letter && (u_tolower(capital) == letter || u_toupper(letter) == capital);
}

std::string utf8(UChar32 character) {
  std::array<char, 8> bytes{};
  const xkb_keysym_t symbol = xkb_utf32_to_keysym(static_cast<std::uint32_t>(character));
  return xkb_keysym_to_utf8(symbol, bytes.data(), bytes.size()) > 1 ? std::string(bytes.data()) : std::string();
}

void add_key(xkb_keymap* keymap, xkb_keycode_t key, std::vector<LetterKey>& row, std::vector<LetterKey>& further) {
  constexpr xkb_level_index_t kShift = 1;
  const UChar32 letter = letter_at(keymap, key, 0);
  const UChar32 shifted = letter_at(keymap, key, kShift);
  const bool capital = shifted != 0 && is_capital_of(shifted, letter);
  if (letter != 0) row.push_back({utf8(capital ? shifted : letter), utf8(letter)});
  if (shifted != 0 && shifted != letter && !capital) further.push_back({utf8(shifted), utf8(shifted)});
}

void add_keys(xkb_keymap* keymap, KeyRange keys, std::vector<LetterKey>& row, std::vector<LetterKey>& further) {
  for (xkb_keycode_t key = keys.first; key <= keys.last; ++key) add_key(keymap, key, row, further);
}

void say_nothing(xkb_context* /*context*/, xkb_log_level /*level*/, const char* /*format*/, va_list /*arguments*/) {}

base::Error not_found(std::string what) { return {base::ErrorCode::kNotFound, std::move(what)}; }

}  // namespace

void XkbDatabase::Release::operator()(xkb_context* context) const { xkb_context_unref(context); }

base::Result<XkbDatabase> XkbDatabase::open(const std::string& folder) {
  Context context(xkb_context_new(
      static_cast<xkb_context_flags>(XKB_CONTEXT_NO_DEFAULT_INCLUDES | XKB_CONTEXT_NO_ENVIRONMENT_NAMES)));
  if (context == nullptr) return not_found("libxkbcommon");
  xkb_context_set_log_fn(context.get(), say_nothing);  // the program says it itself, in a sentence
  const int there = folder.empty() ? xkb_context_include_path_append_default(context.get())
                                   : xkb_context_include_path_append(context.get(), folder.c_str());
  if (there == 0) return not_found(folder.empty() ? "xkb-data" : folder);
  return XkbDatabase(std::move(context));
}

base::Result<LayoutLetters> XkbDatabase::letters(const std::string& layout, const std::string& variant) const {
  const xkb_rule_names names{"evdev", "pc105", layout.c_str(), variant.c_str(), ""};
  const Keymap keymap(xkb_keymap_new_from_names(context_.get(), &names, XKB_KEYMAP_COMPILE_NO_FLAGS));
  if (keymap == nullptr) return not_found(variant.empty() ? layout : layout + "(" + variant + ")");
  LayoutLetters letters;
  add_key(keymap.get(), kLeftOfOne, letters.further, letters.further);
  add_keys(keymap.get(), kFigures, letters.further, letters.further);
  for (std::size_t i = 0; i < letters.rows.size(); ++i) {
    add_keys(keymap.get(), kRows[i], letters.rows[i], letters.further);
    if (i == 1) add_key(keymap.get(), kLeftOfReturn, letters.rows[i], letters.further);
  }
  return letters;
}

}  // namespace bildungskiosk::typing
