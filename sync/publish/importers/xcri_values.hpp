#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sync/publish/importers/course_record.hpp"
#include "sync/publish/importers/element.hpp"
#include "sync/publish/importers/moment.hpp"

/// What the values of an XCRI-CAP feed mean, one at a time. nullopt or "": it can't be read, or says nothing.
namespace bildungskiosk::publish {

/// A date for people in the text, and the same in ISO 8601 in the attribute `dtf`, which counts. Where the text names
/// just the day after, the text counts: programs that turn their local midnight into UTC write, in summer, the day
/// before into the attribute.
struct XcriDate {
  std::optional<Moment> moment;
  bool is_contradictory = false;  // text and attribute name different days
};
[[nodiscard]] XcriDate read_xcri_date(const Element& element);

/// "11 May 2017", "1st September 2016", in English.
[[nodiscard]] std::optional<base::Date> parse_english_day(std::string_view text);

/// `amount` is what is to be read as a number, `currency` its code, or "" when it is not said.
struct XcriCost {
  std::string amount;
  std::string currency;
  bool is_free = false;
  std::string note;  // a sentence that is no price
};
/// "£250", "TBC", "Free", "The fees are £800 per semester".
[[nodiscard]] XcriCost read_xcri_cost(std::string_view text);

/// A venue or provider with its address: one element for each line, or lines in one element, with or without a town.
[[nodiscard]] CourseRecord::Venue read_xcri_venue(const Element& organisation);
/// The element that holds address, telephone and e-mail: `location` in 1.2, the organisation itself in 1.1.
[[nodiscard]] const Element& xcri_location(const Element& organisation);
/// "PL25 4DJ".
[[nodiscard]] bool is_british_postcode(std::string_view text);

/// The word of `kursart_digital` for attendanceMode, by its code or its words; "" for an unknown one.
[[nodiscard]] std::string_view xcri_mode(const Element& attendance_mode);
/// The words of studyMode and attendancePattern, in place of a code; "" for "unknown".
[[nodiscard]] std::string xcri_words(const Element& element);

}  // namespace bildungskiosk::publish
