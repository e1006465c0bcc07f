#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <thread>

#include "tests/bench/browser_peer.hpp"
#include "tests/bench/frame_parts.hpp"
#include "tests/bench/generated_terminal.hpp"
#include "tests/bench/measure.hpp"
#include "tests/bench/piped_program.hpp"
#include "tests/bench/process_usage.hpp"
#include "tests/bench/report.hpp"

/// How quickly the kiosk's screen is there, answers and moves, and what it costs; beside a browser.
namespace bildungskiosk::bench {
namespace {

constexpr std::uint64_t kSeed = 20261123;
constexpr const char* kScreens[] = {"attract",   "home",   "search", "results",
                                    "scrolling", "detail", "list",   "idle_prompt"};

constexpr const char* kHelp =
    R"(scripts/bench frame [--json FILE] [--goals] [--offers N] [--starts N] [--idle S] [--no-browser]
  On a virtual display of 1920 x 1080 with software rendering, over 10,000 generated offers, the kiosk and beside it the
  same catalogue as a web page in chromium --kiosk, searched by minisearch (fetched from the npm registry, pinned).
  start    from the start of the program to the first frame, and until the catalogue is there and has answered; also
           without graphics. Medians of several starts.
  frames   our own work in a frame (model, layout of text, draw lists; not the rasteriser) by screen, over some visits
           without graphics, first frames of each screen included; processor time
  keys     from the lift of a key to its results on the screen
  scroll   a finger that never lets the list of results rest, for ten seconds: frames a second, percent of a core
  idle     home, nobody there: frames, allocations, percent of a core
  memory   proportional set size of all processes after all that
  --offers N     only this many
  --starts N     instead of 5
  --idle S       seconds instead of 30
  --no-browser   only the kiosk
)";

/// What a part printed, by name.
using Figures = std::map<std::string, double>;

struct Wanted {
  std::int64_t offers = 10'000;
  int starts = 5;
  int idle_seconds = 30;
  bool browser = true;
};

const std::string kThisProgram = "/proc/self/exe";

/// This program once more, for one part, with what that wants to know.
std::vector<std::string> part_command(const std::string& part, const std::string& store,
                                      const std::vector<std::string>& further = {}) {
  std::vector<std::string> command{std::filesystem::read_symlink(kThisProgram), "--part", part, store};
  command.insert(command.end(), further.begin(), further.end());
  return command;
}

/// `quiet_seconds` of it nothing is to be heard.
Figures run_part(const std::vector<std::string>& command, int quiet_seconds = 0) {
  PipedProgram program(command);
  Figures figures;
  while (const auto line = program.next_line(std::chrono::seconds(300 + quiet_seconds))) {
    const std::size_t space = line->text.find(' ');
    if (space == std::string::npos) continue;
    figures[line->text.substr(0, space)] = std::atof(line->text.c_str() + space);
  }
  return figures;
}

double need(const Figures& figures, const std::string& name) {
  const auto found = figures.find(name);
  if (found == figures.end()) give_up("a part ended before it had measured " + name);
  return found->second;
}

struct Start {
  double first_frame_ms = 0;
  double list_ms = 0;
  double ready_ms = 0;
};

/// Medians of the moments at which the program prints two lines.
Start measure_start(const std::vector<std::string>& command, const std::string& first, const std::string& second,
                    int starts) {
  std::vector<double> first_ms;
  std::vector<double> list_ms;
  for (int i = 0; i < starts; ++i) {
    PipedProgram program(command);
    first_ms.push_back(program.need_line(first).after_ms);
    list_ms.push_back(program.need_line(second).after_ms);
  }
  const double list = percentile(list_ms, 0.5);
  return {percentile(first_ms, 0.5), list, list};
}

void report_start(Report& report, const Start& shown, const Start& headless, const BrowserFigures* browser) {
  const auto ms = [](double value) { return number(value, 0); };
  report.table("start", {"first frame ms", "list ms", "ready to search ms"});
  report.row("kiosk", {ms(shown.first_frame_ms), ms(shown.list_ms), ms(shown.ready_ms)});
  report.row("kiosk without graphics", {ms(headless.first_frame_ms), ms(headless.list_ms), ms(headless.ready_ms)});
  report.figure("first_frame", shown.first_frame_ms, "ms");
  report.figure("ready", shown.ready_ms, "ms");
  report.figure("first_frame_headless", headless.first_frame_ms, "ms");
  report.figure("ready_headless", headless.ready_ms, "ms");
  if (browser == nullptr) return;
  report.row("chromium", {ms(browser->first_paint_ms), ms(browser->list_ms), ms(browser->ready_ms)});
  report.figure("browser_first_paint", browser->first_paint_ms, "ms");
  report.figure("browser_list", browser->list_ms, "ms");
  report.figure("browser_ready", browser->ready_ms, "ms");
  report.goal_at_most("first_frame_share", shown.first_frame_ms / browser->first_paint_ms, 1.0 / 3, "of the browser's");
  report.goal_at_most("ready_share", shown.ready_ms / browser->ready_ms, 0.1, "of the browser's");
}

void report_own_work(Report& report, const Figures& own) {
  report.table("our own work in a frame", {"frames", "p50 ms", "p99 ms", "worst ms"});
  double p99_max = 0;
  for (const std::string screen : kScreens) {
    const auto value = [&](const char* kind) { return need(own, screen + kind); };
    report.row(screen, {number(value("_frames"), 0), number(value("_p50"), 2), number(value("_p99"), 2),
                        number(value("_worst"), 1)});
    for (const char* kind : {"_p50", "_p99", "_worst"}) report.figure("own_work_" + screen + kind, value(kind), "ms");
    p99_max = std::max(p99_max, value("_p99"));
  }
  report.goal_at_most("own_work_p99", p99_max, 4, "ms");
  report.figure("allocations_in_a_redrawn_frame", need(own, "allocations_redrawn"), "");
}

void report_window(Report& report, const Figures& window, const BrowserFigures* browser) {
  const auto value = [&](const char* name) { return need(window, name); };
  const double kiosk_scroll = (value("scroll_cpu") + value("scroll_display_cpu")) / value("scroll_frames_per_second");
  report.table("in the window", {"key p50 ms", "key p95", "key worst", "scroll fps", "scroll CPU %", "and display %",
                                 "idle CPU %", "idle frames", "PSS MB"});
  report.row("kiosk", {number(value("key_p50")), number(value("key_p95")), number(value("key_worst")),
                       number(value("scroll_frames_per_second")), number(value("scroll_cpu")),
                       number(value("scroll_display_cpu")), number(value("idle_cpu"), 3),
                       number(value("idle_frames"), 0), number(value("pss_mb"))});
  for (const auto& [name, figure] : window) report.figure(name, figure, "");
  report.goal_at_most("key_to_results_p95", value("key_p95"), 50, "ms");
  report.goal_at_least("scroll_rate", value("scroll_frames_per_second"), 59, "frames a second");
  report.goal_at_most("idle_frames_drawn", value("idle_frames"), 0, "");
  report.goal_at_most("idle_allocations_made", value("idle_allocations"), 0, "");
  report.goal_at_most("idle_cpu_percent", value("idle_cpu"), 0.1, "% of a core");
  if (browser == nullptr) return;
  const double browser_scroll =
      (browser->scroll_cpu_percent + browser->scroll_display_cpu_percent) / browser->scroll_frames_per_second;
  report.row("chromium", {number(browser->key_ms), "", "", number(browser->scroll_frames_per_second),
                          number(browser->scroll_cpu_percent), number(browser->scroll_display_cpu_percent),
                          number(browser->idle_cpu_percent, 3), "", number(browser->pss_mb)});
  report.figure("browser_key", browser->key_ms, "ms");
  report.figure("browser_scroll_frames_per_second", browser->scroll_frames_per_second, "");
  report.figure("browser_scroll_cpu", browser->scroll_cpu_percent, "% of a core");
  report.figure("browser_scroll_display_cpu", browser->scroll_display_cpu_percent, "% of a core");
  report.figure("browser_idle_cpu", browser->idle_cpu_percent, "% of a core");
  report.figure("browser_pss_mb", browser->pss_mb, "MB");
  report.figure("browser_processes", browser->processes, "");
  report.goal_at_most("memory_share", value("pss_mb") / browser->pss_mb, 0.25, "of the browser's");
  report.goal_at_most("scroll_cpu_per_frame_share", kiosk_scroll / browser_scroll, 1,
                      "of the browser's, displays included");
}

double load_of_machine() {
  double load = 0;
  return ::getloadavg(&load, 1) == 1 ? load : 0;
}

int measure(const Options& options, const Wanted& wanted) {
  const test::SamplePackage package = generated_package(wanted.offers, kSeed);
  const test::TemporaryDirectory stick;
  package.write_to(stick.path());
  const Terminal terminal(package);
  must_end_well(terminal.command({"install", stick.path()}));
  const std::string store = terminal.store();
  const pid_t display = sibling_named("Xvfb");

  const double load = load_of_machine();
  const std::string program = std::string(BILDUNGSKIOSK_PROGRAMS) + "/bildungskiosk";
  Start shown = measure_start({program, "--store", store, "--verbose", "--date", "2026-11-23"}, "erstes Bild nach",
                              "Katalog bereit nach", wanted.starts);
  Start headless = measure_start(part_command("headless-start", store), "first_frame", "ready", wanted.starts);
  const Figures own = run_part(part_command("own-work", store));
  // Ready is who has answered: the browser's page asks itself before it says so.
  for (Start* start : {&shown, &headless}) start->ready_ms += need(own, "first_answer");
  const Figures window =
      run_part(part_command("window", store, {std::to_string(wanted.idle_seconds), std::to_string(display)}),
               wanted.idle_seconds);
  std::optional<BrowserFigures> browser;
  if (const std::string why_not = wanted.browser ? prepare_browser() : "not wanted"; why_not.empty()) {
    browser = measure_browser(wanted.offers, kSeed, wanted.starts, wanted.idle_seconds, display);
  } else {
    std::cerr << "bench frame: without the browser: " << why_not << '\n';
  }

  Report report("frame", number(static_cast<double>(wanted.offers), 0) + " offers, " +
                             std::to_string(std::thread::hardware_concurrency()) +
                             " processors; load of the machine before and after: " + number(load) + ", " +
                             number(load_of_machine()));
  const BrowserFigures* peer = browser ? &*browser : nullptr;
  report_start(report, shown, headless, peer);
  report_own_work(report, own);
  report_window(report, window, peer);
  return report.finish(options);
}

int run_this_part(const std::vector<std::string>& words) {
  const std::string& part = words.at(1);
  const std::string& store = words.at(2);
  if (part == "headless-start") return measure_headless_start(store);
  if (part == "own-work") return measure_own_work(store);
  return measure_window(store, std::atoi(words.at(3).c_str()), static_cast<pid_t>(std::atol(words.at(4).c_str())));
}

int run(int argc, const char* const* argv) {
  const Options options = parse_options(argc, argv);
  const std::vector<std::string>& words = options.further;
  if (words.size() >= 3 && words[0] == "--part") return run_this_part(words);
  Wanted wanted;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool has_value = i + 1 < words.size();
    const auto value = [&] { return std::max(1L, std::atol(words[++i].c_str())); };
    if (words[i] == "--offers" && has_value) {
      wanted.offers = value();
    } else if (words[i] == "--starts" && has_value) {
      wanted.starts = static_cast<int>(value());
    } else if (words[i] == "--idle" && has_value) {
      wanted.idle_seconds = static_cast<int>(value());
    } else if (words[i] == "--no-browser") {
      wanted.browser = false;
    } else {
      std::cerr << kHelp;
      return words[i] == "--help" ? 0 : 2;
    }
  }
  return measure(options, wanted);
}

}  // namespace
}  // namespace bildungskiosk::bench

int main(int argc, char** argv) { return bildungskiosk::bench::run(argc, argv); }
