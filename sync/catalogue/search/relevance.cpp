#include "sync/catalogue/search/relevance.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace bildungskiosk::catalogue {
namespace {

using base::Result;
using Scope = TextIndex::Scope;

constexpr unsigned kLevelMax = 15;
/// Of a filler, beside 1 and more of another word.
constexpr double kFillerWeight = 0.5;

/// Another ending of a filler is the most that counts.
bool counts_of_filler(MatchKind kind) { return kind <= MatchKind::kInflected; }

/// Beside other words: none for what nothing stands for.
double weight_of(const QueryWord& word) {
  if (word.alternatives.empty()) return 0;
  return word.is_filler ? kFillerWeight : word.weight;
}

/// How much it counts that an offer has a word in this way. Found with the judged set; what matters is the order.
unsigned level_of(Scope scope, MatchKind kind) {
  // A translation behind every text in the visitor's own language.
  constexpr std::array<unsigned, 9> kTitle = {15, 14, 13, 11, 10, 8, 7, 4, 3};
  constexpr std::array<unsigned, 9> kText = {6, 6, 5, 4, 3, 3, 2, 2, 1};
  return (scope == Scope::kTitle ? kTitle : kText).at(static_cast<std::size_t>(kind));
}

unsigned level_of(const QueryWord& word, Scope scope, MatchKind kind) {
  if (!word.is_filler) return level_of(scope, kind);
  return scope == Scope::kTitle && counts_of_filler(kind) ? kLevelMax : 0;
}

class Search {
 public:
  Search(TextIndex& index, const std::vector<QueryWord>& query, CorrectionUse correction, std::vector<float>& sums)
      : index_(index), query_(query), leaves_out_(correction == CorrectionUse::kAllowed), sum_(sums) {}

  Result<Relevance> run() {
    relevance_.found = OfferBits(index_.offers());
    std::vector<std::size_t> required;
    for (std::size_t i = 0; i < query_.size(); ++i) {
      if (query_[i].is_filler) continue;
      if (!query_[i].alternatives.empty()) {
        required.push_back(i);
      } else if (leaves_out_) {
        relevance_.dropped.push_back(i);
      } else {
        return std::move(relevance_);
      }
    }
    if (!required.empty()) BILDUNGSKIOSK_TRY_VOID(find(required));
    BILDUNGSKIOSK_TRY_VOID(rank());
    return std::move(relevance_);
  }

 private:
  /// A required word: the offers that have it in their texts, by each alternative and by any.
  struct Word {
    std::size_t index = 0;  // in the query
    std::vector<std::shared_ptr<const OfferBits>> by_alternative;
    OfferBits any;
  };
  /// A way of having a word.
  struct Way {
    unsigned level = 0;
    Scope scope = Scope::kTitle;
    std::size_t alternative = 0;
  };

  Result<void> find(const std::vector<std::size_t>& required) {
    for (const std::size_t index : required) {
      Word word{index, {}, OfferBits(index_.offers())};
      for (const Alternative& alternative : query_[index].alternatives) {
        BILDUNGSKIOSK_TRY(auto offers, index_.find(Scope::kAllText, alternative.expression));
        word.any |= *offers;
        word.by_alternative.push_back(std::move(offers));
      }
      words_.push_back(std::move(word));
    }
    relevance_.found = with_all_but(words_.size());
    if (leaves_out_ && words_.size() > 1 && relevance_.found.empty()) find_without_one();
    return {};
  }

  /// The offers that have all required words, whether or not that one.
  [[nodiscard]] OfferBits with_all_but(std::size_t left_out) const {
    OfferBits all = words_[left_out == 0 ? 1 : 0].any;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (i != left_out) all &= words_[i].any;
    }
    return all;
  }

  void find_without_one() {
    constexpr std::size_t kTriesMax = 6;
    std::size_t tries = 0;
    for (const std::size_t left_out : words_to_leave_out(query_)) {
      const auto word =
          std::find_if(words_.begin(), words_.end(), [&](const Word& one) { return one.index == left_out; });
      if (word == words_.end()) continue;
      if (tries++ == kTriesMax) break;
      relevance_.found = with_all_but(static_cast<std::size_t>(word - words_.begin()));
      if (relevance_.found.empty()) continue;
      relevance_.dropped.push_back(left_out);
      std::sort(relevance_.dropped.begin(), relevance_.dropped.end());
      return;
    }
    for (const Word& word : words_) relevance_.found |= word.any;
  }

  Result<void> rank() {
    if (relevance_.found.empty()) return {};
    double weights = 0;
    for (const Word& word : words_) weights += weight_of(query_[word.index]);
    bool has_fillers = false;
    for (const QueryWord& word : query_) {
      if (!word.is_filler || word.alternatives.empty()) continue;
      weights += weight_of(word);
      has_fillers = true;
    }
    scale_ = (Relevance::kMax - 1) / (kLevelMax * weights);
    return words_.size() == 1 && !has_fillers ? rank_in_layers() : rank_each();
  }

  [[nodiscard]] std::uint16_t score_of(float sum) const {
    constexpr double kRounded = 0.5;
    return static_cast<std::uint16_t>(1 + kRounded + static_cast<double>(sum) * scale_);
  }

  Result<void> rank_in_layers() {
    return for_each_way(words_.front(), [this](float weighed, OfferBits offers) {
      if (offers.empty()) return;
      const std::uint16_t score = score_of(weighed);
      auto& layers = relevance_.layers;
      if (layers.empty() || layers.back().score != score) {
        layers.push_back({score, std::move(offers)});
      } else {
        layers.back().offers |= offers;
      }
    });
  }

  Result<void> rank_each() {
    sum_.resize(index_.offers());
    relevance_.found.for_each([this](OfferIndex offer) { sum_[offer] = 0; });
    for (const Word& word : words_) {
      BILDUNGSKIOSK_TRY_VOID(for_each_way(word, [this](float weighed, const OfferBits& offers) {
        offers.for_each([this, weighed](OfferIndex offer) { sum_[offer] += weighed; });
      }));
    }
    for (const QueryWord& word : query_) {
      if (word.is_filler && !word.alternatives.empty()) BILDUNGSKIOSK_TRY_VOID(add_filler(word));
    }
    relevance_.scores = std::make_unique_for_overwrite<std::uint16_t[]>(index_.offers());
    relevance_.found.for_each([this](OfferIndex offer) { relevance_.scores[offer] = score_of(sum_[offer]); });
    return {};
  }

  /// From the best way of having the word to the last, so that each offer is met once: calls `use` with what the way
  /// counts and the offers.
  template <typename Use>
  Result<void> for_each_way(const Word& word, Use use) {
    const QueryWord& asked = query_[word.index];
    OfferBits rest = relevance_.found;
    for (const Way& way : ways_of(asked)) {
      BILDUNGSKIOSK_TRY_VOID(index_.check_cancelled());
      std::shared_ptr<const OfferBits> all = word.by_alternative[way.alternative];
      if (way.scope == Scope::kTitle) {
        BILDUNGSKIOSK_TRY(all, index_.find(Scope::kTitle, asked.alternatives[way.alternative].expression));
      }
      OfferBits offers = *all;
      offers &= rest;
      rest -= offers;
      use(static_cast<float>(weight_of(asked) * way.level), std::move(offers));
    }
    return {};
  }

  /// "Deutsch Kurs": of two that are about German the one that is called a course comes first.
  Result<void> add_filler(const QueryWord& word) {
    OfferBits offers(index_.offers());
    for (const Alternative& alternative : word.alternatives) {
      if (!counts_of_filler(alternative.kind)) continue;
      BILDUNGSKIOSK_TRY(const auto more, index_.find(Scope::kTitle, alternative.expression));
      offers |= *more;
    }
    offers &= relevance_.found;
    const auto weighed = static_cast<float>(weight_of(word) * kLevelMax);
    offers.for_each([this, weighed](OfferIndex offer) { sum_[offer] += weighed; });
    return {};
  }

  /// Best first.
  static std::vector<Way> ways_of(const QueryWord& word) {
    std::vector<Way> ways;
    for (const Scope scope : {Scope::kTitle, Scope::kAllText}) {
      for (std::size_t i = 0; i < word.alternatives.size(); ++i) {
        ways.push_back({level_of(scope, word.alternatives[i].kind), scope, i});
      }
    }
    std::stable_sort(ways.begin(), ways.end(), [](const Way& a, const Way& b) { return a.level > b.level; });
    return ways;
  }

  TextIndex& index_;
  const std::vector<QueryWord>& query_;
  bool leaves_out_;
  std::vector<Word> words_;
  std::vector<float>& sum_;  // by offer: of the words' levels, weighed
  double scale_ = 0;         // of sums to scores
  Relevance relevance_;
};

}  // namespace

Result<Relevance> find_relevance(TextIndex& index, const std::vector<QueryWord>& query, CorrectionUse correction,
                                 std::vector<float>& sums) {
  return Search(index, query, correction, sums).run();
}

Result<std::vector<WordMatch>> explain_relevance(TextIndex& index, const std::vector<QueryWord>& query,
                                                 OfferIndex offer) {
  std::vector<WordMatch> matches;
  for (const QueryWord& word : query) {
    WordMatch best{.word = word.corrected.empty() ? word.typed : word.corrected};
    best.weight = weight_of(word);
    for (const Scope scope : {Scope::kTitle, Scope::kAllText}) {
      for (const Alternative& alternative : word.alternatives) {
        const int level = static_cast<int>(level_of(word, scope, alternative.kind));
        if (level <= best.level) continue;
        BILDUNGSKIOSK_TRY(const auto offers, index.find(scope, alternative.expression));
        if (!offers->contains(offer)) continue;
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
