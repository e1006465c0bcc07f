#include "sync/catalogue/search/search_engine.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "sync/catalogue/search/folding.hpp"
#include "sync/catalogue/search/spelling.hpp"

namespace bildungskiosk::catalogue {
namespace {

using base::Result;

/// The first `count` by a key; equal keys in the order of the index, which is that of quality.
template <typename Key>
std::vector<OfferIndex> first_by(const OfferBits& offers, std::size_t count, Key key) {
  std::vector<std::pair<decltype(key(OfferIndex{})), OfferIndex>> keyed;
  offers.for_each([&](OfferIndex offer) { keyed.emplace_back(key(offer), offer); });
  const std::size_t kept = std::min(count, keyed.size());
  const auto end = keyed.begin() + static_cast<std::ptrdiff_t>(kept);
  if (end != keyed.end()) std::nth_element(keyed.begin(), end, keyed.end());
  std::sort(keyed.begin(), end);
  std::vector<OfferIndex> first;
  for (auto at = keyed.begin(); at != end; ++at) first.push_back(at->second);
  return first;
}

std::vector<OfferIndex> first_in_order(const OfferBits& offers, std::size_t count) {
  std::vector<OfferIndex> first;
  offers.for_each_while([&](OfferIndex offer) {
    if (first.size() < count) first.push_back(offer);
    return first.size() < count;
  });
  return first;
}

/// The most relevant so far, of equal ones those that come first: each is taken once, whether or not it can still be
/// among them.
class MostRelevant {
 public:
  MostRelevant(std::size_t count, const Ranking& ranking) : count_(count), ranking_(&ranking) {}

  /// False: none with so many points (Ranking::points) that stands behind the offer will be among them.
  [[nodiscard]] bool may_take(OfferIndex offer, int points) const {
    if (best_.size() < count_) return true;
    return is_before({points + ranking_->lift_max(), offer}, best_.front());
  }
  void take(OfferIndex offer, int points) {
    best_.push_back({ranking_->score(offer, points), offer});
    std::push_heap(best_.begin(), best_.end(), is_before);
    if (best_.size() <= count_) return;
    std::pop_heap(best_.begin(), best_.end(), is_before);
    best_.pop_back();
  }
  [[nodiscard]] std::vector<OfferIndex> in_order() && {
    std::sort_heap(best_.begin(), best_.end(), is_before);
    std::vector<OfferIndex> offers;
    for (const Scored& one : best_) offers.push_back(one.offer);
    return offers;
  }

 private:
  struct Scored {
    int score;
    OfferIndex offer;
  };
  static bool is_before(const Scored& a, const Scored& b) {
    return a.score != b.score ? a.score > b.score : a.offer < b.offer;
  }

  std::size_t count_;
  const Ranking* ranking_;
  std::vector<Scored> best_;  // a heap, the last one on top
};

/// Offers that pass, and where facets are asked for by words the points of each, in the same order.
struct Passing {
  OfferBits offers;
  std::vector<int> points;
};

std::vector<OfferIndex> most_relevant(const Passing& passing, std::size_t count, const WordAnswer& answer,
                                      const Ranking& ranking) {
  if (passing.offers.empty()) return {};
  if (!ranking.tells_apart()) return first_in_order(passing.offers, count);
  MostRelevant best(count, ranking);
  if (!passing.points.empty()) {
    auto points = passing.points.begin();
    passing.offers.for_each([&](OfferIndex offer) {
      if (best.may_take(offer, *points)) best.take(offer, *points);
      ++points;
    });
    return std::move(best).in_order();
  }
  if (answer.relevance.scores) {
    passing.offers.for_each([&](OfferIndex offer) {
      const int points = ranking.points_of(answer.relevance.scores[offer]);
      if (best.may_take(offer, points)) best.take(offer, points);
    });
    return std::move(best).in_order();
  }
  for (const Relevance::Layer& layer : answer.relevance.layers) {
    const int points = ranking.points_of(layer.score);
    if (!best.may_take(0, points)) break;  // not even the first offer, nor any of the layers behind
    OfferBits offers = layer.offers;
    offers &= passing.offers;
    offers.for_each_while([&](OfferIndex offer) {
      if (!best.may_take(offer, points)) return false;
      best.take(offer, points);
      return true;
    });
  }
  return std::move(best).in_order();
}

std::vector<OfferIndex> first_of(const Passing& passing, std::size_t count, const FilterGround& ground,
                                 const WordAnswer& answer, const SearchQuery& query, const Ranking& ranking) {
  const OfferColumns& columns = ground.columns;
  const OfferBits& offers = passing.offers;
  switch (query.sort) {
    case SortOrder::kRelevance:
      break;
    case SortOrder::kDistance:
      if (!query.here) break;
      return first_by(offers, count, [&](OfferIndex offer) {
        constexpr double kMetres = 1'000;
        const auto km = ground.facets.distance_km(offer, *query.here);
        const int behind = ranking.tells_apart() ? Relevance::kMax - ranking.score(offer) : 0;
        return std::pair(km ? static_cast<std::int64_t>(std::llround(*km * kMetres)) : INT64_MAX, behind);
      });
    case SortOrder::kNextDate:
      return first_by(offers, count, [&](OfferIndex offer) {
        const auto next = next_date(columns.occurrences(offer), query.now);
        return next ? std::pair(next->date.days_since_epoch, next->starts.value_or(0))
                    : std::pair(kNoDay, base::MinuteOfDay{0});
      });
    case SortOrder::kTitle:
      return first_by(offers, count, [&](OfferIndex offer) { return columns.title_position[offer]; });
    case SortOrder::kPrice:
      return first_by(offers, count, [&](OfferIndex offer) {
        const bool is_free = columns.free[offer] == static_cast<std::uint8_t>(offer::TriState::kYes);
        return is_free ? 0 : columns.price_cents[offer];
      });
  }
  return most_relevant(passing, count, answer, ranking);
}

/// Words that say something: those of one to three letters hardly ever do.
std::set<std::string> telling_words(const offer::Offer& offer) {
  constexpr std::size_t kLettersMin = 4;
  constexpr std::size_t kWordsMax = 12;
  std::string text = offer::localized(offer.name, "de");
  for (const std::string& keyword : offer.keywords) text += ' ' + keyword;
  std::set<std::string> words;
  for (std::string& word : folded_words(text)) {
    if (characters_of(word).size() >= kLettersMin && words.size() < kWordsMax) words.insert(std::move(word));
  }
  return words;
}

}  // namespace

Matches find_matches(const FilterGround& ground, const OfferBits& to_come, const WordAnswer& answer,
                     const Ranking& ranking, const SearchQuery& query) {
  Matches matches;
  OfferBits offers = to_come;
  if (!answer.words.empty()) offers &= answer.relevance.found;
  Filters filters(ground, query);
  Passing passing{offers, {}};
  if (query.counts || filters.are_chosen() || !ranking.all_meet()) {
    offers.for_each([&](OfferIndex offer) {
      const std::optional<int> points = ranking.all_meet() ? 0 : ranking.points_where_met(offer);
      if (!points || !(query.counts ? filters.take(offer) : filters.passes(offer))) {
        passing.offers.remove(offer);
      } else if (!ranking.all_meet()) {
        passing.points.push_back(*points);
      }
    });
  }
  if (query.counts) matches.facets = filters.facets();
  matches.total = passing.offers.count();
  constexpr std::size_t kAtLeast = 3;
  const std::size_t page_end = std::min(query.offset, matches.total) + std::min(query.limit, matches.total);
  matches.offers = first_of(passing, std::max(page_end, kAtLeast), ground, answer, query, ranking);
  return matches;
}

Result<std::vector<OfferIndex>> find_similar(const OfferColumns& columns, const OfferBits& to_come, TextIndex& index,
                                             OfferIndex self, const offer::Offer& offer,
                                             const std::vector<OfferIndex>& same_category, std::size_t count) {
  // Weights found by looking at results: one rare shared word outweighs phase and town together.
  constexpr double kCategory = 2.0;
  constexpr double kMainPhase = 1.0;
  constexpr double kTown = 0.5;
  std::vector<double> score(columns.size(), 0.0);
  for (const std::string& word : telling_words(offer)) {
    const std::optional<TermIndex> term = index.vocabulary().find(word);
    if (!term) continue;
    BILDUNGSKIOSK_TRY(const auto sharing, index.find(TextIndex::Scope::kTitle, Expression::word(*term)));
    const double weight = std::log((1.0 + columns.size()) / (1.0 + static_cast<double>(sharing->count())));
    sharing->for_each([&](OfferIndex other) { score[other] += weight; });
  }
  for (const OfferIndex other : same_category) score[other] += kCategory;

  std::vector<std::pair<double, OfferIndex>> ranked;
  to_come.for_each([&](OfferIndex other) {
    if (columns.main_phase[other] == columns.main_phase[self]) score[other] += kMainPhase;
    if (score[other] <= 0 || other == self) return;
    if (columns.town[other] != kNoTown && columns.town[other] == columns.town[self]) score[other] += kTown;
    ranked.emplace_back(-score[other], other);
  });
  const std::size_t kept = std::min(count, ranked.size());
  std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(kept), ranked.end());
  std::vector<OfferIndex> similar;
  for (std::size_t i = 0; i < kept; ++i) similar.push_back(ranked[i].second);
  return similar;
}

}  // namespace bildungskiosk::catalogue
