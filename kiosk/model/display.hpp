#pragma once

/// How the screen looks for one visitor: what they may choose under "Barrierefrei".
namespace bildungskiosk::model {

enum class ColourScheme { kLight, kDark, kContrast };
enum class TextSize { kNormal, kLarge, kLarger, kLargest };
enum class Movement { kFull, kCalm };  // calm: nothing moves, pages and panels cut

struct DisplaySettings {
  ColourScheme scheme = ColourScheme::kLight;
  TextSize text_size = TextSize::kNormal;
  Movement movement = Movement::kFull;
  friend bool operator==(const DisplaySettings&, const DisplaySettings&) = default;
};

enum class DisplayPanel { kClosed, kOpen };

/// The visit's settings beside those that the office starts every visit with.
struct Display {
  DisplaySettings chosen;
  DisplaySettings usual;  // the office's; the terminal's, not the visit's
  DisplayPanel panel = DisplayPanel::kClosed;
  /// The visitor wants it other than it usually is: then they are given more time, too.
  [[nodiscard]] bool adapted() const { return chosen != usual; }
};

}  // namespace bildungskiosk::model
