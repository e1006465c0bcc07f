#include <algorithm>
#include <functional>
#include <iostream>
#include <map>

#include "tests/bench/report.hpp"
#include "tests/bench/search_peers.hpp"
#include "tests/search/judged_set.hpp"
#include "tests/support/temporary_directory.hpp"

/// How well the search finds what people want, beside plain FTS5 and Xapian.
namespace bildungskiosk::bench {
namespace {

constexpr double kReciprocalRankMin = 0.90;
constexpr double kReciprocalRankOfKindMin = 0.80;
constexpr double kSuccessAt5Min = 0.97;
constexpr std::size_t kPlaces = 10;

constexpr const char* kHelp = R"(scripts/bench quality [--json FILE] [--goals] [--misses] [--set FILE]
  A judged set of queries over the sample catalogue: what people type, each with the offers that they want to see, by
  kind. S@1, S@5: a wanted offer stands first, or among the first five. MRR: 1 / its place, among ten. nDCG: how near the
  first ten are to the best order. Where nothing should be shown, showing nothing is right.
  Beside ours, on the same texts: FTS5 (unicode61, prefix, bm25) and Xapian (German stemmer, spelling correction).
  --misses   names each query whose wanted offer does not stand first with us
  --set FILE another judged set, in the form of tests/search/judged.tsv
)";

using Numbers = std::vector<std::string>;
struct Engine {
  std::string name;
  std::function<Numbers(const test::JudgedQuery&)> search;
};
using Sums = std::map<std::string, test::QualitySum>;  // by kind; "all" for the whole

const std::string kAll = "all";

Sums measure(const Engine& engine, const std::vector<test::JudgedQuery>& queries) {
  Sums sums;
  for (const test::JudgedQuery& query : queries) {
    const Numbers numbers = engine.search(query);
    sums[kAll].add(query, numbers);
    sums[test::kind_of(query)].add(query, numbers);
  }
  return sums;
}

void report_ours(Report& report, const Sums& sums) {
  for (const auto& [kind, sum] : sums) {
    const test::Quality mean = sum.mean();
    std::string name = kind;
    std::replace(name.begin(), name.end(), ' ', '_');
    report.goal_at_least("mrr_" + name, mean.mean_reciprocal_rank,
                         kind == kAll ? kReciprocalRankMin : kReciprocalRankOfKindMin, "");
    report.figure("success_at_1_" + name, mean.success_at_1, "");
    if (kind != kAll) report.figure("success_at_5_" + name, mean.success_at_5, "");
    report.figure("ndcg_" + name, mean.ndcg_at_10, "");
  }
  report.goal_at_least("success_at_5", sums.at(kAll).mean().success_at_5, kSuccessAt5Min, "");
}

void add_table(Report& report, const std::string& engine, const Sums& sums) {
  report.table(engine, {"queries", "S@1", "S@5", "MRR@10", "nDCG@10"});
  for (const auto& [kind, sum] : sums) {
    const test::Quality mean = sum.mean();
    report.row(kind, {std::to_string(mean.queries), number(mean.success_at_1, 3), number(mean.success_at_5, 3),
                      number(mean.mean_reciprocal_rank, 3), number(mean.ndcg_at_10, 3)});
  }
}

void print_misses(const Engine& engine, const std::vector<test::JudgedQuery>& queries) {
  for (const test::JudgedQuery& query : queries) {
    const Numbers numbers = engine.search(query);
    const std::size_t place = first_wanted(query, numbers);
    if (place == 1 || (query.wanted.empty() && numbers.empty())) continue;
    std::cout << test::kind_of(query) << " \"" << query.text
              << "\": " << (place == 0 ? "not found" : "place " + std::to_string(place)) << ", first:";
    for (std::size_t i = 0; i < std::min<std::size_t>(4, numbers.size()); ++i) std::cout << ' ' << numbers[i];
    std::cout << '\n';
  }
}

/// A number that the catalogue does not have would be a wish that nobody can fulfil.
bool knows_all_numbers(const test::SampleCatalogue& sample, const std::vector<test::JudgedQuery>& queries) {
  std::set<std::string> known;
  for (const auto& [id, number] : sample.numbers()) known.insert(number);
  bool all = true;
  for (const test::JudgedQuery& query : queries) {
    for (const auto* numbers : {&query.wanted, &query.also_good}) {
      for (const std::string& number : *numbers) {
        if (known.contains(number)) continue;
        std::cerr << "bench quality: \"" << query.text << "\" wants " << number << ", which is not there or is over\n";
        all = false;
      }
    }
  }
  return all;
}

void fill(SearchPeer& peer, test::SampleCatalogue& sample) {
  for (const auto& [id, number] : sample.numbers()) {
    peer.add(peer_text(sample.reader().detail(id, sample.now(), "de").value()));
  }
  peer.finish();
}

int run(int argc, const char* const* argv) {
  const Options options = parse_options(argc, argv);
  std::string set = JUDGED_SET;
  bool misses = false;
  for (std::size_t i = 0; i < options.further.size(); ++i) {
    if (options.further[i] == "--misses") {
      misses = true;
    } else if (options.further[i] == "--set" && i + 1 < options.further.size()) {
      set = options.further[++i];
    } else {
      std::cerr << kHelp;
      return options.further[i] == "--help" ? 0 : 2;
    }
  }
  const std::vector<test::JudgedQuery> queries = test::read_judged_set(set);
  const test::TemporaryDirectory folder;
  test::SampleCatalogue sample(SAMPLE_SOURCES_CSV, SAMPLE_SOURCES, folder / "catalogue.sqlite");
  if (!knows_all_numbers(sample, queries)) return 1;

  const auto fts5 = make_plain_fts5();
  const auto xapian = make_xapian();
  fill(*fts5, sample);
  fill(*xapian, sample);
  const auto of_peer = [&sample](SearchPeer& peer) {
    return [&](const test::JudgedQuery& query) {
      Numbers numbers;
      for (const std::string& id : peer.search(query.text, kPlaces)) numbers.push_back(sample.number_of(id));
      return numbers;
    };
  };
  const Engine ours{"Bildungskiosk",
                    [&](const test::JudgedQuery& query) { return sample.search(query.text, query.language, kPlaces); }};
  Report report("quality", "a judged set of queries over the sample catalogue, beside FTS5 and Xapian");
  const Sums sums = measure(ours, queries);
  add_table(report, ours.name, sums);
  report_ours(report, sums);
  for (const Engine& engine : {Engine{"FTS5", of_peer(*fts5)}, Engine{"Xapian", of_peer(*xapian)}}) {
    const Sums of_engine = measure(engine, queries);
    add_table(report, engine.name, of_engine);
    report.figure("mrr_all_" + engine.name, of_engine.at(kAll).mean().mean_reciprocal_rank, "");
    report.figure("success_at_5_" + engine.name, of_engine.at(kAll).mean().success_at_5, "");
  }
  if (misses) print_misses(ours, queries);
  return report.finish(options);
}

}  // namespace
}  // namespace bildungskiosk::bench

int main(int argc, char** argv) { return bildungskiosk::bench::run(argc, argv); }
