#include "sync/catalogue/search/lexicon.hpp"

#include <algorithm>

#include "sync/catalogue/search/folding.hpp"

namespace bildungskiosk::catalogue {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::uint64_t kListBytesMax = 1'000'000;
constexpr std::string_view kFacetsBegin = "facets-";
constexpr std::string_view kFacetsEnd = ".toml";

std::vector<Lexicon::Phrase> phrases_of(std::string_view list) {
  std::vector<Lexicon::Phrase> phrases;
  for (;;) {
    const std::size_t comma = list.find(',');
    if (Lexicon::Phrase phrase = folded_words(list.substr(0, comma)); !phrase.empty()) {
      phrases.push_back(std::move(phrase));
    }
    if (comma == std::string_view::npos) return phrases;
    list.remove_prefix(comma + 1);
  }
}

/// Calls `use` with each line that is neither empty nor a comment; the number of the first that it refuses, 0 if none.
template <typename Use>
std::size_t for_each_line(std::string_view text, Use use) {
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.empty() && line.front() != '#' && !use(line)) return number;
  }
  return 0;
}

std::string joined(const Lexicon::Phrase& phrase) {
  std::string text;
  for (const std::string& word : phrase) text += (text.empty() ? "" : " ") + word;
  return text;
}

}  // namespace

Result<Lexicon> Lexicon::load(base::FileSystem& files, const std::string& folder) {
  Lexicon lexicon;
  BILDUNGSKIOSK_TRY(const std::vector<std::string> names, files.list(folder));
  for (const std::string& name : names) {
    if (name.starts_with(kFacetsBegin) && name.ends_with(kFacetsEnd)) {
      BILDUNGSKIOSK_TRY(const base::Bytes bytes, base::read_file(files, base::join_path(folder, name), kListBytesMax));
      const std::string language =
          name.substr(kFacetsBegin.size(), name.size() - kFacetsBegin.size() - kFacetsEnd.size());
      BILDUNGSKIOSK_TRY_VOID(lexicon.facet_words_.add(base::as_text(bytes), name, language));
      continue;
    }
    const bool has_synonyms = name.starts_with("synonyms");
    const bool is_german = !name.starts_with("synonyms-") || name.starts_with("synonyms-de");
    const Sense sense = is_german ? Sense::kSynonym : Sense::kTranslation;
    if (!name.ends_with(".txt") || (!has_synonyms && !name.starts_with("fillers"))) continue;
    BILDUNGSKIOSK_TRY(const base::Bytes bytes, base::read_file(files, base::join_path(folder, name), kListBytesMax));
    const std::size_t refused = for_each_line(base::as_text(bytes), [&](std::string_view line) {
      if (has_synonyms) return lexicon.add_synonyms(line, sense);
      lexicon.add_fillers(line);
      return true;
    });
    if (refused != 0) return Error{ErrorCode::kInvalidArgument, name + ":" + std::to_string(refused)};
  }
  return lexicon;
}

void Lexicon::relate(Meanings& meanings, const Phrase& typed, const Phrase& meant) {
  if (typed.empty() || typed.size() > kTypedWordsMax || typed == meant) return;
  std::vector<Phrase>& known = meanings[joined(typed)];
  if (std::find(known.begin(), known.end(), meant) == known.end()) known.push_back(meant);
}

bool Lexicon::add_synonyms(std::string_view line, Sense sense) {
  Meanings& meanings = sense == Sense::kSynonym ? synonyms_ : translations_;
  const std::size_t sign = line.find_first_of("=>");
  if (sign == std::string_view::npos) return false;
  const std::vector<Phrase> left = phrases_of(line.substr(0, sign));
  const std::vector<Phrase> right = phrases_of(line.substr(sign + 1));
  if (left.empty() || right.empty()) return false;
  for (const Phrase& typed : left) {
    for (const Phrase& meant : right) relate(meanings, typed, meant);
  }
  if (line[sign] == '>') return true;
  std::vector<Phrase> all = left;
  all.insert(all.end(), right.begin(), right.end());
  for (const Phrase& typed : all) {
    for (const Phrase& meant : all) relate(meanings, typed, meant);
  }
  return true;
}

void Lexicon::add_fillers(std::string_view line) {
  for (std::string& word : folded_words(line)) fillers_.insert(std::move(word));
}

void Lexicon::add(const offer::Synonym& synonym) {
  for (const std::string& typed : synonym.words) {
    for (const std::string& meant : synonym.words) relate(synonyms_, folded_words(typed), folded_words(meant));
  }
}

const std::vector<Lexicon::Phrase>& Lexicon::meanings_of(const std::string& word, Sense sense) const {
  static const std::vector<Phrase> kNone;
  const Meanings& meanings = all_meanings(sense);
  const auto found = meanings.find(word);
  return found == meanings.end() ? kNone : found->second;
}

}  // namespace bildungskiosk::catalogue
