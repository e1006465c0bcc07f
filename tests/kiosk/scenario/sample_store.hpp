#pragma once

#include "tests/kiosk/app/store_builder.hpp"
#include "tests/kiosk/app/test_kiosk.hpp"
#include "tests/search/judged_set.hpp"

namespace bildungskiosk::test {

/// The sample's sources, imported and installed: the fictional Landkreis Sonnfeld in its base week.
class SampleStore {
 public:
  SampleStore() : store_(InstalledStore::kEmpty) {
    store_.install_built([this](const std::string& path) {
      const SampleCatalogue catalogue(SAMPLE_SOURCES_CSV, SAMPLE_SOURCES, path);
      numbers_ = catalogue.numbers();
    });
  }
  [[nodiscard]] const std::string& path() const { return store_.path(); }
  /// The id of the offer that its provider gave this number.
  [[nodiscard]] std::string id_of(const std::string& number) const {
    for (const auto& [id, its] : numbers_) {
      if (its == number) return id;
    }
    return {};
  }

 private:
  std::map<std::string, std::string> numbers_;
  InstalledStore store_;
};

/// Wednesday morning of the base week.
inline const base::UnixSeconds kBaseWeek = base::from_german_local_time({*base::make_date(2026, 1, 7), 8 * 60});

}  // namespace bildungskiosk::test
