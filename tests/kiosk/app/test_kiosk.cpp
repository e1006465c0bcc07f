#include "tests/kiosk/app/test_kiosk.hpp"

#include <chrono>
#include <thread>

#include "kiosk/model/caret.hpp"
#include "kiosk/typing/keyboard_loader.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::test {
namespace {

constexpr platform::MonotonicMs kFrameMs = 16;
constexpr platform::MonotonicMs kRestMs = 450;

ui::Theme load_theme() {
  auto theme = ui::Theme::load(std::string(BILDUNGSKIOSK_TEST_SHARE_DIR) + "/theme/theme.toml");
  INFO((theme ? std::string() : theme.error().detail));
  REQUIRE(theme);
  return std::move(theme).value();
}

i18n::Languages load_languages(TestKiosk::Languages wanted) {
  if (wanted == TestKiosk::Languages::kGermanOnly) return i18n::Languages::german_only();
  auto languages = i18n::Languages::load(std::string(BILDUNGSKIOSK_TEST_SHARE_DIR) + "/locale");
  REQUIRE(languages);
  return std::move(languages).value();
}

typing::Keyboards load_keyboards() {
  const std::string file = std::string(BILDUNGSKIOSK_TEST_SHARE_DIR) + "/keyboards/keyboards.toml";
  auto loaded = typing::load_keyboards(base::posix_file_system(), file);
  REQUIRE(loaded.problems.empty());
  return std::move(loaded.keyboards);
}

catalogue::Lexicon load_lexicon() {
  auto lexicon =
      catalogue::Lexicon::load(base::posix_file_system(), std::string(BILDUNGSKIOSK_TEST_SHARE_DIR) + "/search");
  REQUIRE(lexicon);
  return std::move(lexicon).value();
}

}  // namespace

TestKiosk::TestKiosk(const std::string& store, platform::PixelSize size, Languages languages)
    : clock_(base::from_german_local_time({*base::make_date(2026, 11, 23), 12 * 60})),
      wall_clock_(clock_, std::nullopt),
      languages_(load_languages(languages)),
      window_(size) {
  app::Kiosk::Settings settings;
  settings.store = store;
  if (languages != Languages::kGermanOnly) settings.load_keyboards = load_keyboards;
  if (languages == Languages::kShippedWords) settings.load_lexicon = load_lexicon;
  kiosk_ = std::make_unique<app::Kiosk>(window_, load_theme(), languages_, wall_clock_, std::move(settings));
}

void TestKiosk::settle() {
  // Workers run in real time, the screen in the window's; the limit is for a worker that never answers.
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  const platform::MonotonicMs since_ms = window_.now_ms();
  while (std::chrono::steady_clock::now() < give_up) {
    kiosk_->turn(0);
    const bool attract = model().page_as<model::AttractPage>() != nullptr;
    const bool resting = attract || !kiosk_->animating();
    const bool answered = model::catalogue_unusable(model()) || !model::awaits_answer(model());
    if (resting && answered && !window_.has_pending_input() && window_.now_ms() - since_ms >= kRestMs) {
      kiosk_->turn(0);
      return;
    }
    if (!answered) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    if (answered || window_.now_ms() - since_ms < kRestMs) window_.advance_ms(kFrameMs);
  }
  FAIL("the kiosk does not come to rest:\n" << kiosk_->semantics().to_text());
}

void TestKiosk::wait_until(const std::function<bool(const model::Model&)>& holds) {
  for (int i = 0; i < 4'000 && !holds(model()); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    window_.advance_ms(1);
    kiosk_->turn(0);
  }
  INFO(kiosk_->semantics().to_text());
  REQUIRE(holds(model()));
}

void TestKiosk::let_pass_ms(platform::MonotonicMs ms) {
  for (platform::MonotonicMs passed = 0; passed < ms; passed += 500) {
    window_.advance_ms(std::min<platform::MonotonicMs>(500, ms - passed));
    kiosk_->turn(0);
  }
}

void TestKiosk::touch_at(float x, float y) {
  window_.inject(platform::PointerEvent{platform::PointerKind::kDown, x, y, window_.now_ms()});
  kiosk_->turn(0);
  window_.advance_ms(60);
  window_.inject(platform::PointerEvent{platform::PointerKind::kUp, x, y, window_.now_ms()});
  kiosk_->turn(0);
  settle();
}

void TestKiosk::tap(ui::WidgetId id) {
  const ui::Node& node = need(id);
  touch_at(node.rect.x + node.rect.w / 2, node.rect.y + node.rect.h / 2);
}

void TestKiosk::tap(ui::Role role, const std::string& label) {
  const ui::Node& node = need(role, label);
  touch_at(node.rect.x + node.rect.w / 2, node.rect.y + node.rect.h / 2);
}

void TestKiosk::swipe_up(ui::WidgetId inside, float distance_px) {
  const ui::Node& node = need(inside);
  const float x = node.rect.x + node.rect.w / 2;
  float y = node.rect.y + node.rect.h / 2;
  window_.inject(platform::PointerEvent{platform::PointerKind::kDown, x, y, window_.now_ms()});
  kiosk_->turn(0);
  constexpr int kSteps = 10;
  for (int step = 0; step < kSteps; ++step) {
    window_.advance_ms(kFrameMs);
    y -= distance_px / kSteps;
    window_.inject(platform::PointerEvent{platform::PointerKind::kMove, x, y, window_.now_ms()});
    kiosk_->turn(0);
  }
  window_.inject(platform::PointerEvent{platform::PointerKind::kUp, x, y, window_.now_ms()});
  kiosk_->turn(0);
  settle();
}

void TestKiosk::type(const std::string& faces) {
  for (std::size_t at = 0; at < faces.size();) {
    const std::size_t end = model::caret_after(faces, at);
    tap(ui::Role::kKey, faces.substr(at, end - at));
    at = end;
  }
}

const ui::Node& TestKiosk::need(ui::WidgetId id) {
  const ui::Node* node = kiosk_->semantics().find(id);
  if (node == nullptr) FAIL("not on the screen: " << id.name() << "\n" << kiosk_->semantics().to_text());
  return *node;
}

const ui::Node& TestKiosk::need(ui::Role role, const std::string& label) {
  const ui::Node* node = kiosk_->semantics().find(role, label);
  if (node == nullptr) FAIL("not on the screen: " << label << "\n" << kiosk_->semantics().to_text());
  return *node;
}

bool TestKiosk::shows(const std::string& part_of_label) const {
  return kiosk_->semantics().find_containing(part_of_label) != nullptr;
}

std::vector<const ui::Node*> TestKiosk::all_named(std::string_view name) const {
  std::vector<const ui::Node*> found;
  for (const ui::Node& node : kiosk_->semantics().nodes()) {
    if (node.id.name() == name && ui::is_actionable(node.role)) found.push_back(&node);
  }
  return found;
}

void TestKiosk::arrive() {
  settle();
  tap("attract.start");
  static_cast<void>(page<model::HomePage>());
}

}  // namespace bildungskiosk::test
