#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"
#include "sync/offer/offer.hpp"
#include "sync/publish/inference_words.hpp"

namespace bildungskiosk::publish {

/// Which phases of life an offer belongs to, and what its words tell of other fields, from tables that are data
/// (assets/taxonomy/*.toml; their form is explained at the head of each file). Immutable after loading; usable from any
/// thread.
class Taxonomy {
 public:
  /// Reads every .toml file of the folder, in the order of their names.
  /// Errors: the file system's; kInvalidArgument (file, line and what is wrong).
  static base::Result<Taxonomy> load(base::FileSystem& files, const std::string& directory);

  struct Assignment {
    std::vector<offer::Phase> phases;          // at least one, the main one first, at most kPhasesMax
    bool inferred = false;                     // by words, not by a phase's name or a category
    std::vector<offer::CategoryRef> unmapped;  // categories that no table knows
  };
  static constexpr std::size_t kPhasesMax = 3;

  /// In this order: a keyword that is the German name of a phase; counselling by its kind; the rules over keywords,
  /// audiences and title; the categories by the longest code that a table lists. What names a phase is believed
  /// alone. An offer for which nothing speaks is general adult education, which the German guide to municipal
  /// education monitoring counts as Weiterbildung: kWorkAndFurtherTraining.
  [[nodiscard]] Assignment assign(const offer::Offer& offer) const;

  /// What keywords and titles tell of other fields.
  [[nodiscard]] const InferenceWords& words() const { return inference_words_; }

  /// The label of the longest listed code that begins the category's; nullopt: unmapped.
  [[nodiscard]] std::optional<offer::Category> category(const offer::CategoryRef& ref) const;

 private:
  struct Rule {
    bool in_keywords = false;
    bool in_audience = false;
    bool in_title = false;
    offer::Phase phase = offer::Phase::kWorkAndFurtherTraining;
  };
  struct Entry {
    offer::Category category;  // `version` empty: of every version
    std::vector<offer::Phase> phases;
    bool digits = false;  // every digit more of a code is a narrower category, not only one behind a dot
  };

  /// The rules with a word that stands in the folded text, by their index.
  using Matches = std::vector<bool>;
  struct Word {
    std::string text;  // without its '*'
    bool open_end = false;
    std::size_t rule = 0;
  };

  [[nodiscard]] const Entry* find(const offer::CategoryRef& ref) const;
  void match_rules(std::string_view folded_text, Matches& matches) const;
  base::Result<void> add_file(const std::string& path, std::string_view text);

  std::vector<Rule> rules_;
  std::array<std::vector<Word>, 256> words_;  // of the rules, by their first byte
  std::vector<Entry> entries_;
  struct KeyHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>()(key); }
  };
  std::unordered_map<std::string, std::size_t, KeyHash, std::equal_to<>> entry_by_key_;  // scheme, version and code
  InferenceWords inference_words_;
};

}  // namespace bildungskiosk::publish
