#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/catalogue/search/text_index.hpp"
#include "sync/catalogue/search/text_query.hpp"

namespace bildungskiosk::catalogue {

/// The offers that answer a query's words, each with how well.
struct Relevance {
  static constexpr std::uint16_t kMax = 1'023;
  /// Offers that have what is asked for equally well.
  struct Layer {
    std::uint16_t score = 0;
    OfferBits offers;
  };

  OfferBits found;
  std::vector<std::size_t> dropped;  // words of the query that were not searched, for nothing has them all
  // Of those found, 1 … kMax, in one of two forms. For one word, of which a million offers may have a part: the layers,
  // best first, without empty ones; together they are `found`. For several: by offer index, and of others anything.
  std::vector<Layer> layers;
  std::unique_ptr<std::uint16_t[]> scores;

  /// Of an offer that was found.
  [[nodiscard]] std::uint16_t score(OfferIndex offer) const {
    if (scores) return scores[offer];
    for (const Layer& layer : layers) {
      if (layer.offers.contains(offer)) return layer.score;
    }
    return 0;
  }
};

/// Offers that have every word but the fillers, in whatever way. Where there are none, and corrections are allowed, one
/// word is left out (words_to_leave_out), then all are only wishes; words that nothing stands for are dropped. Counts
/// for more: rare words; the title; the word itself before another form of it. Errors: those of the index.
/// `sums`: room to work in, kept for the next time, for it would cost as much as the search to make it anew.
[[nodiscard]] base::Result<Relevance> find_relevance(TextIndex& index, const std::vector<QueryWord>& query,
                                                     CorrectionUse correction, std::vector<float>& sums);

/// For each word how the offer has it. As slow as a search.
[[nodiscard]] base::Result<std::vector<WordMatch>> explain_relevance(TextIndex& index,
                                                                     const std::vector<QueryWord>& query,
                                                                     OfferIndex offer);

}  // namespace bildungskiosk::catalogue
