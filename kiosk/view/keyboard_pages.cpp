#include "kiosk/view/keyboard_pages.hpp"

#include <algorithm>
#include <array>

namespace bildungskiosk::view {
namespace {

using i18n::marked_context;
using typing::Letters;
using ui::KeyAction;
using ui::KeySpec;
using Row = std::vector<KeySpec>;

constexpr float kEraseColumnsMax = 3;
constexpr std::size_t kEraseColumnsMin = 2;
constexpr float kWayColumns = 2;

struct Sign {
  std::string_view face;
  const char* spoken = nullptr;  // null: as it stands there
};
constexpr std::array<Sign, 11> kFigures = {{{"1"},
                                            {"2"},
                                            {"3"},
                                            {"4"},
                                            {"5"},
                                            {"6"},
                                            {"7"},
                                            {"8"},
                                            {"9"},
                                            {"0"},
                                            {"-", marked_context("Zeichen", "Bindestrich")}}};
constexpr std::array<Sign, 11> kMarks = {{{".", marked_context("Zeichen", "Punkt")},
                                          {",", marked_context("Zeichen", "Komma")},
                                          {":", marked_context("Zeichen", "Doppelpunkt")},
                                          {";", marked_context("Zeichen", "Strichpunkt")},
                                          {"!", marked_context("Zeichen", "Ausrufezeichen")},
                                          {"?", marked_context("Zeichen", "Fragezeichen")},
                                          {"(", marked_context("Zeichen", "Klammer auf")},
                                          {")", marked_context("Zeichen", "Klammer zu")},
                                          {"/", marked_context("Zeichen", "Schrägstrich")},
                                          {"&", marked_context("Zeichen", "Und-Zeichen")},
                                          {"+", marked_context("Zeichen", "Plus")}}};
constexpr std::array<Sign, 8> kSigns = {{{"€", marked_context("Zeichen", "Euro")},
                                         {"%", marked_context("Zeichen", "Prozent")},
                                         {"#", marked_context("Zeichen", "Raute")},
                                         {"*", marked_context("Zeichen", "Stern")},
                                         {"@", marked_context("Zeichen", "At-Zeichen")},
                                         {"'", marked_context("Zeichen", "Apostroph")},
                                         {"\"", marked_context("Zeichen", "Anführungszeichen")},
                                         {"_", marked_context("Zeichen", "Unterstrich")}}};

Row letter_keys(const std::vector<typing::LetterKey>& letters) {
  Row row;
  for (const typing::LetterKey& letter : letters) row.push_back({.face = letter.face, .inserts = letter.inserts});
  return row;
}

template <std::size_t Count>
Row sign_keys(const Screen& screen, const std::array<Sign, Count>& signs, const Letters& letters) {
  Row row;
  for (const Sign& sign : signs) {
    const auto stands_in = std::find_if(letters.instead.begin(), letters.instead.end(),
                                        [&sign](const auto& pair) { return pair.first == sign.face; });
    const std::string_view face = stands_in == letters.instead.end() ? sign.face : stands_in->second;
    row.push_back({.face = face, .inserts = face});
    if (sign.spoken != nullptr) row.back().spoken = screen.texts.trc("Zeichen", sign.spoken);
  }
  return row;
}

KeySpec erase_key(const Screen& screen, float columns) {
  return {.face = screen.texts.trc("Taste", "Löschen"),
          .action = KeyAction::kBackspace,
          .columns = columns,
          .icon = "backspace",
          .spoken = screen.tr("Letztes Zeichen löschen")};
}

KeySpec left_key(const Screen& screen, std::string_view icon) {
  return {.action = KeyAction::kLeft, .icon = icon, .spoken = screen.tr("Schreibmarke nach links")};
}

KeySpec right_key(const Screen& screen, std::string_view icon) {
  return {.action = KeyAction::kRight, .icon = icon, .spoken = screen.tr("Schreibmarke nach rechts")};
}

/// The one on the left of the display points and moves to the left, also where the row is mirrored and the icons are.
void add_arrows(const Screen& screen, Row& row) {
  constexpr std::string_view kBack = "keyboard_arrow_left";
  constexpr std::string_view kForward = "keyboard_arrow_right";
  const bool mirrored = screen.frame.right_to_left();
  row.push_back(mirrored ? right_key(screen, kBack) : left_key(screen, kBack));
  row.push_back(mirrored ? left_key(screen, kForward) : right_key(screen, kForward));
}

Row last_row(const Screen& screen, model::KeyboardLayer layer, const Letters& shown, float columns) {
  const bool letters = layer == model::KeyboardLayer::kLetters;
  Row row = {{.face = letters ? std::string_view("123") : std::string_view(shown.name),
              .action = KeyAction::kNextPage,
              .columns = kWayColumns,
              .spoken = letters ? screen.tr("Ziffern und Zeichen") : screen.tr("Buchstaben")}};
  if (const Letters* next = screen.keyboards.after(shown, screen.model.language)) {
    row.push_back({.face = next->name,
                   .action = KeyAction::kNextLayout,
                   .columns = kWayColumns,
                   .icon = "language",
                   .spoken = screen.tr("Anderes Alphabet"),
                   .leads_to = next->language});
  }
  if (letters) {
    for (KeySpec& key : letter_keys(shown.beside_space)) row.push_back(key);
  }
  float taken = 2;  // by the arrows
  for (const KeySpec& key : row) taken += key.columns;
  row.push_back({.face = screen.tr("Leerzeichen"), .inserts = " ", .columns = columns - taken});
  add_arrows(screen, row);
  return row;
}

}  // namespace

ui::KeyboardLayout keyboard_page(const Screen& screen, model::KeyboardLayer layer) {
  const model::Model& model = screen.model;
  const Letters& shown = screen.keyboards.of(model.letters_of.empty() ? model.language : model.letters_of);
  ui::KeyboardLayout page;
  page.language = shown.language;
  if (layer == model::KeyboardLayer::kLetters) {
    for (const auto& letters : shown.rows) page.rows.push_back(letter_keys(letters));
  } else {
    page.rows = {sign_keys(screen, kFigures, shown), sign_keys(screen, kMarks, shown),
                 sign_keys(screen, kSigns, shown)};
  }
  Row& third = page.rows.back();
  page.columns =
      static_cast<float>(std::max({page.rows[0].size(), page.rows[1].size(), third.size() + kEraseColumnsMin}));
  const float left_over = page.columns - static_cast<float>(third.size());
  third.push_back(erase_key(screen, std::min(left_over, kEraseColumnsMax)));
  page.rows.push_back(last_row(screen, layer, shown, page.columns));
  return page;
}

}  // namespace bildungskiosk::view
