#include <array>

#include "kiosk/ui/keyboard.hpp"

namespace bildungskiosk::ui {
namespace {

constexpr KeySpec letter(std::string_view face, std::string_view inserts) {
  return {face, KeyAction::kInsert, inserts, 1, {}, {}};
}
constexpr KeySpec sign(std::string_view face, std::string_view spoken) {
  return {face, KeyAction::kInsert, face, 1, {}, spoken};
}
constexpr KeySpec kBackspaceKey{"Löschen", KeyAction::kBackspace, {}, 3, "backspace", "Letztes Zeichen löschen"};
constexpr KeySpec kSpaceKey{"Leerzeichen", KeyAction::kInsert, " ", 7, {}, {}};
constexpr KeySpec kLeftKey{{}, KeyAction::kLeft, {}, 1, "keyboard_arrow_left", "Schreibmarke nach links"};
constexpr KeySpec kRightKey{{}, KeyAction::kRight, {}, 1, "keyboard_arrow_right", "Schreibmarke nach rechts"};

constexpr std::array kRow1 = {letter("Q", "q"), letter("W", "w"), letter("E", "e"), letter("R", "r"),
                              letter("T", "t"), letter("Z", "z"), letter("U", "u"), letter("I", "i"),
                              letter("O", "o"), letter("P", "p"), letter("Ü", "ü")};
constexpr std::array kRow2 = {letter("A", "a"), letter("S", "s"), letter("D", "d"), letter("F", "f"),
                              letter("G", "g"), letter("H", "h"), letter("J", "j"), letter("K", "k"),
                              letter("L", "l"), letter("Ö", "ö"), letter("Ä", "ä")};
constexpr std::array kRow3 = {letter("Y", "y"), letter("X", "x"), letter("C", "c"), letter("V", "v"), letter("B", "b"),
                              letter("N", "n"), letter("M", "m"), letter("ß", "ß"), kBackspaceKey};
constexpr std::array kRow4 = {KeySpec{"123", KeyAction::kNextPage, {}, 2, {}, "Ziffern und Zeichen"}, kSpaceKey,
                              kLeftKey, kRightKey};

constexpr std::array kFigures1 = {sign("1", {}), sign("2", {}), sign("3", {}),           sign("4", {}),
                                  sign("5", {}), sign("6", {}), sign("7", {}),           sign("8", {}),
                                  sign("9", {}), sign("0", {}), sign("-", "Bindestrich")};
constexpr std::array kFigures2 = {
    sign(".", "Punkt"),          sign(",", "Komma"),        sign(":", "Doppelpunkt"), sign(";", "Strichpunkt"),
    sign("!", "Ausrufezeichen"), sign("?", "Fragezeichen"), sign("(", "Klammer auf"), sign(")", "Klammer zu"),
    sign("/", "Schrägstrich"),   sign("&", "Und-Zeichen"),  sign("+", "Plus")};
constexpr std::array kFigures3 = {sign("€", "Euro"),
                                  sign("%", "Prozent"),
                                  sign("#", "Raute"),
                                  sign("*", "Stern"),
                                  sign("@", "At-Zeichen"),
                                  sign("'", "Apostroph"),
                                  sign("\"", "Anführungszeichen"),
                                  sign("_", "Unterstrich"),
                                  kBackspaceKey};
constexpr std::array kFigures4 = {KeySpec{"ABC", KeyAction::kNextPage, {}, 2, {}, "Buchstaben"}, kSpaceKey, kLeftKey,
                                  kRightKey};

constexpr std::array<std::span<const KeySpec>, 4> kLetters = {kRow1, kRow2, kRow3, kRow4};
constexpr std::array<std::span<const KeySpec>, 4> kFigures = {kFigures1, kFigures2, kFigures3, kFigures4};
constexpr KeyboardLayout kLettersLayout{"de", kLetters};
constexpr KeyboardLayout kFiguresLayout{"de", kFigures};

}  // namespace

const KeyboardLayout& german_layout() { return kLettersLayout; }
const KeyboardLayout& german_figures_layout() { return kFiguresLayout; }

}  // namespace bildungskiosk::ui
