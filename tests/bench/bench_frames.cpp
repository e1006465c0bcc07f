#include <chrono>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <thread>

#include "kiosk/platform/headless_window.hpp"
#include "tests/bench/driven_kiosk.hpp"
#include "tests/bench/generated_terminal.hpp"
#include "tests/bench/measure.hpp"
#include "tests/bench/piped_program.hpp"
#include "tests/bench/report.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temporary_directory.hpp"

/// Whether a visitor's pictures suffer while the real kiosk-sync installs beside them.
namespace bildungskiosk::bench {
namespace {

using std::chrono::steady_clock;

constexpr double kRatioMax = 1.25;
constexpr std::int64_t kOffers = 20'000;
constexpr std::uint64_t kSeed = 20261123;
constexpr int kRounds = 8;
/// At the lowest priority an installation takes as long as a busy machine lets it.
constexpr std::chrono::seconds kInstallPatience(600);
constexpr auto kFrame = std::chrono::microseconds(16'667);

constexpr const char* kHelp = R"(scripts/bench install --frames [--json FILE] [--goals] [--offers N] [--rounds N]
  The whole kiosk (loop, model, layout of text, draw lists, searches of its worker) in a window without a screen, 60
  times a second, while a visitor drags a list, opens an offer and goes back; on the same machine kiosk-sync installs a
  package of 20,000 offers, at the lowest priority as always. Frame time: from the moment a frame is due until its
  picture is made, so waiting for a processor counts. Not in it: what a graphics card does with the picture.
  Rounds alternate, with an installation and as long without; p50 and p99 are the medians of the rounds, so that a
  neighbour's moment on a shared machine decides nothing.
  --offers N only this many
  --rounds N instead of 8
)";

/// A finger on the kiosk's display that never rests, and how long each picture took.
class Visitor {
 public:
  explicit Visitor(const std::string& store)
      : window_({1920, 1080}), driven_(window_, store, [this](app::Kiosk& kiosk) { frame(kiosk); }) {
    driven_.go_home();
    driven_.open_results();
  }

  /// Drags the list, opens an offer, goes back; again and again until `is_over` (asked once a visit to an offer).
  std::vector<double> frame_times_ms(const std::function<bool()>& is_over) {
    times_ms_.clear();
    next_ = steady_clock::now();
    do {
      constexpr float kDrag_px = 420;
      drag(-kDrag_px);
      drag(kDrag_px);
      if (const ui::Node* node = driven_.card(); node != nullptr) {
        driven_.tap(*node);
        driven_.turns(kRestFrames);
      }
      const ui::Node* back = driven_.kiosk().semantics().find("bar.back");
      if (driven_.card() == nullptr && back != nullptr) {
        driven_.tap(*back);
        driven_.turns(kRestFrames);
      }
    } while (!is_over());
    return times_ms_;
  }

 private:
  static constexpr int kRestFrames = 30;

  void frame(app::Kiosk& kiosk) {
    next_ += kFrame;
    std::this_thread::sleep_until(next_);
    const auto due = next_;
    window_.advance_ms(17);
    const std::uint64_t before = window_.frames();
    kiosk.turn(0);
    const auto end = steady_clock::now();
    if (window_.frames() == before) return;
    times_ms_.push_back(std::chrono::duration<double, std::milli>(end - due).count());
    // A frame that was late delays none but itself.
    while (next_ + kFrame < end) next_ += kFrame;
  }
  void drag(float distance_px) {
    const ui::Node* node = driven_.card();
    if (node == nullptr) return;
    constexpr int kSteps = 30;
    const float x = node->rect.x + node->rect.w / 2;
    float y = distance_px < 0 ? 800 : 380;
    driven_.touch(platform::PointerKind::kDown, x, y);
    for (int i = 0; i < kSteps; ++i) driven_.touch(platform::PointerKind::kMove, x, y += distance_px / kSteps);
    driven_.lift();
    driven_.turns(kRestFrames);
  }

  platform::HeadlessWindow window_;
  steady_clock::time_point next_ = steady_clock::now();
  std::vector<double> times_ms_;
  DrivenKiosk driven_;
};

/// One side of the comparison, round for round.
struct Side {
  std::vector<double> p50_ms;
  std::vector<double> p99_ms;
  std::size_t frames = 0;
  std::size_t late = 0;  // longer than a frame lasts
  double longest_ms = 0;

  void take(const std::vector<double>& times_ms) {
    p50_ms.push_back(percentile(times_ms, 0.50));
    p99_ms.push_back(percentile(times_ms, 0.99));
    frames += times_ms.size();
    for (const double time_ms : times_ms) {
      if (time_ms > 16.667) ++late;
      longest_ms = std::max(longest_ms, time_ms);
    }
  }
  [[nodiscard]] double p50() const { return percentile(p50_ms, 0.50); }
  [[nodiscard]] double p99() const { return percentile(p99_ms, 0.50); }
};

void add_row(Report& report, const std::string& label, const Side& side) {
  report.row(label, {std::to_string(side.frames), number(side.p50(), 2), number(side.p99(), 2),
                     number(side.longest_ms, 1), std::to_string(side.late)});
}

int compare(const Options& options, std::int64_t offers, int rounds) {
  const test::SamplePackage package = generated_package(offers, kSeed);
  const test::TemporaryDirectory stick;
  package.write_to(stick.path());

  const Terminal shown(package);
  must_end_well(shown.command({"install", stick.path()}));
  Visitor visitor(shown.store());
  Side alone;
  Side beside;
  double install_seconds = 0;
  for (int round = 0; round < rounds; ++round) {
    const Terminal terminal(package);
    const Stopwatch stopwatch;
    test::Process install(terminal.command({"install", stick.path()}));
    beside.take(visitor.frame_times_ms([&] { return !install.running(); }));
    const double seconds = stopwatch.seconds();
    if (const auto finished = install.wait(kInstallPatience); finished.exit_code != 0) give_up(finished.err);
    install_seconds += seconds / rounds;
    const Stopwatch since;
    alone.take(visitor.frame_times_ms([&] { return since.seconds() >= seconds; }));
  }
  Report report("frames", "the kiosk's frames while " + number(static_cast<double>(offers), 0) +
                              " offers are installed beside it (" + number(install_seconds, 1) + " s each), on " +
                              std::to_string(std::thread::hardware_concurrency()) + " processors");
  report.table("frames", {"frames", "p50 ms", "p99 ms", "longest ms", "over 16.7 ms"});
  add_row(report, "without an installation", alone);
  add_row(report, "while an installation runs", beside);
  report.figure("frame_p50_alone", alone.p50(), "ms");
  report.figure("frame_p50_installing", beside.p50(), "ms");
  report.figure("frame_p99_alone", alone.p99(), "ms");
  report.figure("frame_p99_installing", beside.p99(), "ms");
  report.goal_at_most("frame_p99_ratio", beside.p99() / alone.p99(), kRatioMax, "times without an installation");
  return report.finish(options);
}

int run(int argc, const char* const* argv) {
  const Options options = parse_options(argc, argv);
  std::int64_t offers = kOffers;
  int rounds = kRounds;
  for (std::size_t i = 0; i < options.further.size(); ++i) {
    const std::string& option = options.further[i];
    const bool has_value = i + 1 < options.further.size();
    if (option == "--offers" && has_value) {
      offers = std::max(1L, std::atol(options.further[++i].c_str()));
    } else if (option == "--rounds" && has_value) {
      rounds = static_cast<int>(std::max(1L, std::atol(options.further[++i].c_str())));
    } else {
      std::cerr << kHelp;
      return option == "--help" ? 0 : 2;
    }
  }
  return compare(options, offers, rounds);
}

}  // namespace
}  // namespace bildungskiosk::bench

int main(int argc, char** argv) { return bildungskiosk::bench::run(argc, argv); }
