#include "sync/publish/stock_lines.hpp"

namespace bildungskiosk::publish {
namespace {

constexpr std::size_t kPieceBytes = 256U << 10U;

}  // namespace

base::Result<void> StockLines::for_each(const std::function<base::Result<void>(std::string_view line)>& use) const {
  for (const std::string& line : first_) BILDUNGSKIOSK_TRY_VOID(use(line));
  return rest_ ? rest_->for_each(use) : base::Result<void>();
}

base::Result<void> StockLines::write_to(base::ByteSink& sink) const {
  std::string piece;
  const auto all = for_each([&](std::string_view line) -> base::Result<void> {
    (piece += line) += '\n';
    if (piece.size() < kPieceBytes) return {};
    BILDUNGSKIOSK_TRY_VOID(sink.write(base::as_bytes(piece)));
    piece.clear();
    return {};
  });
  return all ? sink.write(base::as_bytes(piece)) : all;
}

}  // namespace bildungskiosk::publish
