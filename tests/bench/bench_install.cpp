#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "sync/base/file_system.hpp"
#include "sync/update/generation_builder.hpp"
#include "tests/bench/bare_build.hpp"
#include "tests/bench/measure.hpp"
#include "tests/bench/report.hpp"
#include "tests/bench/staged_package.hpp"
#include "tests/bench/update_cost.hpp"
#include "tests/support/temporary_directory.hpp"

/// What it costs to make a generation out of verified files, beside SQLite and FTS5 bare.
namespace bildungskiosk::bench {
namespace {

constexpr double kRatioMax = 1.5;
constexpr double kPeakMbMax = 300;
constexpr std::int64_t kGoalOffers = 100'000;
constexpr std::uint64_t kSeed = 20261123;

constexpr const char* kHelp = R"(scripts/bench install [--json FILE] [--goals] [--long] [--offers N]
  Our build: from staged .jsonl.zst files to a sealed database whose counts were read again and whose hash is known:
  decompressing, parsing, checking, folding, ranking, indexing, digests.
  Bare: the same tables, rows, indexes and indexed texts through sqlite3 alone, in one transaction, with the pragmas
  and FTS5 options that measured best, synced. It begins with the lines in memory, parsed by simdjson and tokenised by
  FTS5 (unicode61), without a check: the peer of the goal.
  Bare, words ready: the same with rows and folded words ready in memory: the least that SQLite and FTS5 can take.
  Each runs in a process of its own, three times in turn; the fastest counts. "CPU" is what of the processor was used.
  Update: the next release's database made out of a copy of the present one, when a share of the offers was touched in a
  week, beside our build of the same.
  --long     1,000,000 offers as well
  --build, --update   this table only
  --offers N only this many
)";

struct Best {
  Cost cost{1e9, 1e9};
  std::uint64_t peak_rss_bytes = 0;
  void take(const Cost& measured, std::uint64_t peak) {
    cost.seconds = std::min(cost.seconds, measured.seconds);
    cost.cpu_seconds = std::min(cost.cpu_seconds, measured.cpu_seconds);
    peak_rss_bytes = std::max(peak_rss_bytes, peak);
  }
};

void must(const Measured& measured, const char* what) {
  if (measured.exit_code == 0) return;
  std::cerr << "bench install: " << what << " failed\n";
  std::exit(1);
}

void remove(const std::string& path) { static_cast<void>(base::posix_file_system().remove_file(path)); }

Best run_ours(const std::vector<update::StagedFile>& staged, const std::string& path, Best best) {
  remove(path);
  SharedCost cost;
  const Measured measured = in_child_process([&] {
    const CostMeter meter;
    const auto built = update::build_catalogue(base::posix_file_system(), staged, path, base::CancelToken(), {});
    *cost = meter.cost();
    if (!built) std::cerr << built.error().detail << '\n';
    return built ? 0 : 1;
  });
  must(measured, "our build");
  best.take(*cost, measured.peak_rss_bytes);
  return best;
}

Best run_bare(const std::string& from, const std::string& path, BareInput input, Best best) {
  remove(path);
  SharedCost cost;
  const Measured measured = in_child_process([&] {
    *cost = bare_build(from, path, input);
    return 0;
  });
  must(measured, "the bare build");
  best.take(*cost, 0);
  return best;
}

std::uint64_t size_of(const std::string& path) {
  const auto status = base::posix_file_system().status(path);
  return status ? status->size_bytes : 0;
}

void add_row(Report& report, const std::string& label, std::int64_t offers, const Best& best, const Best& bare,
             std::uint64_t bytes) {
  const bool is_ours = best.peak_rss_bytes > 0;
  report.row(
      label,
      {number(best.cost.seconds, 2), number(static_cast<double>(offers) / best.cost.seconds, 0),
       number(best.cost.cpu_seconds, 2), is_ours ? number(static_cast<double>(best.peak_rss_bytes) / 1e6, 0) : "",
       number(static_cast<double>(bytes) / 1e6, 0), is_ours ? number(best.cost.seconds / bare.cost.seconds, 2) : "",
       is_ours ? number(best.cost.cpu_seconds / bare.cost.cpu_seconds, 2) : ""});
}

void compare(Report& report, std::int64_t offers) {
  const test::TemporaryDirectory folder;
  std::vector<update::StagedFile> staged;
  {
    // Written by a child, so that its memory is nobody's.
    const Measured written =
        in_child_process([&] { return stage(test::GeneratedCatalogue(offers, kSeed), folder / "staging").empty(); });
    must(written, "writing the package");
    staged = staged_files(folder / "staging");
  }
  const std::string ours_path = folder / "ours.sqlite";
  const std::string bare_path = folder / "bare.sqlite";
  Best ours;
  Best bare;
  Best words_ready;
  const int rounds = offers > kGoalOffers ? 1 : 3;
  for (int round = 0; round < rounds; ++round) {
    ours = run_ours(staged, ours_path, ours);
    bare = run_bare(ours_path, bare_path, BareInput::kLines, bare);
    words_ready = run_bare(ours_path, bare_path, BareInput::kWords, words_ready);
  }
  const std::string label = number(static_cast<double>(offers), 0);
  add_row(report, label + " offers, our build", offers, ours, bare, size_of(ours_path));
  add_row(report, label + " offers, bare SQLite + FTS5", offers, bare, bare, size_of(bare_path));
  add_row(report, label + " offers, bare, words ready", offers, words_ready, bare, size_of(bare_path));
  report.figure("build_seconds_" + label, ours.cost.seconds, "s");
  report.figure("bare_seconds_" + label, bare.cost.seconds, "s");
  report.figure("bare_words_ready_seconds_" + label, words_ready.cost.seconds, "s");
  report.figure("cpu_ratio_" + label, ours.cost.cpu_seconds / bare.cost.cpu_seconds, "");
  const double ratio = ours.cost.seconds / bare.cost.seconds;
  const double peak_mb = static_cast<double>(ours.peak_rss_bytes) / 1e6;
  if (offers == kGoalOffers) {
    report.goal_at_most("build_ratio_" + label, ratio, kRatioMax, "times the bare build");
    report.goal_at_most("build_peak_" + label, peak_mb, kPeakMbMax, "MB");
  } else {
    report.figure("build_ratio_" + label, ratio, "times the bare build");
    report.figure("build_peak_" + label, peak_mb, "MB");
  }
}

int run(int argc, const char* const* argv) {
  const Options options = parse_options(argc, argv);
  std::vector<std::int64_t> sizes = {10'000, kGoalOffers};
  enum class What { kBoth, kBuild, kUpdate } what = What::kBoth;
  for (std::size_t i = 0; i < options.further.size(); ++i) {
    const std::string& option = options.further[i];
    if (option == "--long") {
      sizes.push_back(1'000'000);
    } else if (option == "--build" || option == "--update") {
      what = option == "--build" ? What::kBuild : What::kUpdate;
    } else if (option == "--offers" && i + 1 < options.further.size()) {
      sizes = {std::max(1L, std::atol(options.further[++i].c_str()))};
    } else {
      std::cerr << kHelp;
      return option == "--help" ? 0 : 2;
    }
  }
  Report report("install", "building a generation from verified files, beside SQLite and FTS5 bare");
  report.table("build", {"s", "offers/s", "CPU s", "peak MB", "file MB", "ratio", "CPU ratio"});
  if (what != What::kUpdate) {
    for (const std::int64_t offers : sizes) compare(report, offers);
  }
  if (what != What::kBuild) {
    report.table("update", {"s", "CPU s", "peak MB", "build s", "build CPU s", "ratio", "CPU ratio"});
    for (const std::int64_t offers : sizes) compare_update(report, offers, kSeed);
  }
  return report.finish(options);
}

}  // namespace
}  // namespace bildungskiosk::bench

int main(int argc, char** argv) { return bildungskiosk::bench::run(argc, argv); }
