#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/kiosk.hpp"

namespace bildungskiosk::app {

/// A scripted visit: looks at the drawn frame's semantics tree, puts a finger on what it finds there, through the same
/// queue and arbiter as a real one, and leaves a PNG of each screen it passes. It does nothing to the model itself, so
/// what it shows is what a visitor gets.
class Tour {
 public:
  /// One thing to do. `act` is called after each turn until it says it is done.
  enum class Progress { kWaiting, kDone };
  struct Step {
    std::string what;  // German, for the sentence when it can't be done
    std::function<Progress(Tour&)> act;
  };
  /// How long a step may take before the tour gives up: long, for software rendering on a machine that also compiles.
  static constexpr platform::MonotonicMs kStepMaxMs = 60'000;

  Tour(Kiosk& kiosk, std::string directory, std::vector<Step> steps);

  /// Call after each turn of the kiosk.
  void advance();
  [[nodiscard]] bool finished() const { return next_ >= steps_.size() || failure_.has_value(); }
  /// One German sentence, when a step could not be done.
  [[nodiscard]] const std::optional<std::string>& failure() const { return failure_; }
  [[nodiscard]] std::size_t pictures() const { return pictures_; }

  // For steps.

  [[nodiscard]] Kiosk& kiosk() const { return kiosk_; }
  [[nodiscard]] const model::Model& model() const { return kiosk_.model(); }
  /// The page has come to rest: its answer is there, nothing moves, and the guard after a page change is over.
  [[nodiscard]] bool settled() const;
  [[nodiscard]] const ui::Node* find(ui::WidgetId id) const { return kiosk_.semantics().find(id); }
  /// Press and lift in the middle of the node.
  void tap(const ui::Node& node);
  /// "<directory>/<two digits>-<name>.png"; an error becomes the tour's failure.
  void take_picture(const std::string& name);

 private:
  Kiosk& kiosk_;
  std::string directory_;
  std::vector<Step> steps_;
  std::size_t next_ = 0;
  std::size_t pictures_ = 0;
  platform::MonotonicMs step_since_ms_ = 0;
  platform::MonotonicMs acted_ms_ = 0;
  std::optional<std::string> failure_;
};

/// Where a background service runs and has found sticks: each of their screens for staff, from the offer over the
/// installation to "done", or to a refusal. Nothing where there is none.
[[nodiscard]] Tour::Step staff_step();

/// The visit of `--tour`: what there is for staff, attract, home, search on the on-screen keyboard, results with a
/// filter, an offer, a similar one, back, home, a word with a slip that is corrected and then not, home, a phase,
/// further down its list, an offer in a right-to-left language where there is one, the visitor's list, the display
/// settings with home in dark and in contrast with the largest texts.
[[nodiscard]] std::vector<Tour::Step> visit_script();

}  // namespace bildungskiosk::app
