#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sync/exchange/limits.hpp"
#include "sync/offer/offer.hpp"
#include "sync/publish/findings.hpp"
#include "sync/publish/importers/course_record.hpp"
#include "sync/publish/importers/known_places.hpp"
#include "sync/publish/inference_words.hpp"

/// The parts of `CourseMapper`, one for each group of fields. Each reads the record and fills its fields of the offer.
namespace bildungskiosk::publish {

/// One course being mapped: the record (its words also folded, once), the offer that grows, and a way to complain about
/// a value.
struct CourseMapping {
  const CourseRecord& record;
  const InferenceWords& words;
  FindingSink& findings;
  KnownPlaces& known_places;
  offer::Offer offer;
  std::set<std::string> shortened = {};  // lists that were reported as too long
  std::size_t reports = 0;

  void report(FindingKind kind, std::string detail);
  /// "true", "fasle" …: unknown when empty or unreadable (which is reported).
  [[nodiscard]] offer::TriState read_boolean(std::string_view field, std::string_view value);
  /// Names a field that was read out of keywords or titles, and reports what was read. Without a value it is only
  /// named.
  void infer(std::string_view field, std::string_view value = {});
  /// What keywords and title say of a field.
  [[nodiscard]] std::vector<std::string> inferred_values(std::string_view field);
  [[nodiscard]] std::optional<std::string> inferred_value(std::string_view field);
  /// The text in one clean line; "" and a finding when it is longer than the exchange format's short texts. Half a
  /// number, name or address would be worse than none.
  [[nodiscard]] std::string short_line(std::string_view field, std::string_view text);
  /// Appends to a list of the offer; past the exchange format's limit only the first item too many is reported.
  template <typename Item>
  void append(std::string_view field, std::vector<Item>& list, Item item) {
    if (list.size() < exchange::kListItemsMax) {
      list.push_back(std::move(item));
    } else if (shortened.insert(std::string(field)).second) {
      report(FindingKind::kListShortened, std::string(field));
    }
  }
  /// The values of a merkmal by its folded name; empty when it has none.
  [[nodiscard]] const std::vector<std::string>& feature(std::string_view name);
  /// The keywords, folded.
  [[nodiscard]] const std::vector<std::string>& folded_keywords();
  [[nodiscard]] const std::string& folded_title();

  // Folded once, when they are first asked for.
  std::optional<std::vector<std::string>> folded_feature_names = {};
  std::optional<std::vector<std::string>> folded_keyword_list = {};
  std::optional<std::string> folded_name = {};
};

/// The language of a text's property ("kurztext@uk" → "uk"; without one `otherwise`), or "" for one that is not
/// offered.
struct TextProperty {
  std::string base;  // folded
  offer::Language language;
};
[[nodiscard]] TextProperty split_property(std::string_view property, const offer::Language& otherwise);

/// The address, if it looks like one, else "".
[[nodiscard]] std::string email_address(std::string text);
/// ISO 3166-1 alpha-2 of a country's name or code; "DE" for one that is not said or not known.
[[nodiscard]] std::string country_code(std::string_view text);

void map_texts(CourseMapping& mapping);
void map_links(CourseMapping& mapping);
/// Kind, attendance, level, audience, accessibility, categories, keywords.
void map_characteristics(CourseMapping& mapping);
void map_price(CourseMapping& mapping);
void map_capacity(CourseMapping& mapping);
/// Venues, in the order of the record; an entry without a usable place is one with an empty id.
[[nodiscard]] std::vector<offer::Place> map_venues(CourseMapping& mapping, std::string_view source_id);
/// Uses the venues to say where single sessions are.
void map_schedule(CourseMapping& mapping, const std::vector<offer::Place>& venues);

}  // namespace bildungskiosk::publish
