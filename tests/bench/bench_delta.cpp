#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>

#include "sync/base/folder_lock.hpp"
#include "sync/base/mapped_file.hpp"
#include "sync/exchange/compressing_sink.hpp"
#include "sync/exchange/patch.hpp"
#include "sync/publish/office.hpp"
#include "sync/publish/published_state.hpp"
#include "sync/publish/repository_writer.hpp"
#include "sync/transport/folder_source.hpp"
#include "sync/update/updater.hpp"
#include "tests/bench/measure.hpp"
#include "tests/bench/report.hpp"
#include "tests/support/generator/generated_catalogue.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temporary_directory.hpp"

// What a terminal fetches for a release in which a share of the offers has changed, all by the product's own code: the
// office releases, the terminal installs from the folder, a fetcher counts.
//
//   scripts/bench delta [--json FILE] [--goals] [--offers N] [--without-peers]

namespace bildungskiosk::bench {
namespace {

using base::Result;
using test::GeneratedCatalogue;

constexpr std::int64_t kOffers = 20'000;
constexpr double kFetchedShareMax_percent = 0.3;
constexpr double kMetadataBytesMax = 64'000;
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
  double seconds = 0;
};

/// The office's folder, released anew from each catalogue.
class OfficeFolder {
 public:
  explicit OfficeFolder(const std::string& folder) : folder_(folder) {
    const publish::OfficeSettings settings{"Bildungsbüro Sonnfeld", "Landkreis Sonnfeld", {"de"}};
    office_ = need(publish::Office::create(base::posix_file_system(), folder, settings, {}, now()), "office");
  }
  Released release(const GeneratedCatalogue& catalogue) {
    for (const auto& source : GeneratedCatalogue::sources()) {
      publish::SourceStock stock;
      stock.records = lines_of(catalogue.source_content(source));
      need(office_->store_source(source, stock), "store_source");
    }
    time_ += 60;
    const Stopwatch watch;
    const auto released = need(publish::release(*office_, {}, {}, time_), "release");
    Released result;
    result.seconds = watch.seconds();
    result.deltas = released.deltas;
    const auto state = need(publish::read_published_state(base::posix_file_system(), repository()), "state");
    for (const auto& [path, file] : state.release->targets.targets) {
      if (!path.ends_with("-patch")) result.full_bytes += file.length_bytes;
    }
    return result;
  }
  [[nodiscard]] std::string repository() const { return folder_ + "/repository"; }
  [[nodiscard]] std::string root() const { return folder_ + "/root.json"; }

 private:
  [[nodiscard]] static base::UnixSeconds now() { return base::SystemClock().now(); }
  std::string folder_;
  std::optional<publish::Office> office_;
  base::UnixSeconds time_ = now() - 3600;
};

struct Installed {
  std::uint64_t metadata_bytes = 0;
  std::uint64_t target_bytes = 0;
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
    const auto installed = updater.install(counting, base::CancelToken(), {});
    const bool is_unchanged = !installed && installed.error().code == base::ErrorCode::kUpToDate;
    if (!is_unchanged) need(installed, "install");
    std::ofstream(notes) << counting.metadata_bytes << ' ' << counting.target_bytes;
    return 0;
  };
  Installed installed;
  installed.measured = in_child_process(work);
  if (installed.measured.exit_code != 0) std::exit(1);  // NOLINT(concurrency-mt-unsafe)
  std::ifstream(notes) >> installed.metadata_bytes >> installed.target_bytes;
  return installed;
}

/// Applying alone, on the largest source: time and memory.
Measured apply_only(const std::string& folder, const std::string& earlier, const std::string& later,
                    const base::Bytes& patch) {
  test::write_text_file(folder + "/earlier", earlier);
  test::write_text_file(folder + "/patch", std::string(base::as_text(patch)));
  const std::uint64_t length = later.size();
  return in_child_process([&folder, length] {
    auto& files = base::posix_file_system();
    const auto mapped = need(base::map_file(files, folder + "/earlier", exchange::kPatchContentBytesMax), "map");
    const auto opened = need(files.open_for_reading(folder + "/patch"), "patch");
    const auto file = need(files.create(folder + "/result"), "result");
    exchange::CompressingSink sink(*file, length);
    need(exchange::apply_patch(*opened, *mapped, length, sink, base::CancelToken()), "apply");
    need(sink.finish(), "finish");
    return 0;
  });
}

std::uint64_t cli_patch_bytes(const std::string& folder, const std::string& earlier, const std::string& later,
                              const std::string& level) {
  test::write_text_file(folder + "/earlier", earlier);
  test::write_text_file(folder + "/later", later);
  const std::string command =
      "cd '" + folder + "' && zstd -q -f --long=27 " + level + " --patch-from=earlier later -o cli.patch";
  if (test::Process({"sh", "-c", command}).wait(std::chrono::seconds(600)).exit_code != 0) return 0;
  return std::filesystem::file_size(folder + "/cli.patch");
}

std::string kilobytes(double bytes) { return number(bytes / 1000, 1); }

std::string label(double share) { return number(share * 100, 1) + " %"; }

struct Bench {
  std::int64_t offers = kOffers;
  bool peers = true;
  Report report{"delta", "What a terminal fetches when a share of the offers has changed"};

  void run();
  void peer_rows(double share, const GeneratedCatalogue& before, const GeneratedCatalogue& after,
                 const std::string& folder);
};

void Bench::run() {
  const test::TemporaryDirectory folder;
  const std::string store = folder / "store";
  OfficeFolder office(folder / "office");
  GeneratedCatalogue catalogue(offers, 1);
  office.release(catalogue);
  const auto root = need(base::read_file(base::posix_file_system(), office.root(), 1U << 20U), "root");
  need(update::initialise_store(base::posix_file_system(), store, root), "init");
  const auto first = install(store, office.repository(), folder / "notes");

  report.table(std::to_string(offers) + " offers, each row a week after the one before",
               {"full package kB", "targets kB", "of full %", "bytes/changed offer", "metadata kB", "deltas made",
                "release s", "install s", "install peak MB"});
  report.row("first download",
             {kilobytes(static_cast<double>(first.target_bytes)), kilobytes(static_cast<double>(first.target_bytes)),
              "100", "-", kilobytes(static_cast<double>(first.metadata_bytes)), "0", "-",
              number(first.measured.seconds, 1), number(static_cast<double>(first.measured.peak_rss_bytes) / 1e6, 0)});
  std::vector<std::pair<double, std::pair<GeneratedCatalogue, GeneratedCatalogue>>> steps;
  std::uint64_t seed = 7;
  double peak = static_cast<double>(first.measured.peak_rss_bytes);
  for (const double share : {0.0, 0.001, 0.01, 0.05, 0.2}) {
    const GeneratedCatalogue next = catalogue.mutated(share, seed++);
    const auto released = office.release(next);
    if (share == 0.0) {
      report.row(label(share), {kilobytes(static_cast<double>(released.full_bytes)), "0", "0", "-", "-", "0",
                                number(released.seconds, 1), "-", "-"});
      continue;
    }
    const auto installed = install(store, office.repository(), folder / "notes");
    const double percent =
        100.0 * static_cast<double>(installed.target_bytes) / static_cast<double>(released.full_bytes);
    peak = std::max(peak, static_cast<double>(installed.measured.peak_rss_bytes));
    report.row(label(share),
               {kilobytes(static_cast<double>(released.full_bytes)),
                kilobytes(static_cast<double>(installed.target_bytes)), number(percent, 3),
                number(static_cast<double>(installed.target_bytes) / (share * static_cast<double>(offers)), 0),
                kilobytes(static_cast<double>(installed.metadata_bytes)), std::to_string(released.deltas),
                number(released.seconds, 1), number(installed.measured.seconds, 1),
                number(static_cast<double>(installed.measured.peak_rss_bytes) / 1e6, 0)});
    if (share == 0.01) {
      report.goal_at_most("fetched_1_percent", percent, kFetchedShareMax_percent, "% of the full package");
      report.goal_at_most("metadata_1_percent", static_cast<double>(installed.metadata_bytes), kMetadataBytesMax, "B");
    }
    steps.emplace_back(share, std::pair{catalogue, next});
    catalogue = next;
  }
  report.goal_at_most("install_peak", peak, kPeakBytesMax, "B");
  if (!peers) return;
  report.table("The largest source alone, beside its peers",
               {"full kB", "ours kB", "make s", "apply s", "apply peak MB", "zstd -3 kB", "zstd -19 kB"});
  for (const auto& [share, both] : steps) peer_rows(share, both.first, both.second, folder.path());
}

void Bench::peer_rows(double share, const GeneratedCatalogue& before, const GeneratedCatalogue& after,
                      const std::string& folder) {
  const std::string earlier = before.source_content("vhs");
  const std::string later = after.source_content("vhs");
  const Stopwatch watch;
  const auto patch = need(exchange::make_patch(base::as_bytes(earlier), base::as_bytes(later)), "make_patch");
  const double make_seconds = watch.seconds();
  const auto applied = apply_only(folder, earlier, later, patch);
  const bool with_slow_peer = share == 0.01;  // half a minute and more
  report.row(label(share),
             {kilobytes(static_cast<double>(later.size())), kilobytes(static_cast<double>(patch.size())),
              number(make_seconds, 2), number(applied.seconds, 2),
              number(static_cast<double>(applied.peak_rss_bytes) / 1e6, 0),
              kilobytes(static_cast<double>(cli_patch_bytes(folder, earlier, later, "-3"))),
              with_slow_peer ? kilobytes(static_cast<double>(cli_patch_bytes(folder, earlier, later, "-19"))) : "-"});
}

}  // namespace
}  // namespace bildungskiosk::bench

int main(int argc, char** argv) {
  using namespace bildungskiosk::bench;
  const Options options = parse_options(argc, argv);
  Bench bench;
  for (std::size_t i = 0; i < options.further.size(); ++i) {
    if (options.further[i] == "--without-peers") {
      bench.peers = false;
    } else if (options.further[i] == "--offers" && i + 1 < options.further.size()) {
      bench.offers = std::stoll(options.further[++i]);
    } else {
      std::cerr << "bench_delta [--json FILE] [--goals] [--offers N] [--without-peers]\n";
      return 2;
    }
  }
  bench.run();
  return bench.report.finish(options);
}
