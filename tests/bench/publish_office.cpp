#include "tests/bench/publish_office.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include "sync/base/asset_folder.hpp"
#include "sync/base/clock.hpp"
#include "sync/publish/office.hpp"
#include "sync/publish/repository_writer.hpp"
#include "tests/bench/measure.hpp"
#include "tests/support/generator/export_files.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::bench {
namespace {

constexpr int kSources = 10;
constexpr double kTouched = 0.01;  // of the changed source's offers
// One of ten sources is a tenth of the work; what a release costs anyhow, and the delta, may take as much again.
constexpr double kProportionMax = 0.2;

[[noreturn]] void give_up(const std::string& what) {
  std::cerr << "bench publish: " << what << '\n';
  std::exit(1);  // NOLINT(concurrency-mt-unsafe)
}

template <typename T>
T need(base::Result<T> result, const std::string& what) {
  if (!result) give_up(what + ": " + result.error().detail);
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

/// Bytes that this process has handed to write(), scratch files included.
std::uint64_t written_bytes() {
  std::ifstream file("/proc/self/io");
  std::string name;
  std::uint64_t value = 0;
  while (file >> name >> value) {
    if (name == "wchar:") return value;
  }
  return 0;
}

struct Step {
  Measured measured;
  std::uint64_t written = 0;
};

class OfficeOfTen {
 public:
  OfficeOfTen(std::int64_t offers, std::uint64_t seed) : offers_(offers), seed_(seed) {
    const publish::OfficeSettings settings{"Bildungsbüro Sonnfeld", "Landkreis Sonnfeld", {"de"}};
    need(publish::Office::create(base::posix_file_system(), folder_ / "office", settings, {}, time_), "office");
  }

  /// In a process of its own, as `kiosk-publish add` would.
  Measured add(int source, bool a_week_later) {
    const test::GeneratedCatalogue first(offers_ / kSources, seed_ + static_cast<std::uint64_t>(source));
    const auto catalogue = a_week_later ? first.mutated(kTouched, seed_) : first;
    const Measured made = in_child_process([&] {
      std::ofstream file(folder_ / "export", std::ios::binary);
      test::write_export(catalogue, test::ExportForm::kOpenVhs, [&](std::string_view piece) { file << piece; });
      return file.flush() ? 0 : 1;
    });
    if (made.exit_code != 0) give_up("writing the export");
    return checked(in_child_process([&] {
      auto& files = base::posix_file_system();
      const auto taxonomy =
          need(publish::Taxonomy::load(files, need(base::find_asset_folder(), "assets") + "/taxonomy"), "taxonomy");
      const std::string id = "quelle-" + std::to_string(source);
      publish::SourceImport import(files, taxonomy, {id, {}}, base::german_local_time(time_).date);
      need(import.add_file(folder_ / "export", std::nullopt), "import");
      auto office = open();
      need(office.store_source(id, need(import.finish(), "import")), "store");
      return 0;
    }));
  }

  Step release() {
    time_ += 60;
    Step cost;
    cost.measured = checked(in_child_process([&] {
      need(publish::release(open(), {}, {}, time_), "release");
      std::ofstream(folder_ / "written") << written_bytes();
      return 0;
    }));
    std::ifstream(folder_ / "written") >> cost.written;
    return cost;
  }

 private:
  static Measured checked(const Measured& measured) {
    if (measured.exit_code != 0) give_up("a step failed");
    return measured;
  }
  [[nodiscard]] publish::Office open() const {
    return need(publish::Office::open(base::posix_file_system(), folder_ / "office"), "office");
  }

  test::TemporaryDirectory folder_;
  std::int64_t offers_;
  std::uint64_t seed_;
  base::UnixSeconds time_ = base::SystemClock().now() - 3600;
};

void add_row(Report& report, const std::string& label, const Step& cost, const Step& all) {
  const auto share = [](double part, double whole) { return number(part / whole, 3); };
  report.row(label, {number(cost.measured.seconds, 2), number(cost.measured.cpu_seconds, 2),
                     number(static_cast<double>(cost.written) / 1e6, 2),
                     number(static_cast<double>(cost.measured.peak_rss_bytes) / 1e6, 0),
                     share(cost.measured.cpu_seconds, all.measured.cpu_seconds),
                     share(static_cast<double>(cost.written), static_cast<double>(all.written))});
}

}  // namespace

std::vector<std::string> release_columns() {
  return {"s", "CPU s", "written MB", "peak MB", "of all, CPU", "of all, written"};
}

void compare_releases(Report& report, std::int64_t offers, std::uint64_t seed, bool is_goal) {
  OfficeOfTen office(offers, seed);
  for (int source = 0; source < kSources; ++source) office.add(source, false);
  const Step all = office.release();
  office.add(0, true);
  const Step one = office.release();
  const Step none = office.release();
  const std::string label = number(static_cast<double>(offers), 0);
  add_row(report, label + " offers, all ten sources", all, all);
  add_row(report, label + " offers, one changed", one, all);
  add_row(report, label + " offers, none changed", none, all);
  const double cpu = one.measured.cpu_seconds / all.measured.cpu_seconds;
  const double written = static_cast<double>(one.written) / static_cast<double>(all.written);
  report.figure("release_seconds_" + label, all.measured.seconds, "s");
  report.figure("release_peak_" + label, static_cast<double>(all.measured.peak_rss_bytes) / 1e6, "MB");
  if (is_goal) {
    report.goal_at_most("release_one_of_ten_cpu_" + label, cpu, kProportionMax, "of a release of all");
    report.goal_at_most("release_one_of_ten_written_" + label, written, kProportionMax, "of a release of all");
  } else {
    report.figure("release_one_of_ten_cpu_" + label, cpu, "of a release of all");
    report.figure("release_one_of_ten_written_" + label, written, "of a release of all");
  }
}

}  // namespace bildungskiosk::bench
