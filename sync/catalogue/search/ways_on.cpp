#include "sync/catalogue/search/ways_on.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace bildungskiosk::catalogue {
namespace {

bool is_place(const FacetSpan& span) {
  return std::holds_alternative<InTown>(span.value) || std::holds_alternative<InDistrict>(span.value);
}

bool is_left_out(const Reading& reading, std::size_t word) {
  return std::find(reading.left_out.begin(), reading.left_out.end(), word) != reading.left_out.end();
}

bool is_named(const Reading& reading, std::size_t word) {
  return std::any_of(reading.spans.begin(), reading.spans.end(),
                     [word](const FacetSpan& span) { return word >= span.first && word < span.first + span.count; });
}

/// What was typed, without what was chosen.
SearchQuery without_filters(const SearchQuery& query) {
  SearchQuery plain;
  plain.text = query.text;
  plain.correction = query.correction;
  plain.understanding = query.understanding;
  plain.literal = query.literal;
  plain.explain = query.explain;
  plain.counts = query.counts;
  plain.language = query.language;
  plain.here = query.here;
  plain.sort = query.sort;
  plain.now = query.now;
  plain.offset = query.offset;
  plain.limit = query.limit;
  return plain;
}

class Ways {
 public:
  Ways(const Reading& reading, const std::vector<QueryWord>& searched, const SearchQuery& query, const Lexicon& lexicon)
      : whole_{reading, query, {}}, searched_(searched), lexicon_(lexicon) {}

  std::vector<WayOn> run() && {
    for (const std::vector<std::size_t>& places : words_to_try_without()) {
      WayOn way = whole_;
      leave_out_word(way, places.front());
      way.reading.left_out.insert(way.reading.left_out.end(), places.begin() + 1, places.end());
      ways_.push_back(std::move(way));
    }
    in_any_town();
    in_any_phase();
    for (const FacetSpan& left_out : whole_.reading.spans) {
      WayOn way = whole_;
      leave_out(way, [&](const FacetSpan& span) { return span.first == left_out.first; });
      ways_.push_back(std::move(way));
    }
    WayOn without_facets = whole_;
    leave_out(without_facets, [](const FacetSpan&) { return true; });
    ways_.push_back(without_facets);
    only_facets();
    without_filters_too(whole_);
    without_filters_too(without_facets);
    std::erase_if(ways_, [](const WayOn& way) { return way.dropped.empty(); });
    return std::move(ways_);
  }

 private:
  /// Places of a word in the reading, by words; none where there is only one word: without it nothing is asked for.
  [[nodiscard]] std::vector<std::vector<std::size_t>> words_to_try_without() const {
    std::vector<std::vector<std::size_t>> words;
    for (const std::size_t word : words_to_leave_out(searched_)) {
      std::vector<std::size_t> places;
      for (std::size_t i = 0; i < whole_.reading.words.size(); ++i) {
        if (whole_.reading.words[i].word == searched_[word].typed && !is_named(whole_.reading, i)) places.push_back(i);
      }
      if (!places.empty() && std::find(words.begin(), words.end(), places) == words.end()) words.push_back(places);
    }
    if (words.size() == 1) words.clear();
    return words;
  }

  static void leave_out_word(WayOn& way, std::size_t word) {
    way.reading.left_out.push_back(word);
    way.dropped.push_back({LeftOutKind::kWord, way.reading.words[word].word});
  }

  static void leave_out(WayOn& way, const std::function<bool(const FacetSpan&)>& which) {
    std::erase_if(way.reading.spans, [&](const FacetSpan& span) {
      if (!which(span)) return false;
      way.dropped.push_back({LeftOutKind::kUnderstood, told(span, way.reading.words, way.query.text).words});
      for (std::size_t i = 0; i < span.count; ++i) way.reading.left_out.push_back(span.first + i);
      return true;
    });
  }

  void in_any_town() {
    WayOn way = whole_;
    leave_out(way, is_place);
    SearchQuery& query = way.query;
    if (!query.towns.empty() || !query.districts.empty() || query.radius_km) {
      way.dropped.push_back({LeftOutKind::kTowns, {}});
    }
    query.towns.clear();
    query.districts.clear();
    query.radius_km.reset();
    ways_.push_back(std::move(way));
  }

  void in_any_phase() {
    if (whole_.query.phases.empty()) return;
    WayOn way = whole_;
    way.query.phases.clear();
    way.dropped.push_back({LeftOutKind::kPhases, {}});
    ways_.push_back(std::move(way));
  }

  /// Where nothing has the words, whatever is asked for beside them.
  void only_facets() {
    if (whole_.reading.spans.empty()) return;
    WayOn way = whole_;
    for (std::size_t i = 0; i < way.reading.words.size(); ++i) {
      if (!is_named(whole_.reading, i) && !lexicon_.is_filler(way.reading.words[i].word)) leave_out_word(way, i);
    }
    ways_.push_back(std::move(way));
  }

  void without_filters_too(WayOn way) {
    if (!has_filters(way.query)) return;
    way.query = without_filters(way.query);
    way.dropped.push_back({LeftOutKind::kFilters, {}});
    ways_.push_back(std::move(way));
  }

  WayOn whole_;
  const std::vector<QueryWord>& searched_;
  const Lexicon& lexicon_;
  std::vector<WayOn> ways_;
};

}  // namespace

bool has_filters(const SearchQuery& query) { return query != without_filters(query); }

std::vector<std::string> text_words(const Reading& reading, const Lexicon& lexicon) {
  std::vector<std::string> words;
  bool says_something = reading.spans.empty();
  for (std::size_t i = 0; i < reading.words.size(); ++i) {
    if (is_named(reading, i) || is_left_out(reading, i)) continue;
    words.push_back(reading.words[i].word);
    if (!lexicon.is_filler(words.back())) says_something = true;
  }
  if (!says_something) words.clear();
  return words;
}

std::vector<WayOn> ways_on(const Reading& reading, const std::vector<QueryWord>& searched, const SearchQuery& query,
                           const Lexicon& lexicon) {
  return Ways(reading, searched, query, lexicon).run();
}

}  // namespace bildungskiosk::catalogue
