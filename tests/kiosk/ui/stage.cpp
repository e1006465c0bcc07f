#include "tests/kiosk/ui/stage.hpp"

#include <imgui.h>

#include "tests/support/catch.hpp"

namespace bildungskiosk::test {

ui::Theme shipped_theme() {
  auto theme = ui::Theme::load(THEME_FILE);
  if (!theme) FAIL(theme.error().detail);
  return std::move(theme).value();
}

Stage::Stage(Draw draw, platform::PixelSize size)
    : window(size), interface(shipped_theme(), window), draw_(std::move(draw)) {}

void Stage::frame() {
  platform::PointerEvent event;
  while (window.next_pointer(event)) {
    const auto kind = event.kind == platform::PointerKind::kDown ? ui::TouchKind::kDown
                      : event.kind == platform::PointerKind::kUp ? ui::TouchKind::kUp
                                                                 : ui::TouchKind::kMove;
    interface.handle({kind, event.x_px, event.y_px, event.time_ms});
  }
  settings.size_px = window.size_px();
  settings.now_ms = window.now_ms();
  window.begin_frame();
  {
    ui::Frame frame(interface, settings, *ImGui::GetBackgroundDrawList());
    draw_(frame);
  }
  window.end_frame(0);
}

void Stage::run(platform::MonotonicMs ms) {
  for (platform::MonotonicMs done = 0; done < ms; done += 16) {
    window.advance_ms(16);
    frame();
  }
}

void Stage::inject(platform::PointerKind kind, float x_px, float y_px) {
  window.advance_ms(16);
  window.inject(platform::PointerEvent{kind, x_px, y_px, window.now_ms()});
  frame();
}

void Stage::down(float x_px, float y_px) { inject(platform::PointerKind::kDown, x_px, y_px); }
void Stage::move(float x_px, float y_px) { inject(platform::PointerKind::kMove, x_px, y_px); }
void Stage::up(float x_px, float y_px) { inject(platform::PointerKind::kUp, x_px, y_px); }

void Stage::tap(ui::WidgetId id) {
  const ui::PxRect rect = node(id).rect;
  down(rect.x + rect.w / 2, rect.y + rect.h / 2);
  up(rect.x + rect.w / 2, rect.y + rect.h / 2);
}

const ui::Node& Stage::node(ui::WidgetId id) const {
  const ui::Node* found = interface.semantics().find(id);
  if (found == nullptr) FAIL("no widget " << id.name() << " in\n" << interface.semantics().to_text());
  return *found;
}

}  // namespace bildungskiosk::test
