#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sync/base/digest.hpp"
#include "sync/base/result.hpp"
#include "sync/exchange/record.hpp"
#include "sync/sqlite/database.hpp"

/// One digest of all that a catalogue's records say: SHA-256 over the SHA-256 of each line, in the order of a file of
/// the exchange format. Of digests rather than lines, so that lines may be read in whatever order they lie, and one
/// that is known to be the same is not read again.
namespace bildungskiosk::catalogue {

class ContentHasher {
 public:
  /// In any order. The key must live until `finish_hex`.
  void add(exchange::TypeIndex type, std::string_view key, const base::Sha256& line) {
    lines_.push_back({type, key, line});
  }
  /// Call once.
  [[nodiscard]] std::string finish_hex();

 private:
  struct Line {
    exchange::TypeIndex type;
    std::string_view key;
    base::Sha256 digest;
  };
  std::vector<Line> lines_;
};

/// A line as it is stored: its type, its key, and where. Rows are those of `offer`, `provider` and `place`; 0 for the
/// records of `record`.
struct StoredLine {
  exchange::TypeIndex type = 0;
  std::string_view key;
  std::uint32_t row = 0;
  std::string_view line;
};
/// Every line of a catalogue in the order in which it is quickly read; the views are valid during the call. Ends with
/// the error that `take` gives. kCatalogueDamaged when an offer has no line, or a line no offer.
[[nodiscard]] base::Result<void> for_each_line(sqlite::Database& database,
                                               const std::function<base::Result<void>(const StoredLine&)>& take);

/// Of the stored lines.
[[nodiscard]] base::Result<std::string> content_digest(sqlite::Database& database);

}  // namespace bildungskiosk::catalogue
