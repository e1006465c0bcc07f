#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Which letters stand on the on-screen keyboard of a language, and where. Plain values (keyboard_loader.hpp makes
/// them).
namespace bildungskiosk::typing {

/// A key that types a letter.
struct LetterKey {
  std::string face;     // what stands on it: the capital, where the letter has one
  std::string inserts;  // UTF-8
  friend bool operator==(const LetterKey&, const LetterKey&) = default;
};

/// The letters of one keyboard in the physical order of a pc105 keyboard, which runs from left to right in every
/// script.
struct Letters {
  static constexpr std::size_t kRows = 3;
  /// Letters in a row; in the last one "Löschen" follows, as wide as two.
  static constexpr std::size_t kRowMax = 13;
  static constexpr std::size_t kBesideSpaceMax = 4;

  std::string language;                            // BCP 47
  std::string name;                                // on the key that leads here from another one: "ABC", "АБВ"
  std::array<std::vector<LetterKey>, kRows> rows;  // from the top
  std::vector<LetterKey> beside_space;             // before the space bar
  std::vector<std::string> others;                 // languages whose letters a key leads to, one after the other
  std::vector<std::pair<std::string, std::string>> instead;  // of signs on the page of figures: "?" is "؟"
};

/// German as the program has it by itself: QWERTZ with Ü Ö Ä ß.
[[nodiscard]] Letters german_letters();

/// The keyboards of the interface's languages.
class Keyboards {
 public:
  /// German alone.
  Keyboards() : all_{german_letters()} {}

  /// Of the language, or of what its tag begins with ("de-easy": "de"); German for one that has none.
  [[nodiscard]] const Letters& of(std::string_view language) const;
  /// The one after `shown` in the round that begins with the language's own; null where there is no other.
  [[nodiscard]] const Letters* after(const Letters& shown, std::string_view language) const;
  /// In the place of an earlier one of the language.
  void put(Letters letters);

 private:
  [[nodiscard]] const Letters* find(std::string_view language) const;

  std::vector<Letters> all_;
};

}  // namespace bildungskiosk::typing
