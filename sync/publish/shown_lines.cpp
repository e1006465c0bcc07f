#include <algorithm>

#include "sync/base/digest.hpp"
#include "sync/publish/merging.hpp"

namespace bildungskiosk::publish {
namespace {

using base::Result;

class Measure final : public base::ByteSink {
 public:
  Result<void> write(base::ByteView bytes) override {
    length_bytes_ += bytes.size();
    hasher_.update(bytes);
    return {};
  }
  [[nodiscard]] std::uint64_t length_bytes() const { return length_bytes_; }
  [[nodiscard]] std::string finish_hex() { return hasher_.finish_hex(); }

 private:
  std::uint64_t length_bytes_ = 0;
  base::Hasher hasher_{base::HashAlgorithm::kSha256};
};

Result<void> write_shown(const Content& records, const std::vector<std::uint32_t>& hidden, base::ByteSink& sink) {
  constexpr std::size_t kPieceBytes = 256U << 10U;
  std::string piece;
  const auto all = for_each_line(records, [&](std::string_view line, std::uint64_t number) -> Result<void> {
    if (std::binary_search(hidden.begin(), hidden.end(), number - 1)) return {};
    (piece += line) += '\n';
    if (piece.size() < kPieceBytes) return {};
    BILDUNGSKIOSK_TRY_VOID(sink.write(base::as_bytes(piece)));
    piece.clear();
    return {};
  });
  return all ? sink.write(base::as_bytes(piece)) : all;
}

}  // namespace

Result<Content> without_lines(const Content& records, std::vector<std::uint32_t> hidden) {
  if (hidden.empty()) return records;
  Content shown;
  shown.write_to = [records, hidden = std::move(hidden)](base::ByteSink& sink) {
    return write_shown(records, hidden, sink);
  };
  Measure measure;
  BILDUNGSKIOSK_TRY_VOID(shown.write_to(measure));
  shown.length_bytes = measure.length_bytes();
  shown.sha256 = measure.finish_hex();
  return shown;
}

}  // namespace bildungskiosk::publish
