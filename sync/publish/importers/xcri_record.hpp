#pragma once

#include <string>
#include <vector>

#include "sync/publish/importers/course_record.hpp"
#include "sync/publish/importers/element.hpp"

/// What the elements of XCRI-CAP say (formats.md); names of 1.1 and 1.2 alike. Contributors are people and are not
/// read.
namespace bildungskiosk::publish {

struct XcriProvider {
  std::string key;
  std::string name;
  offer::Language language = "en";
  CourseRecord::Contact contact;
  CourseRecord::Venue venue;  // where presentations without a venue are held
};
[[nodiscard]] XcriProvider read_xcri_provider(const Element& provider);

struct XcriOffer {
  CourseRecord record;
  std::vector<std::string> contradictory_dates;  // "2017-05-10 / 11 May 2017": attribute and text
};
/// A course's presentation, or the course itself when it has none (nullptr). `is_only`: the course has no other.
/// Sets neither file nor line.
[[nodiscard]] XcriOffer read_xcri_offer(const Element& course, const Element* presentation, bool is_only,
                                        const XcriProvider& provider);

}  // namespace bildungskiosk::publish
