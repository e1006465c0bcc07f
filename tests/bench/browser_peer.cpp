#include "tests/bench/browser_peer.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <vector>

#include "tests/bench/measure.hpp"
#include "tests/bench/piped_program.hpp"
#include "tests/bench/process_usage.hpp"
#include "tests/support/generator/generated_catalogue.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::bench {
namespace {

namespace fs = std::filesystem;
using Milliseconds = std::chrono::duration<double, std::milli>;

const std::string kPage = BENCH_BROWSER_PAGE;
const std::string kModules = BENCH_BROWSER_MODULES;

/// What the page shows of an offer and searches in it.
nlohmann::json page_offer(const offer::Offer& offer, const std::string& provider, const std::string& town) {
  const auto& sessions = offer.schedule.sessions;
  return {{"id", offer.id},
          {"title", offer::localized(offer.name, "de")},
          {"text", offer::localized(offer.abstract, "de") + " " + offer::localized(offer.description, "de")},
          {"provider", provider},
          {"town", town},
          {"date", sessions.empty() ? "" : base::format_date(sessions.front().date)},
          {"cents", offer.price.amount_cents.value_or(0)}};
}

void write_offers(const std::string& path, std::int64_t offers, std::uint64_t seed) {
  const test::GeneratedCatalogue catalogue(offers, seed);
  std::map<std::string, std::string> names;
  std::map<std::string, std::string> towns;
  nlohmann::json list = nlohmann::json::array();
  catalogue.for_each_record([&](const exchange::Record& record) {
    if (const auto* provider = std::get_if<offer::Provider>(&record)) {
      names[provider->id] = offer::localized(provider->name, "de");
    } else if (const auto* place = std::get_if<offer::Place>(&record)) {
      towns[place->id] = place->address.locality;
    } else if (const auto* offer = std::get_if<offer::Offer>(&record)) {
      list.push_back(page_offer(*offer, names[offer->provider_id], towns[offer->place_id]));
    }
  });
  std::ofstream(path) << list.dump();
}

std::vector<std::string> browser_command(const std::string& url, const std::string& profile) {
  std::vector<std::string> command{"chromium",
                                   "--kiosk",
                                   "--user-data-dir=" + profile,
                                   "--no-first-run",
                                   "--no-default-browser-check",
                                   "--disable-background-networking",
                                   "--disable-component-update",
                                   "--disable-sync",
                                   "--password-store=basic",
                                   "--lang=de"};
  if (::geteuid() == 0) command.emplace_back("--no-sandbox");  // it refuses to run as root with it
  command.push_back(url);
  return command;
}

/// The page's server, which prints what the page reports: "name value", times in milliseconds since 1970.
class Reports {
 public:
  explicit Reports(const std::string& offers_file)
      : server_(
            {"node", kPage + "/serve.js", kPage, kModules + "/node_modules/minisearch/dist/umd/index.js", offers_file}),
        url_("http://127.0.0.1:" + value_of(server_.need_line("port "))) {}

  [[nodiscard]] std::string url(int idle_seconds) const { return url_ + "/?idle=" + std::to_string(idle_seconds); }
  /// `quiet_seconds` of it nothing is to be heard.
  double need(const std::string& name, int quiet_seconds = 0) {
    return std::stod(value_of(server_.need_line(name + " ", std::chrono::seconds(180 + quiet_seconds))));
  }

 private:
  static std::string value_of(const PipedProgram::Line& line) { return line.text.substr(line.text.find(' ') + 1); }

  PipedProgram server_;
  std::string url_;
};

/// Starts the browser and takes the times of its start from the page.
struct Start {
  double first_paint_ms = 0;
  double list_ms = 0;
  double ready_ms = 0;
};
Start take_start(Reports& reports, const PipedProgram& browser) {
  const double began_ms = Milliseconds(browser.started().time_since_epoch()).count();
  Start start;
  start.first_paint_ms = reports.need("first_paint") - began_ms;
  start.list_ms = reports.need("list") - began_ms;
  start.ready_ms = reports.need("ready") - began_ms;
  return start;
}

/// CPU of the browser and of the display between two reports, in percent of a core.
class Span {
 public:
  Span(const PipedProgram& browser, pid_t display)
      : browser_(browser), display_(display), tree_before_(tree()), display_before_(usage_of({display}).cpu_seconds) {}
  [[nodiscard]] double browser_percent() const { return 100 * (tree() - tree_before_) / stopwatch_.seconds(); }
  [[nodiscard]] double display_percent() const {
    return 100 * (usage_of({display_}).cpu_seconds - display_before_) / stopwatch_.seconds();
  }

 private:
  [[nodiscard]] double tree() const { return usage_of(process_tree(browser_.id())).cpu_seconds; }

  const PipedProgram& browser_;
  pid_t display_;
  double tree_before_;
  double display_before_;
  Stopwatch stopwatch_;
};

}  // namespace

std::string prepare_browser() {
  for (const char* program : {"chromium", "node", "npm"}) {
    if (!test::is_installed(program)) return std::string(program) + " is not installed (scripts/setup bench)";
  }
  fs::create_directories(kModules);
  for (const char* name : {"package.json", "package-lock.json"}) {
    fs::copy_file(kPage + "/" + name, kModules + "/" + name, fs::copy_options::overwrite_existing);
  }
  if (fs::exists(kModules + "/node_modules/.package-lock.json")) return {};
  const auto installed = test::run_program({"npm", "ci", "--no-audit", "--no-fund", "--prefix", kModules});
  return installed.exit_code == 0 ? "" : "npm can't fetch minisearch here: " + installed.err;
}

BrowserFigures measure_browser(std::int64_t offers, std::uint64_t seed, int starts, int idle_seconds, pid_t display) {
  const test::TemporaryDirectory folder;
  write_offers(folder / "offers.json", offers, seed);
  Reports reports(folder / "offers.json");
  const auto command = browser_command(reports.url(idle_seconds), folder / "profile");
  {
    PipedProgram first(command, PipedProgram::Complaints::kDropped);  // makes its profile
    static_cast<void>(take_start(reports, first));
  }
  std::vector<double> first_paint_ms;
  std::vector<double> list_ms;
  std::vector<double> ready_ms;
  BrowserFigures figures;
  for (int i = 0; i < starts; ++i) {
    PipedProgram browser(command, PipedProgram::Complaints::kDropped);
    const Start start = take_start(reports, browser);
    first_paint_ms.push_back(start.first_paint_ms);
    list_ms.push_back(start.list_ms);
    ready_ms.push_back(start.ready_ms);
    if (i + 1 < starts) continue;
    figures.key_ms = reports.need("key");
    static_cast<void>(reports.need("idle_begin"));
    const Span idle(browser, display);
    static_cast<void>(reports.need("idle_end", idle_seconds));
    figures.idle_cpu_percent = idle.browser_percent();
    static_cast<void>(reports.need("scroll_begin"));
    const Span scroll(browser, display);
    figures.scroll_frames_per_second = reports.need("scroll_frames_per_second");
    figures.scroll_cpu_percent = scroll.browser_percent();
    figures.scroll_display_cpu_percent = scroll.display_percent();
    const Usage usage = usage_of(process_tree(browser.id()));
    figures.pss_mb = static_cast<double>(usage.pss_bytes) / 1e6;
    figures.processes = usage.processes;
  }
  figures.first_paint_ms = percentile(first_paint_ms, 0.5);
  figures.list_ms = percentile(list_ms, 0.5);
  figures.ready_ms = percentile(ready_ms, 0.5);
  return figures;
}

}  // namespace bildungskiosk::bench
