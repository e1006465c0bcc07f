#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "sync/exchange/limits.hpp"
#include "sync/exchange/names.hpp"
#include "sync/publish/importers/course_fields.hpp"
#include "sync/publish/importers/html_text.hpp"
#include "sync/publish/importers/values.hpp"

namespace bildungskiosk::publish {
namespace {

using offer::AttendanceMode;
using offer::OfferKind;
using offer::TriState;

std::optional<OfferKind> kind_of(std::string_view folded) {
  // The first that is found wins: "Beratungskurs" does not exist, "Kursberatung" does.
  constexpr std::array<std::pair<std::string_view, OfferKind>, 17> kWords = {{
      {"beratung", OfferKind::kCounselling},
      {"sprechstunde", OfferKind::kCounselling},
      {"selbstlern", OfferKind::kSelfStudy},
      {"lernort", OfferKind::kPlace},
      {"treffpunkt", OfferKind::kPlace},
      {"einrichtung", OfferKind::kPlace},
      {"kurs", OfferKind::kCourse},
      {"seminar", OfferKind::kCourse},
      {"workshop", OfferKind::kCourse},
      {"lehrgang", OfferKind::kCourse},
      {"veranstaltung", OfferKind::kEvent},
      {"vortrag", OfferKind::kEvent},
      {"lesung", OfferKind::kEvent},
      {"fuehrung", OfferKind::kEvent},
      {"exkursion", OfferKind::kEvent},
      {"messe", OfferKind::kEvent},
      {"treff", OfferKind::kEvent},
  }};
  for (const auto& [word, kind] : kWords) {
    if (folded.find(word) != std::string_view::npos) return kind;
  }
  return std::nullopt;
}

void map_kind(CourseMapping& mapping) {
  std::string stated = mapping.record.kind;
  if (const auto& values = mapping.feature("veranstaltungsart"); stated.empty() && !values.empty())
    stated = values.front();
  if (const auto kind = kind_of(fold(stated))) {
    mapping.offer.kind = *kind;
    return;
  }
  const auto& digital = mapping.feature("kursart_digital");
  if (!digital.empty() && fold(digital.front()) == "selbstlernangebot") {
    mapping.offer.kind = OfferKind::kSelfStudy;
    return;
  }
  if (const auto inferred = mapping.inferred_value("kind")) {
    const auto kind = exchange::offer_kind_from_string(*inferred);
    if (!kind) return;
    mapping.offer.kind = *kind;
    mapping.infer("kind", *inferred);
  }
}

/// What keywords, title and the names of venues ("Online-Kurs" in the field for the place) say.
std::optional<std::string> inferred_mode(CourseMapping& mapping) {
  std::vector<std::string> words = mapping.folded_keywords();
  const std::string* last = nullptr;  // an export may name the venue with each meeting
  for (const CourseRecord::Venue& venue : mapping.record.venues) {
    if (last == nullptr || *last != venue.name) words.push_back(fold(venue.name));
    last = &venue.name;
  }
  return mapping.words.value_of("mode", words, mapping.folded_title());
}

void map_mode(CourseMapping& mapping) {
  offer::Offer& offer = mapping.offer;
  const auto& digital = mapping.feature("kursart_digital");
  const std::string stated = digital.empty() ? std::string() : fold(digital.front());
  if (stated == "praesenz") offer.mode = AttendanceMode::kOnsite;
  if (stated == "online_angebot") offer.mode = AttendanceMode::kOnline;
  if (stated == "blended_learning") offer.mode = AttendanceMode::kBlended;
  if (stated == "selbstlernangebot") offer.mode = AttendanceMode::kSelfPaced;
  if (offer.mode != AttendanceMode::kUnknown) return;

  if (const auto inferred = inferred_mode(mapping)) {
    offer.mode = exchange::attendance_mode_from_string(*inferred).value_or(AttendanceMode::kUnknown);
    mapping.infer("mode", *inferred);
    return;
  }
  const auto& venues = mapping.record.venues;
  const bool has_venue = std::any_of(
      venues.begin(), venues.end(), [](const auto& venue) { return !venue.locality.empty() || !venue.street.empty(); });
  if (has_venue) offer.mode = AttendanceMode::kOnsite;
}

/// In a title "A1" may be a motorway; only of a language course it is a level.
bool teaches_language(CourseMapping& mapping) {
  const auto& categories = mapping.record.categories;
  const bool by_category = std::any_of(categories.begin(), categories.end(), [](const offer::CategoryRef& ref) {
    return (ref.scheme.empty() || ref.scheme == "dvv") && (ref.code == "4" || ref.code.starts_with("4."));
  });
  return by_category || mapping.inferred_value("teaches-language").has_value();
}

/// The first step of the European framework that stands in the title as a word: "Englisch B1.2 am Abend".
std::optional<std::string> level_in_title(std::string_view title) {
  std::string word;
  for (const char c : std::string(title) + " ") {
    const bool part = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.';
    if (part) {
      word += c;
      continue;
    }
    while (word.ends_with('.')) word.pop_back();
    if (auto level = parse_cefr(word)) return level;
    word.clear();
  }
  return std::nullopt;
}

std::optional<std::string> inferred_level(CourseMapping& mapping) {
  for (const std::string& keyword : mapping.record.keywords) {
    if (auto level = parse_cefr(keyword)) return level;
  }
  if (teaches_language(mapping)) {
    if (auto level = level_in_title(mapping.record.name)) return level;
  }
  return mapping.inferred_value("level");
}

void map_level(CourseMapping& mapping) {
  offer::Offer& offer = mapping.offer;
  const std::string stated = mapping.short_line("level", mapping.record.level);
  if (!stated.empty()) {
    offer.level = parse_cefr(stated).value_or(stated);
    return;
  }
  if (auto level = inferred_level(mapping)) {
    mapping.infer("level", *level);
    offer.level = *std::move(level);
  }
}

std::optional<int> read_age(std::string_view text) {
  const auto age = parse_integer(text);
  return age && *age >= 0 && *age <= exchange::kAgeMax ? std::optional<int>(static_cast<int>(*age)) : std::nullopt;
}

/// "ab 60 Jahren", "6-10 Jahre", "6 bis 10 Jahre" in the name of an audience.
void infer_ages(CourseMapping& mapping, const std::string& folded) {
  offer::Audience& audience = mapping.offer.audience;
  const std::size_t years = folded.find(" jahre");
  if (years == std::string::npos || audience.age_minimum || audience.age_maximum) return;
  std::vector<std::string> numbers(1);
  for (const char c : folded.substr(0, years)) {
    if (c >= '0' && c <= '9') {
      numbers.back() += c;
    } else if (!numbers.back().empty()) {
      numbers.emplace_back();
    }
  }
  if (numbers.back().empty()) return;  // the last number must touch " jahre"
  if (numbers.size() == 2) {
    audience.age_minimum = read_age(numbers[0]);
    audience.age_maximum = read_age(numbers[1]);
  } else if (numbers.size() == 1 && (folded.starts_with("ab ") || folded.find(" ab ") != std::string::npos)) {
    audience.age_minimum = read_age(numbers[0]);
  }
  if (audience.age_minimum && audience.age_maximum && *audience.age_minimum > *audience.age_maximum) {
    audience.age_minimum.reset();
    audience.age_maximum.reset();
  }
  if (audience.age_minimum || audience.age_maximum) mapping.infer("audience.age", folded);
}

void map_audience(CourseMapping& mapping) {
  offer::Audience& audience = mapping.offer.audience;
  if (const auto& from = mapping.feature("alter_von"); !from.empty()) audience.age_minimum = read_age(from.front());
  if (const auto& to = mapping.feature("alter_bis"); !to.empty()) audience.age_maximum = read_age(to.front());
  for (const std::string& group : mapping.record.audiences) {
    std::string clean = clean_line(group);
    if (clean.empty() || clean.size() > exchange::kShortTextBytesMax) continue;
    infer_ages(mapping, fold(clean));
    mapping.append("zielgruppe", audience.groups, std::move(clean));
  }
  if (!audience.groups.empty()) return;
  for (std::string& group : mapping.inferred_values("audience")) {
    mapping.infer("audience", group);
    mapping.append("zielgruppe", audience.groups, std::move(group));
  }
}

void map_features(CourseMapping& mapping) {
  offer::Offer& offer = mapping.offer;
  const auto state = [&](std::string_view name) {
    const auto& values = mapping.feature(name);
    return values.empty() ? TriState::kUnknown : mapping.read_boolean(name, values.front());
  };
  offer::Accessibility& accessibility = offer.accessibility;
  accessibility.step_free = state("barrierefreies_lernen");
  accessibility.slow_pace = state("langsames_lerntempo");
  accessibility.easy_language = state("leichte_sprache");
  accessibility.sign_language = state("gebaerdensprache");
  accessibility.hearing_loop = state("hoerschleife");
  accessibility.accessible_toilet = state("rollstuhl_wc");
  offer.registration.required = state("anmeldung_erforderlich");
  if (const auto& until = mapping.feature("anmeldeschluss"); !until.empty()) {
    offer.registration.deadline = parse_day(until.front());
    if (!offer.registration.deadline) mapping.report(FindingKind::kUnreadableDate, until.front());
  }
  constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kInstruction = {{
      {"deutsch", "de"},
      {"englisch", "en"},
      {"tuerkisch", "tr"},
      {"ukrainisch", "uk"},
      {"arabisch", "ar"},
      {"de", "de"},
      {"en", "en"},
      {"tr", "tr"},
      {"uk", "uk"},
      {"ar", "ar"},
  }};
  for (const std::string& language : mapping.feature("unterrichtssprache")) {
    for (const auto& [name, tag] : kInstruction) {
      const bool known = std::find(offer.instruction_languages.begin(), offer.instruction_languages.end(), tag) !=
                         offer.instruction_languages.end();
      if (!known && fold(language) == name) offer.instruction_languages.emplace_back(tag);
    }
  }
}

}  // namespace

void map_characteristics(CourseMapping& mapping) {
  offer::Offer& offer = mapping.offer;
  for (const offer::CategoryRef& ref : mapping.record.categories) {
    const std::string code = clean_line(ref.code);
    if (code.empty() || code.size() > 40) continue;
    offer::CategoryRef clean{ref.scheme.empty() ? "dvv" : mapping.short_line("category", ref.scheme),
                             mapping.short_line("category", ref.version), code};
    const bool known = std::find(offer.categories.begin(), offer.categories.end(), clean) != offer.categories.end();
    if (!known) mapping.append("category", offer.categories, std::move(clean));
  }
  for (const std::string& keyword : mapping.record.keywords) {
    std::string clean = clean_line(keyword);
    const bool known = std::find(offer.keywords.begin(), offer.keywords.end(), clean) != offer.keywords.end();
    if (clean.empty() || known || clean.size() > exchange::kShortTextBytesMax) continue;
    mapping.append("schlagwort", offer.keywords, std::move(clean));
  }
  map_kind(mapping);
  map_mode(mapping);
  map_level(mapping);
  map_audience(mapping);
  map_features(mapping);
  const auto& keywords = mapping.folded_keywords();
  const bool leave = std::find(keywords.begin(), keywords.end(), "bildungsurlaub") != keywords.end();
  if (leave && offer.funding.empty()) {
    offer.funding["de"] = "Bildungsurlaub";
    mapping.infer("funding", "Bildungsurlaub");
  }
}

}  // namespace bildungskiosk::publish
