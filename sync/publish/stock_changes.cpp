#include "sync/publish/stock_changes.hpp"

#include <compare>
#include <optional>
#include <string>

#include "sync/exchange/record.hpp"

namespace bildungskiosk::publish {
namespace {

using base::Result;

/// Keys are never escaped and quotes in texts always are, so this stands in no other place of a canonical line.
bool is_offer_line(std::string_view line) { return line.find("\"type\":\"offer\"") != std::string_view::npos; }

/// A line's place in the order of a file.
struct Position {
  exchange::TypeIndex type = 0;
  std::string key;
  auto operator<=>(const Position&) const = default;  // NOLINT(modernize-use-nullptr): `<=> 0` is no pointer
};

Result<Position> position_of(std::string_view line) {
  BILDUNGSKIOSK_TRY(const exchange::Record record, exchange::parse_record(line));
  return Position{record.index(), exchange::record_key(record)};
}

/// Walks through the earlier lines while the new ones pass by.
class Comparison {
 public:
  explicit Comparison(const NextLine& earlier) : earlier_(earlier) {}

  Result<void> start() { return advance(); }

  /// The next of the new lines.
  Result<void> take(std::string_view line) {
    std::optional<Position> position;
    while (!at_end_ && line_ != line) {
      if (!position) {
        BILDUNGSKIOSK_TRY(position, position_of(line));
      }
      if (!earlier_position_) {
        BILDUNGSKIOSK_TRY(earlier_position_, position_of(line_));
      }
      const auto order = *earlier_position_ <=> *position;
      if (std::is_gt(order)) break;
      if (std::is_eq(order)) {
        if (is_offer_line(line)) ++changes_.changed;
        return advance();
      }
      if (is_offer_line(line_)) ++changes_.gone;
      BILDUNGSKIOSK_TRY_VOID(advance());
    }
    const bool is_same = !at_end_ && line_ == line;
    if (is_offer_line(line)) ++(is_same ? changes_.unchanged : changes_.added);
    return is_same ? advance() : Result<void>();
  }

  Result<StockChanges> finish() {
    while (!at_end_) {
      if (is_offer_line(line_)) ++changes_.gone;
      BILDUNGSKIOSK_TRY_VOID(advance());
    }
    return changes_;
  }

 private:
  Result<void> advance() {
    earlier_position_.reset();
    BILDUNGSKIOSK_TRY(const bool more, earlier_(line_));
    at_end_ = !more;
    return {};
  }

  const NextLine& earlier_;
  std::string_view line_;
  bool at_end_ = false;
  std::optional<Position> earlier_position_;
  StockChanges changes_;
};

}  // namespace

void StockChanges::add(const StockChanges& other) {
  added += other.added;
  changed += other.changed;
  gone += other.gone;
  unchanged += other.unchanged;
}

Result<StockChanges> changes_between(const NextLine& earlier, const Content& now) {
  Comparison comparison(earlier);
  BILDUNGSKIOSK_TRY_VOID(comparison.start());
  BILDUNGSKIOSK_TRY_VOID(
      for_each_line(now, [&](std::string_view line, std::uint64_t) { return comparison.take(line); }));
  return comparison.finish();
}

Result<std::uint64_t> count_offers(const Content& lines) {
  std::uint64_t offers = 0;
  BILDUNGSKIOSK_TRY_VOID(for_each_line(lines, [&](std::string_view line, std::uint64_t) -> Result<void> {
    if (is_offer_line(line)) ++offers;
    return {};
  }));
  return offers;
}

}  // namespace bildungskiosk::publish
