#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "sync/base/result.hpp"

/// Where new titles stand among those that keep their order: the positions of offer_order.hpp after an update.
namespace bildungskiosk::catalogue {

/// A title that has its position, or one whose words say where it belongs.
struct PlacedTitle {
  std::uint32_t row = 0;
  std::uint32_t position = 0;
};
struct LooseTitle {
  std::uint32_t row = 0;
  std::string words;  // title_sort_words
};

/// The positions from 1, each with its row, in no order of rows; equal titles share theirs. The words of placed titles
/// are asked for where they are needed only: some log2(placed) for each loose one.
[[nodiscard]] base::Result<std::vector<PlacedTitle>> order_titles(
    std::vector<PlacedTitle> placed, std::vector<LooseTitle> loose,
    const std::function<base::Result<std::string>(std::uint32_t row)>& words_of);

}  // namespace bildungskiosk::catalogue
