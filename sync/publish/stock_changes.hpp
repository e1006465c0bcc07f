#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "sync/base/result.hpp"
#include "sync/publish/content.hpp"

namespace bildungskiosk::publish {

/// What became of a source's offers between two contents.
struct StockChanges {
  std::uint64_t added = 0;
  std::uint64_t changed = 0;
  std::uint64_t gone = 0;
  std::uint64_t unchanged = 0;

  void add(const StockChanges& other);
};

/// Hands out lines one after the other, each without its '\n' and valid until the next call; false at the end.
using NextLine = std::function<base::Result<bool>(std::string_view& line)>;

/// Both are lines in the order of the exchange format. One pass, in the memory of two lines; only lines that differ are
/// parsed. Providers and places don't count. Errors: kMalformedRecord; those of the lines.
[[nodiscard]] base::Result<StockChanges> changes_between(const NextLine& earlier, const Content& now);

/// How many of the lines are offers, without parsing them. Errors: the content's.
[[nodiscard]] base::Result<std::uint64_t> count_offers(const Content& lines);

}  // namespace bildungskiosk::publish
