#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <unordered_map>

#include "sync/offer/offer.hpp"
#include "sync/publish/importers/course_record.hpp"

namespace bildungskiosk::publish {

/// The places that venues of a file were found to be: a provider has a few hundred, and names them with every course.
/// Memory: kPlacesMax of them, some 2 MB; past that it begins anew. One thread.
class KnownPlaces {
 public:
  static constexpr std::size_t kPlacesMax = 4096;

  /// nullptr: not known.
  [[nodiscard]] const offer::Place* find(const CourseRecord::Venue& venue) const {
    const auto found = places_.find(venue);
    return found == places_.end() ? nullptr : &found->second;
  }
  void keep(const CourseRecord::Venue& venue, const offer::Place& place) {
    if (places_.size() >= kPlacesMax) places_.clear();
    places_.emplace(venue, place);
  }

 private:
  struct Hash {
    std::size_t operator()(const CourseRecord::Venue& venue) const {
      std::size_t hash = 0;
      for (const std::string_view part : {std::string_view(venue.name), std::string_view(venue.room),
                                          std::string_view(venue.street), std::string_view(venue.locality)}) {
        hash = hash * 31 + std::hash<std::string_view>()(part);
      }
      return hash;
    }
  };
  std::unordered_map<CourseRecord::Venue, offer::Place, Hash> places_;
};

}  // namespace bildungskiosk::publish
