#include "sync/catalogue/search/understanding.hpp"

#include <algorithm>
#include <optional>
#include <span>

#include "sync/catalogue/search/folding.hpp"

namespace bildungskiosk::catalogue {
namespace {

/// Other than these, ASCII parts words; folding decides about the rest.
bool may_be_of_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_refused(std::span<const std::string> words, const SearchQuery& query) {
  return std::any_of(query.literal.begin(), query.literal.end(), [&](const std::string& phrase) {
    const std::vector<std::string> refused = folded_words(phrase);
    return std::equal(refused.begin(), refused.end(), words.begin(), words.end());
  });
}

/// Makes a value out of what a phrase means on this day.
struct ValueOf {
  const FacetWords::Match& match;
  base::Date today;

  FacetValue operator()(const RelativeDates& dates) const { return resolve(dates, today); }
  FacetValue operator()(AnyAge /*any*/) const { return OfAge{match.age}; }
  FacetValue operator()(AnyPlace /*any*/) const { return match.place; }
  template <typename Value>
  FacetValue operator()(const Value& value) const {
    return value;
  }
};

bool is_sure(const FacetMeaning& meaning) {
  return std::holds_alternative<RelativeDates>(meaning) || std::holds_alternative<AnyPlace>(meaning);
}

class Finder {
 public:
  Finder(const std::vector<LocatedWord>& words, const SearchQuery& query, const Lexicon& lexicon,
         const PlaceNames& places)
      : words_(words), query_(query), lexicon_(lexicon), places_(places) {
    for (const LocatedWord& word : words) folded_.push_back(word.word);
  }

  [[nodiscard]] std::vector<FacetSpan> run() const {
    std::vector<FacetSpan> spans;
    for (std::size_t at = 0; at < words_.size();) {
      std::optional<FacetSpan> span = span_at(at);
      at += span ? span->count : 1;
      if (span) spans.push_back(*std::move(span));
    }
    return spans;
  }

 private:
  [[nodiscard]] std::optional<FacetSpan> span_at(std::size_t at) const {
    const auto rest = std::span(folded_).subspan(at);
    std::optional<FacetSpan> span;
    if (const auto match = lexicon_.facet_words().longest(rest, query_.language, places_)) {
      span = FacetSpan{at, match->words, std::visit(ValueOf{*match, query_.now.date}, match->meaning),
                       is_sure(match->meaning)};
    } else if (const auto place = places_.longest(rest)) {
      span = FacetSpan{at, place->words, place->value, false};
    }
    if (!span || is_part_of_more(*span) || is_refused(rest.first(span->count), query_)) return std::nullopt;
    return span;
  }

  [[nodiscard]] bool is_part_of_more(const FacetSpan& span) const {
    const std::size_t end = span.first + span.count;
    if (words_[span.first].hyphen_before && !lexicon_.is_filler(folded_[span.first - 1])) return true;
    return end < words_.size() && words_[end].hyphen_before && !lexicon_.is_filler(folded_[end]);
  }

  const std::vector<LocatedWord>& words_;
  const SearchQuery& query_;
  const Lexicon& lexicon_;
  const PlaceNames& places_;
  std::vector<std::string> folded_;
};

}  // namespace

std::vector<LocatedWord> located_words(std::string_view typed) {
  typed = typed.substr(0, kQueryBytesMax);
  std::vector<LocatedWord> words;
  for (std::size_t at = 0; at < typed.size() && words.size() < kQueryWordsMax;) {
    if (!may_be_of_word(typed[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < typed.size() && may_be_of_word(typed[end])) ++end;
    bool hyphen = !words.empty() && typed[at - 1] == '-' && words.back().end + 1 == at;
    for (std::string& word : folded_words(typed.substr(at, end - at))) {
      if (words.size() == kQueryWordsMax) break;
      words.push_back({std::move(word), at, end, hyphen});
      hyphen = false;
    }
    at = end;
  }
  return words;
}

std::vector<FacetSpan> find_facets(const std::vector<LocatedWord>& words, const SearchQuery& query,
                                   const Lexicon& lexicon, const PlaceNames& places) {
  if (query.understanding == UnderstandingUse::kRefused) return {};
  return Finder(words, query, lexicon, places).run();
}

Understood told(const FacetSpan& span, const std::vector<LocatedWord>& words, std::string_view typed) {
  const std::size_t begin = words[span.first].begin;
  const std::size_t end = words[span.first + span.count - 1].end;
  return {std::string(typed.substr(begin, end - begin)), begin, end, span.value};
}

}  // namespace bildungskiosk::catalogue
