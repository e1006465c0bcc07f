#pragma once

#include <string>
#include <vector>

#include "kiosk/view/screen.hpp"

namespace bildungskiosk::view {

/// One row that can be checked, with how many offers it would show.
struct Choice {
  ui::WidgetId id;
  std::string label;
  int offers = 0;
  bool chosen = false;  // touched, or understood from the typed words
  model::Event toggle;
};

/// The choices of a section or a group, under everything else that the list is narrowed by. Those that nothing has are
/// left out unless they are chosen, or unless all of a kind are always shown.
[[nodiscard]] std::vector<Choice> choices_of(const Screen& screen, const model::ResultsPage& page,
                                             model::FilterSection section);
[[nodiscard]] std::vector<Choice> choices_of(const Screen& screen, const model::ResultsPage& page,
                                             model::FilterGroup group);
[[nodiscard]] std::size_t chosen_of(const std::vector<Choice>& choices);

/// A choice as a row with its check box; touching it toggles.
void draw_choice(const Screen& screen, const Choice& choice, const ui::Rect& row);

}  // namespace bildungskiosk::view
