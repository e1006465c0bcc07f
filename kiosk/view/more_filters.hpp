#pragma once

#include <array>

#include "kiosk/view/screen.hpp"

namespace bildungskiosk::view {

struct NamedGroup {
  model::FilterGroup group;
  const char* name;  // German, marked for translation
};
[[nodiscard]] const std::array<NamedGroup, 5>& filter_groups();

/// The dialog "Mehr Filter" above a list: one group of choices at a time, and how many offers are left.
void draw_more_filters(const Screen& screen, const model::ResultsPage& page, model::FilterGroup shown);

}  // namespace bildungskiosk::view
