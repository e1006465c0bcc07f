#include "sync/catalogue/search/text_query.hpp"

#include <algorithm>
#include <cmath>

namespace bildungskiosk::catalogue {
namespace {

using base::Result;

constexpr std::size_t kJoinedMax = 3;

LastLetter last_letter(std::size_t index, std::size_t words) {
  return index + 1 == words ? LastLetter::kMayFollow : LastLetter::kTyped;
}

/// Neighbours that an offer writes as one word, or that mean something together, stand for each other: "wärme pumpe",
/// "first aid".
void add_joined(std::vector<QueryWord>& query, WordExpander& expander) {
  for (std::size_t begin = 0; begin < query.size(); ++begin) {
    std::vector<std::string> words{query[begin].typed};
    for (std::size_t end = begin + 1; end < std::min(begin + kJoinedMax, query.size()); ++end) {
      words.push_back(query[end].typed);
      for (const Alternative& one : expander.joined(words, last_letter(end, query.size()))) {
        for (std::size_t i = begin; i <= end; ++i) query[i].alternatives.push_back(one);
      }
      for (const Alternative& meant : expander.phrase(words)) {
        for (std::size_t i = begin; i <= end; ++i) query[i].alternatives.push_back(meant);
      }
    }
  }
}

/// For a word that nothing stands for: its parts, what it may be a slip of, or at least what it begins with.
void find_a_way(QueryWord& word, const QueryTools& tools, LastLetter last, CorrectionUse correction) {
  if (auto parts = tools.expander.split(word.typed, last)) {
    word.alternatives.push_back(*std::move(parts));
    return;
  }
  if (correction == CorrectionUse::kAllowed) {
    if (const auto nearest = tools.speller.nearest(word.typed, last)) {
      word.corrected = tools.index.vocabulary().term(*nearest);
      word.alternatives = tools.expander.alternatives(word.corrected, LastLetter::kTyped);
      return;
    }
  }
  if (auto part = tools.expander.known_part(word.typed)) word.alternatives.push_back(*std::move(part));
}

double weight_of(const QueryWord& word, std::size_t offers) {
  std::uint64_t with = 0;
  for (const Alternative& alternative : word.alternatives) with += std::min<std::uint64_t>(alternative.offers, offers);
  const double count = static_cast<double>(std::min<std::uint64_t>(with, offers));
  return 1 + std::log((1 + static_cast<double>(offers)) / (1 + count));
}

}  // namespace

Result<std::vector<QueryWord>> plan_query(const std::vector<std::string>& words, const QueryTools& tools,
                                          CorrectionUse correction) {
  std::vector<QueryWord> query;
  for (std::size_t i = 0; i < words.size(); ++i) {
    BILDUNGSKIOSK_TRY_VOID(tools.index.check_cancelled());
    QueryWord word;
    word.typed = words[i];
    word.is_filler = tools.lexicon.is_filler(words[i]);
    word.alternatives = tools.expander.alternatives(words[i], last_letter(i, words.size()));
    query.push_back(std::move(word));
  }
  add_joined(query, tools.expander);
  for (std::size_t i = 0; i < query.size(); ++i) {
    BILDUNGSKIOSK_TRY_VOID(tools.index.check_cancelled());
    QueryWord& word = query[i];
    if (word.alternatives.empty() && !word.is_filler) {
      find_a_way(word, tools, last_letter(i, query.size()), correction);
    }
    std::stable_sort(word.alternatives.begin(), word.alternatives.end(),
                     [](const Alternative& a, const Alternative& b) { return a.kind < b.kind; });
  }
  // Where nothing but fillers was typed, they are what is looked for.
  if (std::all_of(query.begin(), query.end(), [](const QueryWord& word) { return word.is_filler; })) {
    for (QueryWord& word : query) word.is_filler = false;
  }
  for (QueryWord& word : query) word.weight = weight_of(word, tools.index.offers());
  return query;
}

std::vector<std::size_t> words_to_leave_out(const std::vector<QueryWord>& query) {
  std::vector<std::size_t> words;
  for (std::size_t i = 0; i < query.size(); ++i) {
    if (!query[i].is_filler) words.push_back(i);
  }
  std::stable_sort(words.begin(), words.end(),
                   [&query](std::size_t a, std::size_t b) { return query[a].weight < query[b].weight; });
  return words;
}

}  // namespace bildungskiosk::catalogue
