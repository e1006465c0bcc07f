#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/catalogue/facet_values.hpp"
#include "sync/catalogue/search/relative_dates.hpp"

namespace bildungskiosk::catalogue {

/// "für 8-jährige": the phrase holds the age itself.
struct AnyAge {
  bool operator==(const AnyAge&) const = default;
};
/// "in Lindach": the phrase holds the name of a town or of a part of one.
struct AnyPlace {
  bool operator==(const AnyPlace&) const = default;
};
/// What a phrase stands for, whatever the catalogue and the day.
using FacetMeaning = std::variant<Level, offer::AttendanceMode, OnlyFree, StepFree, OnWeekdays, PartOfDay,
                                  AudienceGroup, SpokenIn, RelativeDates, AnyAge, AnyPlace>;

/// Names of towns and of parts of towns as folded words.
class PlaceNames {
 public:
  void add_town(const std::string& name) { add(name, InTown{name}); }
  void add_district(const std::string& name) { add(name, InDistrict{name}); }

  struct Match {
    std::size_t words = 0;
    FacetValue value;
  };
  /// The longest name that begins with the first of `words`.
  [[nodiscard]] std::optional<Match> longest(std::span<const std::string> words) const;

 private:
  struct Name {
    std::vector<std::string> words;
    FacetValue value;
  };
  void add(const std::string& name, FacetValue value);

  std::unordered_map<std::string, std::vector<Name>> names_;  // by the first word
};

/// The phrases of assets/search/facets-*.toml (their README.md has the form). Constant once filled.
class FacetWords {
 public:
  /// One file's text. kInvalidArgument names `file` and the line.
  [[nodiscard]] base::Result<void> add(std::string_view text, const std::string& file, const offer::Language& language);

  struct Match {
    std::size_t words = 0;
    FacetMeaning meaning;
    int age = 0;       // of AnyAge
    FacetValue place;  // of AnyPlace
  };
  /// The longest phrase that begins with the first of these folded words; of equally long ones one in `language`, then
  /// a German one.
  [[nodiscard]] std::optional<Match> longest(std::span<const std::string> words, const offer::Language& language,
                                             const PlaceNames& places) const;
  /// Everything that an offer's own words for its level or audience stand for.
  [[nodiscard]] std::vector<FacetMeaning> meanings_in(std::string_view text) const;

 private:
  struct Word {
    enum class Kind : std::uint8_t { kExact, kBeginning, kAge, kPlace };
    Kind kind = Kind::kExact;
    std::string text;
  };
  struct Phrase {
    std::vector<Word> words;
    FacetMeaning meaning;
    offer::Language language;
    bool only_of_offers = false;  // no visitor means the facet by it alone
  };
  [[nodiscard]] static std::optional<Phrase> read_phrase(std::string_view text, bool holds_age, bool holds_place);
  [[nodiscard]] static std::optional<Match> match(const Phrase& phrase, std::span<const std::string> words,
                                                  const PlaceNames& places);

  std::vector<Phrase> phrases_;
};

}  // namespace bildungskiosk::catalogue
