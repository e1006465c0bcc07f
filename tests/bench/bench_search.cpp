#include <time.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "sync/base/asset_folder.hpp"
#include "sync/base/file_system.hpp"
#include "sync/catalogue/catalogue_builder.hpp"
#include "sync/catalogue/catalogue_reader.hpp"
#include "tests/bench/measure.hpp"
#include "tests/bench/report.hpp"
#include "tests/support/generator/generated_catalogue.hpp"
#include "tests/support/temporary_directory.hpp"

/// How long an answer takes while somebody types.
namespace bildungskiosk::bench {
namespace {

constexpr std::uint64_t kSeed = 20261123;
constexpr int kQueries = 200;
constexpr double kFrame_ms = 16.667;
constexpr std::int64_t kGoalOffers = 100'000;

constexpr const char* kHelp = R"(scripts/bench search [--json FILE] [--goals] [--offers N]
  200 queries out of the offers' own titles, one to three words each, a quarter of them with a slip, replayed key by key
  over 10,000 and 100,000 generated offers: 20 results with all that a list shows, exact counts of every filter,
  corrections. One reader, as in the kiosk; times are of the processor. Beside it: opening the catalogue, and the first answer, which reads the
  vocabulary.
  --slowest  names the slowest keys
  --offers N only this many
)";

[[noreturn]] void give_up(const std::string& what) {
  std::cerr << "bench search: " << what << '\n';
  std::exit(1);  // NOLINT(concurrency-mt-unsafe)
}

template <typename T>
T must(base::Result<T> result, const char* what) {
  if (!result) give_up(std::string(what) + ": " + result.error().detail);
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

base::LocalTime now() { return {*base::make_date(2026, 11, 23), 12 * 60}; }

void build(std::int64_t offers, const std::string& path) {
  auto builder = must(catalogue::CatalogueBuilder::create(path), "create");
  const test::GeneratedCatalogue generated(offers, kSeed);
  generated.for_each_record([&](const exchange::Record& record) { must(builder.add(record), "add"); });
  static_cast<void>(must(builder.finish({}), "finish"));
}

catalogue::CatalogueReader open(const std::string& path) {
  const std::string assets = must(base::find_asset_folder(), "assets");
  auto lexicon = must(catalogue::Lexicon::load(base::posix_file_system(), assets + "/search"), "lexicon");
  return must(catalogue::CatalogueReader::open(path, std::move(lexicon)), "open");
}

/// One to three words of a title in its order; every fourth query with two letters swapped.
std::vector<std::string> make_queries(catalogue::CatalogueReader& reader) {
  std::mt19937 random(kSeed);
  const auto below = [&random](std::size_t end) { return static_cast<std::size_t>(random()) % end; };
  std::vector<std::string> queries;
  catalogue::SearchQuery all;
  all.now = now();
  const int total = must(reader.search(all), "all").total;
  all.limit = 1;
  while (queries.size() < kQueries) {
    all.offset = below(static_cast<std::size_t>(total));
    const auto page = must(reader.search(all), "one");
    std::string query = page.items.front().title;
    std::size_t end = 0;
    for (std::size_t words = 1 + below(3); words > 0 && end != std::string::npos; --words)
      end = query.find(' ', end + 1);
    query = query.substr(0, end);
    if (queries.size() % 4 == 3 && query.size() > 4) std::swap(query[query.size() - 3], query[query.size() - 2]);
    queries.push_back(std::move(query));
  }
  return queries;
}

struct Key {
  double ms = 0;
  std::string text;
};

/// Of this thread: where a machine is shared, the clock on the wall is chance.
double cpu_ms() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

std::vector<Key> type(catalogue::CatalogueReader& reader, const std::vector<std::string>& queries) {
  std::vector<Key> keys;
  for (const std::string& query : queries) {
    for (std::size_t end = 1; end <= query.size(); ++end) {
      if (end < query.size() && (static_cast<unsigned char>(query[end]) & 0xc0U) == 0x80U) continue;
      catalogue::SearchQuery typed;
      typed.now = now();
      typed.text = query.substr(0, end);
      const double before_ms = cpu_ms();
      must(reader.search(typed), typed.text.c_str());
      keys.push_back({cpu_ms() - before_ms, typed.text});
    }
  }
  return keys;
}

/// Of this process; 0 where the system does not tell.
double resident_mb() {
  std::ifstream file("/proc/self/statm");
  double pages = 0;
  file >> pages >> pages;
  constexpr double kPageMb = 4096 / 1e6;
  return pages * kPageMb;
}

void measure(Report& report, std::int64_t offers, bool names_slowest) {
  const test::TemporaryDirectory folder;
  const std::string path = folder / "catalogue.sqlite";
  if (in_child_process([&] { return build(offers, path), 0; }).exit_code != 0) give_up("building");
  const Stopwatch opening;
  catalogue::CatalogueReader reader = open(path);
  const double open_ms = opening.seconds() * 1e3;
  const double before_mb = resident_mb();
  const Stopwatch first;
  catalogue::SearchQuery query;
  query.now = now();
  query.text = "yoga";
  must(reader.search(query), "first");
  const double first_ms = first.seconds() * 1e3;
  const double words_mb = resident_mb() - before_mb;

  std::vector<Key> keys = type(reader, make_queries(reader));
  std::vector<double> times;
  for (const Key& key : keys) times.push_back(key.ms);
  const double p99 = percentile(times, 0.99);
  const std::string label = number(static_cast<double>(offers), 0);
  report.row(label + " offers", {std::to_string(keys.size()), number(percentile(times, 0.5), 2),
                                 number(percentile(times, 0.95), 2), number(p99, 2), number(percentile(times, 1), 2),
                                 number(open_ms, 0), number(first_ms, 0), number(words_mb, 1)});
  report.figure("p50_" + label, percentile(times, 0.5), "ms");
  report.figure("p95_" + label, percentile(times, 0.95), "ms");
  if (offers == kGoalOffers) {
    report.goal_at_most("p99_" + label, p99, kFrame_ms, "ms");
  } else {
    report.figure("p99_" + label, p99, "ms");
  }
  report.figure("first_" + label, first_ms, "ms");
  if (!names_slowest) return;
  std::sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) { return a.ms > b.ms; });
  for (std::size_t i = 0; i < std::min<std::size_t>(25, keys.size()); ++i) {
    std::cout << number(keys[i].ms, 2) << " ms  \"" << keys[i].text << "\"\n";
  }
}

int run(int argc, const char* const* argv) {
  const Options options = parse_options(argc, argv);
  std::vector<std::int64_t> sizes = {10'000, kGoalOffers};
  bool names_slowest = false;
  for (std::size_t i = 0; i < options.further.size(); ++i) {
    if (options.further[i] == "--slowest") {
      names_slowest = true;
    } else if (options.further[i] == "--offers" && i + 1 < options.further.size()) {
      sizes = {std::max(1L, std::atol(options.further[++i].c_str()))};
    } else {
      std::cerr << kHelp;
      return options.further[i] == "--help" ? 0 : 2;
    }
  }
  Report report("search", "the answer to each key of 200 typed queries");
  report.table("keys", {"keys", "p50 ms", "p95 ms", "p99 ms", "worst ms", "open ms", "first ms", "words MB"});
  for (const std::int64_t offers : sizes) measure(report, offers, names_slowest);
  return report.finish(options);
}

}  // namespace
}  // namespace bildungskiosk::bench

int main(int argc, char** argv) { return bildungskiosk::bench::run(argc, argv); }
