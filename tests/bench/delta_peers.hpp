#pragma once

#include <string>

#include "tests/bench/report.hpp"
#include "tests/support/generator/generated_catalogue.hpp"

namespace bildungskiosk::bench {

/// Two generations of a terminal's catalogue, one release apart.
struct CatalogueFiles {
  std::string earlier;
  std::string later;
};

/// What the product fetched for a change, and what it would have fetched without the base.
struct Fetched {
  double delta_bytes = 0;
  double full_bytes = 0;
};

/// What the change between two exports would cost by other means: all six sources, by the programs of Debian where they
/// are installed. Writes into `folder`. Half a minute.
void report_peers(Report& report, const std::string& folder, const test::GeneratedCatalogue& before,
                  const test::GeneratedCatalogue& after, const CatalogueFiles& catalogues, const Fetched& fetched);

/// Making and applying the delta of the largest source, by itself: one row.
void report_largest_source(Report& report, const std::string& label, const std::string& folder,
                           const std::string& earlier, const std::string& later);
/// The columns of these rows.
[[nodiscard]] std::vector<std::string> largest_source_columns();

}  // namespace bildungskiosk::bench
