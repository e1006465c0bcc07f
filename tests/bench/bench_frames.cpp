#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <iostream>
#include <thread>

#include "kiosk/app/kiosk.hpp"
#include "kiosk/platform/headless_window.hpp"
#include "sync/base/civil_time.hpp"
#include "tests/bench/measure.hpp"
#include "tests/bench/report.hpp"
#include "tests/support/generator/generated_catalogue.hpp"
#include "tests/support/package/sample_package.hpp"
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

[[noreturn]] void give_up(const std::string& what) {
  std::cerr << "bench frames: " << what << '\n';
  std::exit(1);  // NOLINT(concurrency-mt-unsafe)
}

/// At the lowest priority an installation takes as long as a busy machine lets it.
constexpr std::chrono::seconds kPatience(600);

void must_end_well(const std::vector<std::string>& command) {
  const auto finished = test::Process(command).wait(kPatience);
  if (finished.exit_code != 0) give_up(finished.err);
}

/// A store that trusts the package's office, for one installation.
class Terminal {
 public:
  explicit Terminal(const test::SamplePackage& package) {
    test::write_text_file(folder_ / "root.json", package.repository.files.at("metadata/1.root.json"));
    must_end_well(command({"init", "--root", folder_ / "root.json"}));
  }
  [[nodiscard]] std::vector<std::string> command(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), std::string(BILDUNGSKIOSK_PROGRAMS) + "/kiosk-sync");
    arguments.insert(arguments.end(), {"--store", store()});
    return arguments;
  }
  [[nodiscard]] std::string store() const { return folder_ / "store"; }

 private:
  test::TemporaryDirectory folder_;
};

/// A finger on the kiosk's display that never rests, and how long each picture took.
class Visitor {
 public:
  explicit Visitor(const std::string& store)
      : wall_clock_(clock_, std::nullopt), languages_(i18n::Languages::german_only()), window_({1920, 1080}) {
    auto theme = ui::Theme::load(std::string(BILDUNGSKIOSK_SHARE) + "/theme/theme.toml");
    if (!theme) give_up(theme.error().detail);
    app::Kiosk::Settings settings;
    settings.store = store;
    kiosk_ = std::make_unique<app::Kiosk>(window_, std::move(theme).value(), languages_, wall_clock_, settings);
    reach("attract.start");
    tap("attract.start");
    const ui::WidgetId phase =
        ui::WidgetId("home.phase") / static_cast<std::uint64_t>(offer::Phase::kLanguageAndIntegration);
    reach(phase);
    tap(phase);
    wait([this] { return card() != nullptr; }, "the list of results");
  }

  /// Drags the list, opens an offer, goes back; again and again until `is_over` (asked once a visit to an offer).
  std::vector<double> frame_times_ms(const std::function<bool()>& is_over) {
    times_ms_.clear();
    next_ = steady_clock::now();
    do {
      constexpr float kDrag_px = 420;
      drag(-kDrag_px);
      drag(kDrag_px);
      if (const ui::Node* node = card(); node != nullptr) {
        tap_middle(*node);
        rest();
      }
      if (const ui::Node* back = kiosk_->semantics().find("bar.back"); card() == nullptr && back != nullptr) {
        tap_middle(*back);
        rest();
      }
    } while (!is_over());
    return times_ms_;
  }

 private:
  static constexpr int kRestFrames = 30;

  /// The second card of the list: whole, and not under the bar.
  const ui::Node* card() const {
    int seen = 0;
    for (const ui::Node& node : kiosk_->semantics().nodes()) {
      if (node.id.name() == "results.card" && ui::is_actionable(node.role) && ++seen == 2) return &node;
    }
    return nullptr;
  }

  void frame() {
    next_ += kFrame;
    std::this_thread::sleep_until(next_);
    const auto due = next_;
    window_.advance_ms(17);
    const std::uint64_t before = window_.frames();
    kiosk_->turn(0);
    const auto end = steady_clock::now();
    if (window_.frames() == before) return;
    times_ms_.push_back(std::chrono::duration<double, std::milli>(end - due).count());
    // A frame that was late delays none but itself.
    while (next_ + kFrame < end) next_ += kFrame;
  }
  void rest() {
    for (int i = 0; i < kRestFrames; ++i) frame();
  }
  void touch(platform::PointerKind kind, float x, float y) {
    window_.inject(platform::PointerEvent{kind, x, y, window_.now_ms()});
    frame();
  }
  void tap_middle(const ui::Node& node) {
    const float x = node.rect.x + node.rect.w / 2;
    const float y = node.rect.y + node.rect.h / 2;
    touch(platform::PointerKind::kDown, x, y);
    for (int i = 0; i < 4; ++i) frame();
    touch(platform::PointerKind::kUp, x, y);
  }
  void drag(float distance_px) {
    const ui::Node* node = card();
    if (node == nullptr) return;
    constexpr int kSteps = 30;
    const float x = node->rect.x + node->rect.w / 2;
    float y = distance_px < 0 ? 800 : 380;
    touch(platform::PointerKind::kDown, x, y);
    for (int i = 0; i < kSteps; ++i) touch(platform::PointerKind::kMove, x, y += distance_px / kSteps);
    touch(platform::PointerKind::kUp, x, y);
    rest();
  }
  void wait(const std::function<bool()>& holds, const std::string& what) {
    next_ = steady_clock::now();
    for (int i = 0; i < 60 * 60; ++i) {
      if (holds()) return rest();
      frame();
    }
    give_up("the kiosk never shows " + what);
  }
  void reach(ui::WidgetId id) {
    wait([this, id] { return kiosk_->semantics().find(id) != nullptr; }, std::string(id.name()));
  }
  void tap(ui::WidgetId id) { tap_middle(*kiosk_->semantics().find(id)); }

  base::SystemClock clock_;
  app::WallClock wall_clock_;
  i18n::Languages languages_;
  platform::HeadlessWindow window_;
  std::unique_ptr<app::Kiosk> kiosk_;
  steady_clock::time_point next_ = steady_clock::now();
  std::vector<double> times_ms_;
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
  test::SamplePackage package(base::SystemClock().now());
  const test::GeneratedCatalogue catalogue(offers, kSeed);
  for (const auto& source : test::GeneratedCatalogue::sources()) {
    std::vector<std::string> lines;
    const std::string content = catalogue.source_content(source);
    for (std::size_t at = 0; at < content.size();) {
      const std::size_t end = content.find('\n', at);
      lines.push_back(content.substr(at, end - at));
      at = end + 1;
    }
    package.set_lines(source, std::move(lines));
  }
  package.release();
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
    if (const auto finished = install.wait(kPatience); finished.exit_code != 0) give_up(finished.err);
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
