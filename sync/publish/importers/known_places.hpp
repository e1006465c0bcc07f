#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>

#include "sync/base/keyed_hash.hpp"
#include "sync/offer/offer.hpp"
#include "sync/publish/importers/course_record.hpp"

namespace bildungskiosk::publish {

/// The places that venues of a file were found to be: a provider has a few hundred, and names them with every course.
/// Memory: kBytesMax; past that it begins anew. What venues say is strangers': the table's hash has a key. One thread.
class KnownPlaces {
 public:
  static constexpr std::size_t kBytesMax = std::size_t{4} << 20U;

  /// nullptr: not known. Valid until the next `keep`.
  [[nodiscard]] const offer::Place* find(const CourseRecord::Venue& venue);
  void keep(const CourseRecord::Venue& venue, const offer::Place& place);

 private:
  /// All that the venue says goes into `key_`.
  void write_key(const CourseRecord::Venue& venue);

  std::string key_;  // used again and again
  std::unordered_map<std::string, offer::Place, base::KeyedHash> places_;
  std::size_t bytes_ = 0;  // of `places_`, about
};

}  // namespace bildungskiosk::publish
