#include <algorithm>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "sync/publish/office.hpp"
#include "sync/publish/published_state.hpp"
#include "sync/publish/repository_writer.hpp"
#include "sync/transport/folder_source.hpp"
#include "sync/update/updater.hpp"
#include "tests/bench/delta_peers.hpp"
#include "tests/bench/measure.hpp"
#include "tests/bench/report.hpp"
#include "tests/support/generator/generated_catalogue.hpp"
#include "tests/support/temporary_directory.hpp"

// What a terminal fetches for a release in which a share of the offers has changed, all by the product's own code: the
// office releases, the terminal installs from the folder, a fetcher counts. Beside it what the same change costs by
// other means. "Changed" is what the terminal counts itself: offers that are new, changed or gone.
//
//   scripts/bench delta [--json FILE] [--goals] [--offers N] [--without-peers]

namespace bildungskiosk::bench {
namespace {

using base::Result;
using test::GeneratedCatalogue;

constexpr std::int64_t kOffers = 20'000;
constexpr double kFetchedShareMax_percent = 0.3;
constexpr double kAllBytesMax = 64'000;
/// Between the rows, the dearest changed offer by the cheapest: "in proportion to the change". The smallest row has a
/// couple of offers only, so that one new one among them counts.
constexpr double kSpreadMax = 2;
constexpr double kPeakBytesMax = 300'000'000;

template <typename T>
T need(Result<T> result, const char* what) {
  if (!result) {
    std::cerr << "bench_delta: " << what << ": " << result.error().detail << '\n';
    std::exit(1);  // NOLINT(concurrency-mt-unsafe)
  }
  return std::move(result).value();
}
void need(const Result<void>& result, const char* what) {
  if (result) return;
  std::cerr << "bench_delta: " << what << ": " << result.error().detail << '\n';
  std::exit(1);  // NOLINT(concurrency-mt-unsafe)
}

/// Counts what comes from a source, metadata and targets apart.
class CountingFetcher final : public base::Fetcher {
 public:
  explicit CountingFetcher(base::Fetcher& source) : source_(source) {}
  Result<base::Bytes> fetch(std::string_view path, std::uint64_t length_max_bytes) override {
    auto bytes = source_.fetch(path, length_max_bytes);
    if (bytes) count(path) += bytes->size();
    return bytes;
  }
  Result<void> fetch_to(std::string_view path, std::uint64_t length_max_bytes, base::ByteSink& sink,
                        const base::CancelToken& cancel) override {
    Counting counting(sink, count(path));
    return source_.fetch_to(path, length_max_bytes, counting, cancel);
  }
  [[nodiscard]] std::string describe() const override { return source_.describe(); }
  std::uint64_t metadata_bytes = 0;
  std::uint64_t target_bytes = 0;

 private:
  class Counting final : public base::ByteSink {
   public:
    Counting(base::ByteSink& sink, std::uint64_t& bytes) : sink_(sink), bytes_(bytes) {}
    Result<void> write(base::ByteView bytes) override {
      bytes_ += bytes.size();
      return sink_.write(bytes);
    }

   private:
    base::ByteSink& sink_;
    std::uint64_t& bytes_;
  };
  std::uint64_t& count(std::string_view path) { return path.starts_with("targets/") ? target_bytes : metadata_bytes; }
  base::Fetcher& source_;
};

std::vector<std::string> lines_of(const std::string& content) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < content.size();) {
    const std::size_t end = content.find('\n', at);
    lines.push_back(content.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

struct Released {
  std::uint64_t full_bytes = 0;  // of the package without deltas: a terminal's whole first download
  std::uint64_t deltas = 0;
  Measured measured;
};

/// The office's folder, released anew from each catalogue: storing the sources by one process, releasing by another, so
/// that neither's memory is counted as anybody else's.
class OfficeFolder {
 public:
  explicit OfficeFolder(std::string folder) : folder_(std::move(folder)) {
    const publish::OfficeSettings settings{"Bildungsbüro Sonnfeld", "Landkreis Sonnfeld", {"de"}};
    need(publish::Office::create(base::posix_file_system(), folder_, settings, {}, now()), "office");
  }
  Released release(const GeneratedCatalogue& catalogue) {
    const Measured stored = in_child_process([&] {
      auto office = open();
      for (const auto& source : GeneratedCatalogue::sources()) {
        publish::SourceStock stock;
        stock.records = lines_of(catalogue.source_content(source));
        need(office.store_source(source, stock), "store_source");
      }
      return 0;
    });
    time_ += 60;
    const std::string notes = folder_ + "/released";
    Released result;
    result.measured = in_child_process([&] {
      std::ofstream(notes) << need(publish::release(open(), {}, {}, time_), "release").deltas;
      return 0;
    });
    if (stored.exit_code != 0 || result.measured.exit_code != 0) std::exit(1);  // NOLINT(concurrency-mt-unsafe)
    std::ifstream(notes) >> result.deltas;
    const auto state = need(publish::read_published_state(base::posix_file_system(), repository()), "state");
    for (const auto& [path, file] : state.release->targets.targets) {
      if (!path.ends_with("-patch")) result.full_bytes += file.length_bytes;
    }
    return result;
  }
  [[nodiscard]] std::string repository() const { return folder_ + "/repository"; }
  [[nodiscard]] std::string root() const { return folder_ + "/root.json"; }

 private:
  [[nodiscard]] publish::Office open() const {
    return need(publish::Office::open(base::posix_file_system(), folder_), "office");
  }
  [[nodiscard]] static base::UnixSeconds now() { return base::SystemClock().now(); }
  std::string folder_;
  base::UnixSeconds time_ = now() - 3600;
};

struct Installed {
  std::uint64_t metadata_bytes = 0;
  std::uint64_t target_bytes = 0;
  std::uint64_t changed_offers = 0;  // as the terminal counts them: new, changed, gone
  Measured measured;
};

/// In a process of its own, which leaves its counts in a file.
Installed install(const std::string& store, const std::string& package, const std::string& notes) {
  const auto work = [&] {
    const base::SystemClock clock;
    auto lock = need(update::StoreLock::acquire(store), "lock");
    update::Updater updater(std::move(lock), store, {base::posix_file_system(), clock, 0});
    const auto source = need(transport::FolderSource::open(base::posix_file_system(), package), "source");
    CountingFetcher counting(*source);
    auto prepared = updater.prepare(counting, base::CancelToken(), {});
    update::ReleaseChanges changes;
    const bool is_unchanged = !prepared && prepared.error().code == base::ErrorCode::kUpToDate;
    if (!is_unchanged) {
      auto release = need(std::move(prepared), "prepare");
      changes = release.changes.value_or(changes);
      need(updater.complete(std::move(release), base::CancelToken(), {}), "complete");
    }
    std::ofstream(notes) << counting.metadata_bytes << ' ' << counting.target_bytes << ' '
                         << changes.added + changes.changed + changes.removed;
    return 0;
  };
  Installed installed;
  installed.measured = in_child_process(work);
  if (installed.measured.exit_code != 0) std::exit(1);  // NOLINT(concurrency-mt-unsafe)
  std::ifstream(notes) >> installed.metadata_bytes >> installed.target_bytes >> installed.changed_offers;
  return installed;
}

std::string kilobytes(double bytes) { return number(bytes / 1000, 1); }

std::string label(double share) { return number(share * 100, 1) + " %"; }

/// The generations of the store, oldest first.
std::vector<std::string> generations(const std::string& store) {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(store + "/generations")) {
    const std::filesystem::path catalogue = entry.path() / "catalogue.sqlite";
    if (std::filesystem::exists(catalogue)) paths.push_back(catalogue);
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

struct Bench {
  std::int64_t offers = kOffers;
  bool peers = true;
  Report report{"delta", "What a terminal fetches when a share of the offers has changed"};

  void run();
  void add_row(const std::string& label, const Released& released, const Installed& installed);
  void add_goals(const Released& released, const Installed& installed);

 private:
  double least_bytes_each_ = 0;  // for each changed offer
  double most_bytes_each_ = 0;
  double peak_bytes_ = 0;
};

void Bench::add_row(const std::string& label, const Released& released, const Installed& installed) {
  const auto full = static_cast<double>(released.full_bytes);
  const auto targets = static_cast<double>(installed.target_bytes);
  const auto metadata = static_cast<double>(installed.metadata_bytes);
  const auto changed = static_cast<double>(installed.changed_offers);
  const double bytes_each = changed > 0 ? targets / changed : 0;
  report.row(label,
             {changed > 0 ? number(changed, 0) : "nothing changed", kilobytes(full), kilobytes(targets),
              number(100 * targets / full, 3), changed > 0 ? number(bytes_each, 0) : "-", kilobytes(metadata),
              kilobytes(targets + metadata), std::to_string(released.deltas), number(released.measured.cpu_seconds, 1),
              number(static_cast<double>(released.measured.peak_rss_bytes) / 1e6, 0),
              number(installed.measured.cpu_seconds, 1),
              number(static_cast<double>(installed.measured.peak_rss_bytes) / 1e6, 0)});
  peak_bytes_ = std::max(peak_bytes_, static_cast<double>(installed.measured.peak_rss_bytes));
  if (targets >= full || changed <= 0) return;
  least_bytes_each_ = least_bytes_each_ > 0 ? std::min(least_bytes_each_, bytes_each) : bytes_each;
  most_bytes_each_ = std::max(most_bytes_each_, bytes_each);
}

void Bench::add_goals(const Released& released, const Installed& installed) {
  const auto targets = static_cast<double>(installed.target_bytes);
  const auto metadata = static_cast<double>(installed.metadata_bytes);
  report.goal_at_most("fetched_1_percent", 100.0 * targets / static_cast<double>(released.full_bytes),
                      kFetchedShareMax_percent, "% of the full package");
  report.goal_at_most("fetched_with_metadata_1_percent", targets + metadata, kAllBytesMax, "B");
}

void Bench::run() {
  const test::TemporaryDirectory folder;
  const std::string store = folder / "store";
  OfficeFolder office(folder / "office");
  GeneratedCatalogue catalogue(offers, 1);
  const Released initial = office.release(catalogue);
  const auto root = need(base::read_file(base::posix_file_system(), office.root(), 1U << 20U), "root");
  need(update::initialise_store(base::posix_file_system(), store, root), "init");
  report.table(std::to_string(offers) + " offers, each row a week after the one before",
               {"changed offers", "full package kB", "targets kB", "of full %", "B/changed offer", "metadata kB",
                "all kB", "deltas made", "release CPU s", "release peak MB", "install CPU s", "install peak MB"});
  add_row("first download", initial, install(store, office.repository(), folder / "notes"));
  std::vector<std::pair<double, std::pair<GeneratedCatalogue, GeneratedCatalogue>>> steps;
  std::uint64_t seed = 7;
  CatalogueFiles databases;
  Fetched fetched;
  for (const double share : {0.0, 0.001, 0.01, 0.05, 0.2}) {
    const GeneratedCatalogue next = catalogue.mutated(share, seed++);
    const Released released = office.release(next);
    const Installed installed = install(store, office.repository(), folder / "notes");
    add_row(label(share), released, installed);
    if (share == 0.01) {
      add_goals(released, installed);
      const auto kept = generations(store);
      databases = {folder / "earlier.sqlite", folder / "later.sqlite"};
      std::filesystem::create_hard_link(kept.at(kept.size() - 2), databases.earlier);
      std::filesystem::create_hard_link(kept.back(), databases.later);
      fetched = {static_cast<double>(installed.target_bytes), static_cast<double>(released.full_bytes)};
    }
    if (share > 0) steps.emplace_back(share, std::pair{catalogue, next});
    catalogue = next;
  }
  report.goal_at_most("bytes_for_each_offer_spread", most_bytes_each_ / std::max(1.0, least_bytes_each_), kSpreadMax,
                      "times the least of the table");
  report.goal_at_most("install_peak", peak_bytes_, kPeakBytesMax, "B");
  report.table("The largest source alone", largest_source_columns());
  for (const auto& [share, both] : steps) {
    report_largest_source(report, label(share), folder.path(), both.first.source_content("vhs"),
                          both.second.source_content("vhs"));
  }
  if (!peers) return;
  const auto& both = steps.at(1).second;
  report_peers(report, folder / "peers", both.first, both.second, databases, fetched);
}

int run(int argc, const char* const* argv) {
  const Options options = parse_options(argc, argv);
  Bench bench;
  for (std::size_t i = 0; i < options.further.size(); ++i) {
    if (options.further[i] == "--without-peers") {
      bench.peers = false;
    } else if (options.further[i] == "--offers" && i + 1 < options.further.size()) {
      bench.offers = std::max(1L, std::atol(options.further[++i].c_str()));
    } else {
      std::cerr << "bench_delta [--json FILE] [--goals] [--offers N] [--without-peers]\n";
      return 2;
    }
  }
  bench.run();
  return bench.report.finish(options);
}

}  // namespace
}  // namespace bildungskiosk::bench

int main(int argc, char** argv) {
  try {
    return bildungskiosk::bench::run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "bench_delta: " << error.what() << '\n';
    return 1;
  }
}
