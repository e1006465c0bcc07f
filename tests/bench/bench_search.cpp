#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "sync/base/asset_folder.hpp"
#include "sync/base/file_system.hpp"
#include "sync/catalogue/catalogue_builder.hpp"
#include "sync/catalogue/catalogue_reader.hpp"
#include "sync/catalogue/schema.hpp"
#include "tests/bench/generated_texts.hpp"
#include "tests/bench/measure.hpp"
#include "tests/bench/process_usage.hpp"
#include "tests/bench/report.hpp"
#include "tests/bench/search_peers.hpp"
#include "tests/bench/search_replay.hpp"
#include "tests/support/temporary_directory.hpp"

/// How long an answer takes while somebody types.
namespace bildungskiosk::bench {
namespace {

constexpr std::uint64_t kSeed = 20261123;
constexpr std::size_t kQueries = 200;
constexpr std::size_t kItems = 20;

constexpr const char* kHelp = R"(scripts/bench search [--json FILE] [--goals] [--long] [--offers N]
  200 queries out of the offers' own titles, one to three words each, a quarter of them with a slip, a quarter with a
  town chosen, a quarter with what is free of charge, a quarter of each going on "abends", "kostenlos" or "in" a town,
  replayed key by key over 10,000 and 100,000 generated offers: 20 results with all that a list shows, exact counts of
  every filter, corrections. One reader, as in the kiosk.
  Beside it, on the same texts and in the same run: FTS5 as its documentation shows it, and Xapian with a German stemmer
  and spelling correction; both give the ids of 20 results, without filters, counts and texts. They type fewer queries
  where they are slow (column "keys"). Times are of the processor.
  "open" is what opening the catalogue takes, "first" that and the first answer; "index" is the index's size by that of
  the texts; "build" is the whole catalogue's in our row, the index's in theirs; "MB" is the memory of the process after
  the last key. "uncounted" are the same keys without the counts: what a screen can show while these are made.
  --long     1,000,000 offers as well (a quarter of an hour, and six gigabytes in the folder for temporary files)
  --offers N only this many
  --alone    without the others
  --slowest  names our slowest keys
  --keep FOLDER  leaves the catalogues there, and takes those that are there already
)";

struct Choices {
  std::vector<std::int64_t> sizes = {10'000, 100'000};
  bool alone = false;
  bool names_slowest = false;
  std::string kept_in;  // a folder; empty: nothing is kept
};

/// What one engine costs, told by the process that was its own.
struct Figures {
  std::vector<double> keys_ms;
  std::vector<double> uncounted_ms;  // the same keys, without the counts of filters
  double open_ms = 0;
  double first_ms = 0;
  double resident_mb = 0;
  double index_bytes = 0;
  double text_bytes = 0;
  double build_seconds = 0;
};

[[noreturn]] void give_up(const std::string& what) {
  std::cerr << "bench search: " << what << '\n';
  std::exit(1);  // NOLINT(concurrency-mt-unsafe)
}

template <typename T>
T must(base::Result<T> result, const char* what) {
  if (!result) give_up(std::string(what) + ": " + result.error().detail);
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

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

double resident_mb() { return static_cast<double>(usage_of({getpid()}).pss_bytes) / 1e6; }

/// The pages of the index in a catalogue.
double index_bytes(const std::string& path) {
  sqlite3* database = nullptr;
  sqlite3_stmt* sum = nullptr;
  const bool right = sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK &&
                     sqlite3_prepare_v2(database,
                                        "SELECT sum(pgsize) FROM dbstat WHERE name IN "
                                        "('word_list', 'title_sets', 'text_sets', 'beginning_sets')",
                                        -1, &sum, nullptr) == SQLITE_OK &&
                     sqlite3_step(sum) == SQLITE_ROW;
  const double bytes = right ? sqlite3_column_double(sum, 0) : 0;
  sqlite3_finalize(sum);
  sqlite3_close(database);
  return bytes;
}

/// Runs in a process of its own and hands its figures on in a file.
Figures in_own_process(const std::string& file, const std::function<Figures()>& work) {
  const auto write = [&] {
    const Figures figures = work();
    std::ofstream out(file);
    out.precision(17);
    for (const double figure : {figures.open_ms, figures.first_ms, figures.resident_mb, figures.index_bytes,
                                figures.text_bytes, figures.build_seconds}) {
      out << figure << '\n';
    }
    out << figures.keys_ms.size() << '\n';
    for (const auto* list : {&figures.keys_ms, &figures.uncounted_ms}) {
      for (const double ms : *list) out << ms << '\n';
    }
    return 0;
  };
  if (in_child_process(write).exit_code != 0) give_up("an engine's process failed");
  Figures figures;
  std::ifstream in(file);
  for (double* figure : {&figures.open_ms, &figures.first_ms, &figures.resident_mb, &figures.index_bytes,
                         &figures.text_bytes, &figures.build_seconds}) {
    in >> *figure;
  }
  std::size_t keys = 0;
  in >> keys;
  for (double ms = 0; in >> ms;) (figures.keys_ms.size() < keys ? figures.keys_ms : figures.uncounted_ms).push_back(ms);
  return figures;
}

void name_slowest(const char* which, std::vector<Key> keys) {
  std::cout << which << '\n';
  std::sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) { return a.ms > b.ms; });
  for (std::size_t i = 0; i < std::min<std::size_t>(25, keys.size()); ++i) {
    std::cout << number(keys[i].ms, 2) << " ms  \"" << keys[i].text << "\"\n";
  }
}

Figures ours(const std::string& path, const std::vector<TypedQuery>& queries, bool names_slowest) {
  Figures figures;
  figures.index_bytes = index_bytes(path);
  const double before_ms = cpu_ms();
  catalogue::CatalogueReader reader = open(path);
  figures.open_ms = cpu_ms() - before_ms;
  catalogue::SearchQuery query = queries.front().chosen;
  query.text = "yoga";
  static_cast<void>(must(reader.search(query), "first"));
  figures.first_ms = cpu_ms() - before_ms;
  const std::vector<Key> keys = replay(queries, [&reader](const catalogue::SearchQuery& typed) {
    static_cast<void>(must(reader.search(typed), typed.text.c_str()));
  });
  for (const Key& key : keys) figures.keys_ms.push_back(key.ms);
  figures.resident_mb = resident_mb();
  catalogue::CatalogueReader fresh = open(path);
  static_cast<void>(must(fresh.search(query), "first"));
  const std::vector<Key> uncounted = replay(queries, [&fresh](catalogue::SearchQuery typed) {
    typed.counts = false;
    static_cast<void>(must(fresh.search(typed), typed.text.c_str()));
  });
  for (const Key& key : uncounted) figures.uncounted_ms.push_back(key.ms);
  if (names_slowest) {
    name_slowest("counted", keys);
    name_slowest("uncounted", uncounted);
  }
  return figures;
}

Figures theirs(std::unique_ptr<SearchPeer> (*make)(), std::int64_t offers, const std::vector<TypedQuery>& queries) {
  Figures figures;
  const std::unique_ptr<SearchPeer> peer = make();
  double generated_ms = 0;
  const double before_ms = cpu_ms();
  double mark_ms = before_ms;
  for_each_text(test::GeneratedCatalogue(offers, kSeed), [&](const PeerText& text) {
    generated_ms += cpu_ms() - mark_ms;
    figures.text_bytes += static_cast<double>(bytes_of(text));
    peer->add(text);
    mark_ms = cpu_ms();
  });
  peer->finish();
  figures.build_seconds = (cpu_ms() - before_ms - generated_ms) / 1e3;
  figures.index_bytes = static_cast<double>(peer->index_bytes());
  const std::vector<Key> keys = replay(
      queries, [&peer](const catalogue::SearchQuery& typed) { static_cast<void>(peer->search(typed.text, kItems)); });
  for (const Key& key : keys) figures.keys_ms.push_back(key.ms);
  figures.resident_mb = resident_mb();
  return figures;
}

/// So many of the queries that a slow engine is done in some minutes.
std::vector<TypedQuery> some_of(const std::vector<TypedQuery>& queries, std::int64_t offers) {
  const std::size_t each = offers <= 10'000 ? 1 : offers <= 100'000 ? 5 : 20;
  std::vector<TypedQuery> some;
  for (std::size_t i = 0; i < queries.size(); i += each) some.push_back(queries[i]);
  return some;
}

void add_row(Report& report, const std::string& name, const Figures& figures, double text_bytes) {
  const auto ms = [&figures](double share) { return number(percentile(figures.keys_ms, share), 2); };
  const auto uncounted = [&figures](double share) { return number(percentile(figures.uncounted_ms, share), 2); };
  const auto or_dash = [](double value, int decimals) { return value > 0 ? number(value, decimals) : "-"; };
  report.row(name,
             {std::to_string(figures.keys_ms.size()), ms(0.5), ms(0.95), ms(0.99), ms(1), or_dash(figures.open_ms, 0),
              or_dash(figures.first_ms, 0), or_dash(text_bytes > 0 ? figures.index_bytes / text_bytes : 0, 2),
              number(figures.build_seconds, 1), number(figures.resident_mb, 0)});
  if (figures.uncounted_ms.empty()) return;
  report.row(name + ", uncounted", {std::to_string(figures.uncounted_ms.size()), uncounted(0.5), uncounted(0.95),
                                    uncounted(0.99), uncounted(1), "", "", "", "", ""});
}

void add_goals(Report& report, const std::string& label, std::int64_t offers, const Figures& figures) {
  constexpr double kAnswerMax_ms = 8;
  constexpr double kCountsMax_ms = 33;
  constexpr double kWorstMax_ms = 50;
  constexpr double kFirstMax_ms = 150;
  const double p99 = percentile(figures.keys_ms, 0.99);
  report.figure("p50_" + label, percentile(figures.keys_ms, 0.5), "ms");
  report.figure("p95_" + label, percentile(figures.keys_ms, 0.95), "ms");
  report.goal_at_most("p99_" + label, p99, offers <= 100'000 ? kAnswerMax_ms : kCountsMax_ms, "ms");
  const double p99_first = percentile(figures.uncounted_ms, 0.99);
  if (offers > 100'000) {
    report.goal_at_most("p99_first_20_" + label, p99_first, kAnswerMax_ms, "ms");
    report.goal_at_most("worst_first_20_" + label, percentile(figures.uncounted_ms, 1), kWorstMax_ms, "ms");
  } else {
    report.figure("p99_first_20_" + label, p99_first, "ms");
  }
  report.goal_at_most("worst_" + label, percentile(figures.keys_ms, 1), kWorstMax_ms, "ms");
  report.figure("resident_" + label, figures.resident_mb, "MB");
  if (offers == 100'000) {
    report.goal_at_most("first_answer_" + label, figures.first_ms, kFirstMax_ms, "ms");
  } else {
    report.figure("first_answer_" + label, figures.first_ms, "ms");
  }
}

void compare(Report& report, const std::string& label, std::int64_t offers, const Figures& figures,
             const std::string& file, const std::vector<TypedQuery>& queries) {
  constexpr double kIndexByTextMax = 1.5;
  const std::vector<TypedQuery> some = some_of(queries, offers);
  const Figures fts5 = in_own_process(file, [&] { return theirs(&make_plain_fts5, offers, some); });
  const Figures xapian = in_own_process(file, [&] { return theirs(&make_xapian, offers, some); });
  add_row(report, label + " offers, Bildungskiosk", figures, fts5.text_bytes);
  add_row(report, label + " offers, FTS5", fts5, fts5.text_bytes);
  add_row(report, label + " offers, Xapian", xapian, xapian.text_bytes);
  report.goal_at_most("index_by_text_" + label, figures.index_bytes / fts5.text_bytes, kIndexByTextMax, "");
  const double p99 = percentile(figures.keys_ms, 0.99);
  for (const auto& [name, peer] : {std::pair("FTS5", &fts5), std::pair("Xapian", &xapian)}) {
    const double of_peer = percentile(peer->keys_ms, 0.99);
    report.figure("p99_" + label + '_' + name, of_peer, "ms");
    report.goal_at_most("p99_" + label + "_by_" + name, p99 / of_peer, 1, "times");
  }
}

void measure(Report& report, std::int64_t offers, const Choices& choices) {
  const test::TemporaryDirectory folder;
  const std::string label = number(static_cast<double>(offers), 0);
  const bool keeps = !choices.kept_in.empty();
  // One of an older schema is another file, and one that is not finished has another name.
  const std::string version = std::to_string(catalogue::kIdentity.user_version);
  const std::string path =
      keeps ? choices.kept_in + "/catalogue-" + label + "-" + version + ".sqlite" : folder / "catalogue.sqlite";
  const std::string file = folder / "figures";
  Measured built;
  if (!std::filesystem::exists(path)) {
    built = in_child_process([&] { return build(offers, path + ".new"), 0; });
    if (built.exit_code != 0) give_up("building");
    std::filesystem::rename(path + ".new", path);
  }
  std::vector<TypedQuery> queries;
  {
    catalogue::CatalogueReader reader = open(path);
    queries = make_queries(reader, kQueries);
  }
  Figures figures = in_own_process(file, [&] { return ours(path, queries, choices.names_slowest); });
  figures.build_seconds = built.cpu_seconds;
  if (choices.alone) {
    add_row(report, label + " offers", figures, 0);
  } else {
    compare(report, label, offers, figures, file, queries);
  }
  add_goals(report, label, offers, figures);
}

int run(int argc, const char* const* argv) {
  const Options options = parse_options(argc, argv);
  Choices choices;
  for (std::size_t i = 0; i < options.further.size(); ++i) {
    if (options.further[i] == "--slowest") {
      choices.names_slowest = true;
    } else if (options.further[i] == "--alone") {
      choices.alone = true;
    } else if (options.further[i] == "--long") {
      choices.sizes.push_back(1'000'000);
    } else if (options.further[i] == "--keep" && i + 1 < options.further.size()) {
      choices.kept_in = options.further[++i];
    } else if (options.further[i] == "--offers" && i + 1 < options.further.size()) {
      choices.sizes = {std::max(1L, std::atol(options.further[++i].c_str()))};
    } else {
      std::cerr << kHelp;
      return options.further[i] == "--help" ? 0 : 2;
    }
  }
  Report report("search", "the answer to each key of 200 typed queries");
  report.table("keys",
               {"keys", "p50 ms", "p95 ms", "p99 ms", "worst ms", "open ms", "first ms", "index", "build s", "MB"});
  for (const std::int64_t offers : choices.sizes) measure(report, offers, choices);
  return report.finish(options);
}

}  // namespace
}  // namespace bildungskiosk::bench

int main(int argc, char** argv) { return bildungskiosk::bench::run(argc, argv); }
