#include <cmath>
#include <map>

#include "tests/search/judged_set.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk {
namespace {

using test::JudgedQuery;
using test::Quality;
using test::QualitySum;

Quality quality_of(const JudgedQuery& query, const std::vector<std::string>& numbers) {
  QualitySum sum;
  sum.add(query, numbers);
  return sum.mean();
}

bool is_near(double value, double wanted) { return std::abs(value - wanted) < 1e-4; }

TEST_CASE("The judged set has enough queries of every kind and language") {
  std::map<std::string, int> by_language;
  std::map<std::string, int> by_kind;
  std::set<std::string> texts;
  for (const JudgedQuery& query : test::read_judged_set(JUDGED_SET)) {
    CAPTURE(query.text);
    ++by_language[query.language];
    ++by_kind[query.kind];
    CHECK(texts.insert(query.language + query.text).second);
    CHECK(query.wanted.empty() == (query.kind == "nonsense"));
    for (const std::string& number : query.also_good) CHECK_FALSE(query.wanted.contains(number));
  }
  CHECK(by_language["de"] >= 150);
  for (const char* language : {"en", "tr", "uk", "ar"}) CHECK(by_language[language] >= 20);
  for (const char* kind : {"exact", "prefix", "inflected", "compound", "split", "typo", "phonetic", "everyday", "facet",
                           "mixed", "foreign", "nonsense"}) {
    CAPTURE(kind);
    CHECK(by_kind[kind] >= 10);
  }
}

TEST_CASE("A query is judged by the place of the first wanted offer") {
  const JudgedQuery query{"de", "exact", "yoga", {"A", "B"}, {"C"}};
  const Quality first = quality_of(query, {"A", "B", "C"});
  CHECK(first.success_at_1 == 1);
  CHECK(first.mean_reciprocal_rank == 1);
  CHECK(is_near(first.ndcg_at_10, 1));
  const Quality third = quality_of(query, {"C", "x", "B"});
  CHECK(third.success_at_1 == 0);
  CHECK(third.success_at_5 == 1);
  CHECK(is_near(third.mean_reciprocal_rank, 1.0 / 3));
  // (1/log2(2) + 3/log2(4)) / (3/log2(2) + 3/log2(3) + 1/log2(4))
  CHECK(is_near(third.ndcg_at_10, 2.5 / 5.39279));
  const Quality sixth = quality_of(query, {"1", "2", "3", "4", "5", "A"});
  CHECK(sixth.success_at_5 == 0);
  CHECK(is_near(sixth.mean_reciprocal_rank, 1.0 / 6));
  CHECK(quality_of(query, {}).mean_reciprocal_rank == 0);
}

TEST_CASE("Where nothing should be shown, only nothing is right") {
  const JudgedQuery query{"de", "nonsense", "qqq", {}, {}};
  CHECK(quality_of(query, {}).mean_reciprocal_rank == 1);
  CHECK(quality_of(query, {"A"}).success_at_5 == 0);
}

TEST_CASE("Quality is a mean over queries") {
  QualitySum sum;
  sum.add({"de", "exact", "a", {"A"}, {}}, {"A"});
  sum.add({"de", "exact", "b", {"B"}, {}}, {});
  CHECK(sum.mean().queries == 2);
  CHECK(sum.mean().success_at_1 == 0.5);
}

TEST_CASE("The search does as well with the judged set as is promised") {
  const test::TemporaryDirectory folder;
  test::SampleCatalogue sample(SAMPLE_SOURCES_CSV, SAMPLE_SOURCES, folder / "catalogue.sqlite");
  std::map<std::string, QualitySum> by_kind;
  QualitySum all;
  for (const JudgedQuery& query : test::read_judged_set(JUDGED_SET)) {
    const auto numbers = sample.search(query.text, query.language, 10);
    by_kind[test::kind_of(query)].add(query, numbers);
    all.add(query, numbers);
  }
  for (const char* language : {"en", "tr", "uk", "ar"}) {
    CHECK(by_kind["foreign " + std::string(language)].mean().queries >= 20);
  }
  CHECK(all.mean().mean_reciprocal_rank >= 0.90);
  CHECK(all.mean().success_at_5 >= 0.97);
  for (const auto& [kind, sum] : by_kind) {
    CAPTURE(kind);
    CHECK(sum.mean().mean_reciprocal_rank >= 0.80);
  }
}

}  // namespace
}  // namespace bildungskiosk
