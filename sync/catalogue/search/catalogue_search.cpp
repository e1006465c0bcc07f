#include "sync/catalogue/search/catalogue_search.hpp"

#include <algorithm>
#include <utility>

#include "sync/catalogue/search/ways_on.hpp"

namespace bildungskiosk::catalogue {
namespace {

using base::Result;
using Scope = TextIndex::Scope;

/// Of what has no dates a text that says "heute" says nothing.
bool text_may_tell(const FacetValue& value) { return !std::holds_alternative<Dates>(value); }

}  // namespace

std::vector<std::string> CatalogueSearch::texts(const Reading& reading) const {
  return text_words(reading, words_->lexicon());
}

Result<OfferBits> CatalogueSearch::holding(const Reading& reading, const FacetSpan& span, Scope scope) {
  std::vector<std::string> words;
  for (std::size_t i = span.first; i < span.first + span.count; ++i) {
    if (!words_->lexicon().is_filler(reading.words[i].word)) words.push_back(reading.words[i].word);
  }
  return words_->offers_with(words, scope);
}

/// Where titles that answer the rest of the query have the words, the offers should be what they name; else they are
/// what something is called: "Online-Marketing", "Singen" (a town).
Result<bool> CatalogueSearch::means_the_facet(const Reading& reading, const FacetSpan& span, const WordAnswer& rest,
                                              const SearchQuery& query) {
  if (span.is_sure) return true;
  BILDUNGSKIOSK_TRY(OfferBits in_title, holding(reading, span, Scope::kTitle));
  in_title &= to_come_->at(query.now);
  if (!rest.words.empty()) in_title &= rest.relevance.found;
  const FacetJudge judge(*columns_, *facets_, times_, query.now, span.value);
  int fitting = 0;
  int others = 0;
  in_title.for_each([&](OfferIndex offer) { ++(judge.fit(offer) == Fit::kYes ? fitting : others); });
  return fitting >= others;
}

Result<Reading> CatalogueSearch::read(const SearchQuery& query) {
  Reading reading;
  reading.words = located_words(query.text);
  reading.spans = find_facets(reading.words, query, words_->lexicon(), facets_->place_names());
  if (reading.spans.empty()) return reading;
  BILDUNGSKIOSK_TRY(const auto rest, words_->search(texts(reading), query));
  std::vector<FacetSpan> meant;
  for (const FacetSpan& span : reading.spans) {
    BILDUNGSKIOSK_TRY(const bool is_meant, means_the_facet(reading, span, *rest, query));
    if (is_meant) meant.push_back(span);
  }
  reading.spans = std::move(meant);
  return reading;
}

Result<std::vector<FacetCondition>> CatalogueSearch::conditions(const Reading& reading, const SearchQuery& query) {
  std::vector<FacetCondition> conditions;
  for (const FacetSpan& span : reading.spans) {
    BILDUNGSKIOSK_TRY(OfferBits in_title, holding(reading, span, Scope::kTitle));
    std::optional<OfferBits> in_text;
    if (text_may_tell(span.value)) {
      BILDUNGSKIOSK_TRY(in_text, holding(reading, span, Scope::kAllText));
    }
    const std::string phrase = told(span, reading.words, query.text).words;
    const auto same = std::find_if(conditions.begin(), conditions.end(), [&](const FacetCondition& condition) {
      return condition.values.front().index() == span.value.index();
    });
    if (same == conditions.end()) {
      conditions.push_back({{span.value}, {phrase}, std::move(in_title), std::move(in_text)});
      continue;
    }
    same->values.push_back(span.value);
    same->phrases.push_back(phrase);
    same->in_title |= in_title;
    if (in_text) *same->in_text |= *in_text;
  }
  return conditions;
}

Result<Finding> CatalogueSearch::find(const Reading& reading, const SearchQuery& query) {
  Finding finding;
  BILDUNGSKIOSK_TRY(finding.answer, words_->search(texts(reading), query));
  BILDUNGSKIOSK_TRY(finding.conditions, conditions(reading, query));
  BILDUNGSKIOSK_TRY_VOID(words_->check_cancelled());
  const Ranking ranking(ground(), *finding.answer, finding.conditions, query, data_from_);
  finding.matches = find_matches(ground(), to_come_->at(query.now), *finding.answer, ranking, query);
  for (const FacetSpan& span : reading.spans) {
    finding.understood.push_back(told(span, reading.words, query.text));
  }
  for (const std::size_t word : finding.answer->relevance.dropped) {
    finding.dropped.push_back({LeftOutKind::kWord, finding.answer->words[word].typed});
  }
  return finding;
}

Result<Finding> CatalogueSearch::find_a_way_on(Finding nothing, const Reading& reading, const SearchQuery& query) {
  for (const WayOn& way : ways_on(reading, nothing.answer->words, query, words_->lexicon())) {
    // Where nothing is left to ask for, everything would be shown: only instead of a lone facet.
    const bool asks = !way.reading.spans.empty() || !texts(way.reading).empty() || has_filters(way.query) ||
                      (!reading.spans.empty() && texts(reading).empty());
    if (!asks) continue;
    SearchQuery uncounted = way.query;
    uncounted.counts = false;
    BILDUNGSKIOSK_TRY(Finding found, find(way.reading, uncounted));
    if (found.matches.total == 0) continue;
    if (way.query.counts) {
      BILDUNGSKIOSK_TRY(found, find(way.reading, way.query));
    }
    found.dropped.insert(found.dropped.begin(), way.dropped.begin(), way.dropped.end());
    return found;
  }
  nothing.dropped.clear();
  return nothing;
}

Result<Finding> CatalogueSearch::search(const SearchQuery& query) {
  times_.look_at(query.now);
  BILDUNGSKIOSK_TRY(const Reading reading, read(query));
  BILDUNGSKIOSK_TRY(Finding finding, find(reading, query));
  if (finding.matches.total > 0 || query.correction == CorrectionUse::kRefused) return finding;
  return find_a_way_on(std::move(finding), reading, query);
}

Result<Reason> CatalogueSearch::explain(const Finding& finding, const SearchQuery& query, OfferIndex offer) {
  const Ranking ranking(ground(), *finding.answer, finding.conditions, query, data_from_);
  Reason reason;
  reason.score = ranking.score(offer);
  BILDUNGSKIOSK_TRY(reason.words, words_->explain(*finding.answer, offer));
  reason.facets = ranking.facet_matches(offer);
  reason.lifts = ranking.lifts(offer);
  return reason;
}

}  // namespace bildungskiosk::catalogue
