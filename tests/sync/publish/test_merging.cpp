#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "sync/publish/merging.hpp"
#include "tests/support/catch.hpp"

using namespace bildungskiosk;
using publish::Merge;
using publish::MergeSource;
using publish::OfferIdentity;

namespace {

/// An offer with these keys; what it is worth and where it lies are the test's.
OfferIdentity known_by(std::uint64_t url, std::uint64_t content, std::uint32_t richness = 1, std::uint32_t line = 0) {
  OfferIdentity identity;
  identity.url = url;
  identity.content = content;
  identity.richness = richness;
  identity.line = line;
  return identity;
}

MergeSource source(const std::string& id, std::vector<OfferIdentity> offers, bool signs_for_itself = false) {
  return {id, signs_for_itself, {std::move(offers)}};
}

using Hidden = std::map<std::string, std::vector<std::uint32_t>>;

Hidden hidden_of(const std::vector<MergeSource>& sources) {
  const Merge merge = publish::merge_sources(sources);
  Hidden hidden;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (!merge.hidden[i].empty()) hidden[sources[i].source] = merge.hidden[i];
  }
  return hidden;
}

std::vector<MergeSource> what_is_left(std::vector<MergeSource> sources) {
  const Merge merge = publish::merge_sources(sources);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    std::erase_if(sources[i].identities.offers, [&](const OfferIdentity& one) {
      return std::binary_search(merge.hidden[i].begin(), merge.hidden[i].end(), one.line);
    });
  }
  return sources;
}

/// Sources whose offers often share keys, each key once in a source, as SourceIdentities has it.
std::vector<MergeSource> random_sources(std::mt19937& random) {
  std::vector<MergeSource> sources;
  const std::size_t count = 1 + random() % 5;
  for (std::size_t i = 0; i < count; ++i) {
    std::set<std::uint64_t> urls;
    std::set<std::uint64_t> contents;
    std::vector<OfferIdentity> offers;
    for (std::uint32_t line = 0; line < random() % 12; ++line) {
      std::uint64_t url = random() % 15;
      std::uint64_t content = random() % 15;
      if (!urls.insert(url).second) url = 0;
      if (!contents.insert(content).second) content = 0;
      if (url == 0 && content == 0) continue;
      offers.push_back(known_by(url, content, static_cast<std::uint32_t>(random() % 4), line));
      if (random() % 3 == 0) offers.back().day = static_cast<std::int32_t>(random() % 2);
    }
    sources.push_back(source("source-" + std::to_string(i), std::move(offers), random() % 4 == 0));
  }
  return sources;
}

}  // namespace

TEST_CASE("Offers with the same registration address, or the same content, are shown once") {
  CHECK(hidden_of({source("a", {known_by(7, 1)}), source("b", {known_by(7, 2)})}) == Hidden{{"b", {0}}});
  CHECK(hidden_of({source("a", {known_by(1, 7)}), source("b", {known_by(2, 7)})}) == Hidden{{"b", {0}}});
  CHECK(hidden_of({source("a", {known_by(1, 2)}), source("b", {known_by(3, 4)})}).empty());
  CHECK(hidden_of({source("a", {known_by(0, 1)}), source("b", {known_by(0, 2)})}).empty());
  // A third source that knows one by its address and the other by its content.
  CHECK(hidden_of({source("a", {known_by(7, 1)}), source("b", {known_by(8, 9)}), source("c", {known_by(7, 9)})}) ==
        Hidden{{"b", {0}}, {"c", {0}}});
}

TEST_CASE("Shown is who signs for itself, else the richer record, else the first source by its id") {
  CHECK(hidden_of({source("a", {known_by(7, 0, 5)}), source("b", {known_by(7, 0, 9)})}) == Hidden{{"a", {0}}});
  CHECK(hidden_of({source("b", {known_by(7, 0, 5)}), source("a", {known_by(7, 0, 5)})}) == Hidden{{"b", {0}}});
  CHECK(hidden_of({source("a", {known_by(7, 0, 9)}), source("b", {known_by(7, 0, 1)}, true)}) == Hidden{{"a", {0}}});
  // What two sources have signed themselves stays as they signed it.
  CHECK(hidden_of({source("a", {known_by(7, 0)}, true), source("b", {known_by(7, 0)}, true),
                   source("c", {known_by(7, 0, 9)})}) == Hidden{{"c", {0}}});
}

TEST_CASE("What contradicts itself is left alone, and counted") {
  auto first = known_by(7, 0);
  auto second = known_by(7, 0);
  first.day = 20'000;
  second.day = 20'001;
  const std::vector<MergeSource> days = {source("a", {first}), source("b", {second})};
  CHECK(hidden_of(days).empty());
  CHECK(publish::merge_sources(days).uncertain == 1);
  second.day = OfferIdentity::kUnknown;  // who says no day does not contradict
  CHECK(hidden_of({source("a", {first}), source("b", {second})}) == Hidden{{"b", {0}}});
  second.day = first.day;
  first.minute = 9 * 60;
  second.minute = 10 * 60;
  CHECK(hidden_of({source("a", {first}), source("b", {second})}).empty());
  // Two offers of one source are two.
  CHECK(hidden_of({source("a", {known_by(7, 1, 1, 0), known_by(8, 2, 1, 1)}), source("b", {known_by(7, 2)})}).empty());
}

TEST_CASE("What is merged is told with both sources, the shown one first") {
  const std::vector<MergeSource> sources = {source("a", {known_by(7, 0, 1, 3)}), source("b", {known_by(7, 0, 2, 5)}),
                                            source("c", {known_by(0, 9, 1, 1)}), source("d", {known_by(4, 9, 1, 2)})};
  const Merge merge = publish::merge_sources(sources);
  REQUIRE(merge.merged.size() == 2);
  CHECK(merge.merged[0].records == std::vector<publish::OfferLine>{{1, 5}, {0, 3}});
  CHECK(merge.merged[0].by_address);
  CHECK(merge.merged[1].records == std::vector<publish::OfferLine>{{2, 1}, {3, 2}});
  CHECK_FALSE(merge.merged[1].by_address);
}

TEST_CASE("Neither the order of the sources nor merging again changes what is shown") {
  std::mt19937 random(4711);  // the same sources in each run
  std::uint64_t merged = 0;
  for (int round = 0; round < 3'000; ++round) {
    auto sources = random_sources(random);
    const Merge merge = publish::merge_sources(sources);
    const Hidden expected = hidden_of(sources);
    merged += merge.merged.size();
    CHECK(hidden_of(what_is_left(sources)).empty());
    // Nothing is lost: what is hidden has a record that stands for it.
    std::size_t hidden = 0;
    for (const auto& lines : merge.hidden) hidden += lines.size();
    std::size_t stood_for = 0;
    for (const auto& group : merge.merged) {
      const auto& shown = group.records.front();
      CHECK_FALSE(std::binary_search(merge.hidden[shown.source].begin(), merge.hidden[shown.source].end(), shown.line));
      stood_for += group.records.size() - 1;
    }
    CHECK(hidden <= stood_for);
    std::shuffle(sources.begin(), sources.end(), random);
    CHECK(hidden_of(sources) == expected);
  }
  CHECK(merged > 1'000);
}

TEST_CASE("Lines are left out by their number, and the content knows its own length and digest") {
  const auto all = publish::text_content("a\nb\nc\nd\n");
  const auto shown = publish::without_lines(all, {1, 3}).value();
  CHECK(publish::read_content(shown, 100).value() == "a\nc\n");
  CHECK(shown.length_bytes == 4);
  CHECK(shown.sha256 == publish::text_content("a\nc\n").sha256);
  CHECK(publish::without_lines(all, {})->sha256 == all.sha256);
  CHECK(publish::read_content(publish::without_lines(all, {0, 1, 2, 3}).value(), 100)->empty());
}
