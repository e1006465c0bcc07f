#include "sync/catalogue/search/word_expansion.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "sync/catalogue/search/folding.hpp"

namespace bildungskiosk::catalogue {
namespace {

/// More words than this stand for one word only by chance; the ones that most offers have are taken.
constexpr std::size_t kTermsMax = 48;
/// Shorter words have no endings and are no parts, or by chance.
constexpr std::size_t kInflectedFrom = 3;
constexpr std::size_t kCompoundFrom = 4;
constexpr std::size_t kPartBytesMin = 3;
/// The words that begin like a stem and are looked at.
constexpr TermIndex kRangeMax = 20'000;

/// What stands between the parts of German compounds; "" first.
constexpr std::array<std::string_view, 7> kLinks = {"", "s", "n", "en", "es", "er", "e"};

std::string key_of(const std::string& word, LastLetter last) {
  return word + (last == LastLetter::kMayFollow ? "*" : "");
}

}  // namespace

/// Words of the vocabulary, each once.
struct WordExpander::Terms {
  std::vector<std::pair<std::uint32_t, TermIndex>> terms;  // offers, index

  void add(std::uint32_t offers, TermIndex index) { terms.emplace_back(offers, index); }

  std::optional<Alternative> alternative(MatchKind kind) {
    std::sort(terms.begin(), terms.end(), std::greater<>());
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    if (terms.size() > kTermsMax) terms.resize(kTermsMax);
    if (terms.empty()) return std::nullopt;
    std::vector<Expression> words;
    Alternative alternative{kind, {}, 0};
    for (const auto& [offers, index] : terms) {
      words.push_back(Expression::word(index));
      alternative.offers += offers;
    }
    alternative.expression = Expression::any_of(std::move(words));
    return alternative;
  }
};

WordExpander::WordExpander(const Vocabulary& vocabulary, const Lexicon& lexicon, Stemmer& stemmer)
    : vocabulary_(&vocabulary), lexicon_(&lexicon), stemmer_(&stemmer) {
  for (const Lexicon::Sense sense : {Lexicon::Sense::kSynonym, Lexicon::Sense::kTranslation}) {
    for (const auto& [word, phrases] : lexicon.all_meanings(sense)) {
      words_with_meanings_[sense == Lexicon::Sense::kSynonym ? 0 : 1][stemmer.stems(word).front()].push_back(word);
    }
  }
}

void WordExpander::forget() {
  remembered_.clear();
  remembered_splits_.clear();
  remembered_parts_.clear();
  remembered_known_.clear();
}

template <typename Use>
void WordExpander::for_each_inflected(const std::string& word, const std::vector<std::string>& stems, Use use) {
  if (word.size() < kInflectedFrom) return;
  for (const std::string& beginning : Stemmer::beginnings(stems)) {
    const Vocabulary::Range range = vocabulary_->beginning_with(beginning);
    const TermIndex end = std::min(range.end, range.begin + kRangeMax);
    for (TermIndex index = range.begin; index < end; ++index) {
      const std::string_view term = vocabulary_->term(index);
      if (term != word && stemmer_->share_stem(stems, term) && !use(index)) return;
    }
  }
}

void WordExpander::add_inflected(Terms& terms, const std::string& word, const std::vector<std::string>& stems) {
  for_each_inflected(word, stems, [&](TermIndex index) {
    terms.add(vocabulary_->offers(index), index);
    return true;
  });
}

bool WordExpander::is_head(std::string_view head) const {
  for (const std::string_view link : kLinks) {
    if (!head.ends_with(link) || head.size() < link.size() + kPartBytesMin) continue;
    if (vocabulary_->contains(head.substr(0, head.size() - link.size()))) return true;
  }
  // The verb or the noun that has lost its ending: "Nähkurs", "Schulkind".
  return vocabulary_->contains(std::string(head) + "en") || vocabulary_->contains(std::string(head) + "e");
}

std::optional<Alternative> WordExpander::compounds(const std::string& word, const std::vector<std::string>& stems) {
  if (word.size() < kCompoundFrom) return std::nullopt;
  // Of a long word also other endings: "kurse" in "Deutschkurs".
  const std::string& stem = stems.front();
  const std::string& core = stem.size() >= kPartBytesMin && word.starts_with(stem) ? stem : word;
  constexpr std::size_t kEndingMax = 4;
  constexpr std::size_t kSelfEvident = 6;
  Terms terms;
  vocabulary_->for_each_holding(core, [&](TermIndex index, std::size_t at) {
    const std::string_view term = vocabulary_->term(index);
    const std::string_view before = term.substr(0, at);
    const std::string_view behind = term.substr(at);
    if (before.empty()) {
      if (!behind.starts_with(word) || behind.size() < word.size() + kPartBytesMin) return;
      std::string_view rest = behind.substr(word.size());
      for (const std::string_view link : kLinks) {
        if (!rest.starts_with(link) || rest.size() < link.size() + kPartBytesMin) continue;
        if (!vocabulary_->contains(rest.substr(link.size()))) continue;
        terms.add(vocabulary_->offers(index), index);
        return;
      }
      if (word.size() >= kSelfEvident && rest.size() >= kSelfEvident) terms.add(vocabulary_->offers(index), index);
      return;
    }
    if (before.size() < kPartBytesMin || behind.size() > word.size() + kEndingMax) return;
    if (behind != word && !stemmer_->share_stem(stems, behind)) return;
    if (word.size() >= kSelfEvident || is_head(before)) terms.add(vocabulary_->offers(index), index);
  });
  return terms.alternative(MatchKind::kCompound);
}

std::optional<Expression> WordExpander::phrase_expression(const Lexicon::Phrase& phrase, std::uint64_t& offers) {
  std::vector<Expression> all;
  for (const std::string& word : phrase) {
    Terms terms;
    const Vocabulary::Range range = vocabulary_->beginning_with(word);
    if (vocabulary_->contains(word)) terms.add(vocabulary_->offers(range.begin), range.begin);
    add_inflected(terms, word, stemmer_->stems(word));
    std::optional<Alternative> any = terms.alternative(MatchKind::kSynonym);
    if (!any) return std::nullopt;
    offers += any->offers;
    all.push_back(std::move(any->expression));
  }
  return all.empty() ? std::nullopt : std::optional(Expression::all_of(std::move(all)));
}

std::optional<Alternative> WordExpander::synonyms(const std::vector<std::string>& known) {
  std::vector<Expression> expressions;
  Alternative alternative{MatchKind::kSynonym, {}, 0};
  for (const std::string& word : known) {
    for (const Lexicon::Phrase& phrase : lexicon_->synonyms_of(word)) {
      std::optional<Expression> expression = phrase_expression(phrase, alternative.offers);
      if (expression && expressions.size() < kTermsMax) expressions.push_back(*std::move(expression));
    }
  }
  if (expressions.empty()) return std::nullopt;
  alternative.expression = Expression::any_of(std::move(expressions));
  return alternative;
}

/// The German words themselves, and whatever else stands for them: "driving licence" finds a moped's certificate.
void WordExpander::add_translations(const std::vector<std::string>& known, std::vector<Alternative>& found) {
  Alternative close{MatchKind::kTranslation, {}, 0};
  Alternative loose{MatchKind::kLooseTranslation, {}, 0};
  std::vector<Expression> words;
  std::vector<Expression> others;
  for (const std::string& word : known) {
    for (const Lexicon::Phrase& phrase : lexicon_->meanings_of(word, Lexicon::Sense::kTranslation)) {
      if (phrase.size() > 1) {
        std::optional<Expression> expression = phrase_expression(phrase, close.offers);
        if (expression && words.size() < kTermsMax) words.push_back(*std::move(expression));
        continue;
      }
      for (const Alternative& one : forms_of(phrase.front())) {
        const bool is_word = one.kind == MatchKind::kExact;
        (is_word ? close : loose).offers += one.offers;
        if (others.size() < kTermsMax) (is_word ? words : others).push_back(one.expression);
      }
    }
  }
  if (!words.empty()) close.expression = Expression::any_of(std::move(words));
  if (!others.empty()) loose.expression = Expression::any_of(std::move(others));
  for (Alternative* alternative : {&close, &loose}) {
    if (!alternative->expression.parts.empty()) found.push_back(std::move(*alternative));
  }
}

std::vector<std::string> WordExpander::with_stem(Lexicon::Sense sense, const std::string& word,
                                                 const std::string& stem) const {
  const auto& by_stem = words_with_meanings_[sense == Lexicon::Sense::kSynonym ? 0 : 1];
  const auto known = by_stem.find(stem);
  return known != by_stem.end() ? known->second : std::vector{word};
}

std::vector<Alternative> WordExpander::alternatives(const std::string& word, LastLetter last) {
  const std::string key = key_of(word, last);
  if (const auto* remembered = remembered_.find(key)) return *remembered;
  return remembered_.keep(key, find_alternatives(word, last));
}

std::vector<Alternative> WordExpander::find_alternatives(const std::string& word, LastLetter last) {
  std::vector<Alternative> found;
  const std::vector<std::string> stems = stemmer_->stems(word);
  const Vocabulary::Range range = vocabulary_->beginning_with(word);
  const std::optional<TermIndex> exact = vocabulary_->find(word);
  if (last == LastLetter::kMayFollow && range.end > range.begin + (exact ? 1 : 0)) {
    // Of a known abbreviation ("KI") hardly anybody goes on to type a longer word.
    const bool is_whole = word.size() < kInflectedFrom && has_meaning(word);
    const MatchKind kind = is_whole ? MatchKind::kPart : MatchKind::kBeginning;
    found.push_back({kind, Expression::any_word(range), UINT32_MAX});
  }
  for (Alternative& form : forms_of(word)) found.push_back(std::move(form));
  add_translations(with_stem(Lexicon::Sense::kTranslation, word, stems.front()), found);
  std::stable_sort(found.begin(), found.end(),
                   [](const Alternative& a, const Alternative& b) { return a.kind < b.kind; });
  return found;
}

std::vector<Alternative> WordExpander::forms_of(const std::string& word) {
  std::vector<Alternative> found;
  const std::vector<std::string> stems = stemmer_->stems(word);
  if (const std::optional<TermIndex> exact = vocabulary_->find(word)) {
    found.push_back({MatchKind::kExact, Expression::word(*exact), vocabulary_->offers(*exact)});
  }
  Terms inflected;
  add_inflected(inflected, word, stems);
  if (auto some = inflected.alternative(MatchKind::kInflected)) found.push_back(*std::move(some));
  if (auto some = compounds(word, stems)) found.push_back(*std::move(some));
  if (auto some = synonyms(with_stem(Lexicon::Sense::kSynonym, word, stems.front()))) found.push_back(*std::move(some));
  return found;
}

std::vector<Alternative> WordExpander::phrase(const std::vector<std::string>& words) {
  std::string key;
  for (const std::string& word : words) key += (key.empty() ? "" : " ") + word;
  std::vector<Alternative> found;
  if (auto some = synonyms({key})) found.push_back(*std::move(some));
  add_translations({key}, found);
  return found;
}

std::vector<Alternative> WordExpander::joined(const std::vector<std::string>& words, LastLetter last) {
  std::vector<std::string> spellings{""};
  for (const std::string& word : words) {
    std::vector<std::string> longer;
    for (const std::string& spelling : spellings) {
      for (const std::string_view link : kLinks) {
        if (spelling.empty() && !link.empty()) continue;
        longer.push_back(std::string(spelling).append(link).append(word));
      }
    }
    spellings = std::move(longer);
  }
  std::vector<Expression> expressions;
  Alternative alternative{MatchKind::kJoined, {}, 0};
  constexpr std::size_t kBytesMin = 6;
  for (const std::string& spelling : spellings) {
    if (spelling.size() < kBytesMin || spelling.size() > kWordBytesMax) continue;
    const Vocabulary::Range range = vocabulary_->beginning_with(spelling);
    if (range.empty()) continue;
    if (last == LastLetter::kMayFollow) {
      expressions.push_back(Expression::any_word(range));
      alternative.offers = UINT32_MAX;
    } else if (const std::optional<TermIndex> index = vocabulary_->find(spelling)) {
      expressions.push_back(Expression::word(*index));
      alternative.offers += vocabulary_->offers(*index);
    }
  }
  if (expressions.empty()) return {};
  alternative.expression = Expression::any_of(std::move(expressions));
  return {std::move(alternative)};
}

bool WordExpander::has_meaning(const std::string& word) const {
  return !lexicon_->synonyms_of(word).empty() || !lexicon_->meanings_of(word, Lexicon::Sense::kTranslation).empty();
}

bool WordExpander::is_known(const std::string& word) {
  if (word.size() < kPartBytesMin) return false;
  if (vocabulary_->contains(word) || has_meaning(word)) return true;
  if (const bool* remembered = remembered_known_.find(word)) return *remembered;
  bool has_other_form = false;
  for_each_inflected(word, stemmer_->stems(word), [&](TermIndex /*index*/) {
    has_other_form = true;
    return false;
  });
  return remembered_known_.keep(word, has_other_form);
}

std::optional<std::vector<std::string>> WordExpander::parts_of(const std::string& word, LastLetter last, int depth) {
  // The longest last part first: it says what the thing is.
  for (std::size_t at = kPartBytesMin; at + kPartBytesMin <= word.size(); ++at) {
    if ((static_cast<unsigned char>(word[at]) & 0xc0U) == 0x80U) continue;
    const std::string tail = word.substr(at);
    std::optional<std::string> head;
    for (const std::string_view link : kLinks) {
      if (!word.substr(0, at).ends_with(link) || at < link.size() + kPartBytesMin) continue;
      if (std::string part = word.substr(0, at - link.size()); is_known(part)) {
        head = std::move(part);
        break;
      }
    }
    if (!head) continue;
    const bool begins_one = last == LastLetter::kMayFollow && at >= kCompoundFrom && tail.size() >= kCompoundFrom &&
                            !vocabulary_->beginning_with(tail).empty();
    if (begins_one || is_known(tail) || (tail.size() >= kCompoundFrom && lexicon_->is_filler(tail)))
      return std::vector<std::string>{*std::move(head), tail};
    if (depth == 0) continue;
    if (auto rest = parts_of(tail, last, depth - 1)) {
      rest->insert(rest->begin(), *std::move(head));
      return rest;
    }
  }
  return std::nullopt;
}

std::optional<Alternative> WordExpander::split(const std::string& word, LastLetter last) {
  const std::string key = key_of(word, last);
  if (const auto* remembered = remembered_splits_.find(key)) return *remembered;
  return remembered_splits_.keep(key, find_split(word, last));
}

std::optional<Alternative> WordExpander::find_split(const std::string& word, LastLetter last) {
  // Two parts before three: "buchhaltung" + "kurs", not "buch" + "haltung" + "kurs".
  auto parts = parts_of(word, last, 0);
  if (!parts) parts = parts_of(word, last, 1);
  if (!parts) return std::nullopt;
  std::vector<Expression> all;
  Alternative alternative{MatchKind::kCompound, {}, UINT32_MAX};
  for (std::size_t i = 0; i < parts->size(); ++i) {
    if (lexicon_->is_filler((*parts)[i])) continue;
    const bool is_last = i + 1 == parts->size();
    const std::vector<Alternative> any = alternatives((*parts)[i], is_last ? last : LastLetter::kTyped);
    if (any.empty()) return std::nullopt;
    all.push_back(any_of(any));
    std::uint64_t offers = 0;
    for (const Alternative& one : any) offers += one.offers;
    alternative.offers = std::min(alternative.offers, offers);
  }
  if (all.empty()) return std::nullopt;
  alternative.expression = Expression::all_of(std::move(all));
  return alternative;
}

std::optional<Alternative> WordExpander::known_part(const std::string& word) {
  if (const auto* remembered = remembered_parts_.find(word)) return *remembered;
  return remembered_parts_.keep(word, find_known_part(word));
}

std::optional<Alternative> WordExpander::find_known_part(const std::string& word) {
  constexpr std::size_t kHeadMin = 4;
  for (std::size_t at = word.size() - 1; at >= kHeadMin && at < word.size(); --at) {
    const std::string head = word.substr(0, at);
    if (word.size() - at < kPartBytesMin || !vocabulary_->contains(head)) continue;
    std::vector<Alternative> any = alternatives(head, LastLetter::kTyped);
    Alternative alternative{MatchKind::kPart, any_of(any), 0};
    for (const Alternative& one : any) alternative.offers += one.offers;
    return alternative;
  }
  return std::nullopt;
}

Expression any_of(const std::vector<Alternative>& alternatives) {
  std::vector<Expression> expressions;
  expressions.reserve(alternatives.size());
  for (const Alternative& alternative : alternatives) expressions.push_back(alternative.expression);
  return Expression::any_of(std::move(expressions));
}

}  // namespace bildungskiosk::catalogue
