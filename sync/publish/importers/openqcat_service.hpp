#pragma once

#include <string>

#include "sync/publish/importers/course_record.hpp"
#include "sync/publish/importers/element.hpp"

/// What the elements of openQ-cat 1.1 say, one at a time (formats.md). CONTACT is a person's as soon as it has a name
/// that is not an office's, and is then not read.
namespace bildungskiosk::publish {

/// A SUPPLIER of the header.
struct OpenQCatSupplier {
  std::string id;
  std::string name;
  CourseRecord::Contact contact;  // of its ADDRESS
};
[[nodiscard]] OpenQCatSupplier read_openqcat_supplier(const Element& supplier);

/// An id as the keys of groups hold it: without line feeds, which end them.
[[nodiscard]] std::string openqcat_id(std::string text);

/// Which offer a SERVICE belongs to, and what it is of it. The ids as `openqcat_id` gives them.
struct OpenQCatPlace {
  std::string supplier_id;
  std::string course_id;  // COURSE_ID, else PRODUCT_ID; may be empty
  bool is_event = false;  // EDUCATION@type="false": a dated event of the offer
};
[[nodiscard]] OpenQCatPlace read_openqcat_place(const Element& service);

/// The fields of a SERVICE. Sets neither file, line, language nor the provider.
[[nodiscard]] CourseRecord read_openqcat_service(const Element& service);

/// An event together with its offer: what the event doesn't say itself, the offer says.
[[nodiscard]] CourseRecord join_openqcat_event(CourseRecord event, const CourseRecord& offer);

/// Whether the event is the date that the offer itself names: the same begin, and no other place.
[[nodiscard]] bool is_openqcat_date_of(const CourseRecord& event, const CourseRecord& offer);

}  // namespace bildungskiosk::publish
