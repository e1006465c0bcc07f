#pragma once

#include <span>
#include <string>
#include <string_view>

#include "kiosk/view/screen.hpp"

namespace bildungskiosk::view {

inline constexpr float kSearchNoticeDu = 80;

/// What the search made of a text, and whether the visitor has refused that.
struct SearchNotice {
  std::string_view text{};  // as typed
  std::span<const catalogue::CorrectedWord> corrected{};
  std::span<const catalogue::LeftOut> dropped{};  // none where nothing was found without them either
  catalogue::CorrectionUse correction = catalogue::CorrectionUse::kAllowed;

  /// Something was searched otherwise than typed, or would be but for the refusal.
  [[nodiscard]] bool says_something() const {
    return !corrected.empty() || !dropped.empty() || correction == catalogue::CorrectionUse::kRefused;
  }
};
[[nodiscard]] SearchNotice notice_of(const model::SearchPage& page);
[[nodiscard]] SearchNotice notice_of(const model::ResultsPage& page);

/// The line "Wir suchen nach „Gitarre“" with its button "Nur „gitare“ suchen", kSearchNoticeDu high; after a refusal
/// the way back. Nothing when there is nothing to say.
void draw_search_notice(const Screen& screen, const ui::Rect& line, const SearchNotice& notice);

/// What was typed and what was searched for it: whatever of it stands in a title is marked.
[[nodiscard]] std::string sought_words(std::string_view typed, std::span<const catalogue::CorrectedWord> corrected);

}  // namespace bildungskiosk::view
