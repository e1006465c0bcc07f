#include "tests/bench/driven_kiosk.hpp"

#include <chrono>
#include <iostream>

#include "kiosk/typing/keyboard_loader.hpp"
#include "sync/cli/known_words.hpp"
#include "tests/bench/piped_program.hpp"

namespace bildungskiosk::bench {
namespace {

using platform::PointerKind;

constexpr std::chrono::seconds kPatience(60);
// Longer than a page's fade and the guard after it.
constexpr platform::MonotonicMs kRestMs = 600;
const std::string kShare = BILDUNGSKIOSK_SHARE;

std::unique_ptr<i18n::Languages> load_languages() {
  auto languages = i18n::Languages::load(kShare + "/locale");
  if (!languages) give_up(languages.error().detail);
  return std::make_unique<i18n::Languages>(std::move(languages).value());
}

}  // namespace

DrivenKiosk::DrivenKiosk(platform::Window& window, const std::string& store, std::function<void(app::Kiosk&)> turn)
    : wall_clock_(clock_, base::make_date(2026, 11, 23)), languages_(load_languages()), turn_(std::move(turn)) {
  auto theme = ui::Theme::load(kShare + "/theme/theme.toml");
  if (!theme) give_up(theme.error().detail);
  app::Kiosk::Settings settings;
  settings.store = store;
  settings.load_lexicon = [] { return cli::load_known_words("bench", kShare, std::cerr); };
  settings.load_keyboards = [] {
    return typing::load_keyboards(base::posix_file_system(), kShare + "/keyboards/keyboards.toml").keyboards;
  };
  kiosk_ = std::make_unique<app::Kiosk>(window, std::move(theme).value(), *languages_, wall_clock_, settings);
}

void DrivenKiosk::reach(const std::function<bool()>& holds, const std::string& what) {
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (!holds()) {
    if (std::chrono::steady_clock::now() > deadline) give_up("the kiosk never shows " + what);
    turn();
  }
}

void DrivenKiosk::reach(ui::WidgetId id) {
  reach([this, id] { return kiosk_->semantics().find(id) != nullptr; }, std::string(id.name()));
  rest_ms(kRestMs);
}

void DrivenKiosk::touch(PointerKind kind, float x, float y) {
  finger_ = {kind, x, y, kiosk_->window().now_ms()};
  kiosk_->scripted_input().push(finger_);
  turn();
}

void DrivenKiosk::tap(const ui::Node& node) {
  touch(PointerKind::kDown, node.rect.x + node.rect.w / 2, node.rect.y + node.rect.h / 2);
  constexpr int kHeldTurns = 3;
  turns(kHeldTurns);
  lift();
}

void DrivenKiosk::press_key(std::string_view face) {
  const ui::Node* node = key(face);
  if (node == nullptr) give_up("there is no key " + std::string(face));
  touch(PointerKind::kDown, node->rect.x + node->rect.w / 2, node->rect.y + node->rect.h / 2);
}

void DrivenKiosk::lift() { touch(PointerKind::kUp, finger_.x_px, finger_.y_px); }

void DrivenKiosk::rest_ms(platform::MonotonicMs ms) {
  const platform::MonotonicMs end = kiosk_->window().now_ms() + ms;
  while (kiosk_->window().now_ms() < end) turn();
}

void DrivenKiosk::ask_for_a_frame() {
  kiosk_->scripted_input().push(platform::PointerEvent{PointerKind::kMove, 0, 0, kiosk_->window().now_ms()});
}

const ui::Node* DrivenKiosk::card() const {
  int seen = 0;
  for (const ui::Node& node : kiosk_->semantics().nodes()) {
    if (node.id.name() == "results.card" && ui::is_actionable(node.role) && ++seen == 2) return &node;
  }
  return nullptr;
}

const ui::Node* DrivenKiosk::key(std::string_view face) const {
  for (const ui::Node& node : kiosk_->semantics().nodes()) {
    if (node.id.name() == "search.key" && node.label == face) return &node;
  }
  return nullptr;
}

const ui::Node& DrivenKiosk::need(ui::WidgetId id) const {
  const ui::Node* node = kiosk_->semantics().find(id);
  if (node == nullptr) give_up("there is no " + std::string(id.name()) + " on the screen");
  return *node;
}

void DrivenKiosk::go_home() {
  reach("attract.start");
  tap("attract.start");
  reach("home.search");
}

void DrivenKiosk::open_results() {
  const ui::WidgetId phase =
      ui::WidgetId("home.phase") / static_cast<std::uint64_t>(offer::Phase::kLanguageAndIntegration);
  reach(phase);
  tap(phase);
  reach([this] { return card() != nullptr; }, "the list of results");
  rest_ms(kRestMs);
}

}  // namespace bildungskiosk::bench
