#include "sync/catalogue/search/facet_words.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "sync/catalogue/search/folding.hpp"

namespace bildungskiosk::catalogue {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::string_view kAgeSign = "{age}";
constexpr std::string_view kPlaceSign = "{name}";
constexpr int kAgeMax = 120;

template <typename Value, std::size_t kCount>
using Names = std::array<std::pair<std::string_view, Value>, kCount>;

template <typename Value, std::size_t kCount>
std::optional<FacetMeaning> named(const Names<Value, kCount>& names, std::string_view name) {
  for (const auto& [known, value] : names) {
    if (known == name) return value;
  }
  return std::nullopt;
}

constexpr Names<Level, kLevelCount> kLevels = {{{"A1", Level::kA1},
                                                {"A2", Level::kA2},
                                                {"B1", Level::kB1},
                                                {"B2", Level::kB2},
                                                {"C1", Level::kC1},
                                                {"C2", Level::kC2},
                                                {"beginners", Level::kBeginners},
                                                {"advanced", Level::kAdvanced}}};
constexpr Names<offer::AttendanceMode, 4> kModes = {{{"onsite", offer::AttendanceMode::kOnsite},
                                                     {"online", offer::AttendanceMode::kOnline},
                                                     {"blended", offer::AttendanceMode::kBlended},
                                                     {"self-paced", offer::AttendanceMode::kSelfPaced}}};
constexpr Names<PartOfDay, kPartOfDayCount> kPartsOfDay = {
    {{"morning", PartOfDay::kMorning}, {"afternoon", PartOfDay::kAfternoon}, {"evening", PartOfDay::kEvening}}};
constexpr Names<AudienceGroup, kAudienceGroupCount> kAudiences = {{{"children", AudienceGroup::kChildren},
                                                                   {"youth", AudienceGroup::kYouth},
                                                                   {"families", AudienceGroup::kFamilies},
                                                                   {"parents", AudienceGroup::kParents},
                                                                   {"women", AudienceGroup::kWomen},
                                                                   {"men", AudienceGroup::kMen},
                                                                   {"older-people", AudienceGroup::kOlderPeople},
                                                                   {"newcomers", AudienceGroup::kNewcomers}}};
constexpr std::array<std::string_view, kWeekdayCount> kWeekdays = {"monday", "tuesday",  "wednesday", "thursday",
                                                                   "friday", "saturday", "sunday"};

std::optional<FacetMeaning> weekdays_named(std::string_view name) {
  if (name == "weekend") return OnWeekdays{{base::Weekday::kSaturday, base::Weekday::kSunday}};
  const auto found = std::find(kWeekdays.begin(), kWeekdays.end(), name);
  if (found == kWeekdays.end()) return std::nullopt;
  return OnWeekdays{{static_cast<base::Weekday>(found - kWeekdays.begin())}};
}

std::optional<FacetMeaning> dates_named(std::string_view name) {
  const std::optional<RelativeDates> dates = relative_dates_from(name);
  if (!dates) return std::nullopt;
  return *dates;
}

std::optional<FacetMeaning> meaning_of(std::string_view kind, std::string_view value) {
  if (kind == "level") return named(kLevels, value);
  if (kind == "mode") return named(kModes, value);
  if (kind == "part-of-day") return named(kPartsOfDay, value);
  if (kind == "audience") return named(kAudiences, value);
  if (kind == "weekday") return weekdays_named(value);
  if (kind == "dates") return dates_named(value);
  if (kind == "language" && !value.empty()) return SpokenIn{std::string(value)};
  if (!value.empty()) return std::nullopt;
  if (kind == "free") return OnlyFree{};
  if (kind == "step-free") return StepFree{};
  if (kind == "age") return AnyAge{};
  if (kind == "place") return AnyPlace{};
  return std::nullopt;
}

std::optional<int> age_in(std::string_view word) {
  int age = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), age);
  if (error != std::errc() || end != word.data() + word.size() || age > kAgeMax) return std::nullopt;
  return age;
}

std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

/// How much a phrase's language speaks for it.
int preference(const offer::Language& of_phrase, const offer::Language& wished) {
  if (of_phrase == wished) return 2;
  return of_phrase == "de" ? 1 : 0;
}

}  // namespace

void PlaceNames::add(const std::string& name, FacetValue value) {
  std::vector<std::string> words = folded_words(name);
  if (words.empty()) return;
  std::vector<Name>& names = names_[words.front()];
  names.push_back({std::move(words), std::move(value)});
}

std::optional<PlaceNames::Match> PlaceNames::longest(std::span<const std::string> words) const {
  if (words.empty()) return std::nullopt;
  const auto found = names_.find(words.front());
  if (found == names_.end()) return std::nullopt;
  std::optional<Match> best;
  for (const Name& name : found->second) {
    if (name.words.size() > words.size() || (best && name.words.size() <= best->words)) continue;
    if (std::equal(name.words.begin(), name.words.end(), words.begin())) best = Match{name.words.size(), name.value};
  }
  return best;
}

std::optional<FacetWords::Phrase> FacetWords::read_phrase(std::string_view text, bool holds_age, bool holds_place) {
  Phrase phrase;
  bool has_sign = false;
  for (std::string_view part : parts_of(text)) {
    if (holds_age && part == kAgeSign) {
      phrase.words.push_back({Word::Kind::kAge, {}});
      has_sign = true;
      continue;
    }
    if (holds_place && part == kPlaceSign) {
      phrase.words.push_back({Word::Kind::kPlace, {}});
      has_sign = true;
      continue;
    }
    const bool is_beginning = part.ends_with('*');
    if (is_beginning) part.remove_suffix(1);
    const std::vector<std::string> words = folded_words(part);
    if (words.empty()) return std::nullopt;
    for (const std::string& word : words) phrase.words.push_back({Word::Kind::kExact, word});
    if (is_beginning) phrase.words.back().kind = Word::Kind::kBeginning;
  }
  if (phrase.words.empty() || has_sign != (holds_age || holds_place)) return std::nullopt;
  return phrase;
}

Result<void> FacetWords::add(std::string_view text, const std::string& file, const offer::Language& language) {
  const auto refuse = [&file](const toml::source_region& place) {
    return Error{ErrorCode::kInvalidArgument, file + ":" + std::to_string(place.begin.line)};
  };
  toml::table table;
  try {
    table = toml::parse(text);
  } catch (const toml::parse_error& error) {
    return refuse(error.source());
  }
  const toml::array* facets = table["facet"].as_array();
  if (facets == nullptr || table.size() != 1) return refuse(table.source());
  for (const toml::node& node : *facets) {
    const toml::table* facet = node.as_table();
    if (facet == nullptr) return refuse(node.source());
    const auto meaning =
        meaning_of((*facet)["kind"].value_or(std::string_view()), (*facet)["value"].value_or(std::string_view()));
    if (!meaning) return refuse(facet->source());
    for (const auto& [key, value] : *facet) {
      if (key == "kind" || key == "value") continue;
      const toml::array* words = value.as_array();
      if ((key != "words" && key != "offer_words") || words == nullptr) return refuse(value.source());
      for (const toml::node& one : *words) {
        auto phrase = read_phrase(one.value_or(std::string_view()), std::holds_alternative<AnyAge>(*meaning),
                                  std::holds_alternative<AnyPlace>(*meaning));
        if (!phrase) return refuse(one.source());
        phrase->meaning = *meaning;
        phrase->language = language;
        phrase->only_of_offers = key == "offer_words";
        phrases_.push_back(*std::move(phrase));
      }
    }
  }
  return {};
}

std::optional<FacetWords::Match> FacetWords::match(const Phrase& phrase, std::span<const std::string> words,
                                                   const PlaceNames& places) {
  Match match;
  for (const Word& wanted : phrase.words) {
    if (match.words >= words.size()) return std::nullopt;
    const std::string& word = words[match.words];
    std::size_t taken = 1;
    if (wanted.kind == Word::Kind::kExact) {
      if (word != wanted.text) return std::nullopt;
    } else if (wanted.kind == Word::Kind::kBeginning) {
      if (!word.starts_with(wanted.text)) return std::nullopt;
    } else if (wanted.kind == Word::Kind::kAge) {
      const std::optional<int> age = age_in(word);
      if (!age) return std::nullopt;
      match.age = *age;
    } else {
      const auto place = places.longest(words.subspan(match.words));
      if (!place) return std::nullopt;
      match.place = place->value;
      taken = place->words;
    }
    match.words += taken;
  }
  match.meaning = phrase.meaning;
  return match;
}

std::optional<FacetWords::Match> FacetWords::longest(std::span<const std::string> words,
                                                     const offer::Language& language, const PlaceNames& places) const {
  std::optional<Match> best;
  int best_preference = 0;
  for (const Phrase& phrase : phrases_) {
    if (phrase.only_of_offers) continue;
    std::optional<Match> found = match(phrase, words, places);
    if (!found) continue;
    const int preferred = preference(phrase.language, language);
    if (best && std::pair(found->words, preferred) <= std::pair(best->words, best_preference)) continue;
    best = std::move(found);
    best_preference = preferred;
  }
  return best;
}

std::vector<FacetMeaning> FacetWords::meanings_in(std::string_view text) const {
  const std::vector<std::string> words = folded_words(text);
  const PlaceNames nowhere;
  std::vector<FacetMeaning> meanings;
  for (std::size_t at = 0; at < words.size(); ++at) {
    for (const Phrase& phrase : phrases_) {
      if (match(phrase, std::span(words).subspan(at), nowhere)) meanings.push_back(phrase.meaning);
    }
  }
  return meanings;
}

}  // namespace bildungskiosk::catalogue
