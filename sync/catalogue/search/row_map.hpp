#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

/// From an offer's row in the database to its index into the columns, which is its place in the order that offers are
/// shown in, and back. Eight bytes an offer.
namespace bildungskiosk::catalogue {

class RowMap {
 public:
  RowMap() = default;
  /// The rows in the order of the indexes; nothing when one is 0, above `row_max`, or there twice.
  [[nodiscard]] static std::optional<RowMap> of(std::vector<std::uint32_t> rows, std::uint32_t row_max) {
    RowMap map;
    for (std::size_t index = 0; index < rows.size(); ++index) {
      const std::uint32_t row = rows[index];
      if (row == 0 || row > row_max) return std::nullopt;
      if (map.indexes_.size() <= row) map.indexes_.resize(row + 1, kNone);
      if (map.indexes_[row] != kNone) return std::nullopt;
      map.indexes_[row] = static_cast<std::uint32_t>(index);
    }
    map.rows_ = std::move(rows);
    return map;
  }
  /// Nothing: no offer has this row.
  [[nodiscard]] std::optional<std::uint32_t> index_of(std::int64_t row) const {
    if (row < 0 || static_cast<std::uint64_t>(row) >= indexes_.size()) return std::nullopt;
    const std::uint32_t index = indexes_[static_cast<std::size_t>(row)];
    return index == kNone ? std::nullopt : std::optional(index);
  }
  [[nodiscard]] std::int64_t row_of(std::uint32_t index) const { return rows_.at(index); }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(rows_.size()); }

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;
  std::vector<std::uint32_t> indexes_;  // by row
  std::vector<std::uint32_t> rows_;
};

}  // namespace bildungskiosk::catalogue
