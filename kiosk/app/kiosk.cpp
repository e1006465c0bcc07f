#include "kiosk/app/kiosk.hpp"

#include <imgui.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

#include "kiosk/app/keys.hpp"
#include "kiosk/view/frame_look.hpp"

namespace bildungskiosk::app {
namespace {

constexpr platform::MonotonicMs kNever = std::numeric_limits<platform::MonotonicMs>::max();
// What the layouts need on their long and short side; a display whose 20 mm targets leave less keeps them smaller.
constexpr float kLongSideMinDu = 1600;
constexpr float kShortSideMinDu = 1000;

ui::TouchKind touch_kind(platform::PointerKind kind) {
  switch (kind) {
    case platform::PointerKind::kDown:
      return ui::TouchKind::kDown;
    case platform::PointerKind::kMove:
      return ui::TouchKind::kMove;
    case platform::PointerKind::kUp:
      return ui::TouchKind::kUp;
  }
  return ui::TouchKind::kMove;
}

}  // namespace

Kiosk::Kiosk(platform::Window& window, ui::Theme theme, const i18n::Languages& languages, const WallClock& clock,
             Settings settings)
    : window_(window),
      languages_(languages),
      clock_(clock),
      settings_(std::move(settings)),
      interface_(std::move(theme), window),
      view_(languages, keyboards_),
      answers_([&window] { window.wake(); }),
      catalogue_({settings_.store, settings_.load_lexicon}, answers_),
      service_({settings_.store, settings_.staff_pin_hash, clock.system()}, answers_),
      printer_({settings_.open_print_queue ? settings_.open_print_queue() : nullptr}, answers_),
      effects_runner_(catalogue_, service_, printer_),
      model_(model::initial_model(effects_)),
      started_ms_(window.now_ms()) {
  model_.store = settings_.store;
  model_.notices = settings_.notices;
  model_.staff.setup = settings_.staff;
  model_.place = settings_.place;
  model_.printer.media = settings_.print_media;
  model_.display.usual = model_.display.chosen = settings_.display;
}

Kiosk::~Kiosk() { answers_.close(); }

void Kiosk::turn(platform::MonotonicMs wait_max_ms) {
  sleep(wait_max_ms);
  const bool due = window_.now_ms() >= next_wake_ms();
  take_time();
  take_input();
  take_answers();
  if (window_.take_needs_redraw()) dirty_ = true;
  if (dirty_ || due || interface_.animating()) draw();
  effects_runner_.run(effects_);
}

platform::MonotonicMs Kiosk::next_wake_ms() const {
  return std::min(model::next_wake_ms(model_).value_or(kNever), interface_.next_due_ms());
}

void Kiosk::sleep(platform::MonotonicMs wait_max_ms) {
  const bool busy = dirty_ || interface_.animating() || window_.has_pending_input() || scripted_input_.pending();
  platform::MonotonicMs wait_ms = wait_max_ms;
  const platform::MonotonicMs wake_ms = next_wake_ms();
  if (wake_ms != kNever) {
    const platform::MonotonicMs until_ms = std::max<platform::MonotonicMs>(0, wake_ms - window_.now_ms());
    wait_ms = wait_ms < 0 ? until_ms : std::min(wait_ms, until_ms);
  }
  window_.wait_events(busy ? 0 : wait_ms);
}

void Kiosk::happen(const model::Event& event) { model::update(model_, event, effects_); }

void Kiosk::take_time() { happen(model::Tick{window_.now_ms(), clock_.now()}); }

void Kiosk::take_input() {
  // Whoever touches a display that is still dark means the picture that comes: their touch waits for it.
  if (window_.frames() == 0) return;
  platform::PointerEvent pointer;
  const auto hand_on = [&] {
    interface_.handle({touch_kind(pointer.kind), pointer.x_px, pointer.y_px, window_.now_ms()});
    dirty_ = true;
  };
  while (window_.next_pointer(pointer)) hand_on();
  while (scripted_input_.next_pointer(pointer)) hand_on();
  if (interface_.touch().take_touched()) happen(model::Touched{window_.now_ms()});
  platform::KeyEvent key;
  while (window_.next_key(key)) {
    happen(model::Touched{window_.now_ms()});
    for (const model::Event& event : meaning_of(key, model_)) happen(event);
    dirty_ = true;
  }
}

void Kiosk::take_answers() {
  for (const model::Event& answer : answers_.take()) {
    happen(answer);
    dirty_ = true;
    if (const auto* failed = std::get_if<model::CatalogueFailed>(&answer)) {
      if (settings_.on_catalogue_failed) settings_.on_catalogue_failed(failed->error);
    }
    if (std::holds_alternative<model::OverviewLoaded>(answer) && !catalogue_told_) {
      catalogue_told_ = true;
      if (settings_.on_catalogue_ready) settings_.on_catalogue_ready(window_.now_ms() - started_ms_);
    }
  }
}

void Kiosk::check_display() {
  const platform::PixelSize size = window_.size_px();
  const int long_side = std::max(size.width, size.height);
  const int short_side = std::min(size.width, size.height);
  model_.display_too_small.reset();
  if (long_side < kDisplayWidthMinPx || short_side < kDisplayHeightMinPx) {
    model_.display_too_small = model::DisplayTooSmall{size.width, size.height};
  }
}

void Kiosk::take_keyboards() {
  if (!coming_keyboards_.valid()) return;
  const bool wanted = model_.page_as<model::SearchPage>() != nullptr;
  if (!wanted && coming_keyboards_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return;
  keyboards_ = coming_keyboards_.get();
}

ui::FrameSettings Kiosk::frame_settings() const {
  const platform::PixelSize size = window_.size_px();
  const auto long_side = static_cast<float>(std::max(size.width, size.height));
  const auto short_side = static_cast<float>(std::min(size.width, size.height));
  const float scale = ui::px_per_du(size, window_.px_per_mm());
  const bool roomy = long_side / scale >= kLongSideMinDu && short_side / scale >= kShortSideMinDu;
  const i18n::Texts& texts = languages_.texts(model_.language);
  ui::FrameSettings settings;
  settings.size_px = size;
  settings.px_per_mm = roomy ? window_.px_per_mm() : 0;
  settings.direction =
      texts.direction() == i18n::Direction::kRightToLeft ? ui::Direction::kRightToLeft : ui::Direction::kLeftToRight;
  settings.language = texts.tag();
  view::apply_display(model_.display.chosen, settings);
  settings.now_ms = window_.now_ms();
  return settings;
}

void Kiosk::draw() {
  const platform::PixelSize size = window_.size_px();
  if (size.width <= 0 || size.height <= 0) return;
  check_display();
  take_keyboards();
  dirty_ = false;
  meant_.clear();
  const ui::FrameSettings settings = frame_settings();
  window_.begin_frame();
  {
    ui::Frame frame(interface_, settings, *ImGui::GetBackgroundDrawList());
    view_.draw(model_, frame, meant_);
  }
  window_.end_frame(view::RootView::ground(model_, interface_.theme().palette(settings.scheme)).rgb(),
                    interface_.scrolled_areas());
  scripted_input_.frame_done();
  interface_.touch().picture_shown(window_.now_ms());
  if (settings_.on_first_frame) {
    settings_.on_first_frame(window_.now_ms() - started_ms_);
    settings_.on_first_frame = {};
  }
  if (settings_.load_keyboards)
    coming_keyboards_ = std::async(std::launch::async, std::exchange(settings_.load_keyboards, {}));
  // What the fingers meant changes the next picture.
  for (const model::Event& event : meant_) happen(event);
  dirty_ = !meant_.empty();
}

}  // namespace bildungskiosk::app
