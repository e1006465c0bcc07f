#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "sync/base/asset_folder.hpp"
#include "sync/base/file_system.hpp"
#include "sync/publish/source_import.hpp"
#include "tests/bench/measure.hpp"
#include "tests/bench/publish_office.hpp"
#include "tests/bench/publish_peers.hpp"
#include "tests/bench/report.hpp"
#include "tests/support/generator/export_files.hpp"
#include "tests/support/temporary_directory.hpp"

/// What the office's program needs for a whole Land's offers, beside libxml2 and zstd bare.
namespace bildungskiosk::bench {
namespace {

constexpr double kRatioMax = 3;
constexpr double kPeakMbMax = 300;
constexpr std::int64_t kGoalOffers = 100'000;
constexpr std::uint64_t kSeed = 20261123;

constexpr const char* kHelp =
    R"(scripts/bench publish [--json FILE] [--goals] [--long] [--import | --release] [--offers N]
  Import: what `kiosk-publish check` does with one file. "read" is reading it, understanding each offer, writing its
  canonical line, telling from the offer that a terminal will take that line, and putting it in order; the rest is the
  report's counts, for which every line is read once more. Beside it, on the same offers: libxml2's push parser over the
  Open-vhs file with callbacks that count (the peer of the goal, also for the other forms, whose file it can't read),
  and zstd -9 over the very same file. The ratios are of "read".
  Release: ten sources with a tenth of the offers each: all of them, then one of which 1 % has changed, then none.
  Each runs in a process of its own; of three runs in turn (one from 1,000,000 on) the fastest counts. "CPU" is what of
  the processor was used, by all threads: the ratios are of that, for a clock on the wall counts the neighbours as well.
  --long     1,000,000 offers as well: half an hour, 20 GB below $TMPDIR
  --import, --release   this table only
  --offers N only this many
)";

struct Form {
  test::ExportForm form;
  const char* name;
};
constexpr std::array kForms = {Form{test::ExportForm::kOpenVhs, "Open-vhs"}, Form{test::ExportForm::kBerlin, "Berlin"},
                               Form{test::ExportForm::kCsv, "CSV"}};

struct Best {
  double seconds = 1e9;
  double cpu_seconds = 1e9;
  std::uint64_t peak_rss_bytes = 0;

  void run(const char* what, const std::function<int()>& work) {
    const Measured measured = in_child_process(work);
    if (measured.exit_code != 0) {
      std::cerr << "bench publish: " << what << " failed\n";
      std::exit(1);  // NOLINT(concurrency-mt-unsafe)
    }
    seconds = std::min(seconds, measured.seconds);
    cpu_seconds = std::min(cpu_seconds, measured.cpu_seconds);
    peak_rss_bytes = std::max(peak_rss_bytes, measured.peak_rss_bytes);
  }
};

int write_file(const std::string& path, std::int64_t offers, test::ExportForm form) {
  std::ofstream file(path, std::ios::binary);
  test::write_export({offers, kSeed}, form, [&](std::string_view piece) { file << piece; });
  return file.flush() ? 0 : 1;
}

/// `read`: what the processor was used until the last offer was in.
int import_file(const std::string& path, std::int64_t offers, Cost& read) {
  const CostMeter meter;
  auto& files = base::posix_file_system();
  const auto assets = base::find_asset_folder();
  if (!assets) return 1;
  const auto taxonomy = publish::Taxonomy::load(files, *assets + "/taxonomy");
  if (!taxonomy) return 1;
  publish::SourceImport import(files, *taxonomy, {"vhs", {}}, *base::make_date(2026, 11, 23));
  if (!import.add_file(path, std::nullopt)) return 1;
  read = meter.cost();
  const auto stock = import.finish();
  return stock && stock->report.stock.offers == static_cast<std::uint64_t>(offers) ? 0 : 1;
}

struct Ours {
  Best all;
  Cost read{1e9, 1e9};

  void run(const std::string& path, std::int64_t offers) {
    SharedCost cost;
    all.run("the import", [&] { return import_file(path, offers, *cost); });
    read.seconds = std::min(read.seconds, (*cost).seconds);
    read.cpu_seconds = std::min(read.cpu_seconds, (*cost).cpu_seconds);
  }
};

struct Peers {
  Best xml;
  Best zstd;
};

void add_rows(Report& report, const std::string& label, const Form& form, std::int64_t offers, std::uint64_t bytes,
              const Ours& ours, const Peers& peers) {
  const auto row = [&](const std::string& what, const Best& best, const Cost& read, std::uint64_t file_bytes) {
    report.row(
        label + " offers, " + what,
        {number(best.seconds, 2), number(best.cpu_seconds, 2), number(read.seconds, 2), number(read.cpu_seconds, 2),
         number(static_cast<double>(offers) / best.seconds, 0),
         number(static_cast<double>(file_bytes) / 1e6 / best.seconds, 1),
         number(static_cast<double>(best.peak_rss_bytes) / 1e6, 0), number(read.cpu_seconds / peers.xml.cpu_seconds, 2),
         number(read.cpu_seconds / peers.zstd.cpu_seconds, 2)});
  };
  const auto whole = [](const Best& best) { return Cost{best.seconds, best.cpu_seconds}; };
  row(form.name, ours.all, ours.read, bytes);
  if (form.form == test::ExportForm::kOpenVhs) row("libxml2 bare", peers.xml, whole(peers.xml), bytes);
  row("zstd -9 of " + std::string(form.name), peers.zstd, whole(peers.zstd), bytes);
  const std::string name = std::string(form.name) + "_" + label;
  const double ratio = ours.read.cpu_seconds / peers.xml.cpu_seconds;
  const double peak_mb = static_cast<double>(ours.all.peak_rss_bytes) / 1e6;
  report.figure("import_seconds_" + name, ours.all.seconds, "s");
  report.figure("import_cpu_seconds_" + name, ours.all.cpu_seconds, "s");
  report.figure("read_seconds_of_xml_" + name, ours.read.seconds / peers.xml.seconds,
                "times the bare parse, by the clock");
  report.figure("read_of_zstd_" + name, ours.read.cpu_seconds / peers.zstd.cpu_seconds, "times zstd -9");
  if (form.form == test::ExportForm::kOpenVhs && offers >= kGoalOffers) {
    report.goal_at_most("read_ratio_" + name, ratio, kRatioMax, "times the bare parse");
  } else {
    report.figure("read_ratio_" + name, ratio, "times the bare parse");
  }
  report.goal_at_most("import_peak_" + name, peak_mb, kPeakMbMax, "MB");
}

void compare_imports(Report& report, std::int64_t offers) {
  const test::TemporaryDirectory folder;
  const std::string label = number(static_cast<double>(offers), 0);
  const int rounds = offers > kGoalOffers ? 1 : 3;
  Peers peers;
  for (const Form& form : kForms) {
    const std::string path = folder / "export";
    Best().run("writing the export", [&] { return write_file(path, offers, form.form); });
    const auto status = base::posix_file_system().status(path);
    Ours ours;
    peers.zstd = Best();
    for (int round = 0; round < rounds; ++round) {
      ours.run(path, offers);
      if (form.form == test::ExportForm::kOpenVhs) peers.xml.run("libxml2", [&] { return bare_xml_parse(path); });
      peers.zstd.run("zstd", [&] { return bare_zstd(path); });
    }
    add_rows(report, label, form, offers, status ? status->size_bytes : 0, ours, peers);
  }
}

int run(int argc, const char* const* argv) {
  const Options options = parse_options(argc, argv);
  std::vector<std::int64_t> sizes = {10'000, kGoalOffers};
  enum class What { kBoth, kImport, kRelease } what = What::kBoth;
  for (std::size_t i = 0; i < options.further.size(); ++i) {
    const std::string& option = options.further[i];
    if (option == "--long") {
      sizes.push_back(1'000'000);
    } else if (option == "--import" || option == "--release") {
      what = option == "--import" ? What::kImport : What::kRelease;
    } else if (option == "--offers" && i + 1 < options.further.size()) {
      sizes = {std::max(1L, std::atol(options.further[++i].c_str()))};
    } else {
      std::cerr << kHelp;
      return option == "--help" ? 0 : 2;
    }
  }
  Report report("publish", "the office's program with many offers, beside libxml2 and zstd bare");
  if (what != What::kRelease) {
    report.table("import",
                 {"s", "CPU s", "read s", "read CPU s", "offers/s", "MB/s", "peak MB", "× libxml2", "× zstd -9"});
    for (const std::int64_t offers : sizes) compare_imports(report, offers);
  }
  if (what != What::kImport) {
    report.table("release", release_columns());
    for (const std::int64_t offers : sizes) compare_releases(report, offers, kSeed, offers >= kGoalOffers);
  }
  return report.finish(options);
}

}  // namespace
}  // namespace bildungskiosk::bench

int main(int argc, char** argv) { return bildungskiosk::bench::run(argc, argv); }
