#include "tests/bench/update_cost.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "sync/base/file_system.hpp"
#include "sync/update/generation_updater.hpp"
#include "tests/bench/measure.hpp"
#include "tests/bench/staged_package.hpp"
#include "tests/support/generator/generated_catalogue.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::bench {
namespace {

/// The CPU seconds of many offers say enough the first time.
constexpr std::int64_t kManyOffers = 50'000;
constexpr std::array kShares = {0.0, 0.001, 0.01, 0.05, 0.2};

[[noreturn]] void fail(const std::string& what) {
  std::cerr << "bench install: " << what << '\n';
  std::exit(1);
}

/// The best of several runs, each in a process of its own, with the file that it writes removed before.
Measured best_of(std::int64_t offers, const std::string& path, const std::function<bool()>& work) {
  Measured best;
  best.seconds = best.cpu_seconds = std::numeric_limits<double>::max();
  const int rounds = offers < kManyOffers ? 3 : 1;
  for (int round = 0; round < rounds; ++round) {
    static_cast<void>(base::posix_file_system().remove_file(path));
    const Measured run = in_child_process([&work] { return work() ? 0 : 1; });
    if (run.exit_code != 0) fail("making " + path + " failed");
    best.seconds = std::min(best.seconds, run.seconds);
    best.cpu_seconds = std::min(best.cpu_seconds, run.cpu_seconds);
    best.peak_rss_bytes = std::max(best.peak_rss_bytes, run.peak_rss_bytes);
  }
  return best;
}

std::vector<update::StagedFile> stage_aside(const test::GeneratedCatalogue& catalogue, const std::string& folder) {
  const Measured written = in_child_process([&] { return stage(catalogue, folder).empty() ? 1 : 0; });
  if (written.exit_code != 0) fail("writing the package failed");
  return staged_files(folder);
}

/// Where two straight lines through the first and last point meet: the share at which updating costs as much.
std::string crossing(const std::vector<double>& update, const std::vector<double>& build) {
  const double slope = (update.back() - update.front()) / (kShares.back() - kShares.front());
  const double build_mean = (build.front() + build.back()) / 2;
  if (slope <= 0) return "none";
  return number(100 * (build_mean - update.front()) / slope, 0);
}

}  // namespace

void compare_update(Report& report, std::int64_t offers, std::uint64_t seed) {
  const test::TemporaryDirectory folder;
  auto& files = base::posix_file_system();
  const test::GeneratedCatalogue before(offers, seed);
  update::PresentCatalogue present{folder / "present.sqlite", {}};
  {
    const auto staged = stage_aside(before, folder / "before");
    const Measured built = in_child_process(
        [&] { return update::build_catalogue(files, staged, present.path, base::CancelToken(), {}) ? 0 : 1; });
    const auto measured = update::measure_file(files, present.path, base::CancelToken());
    if (built.exit_code != 0 || !measured) fail("building the present database failed");
    present.file = *measured;
    static_cast<void>(files.remove_tree(folder / "before"));
  }
  const std::string label = number(static_cast<double>(offers), 0);
  const std::string path = folder / "next.sqlite";
  std::vector<double> update_cpu;
  std::vector<double> build_cpu;
  std::vector<double> update_wall;
  std::vector<double> build_wall;
  for (const double share : kShares) {
    const auto staged = stage_aside(before.mutated(share, seed + 1), folder / "next");
    const Measured built = best_of(offers, path, [&] {
      return update::build_catalogue(files, staged, path, base::CancelToken(), {}).has_value();
    });
    const Measured updated = best_of(offers, path, [&] {
      const auto made = update::update_catalogue(files, present, staged, path, base::CancelToken(), {});
      if (!made) std::cerr << made.error().detail << '\n';
      return made.has_value();
    });
    static_cast<void>(files.remove_tree(folder / "next"));
    report.row(label + " offers, " + number(100 * share) + " % touched",
               {number(updated.seconds, 2), number(updated.cpu_seconds, 2),
                number(static_cast<double>(updated.peak_rss_bytes) / 1e6, 0), number(built.seconds, 2),
                number(built.cpu_seconds, 2), number(updated.seconds / built.seconds, 2),
                number(updated.cpu_seconds / built.cpu_seconds, 2)});
    const std::string name = label + '_' + number(100 * share) + "_percent";
    report.figure("update_seconds_" + name, updated.seconds, "s");
    report.figure("update_cpu_seconds_" + name, updated.cpu_seconds, "s");
    report.figure("update_ratio_" + name, updated.cpu_seconds / built.cpu_seconds, "times the build's CPU seconds");
    update_cpu.push_back(updated.cpu_seconds);
    build_cpu.push_back(built.cpu_seconds);
    update_wall.push_back(updated.seconds);
    build_wall.push_back(built.seconds);
  }
  report.row(label + " offers, both cost the same at % touched",
             {crossing(update_wall, build_wall), crossing(update_cpu, build_cpu), "", "", "", "", ""});
}

}  // namespace bildungskiosk::bench
