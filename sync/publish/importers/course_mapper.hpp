#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/offer/offer.hpp"
#include "sync/publish/findings.hpp"
#include "sync/publish/importers/course_record.hpp"
#include "sync/publish/importers/known_places.hpp"
#include "sync/publish/taxonomy.hpp"

namespace bildungskiosk::publish {

struct MapperOptions {
  std::string source_id;      // "vhs-sonnfeld"
  std::string provider_name;  // overrides what the file says; empty: the file's
};

struct MappedCourse {
  offer::Offer offer;
  offer::Provider provider;
  std::vector<offer::Place> places;  // each once; the offer's own first, if it has one
};

/// Understands a provider's course: the one place where "fasle", "-1", "erm. Preis: 35,50 EUR" and the like are
/// given a meaning. What can't be read becomes unknown and is reported; nothing is guessed but from keywords and
/// titles, and then named in `Offer::inferred`. The rules field by field: formats.md. One thread.
class CourseMapper {
 public:
  /// `taxonomy` and `findings` must outlive the mapper.
  CourseMapper(MapperOptions options, const Taxonomy& taxonomy, FindingSink& findings);

  /// nullopt: left out, and reported why.
  [[nodiscard]] std::optional<MappedCourse> map(const CourseRecord& record);

 private:
  MapperOptions options_;
  const Taxonomy* taxonomy_;
  FindingSink* findings_;
  KnownPlaces known_places_;
};

}  // namespace bildungskiosk::publish
