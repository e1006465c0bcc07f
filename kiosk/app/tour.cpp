#include "kiosk/app/tour.hpp"

#include <utility>

namespace bildungskiosk::app {
namespace {

// Longer than a page's fade.
constexpr platform::MonotonicMs kRestMs = 450;

}  // namespace

Tour::Tour(Kiosk& kiosk, std::string directory, std::vector<Step> steps)
    : kiosk_(kiosk),
      directory_(std::move(directory)),
      steps_(std::move(steps)),
      step_since_ms_(kiosk.window().now_ms()),
      acted_ms_(step_since_ms_) {}

bool Tour::settled() const {
  // The mosaic never rests; it is no page in motion.
  const bool moving = kiosk_.animating() && model().page_as<model::AttractPage>() == nullptr;
  return kiosk_.up_to_date() && !moving && !kiosk_.guarded() && !model::awaits_answer(model()) &&
         !kiosk_.scripted_input().pending() && kiosk_.window().now_ms() - acted_ms_ >= kRestMs;
}

void Tour::advance() {
  if (finished()) return;
  if (model().display_too_small) {
    failure_ = "Der Rundgang geht nicht: die Anzeige ist kleiner als 1024 × 600.";
    return;
  }
  if (model::catalogue_unusable(model())) {
    failure_ = "Der Rundgang geht nicht: es ist kein lesbarer Katalog da (" + model().catalogue.error.detail +
               "). Bitte zuerst mit „kiosk-sync install“ einen einspielen.";
    return;
  }
  const platform::MonotonicMs now_ms = kiosk_.window().now_ms();
  if (steps_[next_].act(*this) == Progress::kDone) {
    ++next_;
    step_since_ms_ = now_ms;
  } else if (now_ms - step_since_ms_ > kStepMaxMs && !failure_) {
    failure_ = "Der Rundgang blieb stecken. Nicht möglich war: " + steps_[next_].what + ".";
  }
}

void Tour::tap(const ui::Node& node) {
  const platform::MonotonicMs now_ms = kiosk_.window().now_ms();
  const float x = node.rect.x + node.rect.w / 2;
  const float y = node.rect.y + node.rect.h / 2;
  kiosk_.scripted_input().push(platform::PointerEvent{platform::PointerKind::kDown, x, y, now_ms});
  kiosk_.scripted_input().push(platform::PointerEvent{platform::PointerKind::kUp, x, y, now_ms});
  acted_ms_ = now_ms;
}

void Tour::take_picture(const std::string& name) {
  ++pictures_;
  const std::string number = (pictures_ < 10 ? "0" : "") + std::to_string(pictures_);
  const std::string path = directory_ + "/" + number + "-" + name + ".png";
  const auto saved = kiosk_.window().save_png(path);
  if (!saved) failure_ = "Das Bild " + path + " ließ sich nicht speichern: " + saved.error().detail + ".";
}

}  // namespace bildungskiosk::app
