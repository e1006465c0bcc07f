#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <vector>

/// From an offer's row in the database to its index into the columns: the number of rows below it. A bit for each row
/// number, and the count of bits before each 64: 10 bytes an offer as built, an answer in a few nanoseconds.
namespace bildungskiosk::catalogue {

class RowMap {
 public:
  /// Rows ascend from call to call, above zero.
  void add(std::int64_t row) {
    const auto word = static_cast<std::size_t>(row / kBits);
    while (words_.size() <= word) {
      words_.push_back(0);
      before_.push_back(static_cast<std::uint32_t>(rows_.size()));
    }
    words_[word] |= std::uint64_t{1} << static_cast<unsigned>(row % kBits);
    rows_.push_back(row);
  }
  /// Nothing: no offer has this row.
  [[nodiscard]] std::optional<std::uint32_t> index_of(std::int64_t row) const {
    const auto word = static_cast<std::size_t>(row / kBits);
    if (row < 0 || word >= words_.size()) return std::nullopt;
    const std::uint64_t bit = std::uint64_t{1} << static_cast<unsigned>(row % kBits);
    if ((words_[word] & bit) == 0) return std::nullopt;
    return before_[word] + static_cast<std::uint32_t>(std::popcount(words_[word] & (bit - 1)));
  }
  [[nodiscard]] std::int64_t row_of(std::uint32_t index) const { return rows_.at(index); }
  [[nodiscard]] std::int64_t last_row() const { return rows_.empty() ? 0 : rows_.back(); }

 private:
  static constexpr std::int64_t kBits = 64;
  std::vector<std::uint64_t> words_;
  std::vector<std::uint32_t> before_;
  std::vector<std::int64_t> rows_;
};

}  // namespace bildungskiosk::catalogue
