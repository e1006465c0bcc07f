#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"
#include "sync/catalogue/search/facet_words.hpp"
#include "sync/offer/offer.hpp"

namespace bildungskiosk::catalogue {

/// What is known of words beyond a catalogue: which find each other, which say nothing of what is looked for, and which
/// name a facet. From the lists in assets/search (their README.md has the form) and the catalogue's own synonyms.
/// Constant once filled.
class Lexicon {
 public:
  /// Folded words that must all be there.
  using Phrase = std::vector<std::string>;

  /// Every synonyms*.txt, fillers*.txt and facets-LANGUAGE.toml of the folder, up to 1 MB each. Errors:
  /// kInvalidArgument names file and line; the file system's.
  [[nodiscard]] static base::Result<Lexicon> load(base::FileSystem& files, const std::string& folder);

  void add(const offer::Synonym& synonym);
  enum class Sense { kSynonym, kTranslation };
  /// One line of a list of synonyms, or of words of another language with the German ones. False: it is none.
  [[nodiscard]] bool add_synonyms(std::string_view line, Sense sense = Sense::kSynonym);
  void add_fillers(std::string_view line);

  /// More words than these are not looked for as one phrase.
  static constexpr std::size_t kTypedWordsMax = 3;
  /// What else a folded word, or several with a space between them, mean; empty: nothing.
  [[nodiscard]] const std::vector<Phrase>& synonyms_of(const std::string& word) const {
    return meanings_of(word, Sense::kSynonym);
  }
  [[nodiscard]] const std::vector<Phrase>& meanings_of(const std::string& word, Sense sense) const;
  using Meanings = std::unordered_map<std::string, std::vector<Phrase>>;
  /// Words and phrases that have meanings of this sense.
  [[nodiscard]] const Meanings& all_meanings(Sense sense) const {
    return sense == Sense::kSynonym ? synonyms_ : translations_;
  }
  /// "einen", "suche", "kurs": of no weight beside others.
  [[nodiscard]] bool is_filler(const std::string& word) const { return fillers_.contains(word); }
  [[nodiscard]] const FacetWords& facet_words() const { return facet_words_; }

 private:
  static void relate(Meanings& meanings, const Phrase& typed, const Phrase& meant);

  Meanings synonyms_;
  Meanings translations_;
  std::unordered_set<std::string> fillers_;
  FacetWords facet_words_;
};

}  // namespace bildungskiosk::catalogue
