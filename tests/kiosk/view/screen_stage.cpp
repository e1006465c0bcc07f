#include "tests/kiosk/view/screen_stage.hpp"

#include <imgui.h>

#include <cstdlib>

#include "kiosk/typing/keyboard_loader.hpp"
#include "kiosk/view/frame_look.hpp"
#include "sync/base/asset_folder.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::view::test {
namespace {

ui::Theme shipped_theme() {
  auto theme = ui::Theme::load(THEME_FILE);
  if (!theme) FAIL(theme.error().detail);
  return std::move(theme).value();
}

const char* picture_folder() { return std::getenv("BILDUNGSKIOSK_PICTURES"); }

std::unique_ptr<platform::Window> window_for_pictures(platform::PixelSize size) {
  if (picture_folder() == nullptr) return nullptr;
  platform::WindowOptions options;
  options.mode = platform::WindowOptions::Mode::kWindow;
  options.size_px = size;
  auto window = platform::open_window(options);
  return window ? std::move(window).value() : nullptr;
}

}  // namespace

const i18n::Languages& shipped_languages() {
  static const i18n::Languages kLanguages = [] {
    const auto folder = base::find_asset_folder();
    REQUIRE(folder);
    auto languages = i18n::Languages::load(*folder + "/locale");
    REQUIRE(languages);
    return std::move(*languages);
  }();
  return kLanguages;
}

const typing::Keyboards& shipped_keyboards() {
  static const typing::Keyboards kKeyboards = [] {
    const auto folder = base::find_asset_folder();
    REQUIRE(folder);
    auto loaded = typing::load_keyboards(base::posix_file_system(), *folder + "/keyboards/keyboards.toml");
    REQUIRE(loaded.problems.empty());
    return std::move(loaded.keyboards);
  }();
  return kKeyboards;
}

ScreenStage::ScreenStage(platform::PixelSize size) : ScreenStage(size, shipped_languages()) {}

ScreenStage::ScreenStage(platform::PixelSize size, const i18n::Languages& languages)
    : window_(size),
      real_(window_for_pictures(size)),
      interface_(shipped_theme(), real_ ? *real_ : static_cast<platform::Window&>(window_)),
      languages_(languages),
      view_(languages, shipped_keyboards()) {}

void ScreenStage::draw(const std::string& picture) {
  platform::PointerEvent event;
  while (window_.next_pointer(event)) {
    const bool down = event.kind == platform::PointerKind::kDown;
    interface_.handle({down ? ui::TouchKind::kDown : ui::TouchKind::kUp, event.x_px, event.y_px, event.time_ms});
  }
  const i18n::Texts& texts = languages_.texts(model.language);
  ui::FrameSettings settings;
  settings.size_px = window_.size_px();
  settings.now_ms = window_.now_ms();
  settings.language = texts.tag();
  settings.direction =
      texts.direction() == i18n::Direction::kRightToLeft ? ui::Direction::kRightToLeft : ui::Direction::kLeftToRight;
  apply_display(model.display.chosen, settings);
  platform::Window& canvas = real_ ? *real_ : static_cast<platform::Window&>(window_);
  canvas.begin_frame();
  {
    ui::Frame frame(interface_, settings, *ImGui::GetBackgroundDrawList());
    view_.draw(model, frame, events);
  }
  canvas.end_frame(RootView::ground(model, interface_.theme().palette(settings.scheme)).rgb());
  if (real_) {  // lets the fingers go on
    ImGuiContext* const its_own = ImGui::GetCurrentContext();
    window_.begin_frame();
    window_.end_frame(0);
    ImGui::SetCurrentContext(its_own);
  }
  if (real_ && !picture.empty()) REQUIRE(real_->save_png(std::string(picture_folder()) + "/" + picture + ".png"));
}

void ScreenStage::tap(ui::WidgetId id) {
  draw();
  window_.advance_ms(1'000);  // past the guard after a change
  tap_at_once(id);
}

void ScreenStage::tap_at_once(ui::WidgetId id) {
  put_finger_on(id);
  window_.advance_ms(60);
  lift_finger();
}

void ScreenStage::put_finger_on(ui::WidgetId id) {
  draw();
  const ui::Node* node = semantics().find(id);
  if (node == nullptr) FAIL("not on the screen: " << id.name() << "\n" << semantics().to_text());
  finger_x_ = node->rect.x + node->rect.w / 2;
  finger_y_ = node->rect.y + node->rect.h / 2;
  window_.inject(platform::PointerEvent{platform::PointerKind::kDown, finger_x_, finger_y_, window_.now_ms()});
  draw();
}

void ScreenStage::lift_finger() {
  window_.inject(platform::PointerEvent{platform::PointerKind::kUp, finger_x_, finger_y_, window_.now_ms()});
  draw();
}

namespace {

constexpr float kRoundingPx = 1.5F;

bool is_target(const ui::Node& node) {
  return ui::is_actionable(node.role) && !node.state.disabled && node.role != ui::Role::kKey;
}

}  // namespace

bool inside(const ui::PxRect& inner, const ui::PxRect& outer) {
  return inner.x >= outer.x - kRoundingPx && inner.y >= outer.y - kRoundingPx &&
         inner.right() <= outer.right() + kRoundingPx && inner.bottom() <= outer.bottom() + kRoundingPx;
}

bool overlap(const ui::PxRect& a, const ui::PxRect& b) {
  const ui::PxRect common = ui::intersection(a, b);
  return common.w > kRoundingPx && common.h > kRoundingPx;
}

void check_targets(const ScreenStage& stage) {
  const float smallest_px = 80 * ui::px_per_du(stage.size(), 0) - kRoundingPx;
  const ui::PxRect screen{0, 0, static_cast<float>(stage.size().width), static_cast<float>(stage.size().height)};
  std::vector<const ui::Node*> targets;
  for (const ui::Node& node : stage.semantics().nodes()) {
    // A field's own button lies in it; cards and rows of a list may be cut by the list's edge.
    const bool field = node.role == ui::Role::kSearchField;
    if (is_target(node) && !field && node.role != ui::Role::kListItem) targets.push_back(&node);
  }
  for (std::size_t i = 0; i < targets.size(); ++i) {
    INFO(targets[i]->id.name() << ": " << targets[i]->label);
    CHECK(inside(targets[i]->rect, screen));
    CHECK(targets[i]->rect.h >= smallest_px);
    CHECK(targets[i]->rect.w >= smallest_px);
    for (std::size_t j = i + 1; j < targets.size(); ++j) {
      INFO(targets[j]->id.name() << ": " << targets[j]->label);
      CHECK_FALSE(overlap(targets[i]->rect, targets[j]->rect));
    }
  }
}

std::string picture_name(const std::string& what, std::string_view language, platform::PixelSize size) {
  return what + "-" + std::string(language) + "-" + std::to_string(size.width);
}

}  // namespace bildungskiosk::view::test
