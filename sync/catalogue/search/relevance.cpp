#include "sync/catalogue/search/relevance.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace bildungskiosk::catalogue {
namespace {

using base::Result;
using Scope = TextIndex::Scope;

constexpr unsigned kLevelMax = 15;

/// How much it counts that an offer has a word in this way. Found with the judged set; what matters is the order.
unsigned level_of(Scope scope, MatchKind kind) {
  constexpr std::array<unsigned, 7> kTitle = {15, 14, 13, 11, 10, 8, 7};
  constexpr std::array<unsigned, 7> kText = {6, 6, 5, 4, 3, 3, 2};
  return (scope == Scope::kTitle ? kTitle : kText).at(static_cast<std::size_t>(kind));
}

/// Beyond so many offers only the title decides: the first page is full of titles, and telling apart what is not shown
/// would cost a frame.
constexpr std::size_t kTextToldApartMax = 4'000;

std::string all_of(const std::vector<QueryWord>& query, const std::vector<std::size_t>& words) {
  std::string all;
  for (const std::size_t word : words) {
    if (!all.empty()) all += " AND ";
    all += any_of(query[word].alternatives);
  }
  return all;
}

class Search {
 public:
  Search(TextIndex& index, const std::vector<QueryWord>& query, OfferIndex offers)
      : index_(index), query_(query), sum_(offers, 0), level_(offers, 0) {}

  Result<Relevance> run() {
    std::vector<std::size_t> required;
    for (std::size_t i = 0; i < query_.size(); ++i) {
      if (query_[i].is_filler) continue;
      if (query_[i].alternatives.empty()) {
        relevance_.dropped.push_back(i);
      } else {
        required.push_back(i);
      }
    }
    relevance_.score.assign(sum_.size(), Relevance::kNone);
    if (required.empty()) return std::move(relevance_);
    BILDUNGSKIOSK_TRY(found_, index_.find(Scope::kAllText, all_of(query_, required)));
    if (found_.empty() && required.size() > 1) {
      all_have_all_ = false;
      BILDUNGSKIOSK_TRY_VOID(find_without_one(required));
    }
    if (!found_.empty()) {
      BILDUNGSKIOSK_TRY_VOID(rank());
    }
    return std::move(relevance_);
  }

 private:
  /// Leaves out the word that tells least of those without which something is found.
  Result<void> find_without_one(const std::vector<std::size_t>& required) {
    std::vector<std::size_t> by_weight = required;
    std::stable_sort(by_weight.begin(), by_weight.end(),
                     [&](std::size_t a, std::size_t b) { return query_[a].weight < query_[b].weight; });
    constexpr std::size_t kTriesMax = 6;
    for (std::size_t i = 0; i < std::min(kTriesMax, by_weight.size()); ++i) {
      std::vector<std::size_t> rest = required;
      std::erase(rest, by_weight[i]);
      BILDUNGSKIOSK_TRY(found_, index_.find(Scope::kAllText, all_of(query_, rest)));
      if (found_.empty()) continue;
      relevance_.dropped.push_back(by_weight[i]);
      std::sort(relevance_.dropped.begin(), relevance_.dropped.end());
      return {};
    }
    std::string any;
    for (const std::size_t word : required) any += (any.empty() ? "" : " OR ") + any_of(query_[word].alternatives);
    BILDUNGSKIOSK_TRY(found_, index_.find(Scope::kAllText, any));
    return {};
  }

  Result<void> rank() {
    double weights = 0;
    for (const QueryWord& word : query_) {
      if (word.is_filler || word.alternatives.empty()) continue;
      weights += word.weight;
      BILDUNGSKIOSK_TRY_VOID(add_word(word));
    }
    const double scale = (Relevance::kMax - 1) / (kLevelMax * weights);
    for (const OfferIndex offer : found_) {
      relevance_.score[offer] = static_cast<std::uint16_t>(1 + std::lround(static_cast<double>(sum_[offer]) * scale));
    }
    return {};
  }

  Result<void> add_word(const QueryWord& word) {
    std::fill(level_.begin(), level_.end(), std::uint8_t{0});
    for (const Alternative& alternative : word.alternatives) {
      BILDUNGSKIOSK_TRY_VOID(mark(Scope::kTitle, alternative));
    }
    if (found_.size() <= kTextToldApartMax) {
      BILDUNGSKIOSK_TRY_VOID(mark_texts(word.alternatives));
    }
    for (const OfferIndex offer : found_) sum_[offer] += static_cast<float>(word.weight * level_[offer]);
    return {};
  }

  /// Where every offer found has the word, those that have it in no better way have it in the last one: unasked.
  Result<void> mark_texts(const std::vector<Alternative>& alternatives) {
    const std::size_t asked = alternatives.size() - (all_have_all_ ? 1 : 0);
    for (std::size_t i = 0; i < asked; ++i) {
      BILDUNGSKIOSK_TRY_VOID(mark(Scope::kAllText, alternatives[i]));
    }
    if (!all_have_all_) return {};
    const auto last = static_cast<std::uint8_t>(level_of(Scope::kAllText, alternatives.back().kind));
    for (const OfferIndex offer : found_) level_[offer] = std::max(level_[offer], last);
    return {};
  }

  Result<void> mark(Scope scope, const Alternative& alternative) {
    const auto level = static_cast<std::uint8_t>(level_of(scope, alternative.kind));
    BILDUNGSKIOSK_TRY(const std::vector<OfferIndex> offers, index_.find(scope, alternative.expression));
    for (const OfferIndex offer : offers) level_[offer] = std::max(level_[offer], level);
    return {};
  }

  TextIndex& index_;
  const std::vector<QueryWord>& query_;
  std::vector<float> sum_;           // by offer: of the words' levels, weighed
  std::vector<std::uint8_t> level_;  // by offer: of the word at hand
  std::vector<OfferIndex> found_;
  bool all_have_all_ = true;  // every offer found has every word that is required
  Relevance relevance_;
};

}  // namespace

Result<Relevance> find_relevance(TextIndex& index, const std::vector<QueryWord>& query, OfferIndex offers) {
  return Search(index, query, offers).run();
}

Result<std::vector<WordMatch>> explain_relevance(TextIndex& index, const std::vector<QueryWord>& query,
                                                 OfferIndex offer) {
  std::vector<WordMatch> matches;
  for (const QueryWord& word : query) {
    WordMatch best{.word = word.corrected.empty() ? word.typed : word.corrected};
    best.weight = word.weight;
    for (const Scope scope : {Scope::kTitle, Scope::kAllText}) {
      for (const Alternative& alternative : word.alternatives) {
        const int level = static_cast<int>(level_of(scope, alternative.kind));
        if (level <= best.level) continue;
        BILDUNGSKIOSK_TRY(const std::vector<OfferIndex> offers, index.find(scope, alternative.expression));
        if (std::find(offers.begin(), offers.end(), offer) == offers.end()) continue;
        best.level = level;
        best.kind = alternative.kind;
        best.in_title = scope == Scope::kTitle;
      }
    }
    matches.push_back(std::move(best));
  }
  return matches;
}

}  // namespace bildungskiosk::catalogue
