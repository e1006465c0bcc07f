#include <unistd.h>

#include <chrono>
#include <cmath>
#include <iostream>

#include "tests/bench/allocations.hpp"
#include "tests/bench/driven_kiosk.hpp"
#include "tests/bench/frame_parts.hpp"
#include "tests/bench/measure.hpp"
#include "tests/bench/piped_program.hpp"
#include "tests/bench/process_usage.hpp"

namespace bildungskiosk::bench {
namespace {

using std::chrono::steady_clock;

constexpr double kScrollSeconds = 10;

void print(const std::string& name, double value) { std::cout << name << ' ' << value << std::endl; }

double ms_since(steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(steady_clock::now() - start).count();
}

/// From the lift of each key of some words to the picture with its results: by the clock, and of the processor, which
/// is what it would take on a machine that nobody else uses.
void measure_keys(DrivenKiosk& driven) {
  std::vector<double> times_ms;
  std::vector<double> cpu_ms;
  for (const std::string word : {"YOGA", "DEUTSCH", "GITARRE", "KOCHEN", "ENGLISCH", "MALEN"}) {
    driven.tap("home.search");
    driven.rest_ms(600);
    for (const char letter : word) {
      driven.press_key(std::string(1, letter));
      driven.rest_ms(60);
      const CostMeter meter;
      driven.lift();
      const auto shown = [&] {
        return !model::awaits_answer(driven.model()) && driven.kiosk().up_to_date() &&
               !driven.kiosk().scripted_input().pending();
      };
      driven.reach(shown, "the results");
      times_ms.push_back(meter.cost().seconds * 1e3);
      cpu_ms.push_back(meter.cost().cpu_seconds * 1e3);
      driven.rest_ms(60);
    }
    driven.tap("bar.home");
    driven.reach("home.search");
  }
  print("key_first", times_ms.front());
  print("key_p50", percentile(times_ms, 0.50));
  print("key_p95", percentile(times_ms, 0.95));
  print("key_worst", percentile(times_ms, 1));
  print("key_cpu_p95", percentile(cpu_ms, 0.95));
}

/// A finger that draws the list up at 1,200 px a second, lifts, lets it run on and takes hold again: the list moves all
/// the time, and new cards come in.
class Scroller {
 public:
  Scroller(DrivenKiosk& driven, pid_t display) : driven_(driven), display_(display) {}

  void run() {
    const platform::Window& window = driven_.kiosk().window();
    const std::vector<pid_t> display{display_};
    const double display_before = usage_of(display).cpu_seconds;
    const std::uint64_t frames_before = window.frames();
    const CostMeter meter;
    const Stopwatch stopwatch;
    while (stopwatch.seconds() < kScrollSeconds) fling();
    const Cost cost = meter.cost();
    print("scroll_frames_per_second", static_cast<double>(window.frames() - frames_before) / cost.seconds);
    print("scroll_interval_p50", percentile(intervals_ms_, 0.50));
    print("scroll_interval_p99", percentile(intervals_ms_, 0.99));
    print("scroll_cpu", 100 * cost.cpu_seconds / cost.seconds);
    print("scroll_display_cpu", 100 * (usage_of(display).cpu_seconds - display_before) / cost.seconds);
  }

 private:
  static constexpr float kX_px = 900;
  static constexpr float kTop_px = 330;
  static constexpr float kBottom_px = 830;
  static constexpr float kSpeed_px_per_s = 1200;
  static constexpr double kRunOnSeconds = 0.3;

  void fling() {
    move(platform::PointerKind::kDown, kBottom_px);
    const Stopwatch drawing;
    for (float y = kBottom_px; y > kTop_px;) {
      y = kBottom_px - kSpeed_px_per_s * static_cast<float>(drawing.seconds());
      move(platform::PointerKind::kMove, y);
    }
    move(platform::PointerKind::kUp, kTop_px);
    for (const Stopwatch running; running.seconds() < kRunOnSeconds;) turn();
  }
  void move(platform::PointerKind kind, float y_px) {
    driven_.kiosk().scripted_input().push({kind, kX_px, y_px, driven_.kiosk().window().now_ms()});
    turn();
  }
  void turn() {
    const std::uint64_t before = driven_.kiosk().window().frames();
    driven_.turn();
    if (driven_.kiosk().window().frames() == before) return;
    intervals_ms_.push_back(ms_since(last_frame_));
    last_frame_ = steady_clock::now();
  }

  DrivenKiosk& driven_;
  pid_t display_;
  steady_clock::time_point last_frame_ = steady_clock::now();
  std::vector<double> intervals_ms_;
};

/// `turn` waits as long as the kiosk itself would, until the end.
void measure_idle(DrivenKiosk& driven, int seconds) {
  driven.rest_ms(2000);
  const platform::Window& window = driven.kiosk().window();
  const std::uint64_t frames_before = window.frames();
  const std::uint64_t allocations_before = allocations();
  const platform::MonotonicMs end_ms = window.now_ms() + seconds * 1000L;
  const CostMeter meter;
  int turns = 0;
  for (; window.now_ms() < end_ms; ++turns) driven.kiosk().turn(end_ms - window.now_ms());
  const Cost cost = meter.cost();
  print("idle_frames", static_cast<double>(window.frames() - frames_before));
  print("idle_allocations", static_cast<double>(allocations() - allocations_before));
  print("idle_turns", turns);
  print("idle_cpu", 100 * cost.cpu_seconds / cost.seconds);
}

}  // namespace

int measure_window(const std::string& store, int idle_seconds, pid_t display) {
  auto window = platform::open_window({});
  if (!window) give_up(window.error().detail);
  DrivenKiosk driven(**window, store, [](app::Kiosk& kiosk) { kiosk.turn(2); });
  driven.go_home();
  measure_keys(driven);
  driven.open_results();
  Scroller(driven, display).run();
  driven.tap("bar.home");
  driven.reach("home.search");
  measure_idle(driven, idle_seconds);
  print("pss_mb", static_cast<double>(usage_of({::getpid()}).pss_bytes) / 1e6);
  return 0;
}

}  // namespace bildungskiosk::bench
