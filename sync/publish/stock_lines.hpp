#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/fetcher.hpp"
#include "sync/base/result.hpp"
#include "sync/publish/line_spool.hpp"

namespace bildungskiosk::publish {

/// A stock's canonical lines in the order of the exchange format, wherever they lie. Can be moved, and read any number
/// of times. One thread.
class StockLines {
 public:
  StockLines() = default;
  StockLines(std::vector<std::string> lines) : first_(std::move(lines)) {}  // NOLINT(google-explicit-constructor)
  StockLines(std::vector<std::string> first, std::unique_ptr<LineSpool> rest)
      : first_(std::move(first)), rest_(std::move(rest)) {}

  /// Each without its '\n'. Errors: those of LineSpool, and of `use`, which end it.
  base::Result<void> for_each(const std::function<base::Result<void>(std::string_view line)>& use) const;
  /// All of them, each with its '\n', in pieces of about 256 kB. Errors: as above, and those of the sink.
  base::Result<void> write_to(base::ByteSink& sink) const;

 private:
  std::vector<std::string> first_;
  std::unique_ptr<LineSpool> rest_;  // may be null
};

}  // namespace bildungskiosk::publish
