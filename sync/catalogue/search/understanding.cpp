#include "sync/catalogue/search/understanding.hpp"

#include <algorithm>
#include <optional>
#include <span>

#include "sync/catalogue/search/folding.hpp"

namespace bildungskiosk::catalogue {
namespace {

/// `told`: the words as the visitor was told of them.
bool is_refused(const std::string& told, const SearchQuery& query) {
  if (query.literal.empty()) return false;
  const std::vector<std::string> words = folded_words(told);
  return std::any_of(query.literal.begin(), query.literal.end(),
                     [&](const std::string& phrase) { return folded_words(phrase) == words; });
}

/// "-", and the hyphens that Unicode has beside it.
bool is_hyphen(std::string_view sign) { return sign == "-" || sign == "\u2010" || sign == "\u2011"; }

/// Behind the characters at `at` that part words, or behind those that do not.
std::size_t skip(std::string_view text, std::size_t at, bool parting) {
  while (at < text.size()) {
    const FirstCharacter next = first_character(text.substr(at));
    if (next.parts_words != parting) break;
    at += next.bytes;
  }
  return at;
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
    if (!span || is_part_of_more(*span) || is_refused(told(*span, words_, query_.text).words, query_))
      return std::nullopt;
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
  for (std::size_t at = skip(typed, 0, true); at < typed.size() && words.size() < kQueryWordsMax;) {
    const std::size_t end = skip(typed, at, false);
    bool hyphen = !words.empty() && is_hyphen(typed.substr(words.back().end, at - words.back().end));
    for (std::string& word : folded_words(typed.substr(at, end - at))) {
      if (words.size() == kQueryWordsMax) break;
      words.push_back({std::move(word), at, end, hyphen});
      hyphen = false;
    }
    at = skip(typed, end, true);
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
