#pragma once

#include <string>

#include "tests/kiosk/view/screen_stage.hpp"

/// A visit that is searching, as the tests of its screens begin. It is Monday, 23 November 2026, ten o'clock.
namespace bildungskiosk::view::test {

[[nodiscard]] catalogue::OfferSummary guitar();
/// The page for typing with this text and one hit; it lives as long as it is shown.
[[nodiscard]] model::SearchPage& show_search(ScreenStage& stage, const std::string& text);
/// The list that this text was answered with: `total` offers, of which one is loaded, if there are any.
[[nodiscard]] model::ResultsPage& show_results(ScreenStage& stage, const std::string& text, int total);
/// Draws the page when it has come to rest; how many texts were shortened.
std::size_t rest(ScreenStage& stage, const std::string& picture);

}  // namespace bildungskiosk::view::test
