#include <memory>
#include <string>
#include <utility>

#include "kiosk/app/tour.hpp"

namespace bildungskiosk::app {
namespace {

using Progress = Tour::Progress;
using update::MediumStage;

/// Longer than the screen program needs to see what the service has written; and than it takes to put in the next
/// stick.
constexpr platform::MonotonicMs kPatienceMs = 2'500;
constexpr platform::MonotonicMs kNextStickMs = 8'000;

/// A picture's name; null for what passes too quickly to be worth one.
const char* name_of(MediumStage stage) {
  switch (stage) {
    case MediumStage::kOffered:
      return "staff-offered";
    case MediumStage::kInstalling:
      return "staff-installing";
    case MediumStage::kDone:
      return "staff-done";
    case MediumStage::kUpToDate:
      return "staff-up-to-date";
    case MediumStage::kRefused:
      return "staff-refused";
    case MediumStage::kNone:
    case MediumStage::kFound:
    case MediumStage::kChecking:
      break;
  }
  return nullptr;
}

/// What staff would touch on this screen. Without the PIN nothing is installed by a wrong clock.
const ui::Node* answer_on(const Tour& tour, MediumStage stage) {
  if (stage == MediumStage::kOffered) {
    return model::needs_pin(tour.model().staff) ? tour.find("staff.later") : tour.find("staff.install");
  }
  return tour.find("staff.close");
}

/// Follows one stick after the other to its end.
class StickFollower {
 public:
  Progress operator()(Tour& tour) {
    const platform::MonotonicMs now_ms = tour.kiosk().window().now_ms();
    if (seen_ms_ == 0) seen_ms_ = now_ms;
    const auto& staff = tour.model().staff;
    if (!staff.dialog) {
      const bool is_at_work = staff.service && (staff.service->medium.stage == MediumStage::kFound ||
                                                staff.service->medium.stage == MediumStage::kChecking);
      const platform::MonotonicMs patience_ms = staff.service ? kNextStickMs : kPatienceMs;
      return is_at_work || now_ms - seen_ms_ < patience_ms ? Progress::kWaiting : Progress::kDone;
    }
    seen_ms_ = now_ms;
    if (tour.settled()) look(tour, *staff.dialog);
    return Progress::kWaiting;
  }

 private:
  void look(Tour& tour, const update::MediumStatus& medium) {
    const std::pair<std::int64_t, MediumStage> screen(medium.number, medium.stage);
    if (const char* name = name_of(medium.stage); name != nullptr && screen != pictured_) {
      pictured_ = screen;
      tour.take_picture(name);
    }
    const ui::Node* answer = answer_on(tour, medium.stage);
    if (answer != nullptr && !answer->state.disabled) tour.tap(*answer);
  }

  platform::MonotonicMs seen_ms_ = 0;  // when there was last something to follow
  std::pair<std::int64_t, MediumStage> pictured_{0, MediumStage::kNone};
};

}  // namespace

Tour::Step staff_step() {
  return {"einem Stick bis zu seinem Ende folgen",
          [follower = std::make_shared<StickFollower>()](Tour& tour) { return (*follower)(tour); }};
}

}  // namespace bildungskiosk::app
