#include "sync/catalogue/search/search_engine.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "sync/catalogue/search/folding.hpp"

namespace bildungskiosk::catalogue {
namespace {

using base::Result;

/// Sorts by a key; equal keys stay in their order, which is that of quality, or of relevance.
template <typename Key>
void sort_by(std::vector<OfferIndex>& offers, Key key) {
  std::vector<std::pair<decltype(key(OfferIndex{})), OfferIndex>> keyed;
  keyed.reserve(offers.size());
  for (const OfferIndex offer : offers) keyed.emplace_back(key(offer), offer);
  std::stable_sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (std::size_t i = 0; i < offers.size(); ++i) offers[i] = keyed[i].second;
}

/// Best first; equal ones stay in the order of the index. Scores are small numbers, so they are counted and not
/// compared.
void sort_by_score(std::vector<OfferIndex>& offers, const Ranking& ranking) {
  std::vector<std::uint16_t> buckets;
  buckets.reserve(offers.size());
  std::vector<std::uint32_t> places(Relevance::kMax + 2, 0);
  for (const OfferIndex offer : offers) {
    buckets.push_back(static_cast<std::uint16_t>(Relevance::kMax - ranking.score(offer)));
    ++places[buckets.back() + 1U];
  }
  for (std::size_t i = 1; i < places.size(); ++i) places[i] += places[i - 1];
  std::vector<OfferIndex> sorted(offers.size());
  for (std::size_t i = 0; i < offers.size(); ++i) sorted[places[buckets[i]]++] = offers[i];
  offers = std::move(sorted);
}

void sort_matches(std::vector<OfferIndex>& offers, const FilterGround& ground, const SearchQuery& query,
                  const Ranking& ranking) {
  const OfferColumns& columns = ground.columns;
  switch (query.sort) {
    case SortOrder::kRelevance:
      if (ranking.tells_apart()) sort_by_score(offers, ranking);
      break;
    case SortOrder::kDistance:
      if (ranking.tells_apart()) sort_by_score(offers, ranking);
      if (!query.here) break;
      sort_by(offers, [&](OfferIndex offer) {
        constexpr double kMetres = 1'000;
        const auto km = ground.facets.distance_km(offer, *query.here);
        return km ? static_cast<std::int64_t>(std::llround(*km * kMetres)) : INT64_MAX;
      });
      break;
    case SortOrder::kNextDate:
      sort_by(offers, [&](OfferIndex offer) {
        const auto next = next_date(columns.occurrences(offer), query.now);
        return next ? std::pair(next->date.days_since_epoch, next->starts.value_or(0))
                    : std::pair(kNoDay, base::MinuteOfDay{0});
      });
      break;
    case SortOrder::kTitle:
      sort_by(offers, [&](OfferIndex offer) { return columns.title_position[offer]; });
      break;
    case SortOrder::kPrice:
      sort_by(offers, [&](OfferIndex offer) {
        const bool is_free = columns.free[offer] == static_cast<std::uint8_t>(offer::TriState::kYes);
        return is_free ? 0 : columns.price_cents[offer];
      });
      break;
  }
}

/// Words that say something: those of one to three letters hardly ever do.
std::set<std::string> telling_words(const offer::Offer& offer) {
  constexpr std::size_t kLettersMin = 4;
  constexpr std::size_t kWordsMax = 12;
  std::string text = offer::localized(offer.name, "de");
  for (const std::string& keyword : offer.keywords) text += ' ' + keyword;
  std::set<std::string> words;
  for (std::string& word : folded_words(text)) {
    if (word.size() >= kLettersMin && words.size() < kWordsMax) words.insert(std::move(word));
  }
  return words;
}

}  // namespace

Matches find_matches(const FilterGround& ground, const OfferBits& to_come, const WordAnswer& answer,
                     const Ranking& ranking, const SearchQuery& query) {
  Matches matches;
  Filters filters(ground, query);
  OfferBits offers = to_come;
  if (!answer.words.empty()) offers &= answer.relevance.found;
  offers.for_each([&](OfferIndex offer) {
    if (!ranking.meets(offer)) return;
    if (filters.take(offer)) matches.offers.push_back(offer);
  });
  matches.facets = filters.facets();
  sort_matches(matches.offers, ground, query, ranking);
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
    BILDUNGSKIOSK_TRY(const OfferBits sharing, index.find(TextIndex::Scope::kTitle, Expression::word(*term)));
    const double weight = std::log((1.0 + columns.size()) / (1.0 + static_cast<double>(sharing.count())));
    sharing.for_each([&](OfferIndex other) { score[other] += weight; });
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
