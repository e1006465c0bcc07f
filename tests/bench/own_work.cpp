#include <ctime>
#include <iostream>
#include <iterator>
#include <map>
#include <thread>
#include <variant>
#include <vector>

#include "kiosk/platform/headless_window.hpp"
#include "tests/bench/allocations.hpp"
#include "tests/bench/driven_kiosk.hpp"
#include "tests/bench/frame_parts.hpp"
#include "tests/bench/measure.hpp"

namespace bildungskiosk::bench {
namespace {

constexpr platform::MonotonicMs kFrameMs = 17;
constexpr platform::PixelSize kDisplay{1920, 1080};
constexpr int kVisits = 5;
/// So often each screen is drawn once more while nobody does anything.
constexpr int kFramesAtRest = 60;

double cpu_ms() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

void print(const std::string& name, double value) { std::cout << name << ' ' << value << std::endl; }

/// Visits without a screen; what each frame took, by what it showed.
class Visits {
 public:
  explicit Visits(const std::string& store)
      : window_(kDisplay), driven_(window_, store, [this](app::Kiosk& kiosk) { turn(kiosk); }) {}

  void visit() {
    driven_.reach("attract.start");
    rest("attract");
    driven_.go_home();
    rest("home");
    driven_.tap("home.search");
    driven_.rest_ms(600);
    for (const char* key : {"Y", "O", "G", "A"}) type(key);
    rest("search");
    go_back("home.search");
    driven_.open_results();
    rest("results");
    remember_cards();
    for (int i = 0; i < 6; ++i) fling();
    rest("results");
    if (const ui::Node* card = driven_.card()) driven_.tap(*card);
    driven_.rest_ms(600);
    rest("detail");
    driven_.tap("bar.list");
    rest("list");
    // Whoever goes is forgotten, and the attract screen comes back.
    window_.advance_ms(91'000);
    driven_.turns(2);
    rest("idle prompt");
    window_.advance_ms(31'000);
    driven_.turns(2);
  }

  void print_figures() const {
    for (const auto& [screen, times] : times_ms_) {
      std::string name = screen;
      std::replace(name.begin(), name.end(), ' ', '_');
      print(name + "_frames", static_cast<double>(times.size()));
      print(name + "_p50", percentile(times, 0.50));
      print(name + "_p99", percentile(times, 0.99));
      print(name + "_worst", percentile(times, 1));
    }
    print("first_answer", first_answer_ms_.value_or(0));
    print("allocations_redrawn", static_cast<double>(allocations_redrawn_));
  }

 private:
  void turn(app::Kiosk& kiosk) {
    window_.advance_ms(kFrameMs);
    const std::uint64_t before = window_.frames();
    const double start_ms = cpu_ms();
    kiosk.turn(0);
    const double took_ms = cpu_ms() - start_ms;
    if (window_.frames() != before) times_ms_[scrolling_ ? "scrolling" : screen(kiosk.model())].push_back(took_ms);
    // The workers take real time.
    if (model::awaits_answer(kiosk.model())) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }

  static std::string screen(const model::Model& model) {
    constexpr const char* kNames[] = {"attract", "home", "search", "results", "detail", "list"};
    static_assert(std::size(kNames) == std::variant_size_v<model::PageContent>);
    if (model.prompt_seconds_left) return "idle prompt";
    return kNames[model.page().content.index()];
  }

  void rest(const std::string& expected) {
    driven_.reach([&] { return screen(driven_.model()) == expected; }, expected);
    for (int i = 0; i < kFramesAtRest; ++i) {
      driven_.ask_for_a_frame();
      const std::uint64_t before = allocations();
      driven_.turn();
      // The attract screen moves by itself, and the first frames may still bring something in.
      if (expected != "attract" && i > kFramesAtRest / 2) {
        allocations_redrawn_ = std::max(allocations_redrawn_, allocations() - before);
      }
    }
  }

  void type(const char* face) {
    driven_.press_key(face);
    driven_.turns(3);
    const Stopwatch stopwatch;
    driven_.lift();
    driven_.reach([this] { return !model::awaits_answer(driven_.model()); }, "the hits");
    if (!first_answer_ms_) first_answer_ms_ = stopwatch.seconds() * 1e3;
    driven_.turns(5);
  }

  void go_back(ui::WidgetId shown_then) {
    driven_.tap("bar.back");
    driven_.reach(shown_then);
  }

  /// The first offers of a list of results that is at its top, where no card reaches below the bar.
  void remember_cards() {
    constexpr std::size_t kCards = 3;
    std::vector<ui::WidgetId> buttons;
    for (const ui::Node& node : driven_.kiosk().semantics().nodes()) {
      if (node.id.name() == "results.remember" && buttons.size() < kCards) buttons.push_back(node.id);
    }
    for (const ui::WidgetId button : buttons) driven_.tap(button);
  }

  void fling() {
    scrolling_ = true;
    constexpr int kSteps = 25;
    constexpr float kStep_px = 20;
    constexpr float kX_px = 900;
    float y = 850;
    driven_.touch(platform::PointerKind::kDown, kX_px, y);
    for (int i = 0; i < kSteps; ++i) driven_.touch(platform::PointerKind::kMove, kX_px, y -= kStep_px);
    driven_.lift();
    driven_.turns(kFramesAtRest);
    scrolling_ = false;
  }

  platform::HeadlessWindow window_;
  std::map<std::string, std::vector<double>> times_ms_;
  std::uint64_t allocations_redrawn_ = 0;
  std::optional<double> first_answer_ms_;  // reads what later ones have in memory
  bool scrolling_ = false;
  DrivenKiosk driven_;
};

}  // namespace

int measure_own_work(const std::string& store) {
  Visits visits(store);
  for (int i = 0; i < kVisits; ++i) visits.visit();
  visits.print_figures();
  return 0;
}

int measure_headless_start(const std::string& store) {
  platform::HeadlessWindow window(kDisplay);
  DrivenKiosk driven(window, store, [&](app::Kiosk& kiosk) {
    window.advance_ms(1);
    kiosk.turn(0);
    if (window.frames() > 1) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  });
  driven.reach([&] { return window.frames() > 0; }, "anything");
  print("first_frame", 0);
  driven.reach([&] { return driven.model().catalogue.overview.has_value(); }, "the catalogue");
  print("ready", 0);
  return 0;
}

}  // namespace bildungskiosk::bench
