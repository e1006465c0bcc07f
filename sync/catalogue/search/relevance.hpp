#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/catalogue/search/text_index.hpp"
#include "sync/catalogue/search/text_query.hpp"

namespace bildungskiosk::catalogue {

/// The offers that answer a query's words, each with how well.
struct Relevance {
  static constexpr std::uint16_t kNone = 0;
  static constexpr std::uint16_t kMax = 1'023;
  OfferBits found;
  std::vector<std::uint16_t> score;  // by offer index: kNone, or 1 … kMax of those found
  std::vector<std::size_t> dropped;  // words of the query that were not searched, for nothing has them all
};

/// Offers that have every word but the fillers, in whatever way. Where there are none, and corrections are allowed, one
/// word is left out (words_to_leave_out), then all are only wishes; words that nothing stands for are dropped. Counts
/// for more: rare words; the title; the word itself before another form of it. Errors: those of the index.
[[nodiscard]] base::Result<Relevance> find_relevance(TextIndex& index, const std::vector<QueryWord>& query,
                                                     CorrectionUse correction);

/// For each word how the offer has it. As slow as a search.
[[nodiscard]] base::Result<std::vector<WordMatch>> explain_relevance(TextIndex& index,
                                                                     const std::vector<QueryWord>& query,
                                                                     OfferIndex offer);

}  // namespace bildungskiosk::catalogue
