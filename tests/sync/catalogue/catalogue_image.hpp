#pragma once

#include <string>
#include <vector>

namespace bildungskiosk::test {

/// All that a catalogue holds, without the numbers of rows: two that hold the same give the same lines. Each line says
/// what it is, so that a test that fails names the first difference.
struct CatalogueImage {
  std::vector<std::string> offers;  // in the order they are shown in: every column, what it refers to, its line
  std::vector<std::string> others;  // providers, places, records, towns; sorted
  std::vector<std::string>
      words;  // "title word: offers", "text …", of beginnings of 1 to 4 letters; the tables of the index
};
/// Stops the test on an error. The file stays as it is.
[[nodiscard]] CatalogueImage image_of(const std::string& path);

/// "" when they are the same, else the first lines that differ.
[[nodiscard]] std::string difference(const CatalogueImage& left, const CatalogueImage& right);

}  // namespace bildungskiosk::test
