#include <algorithm>
#include <string>

#include "sync/base/check.hpp"
#include "sync/exchange/patch.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/fuzz/patch_base.hpp"
#include "tests/support/patch_of_texts.hpp"

// A delta as it comes from a medium, on the base that the terminal has: applying it ends, hands on no byte past the
// signed length, and gives the same for the same patch. A patch that we make ourselves gives what it was made for.

namespace bildungskiosk::fuzz {
namespace {

constexpr std::uint64_t kLengthMax = 1U << 18U;

class BytesFile final : public base::ReadableFile {
 public:
  explicit BytesFile(base::ByteView bytes) : bytes_(bytes) {}
  base::Result<std::size_t> read(std::span<std::uint8_t> buffer) override {
    const std::size_t count = std::min<std::size_t>({buffer.size(), bytes_.size(), 977});
    std::copy_n(bytes_.begin(), count, buffer.begin());
    bytes_ = bytes_.subspan(count);
    return count;
  }

 private:
  base::ByteView bytes_;
};

struct Applied {
  base::Result<void> result;
  std::string text;
};

Applied apply(base::ByteView patch, std::uint64_t length_bytes) {
  BytesFile file(patch);
  const auto earlier = test::as_mapped(patch_base());
  TextSink sink;
  base::Result<void> result = exchange::apply_patch(file, *earlier, length_bytes, sink, base::CancelToken());
  BILDUNGSKIOSK_CHECK(sink.text.size() <= length_bytes);
  BILDUNGSKIOSK_CHECK(!result || sink.text.size() == length_bytes);
  return {std::move(result), std::move(sink.text)};
}

}  // namespace
}  // namespace bildungskiosk::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bildungskiosk;
  const fuzz::Applied first = fuzz::apply({data, size}, fuzz::kLengthMax);
  const bool whole_but_shorter = !first.result && first.result.error().code == base::ErrorCode::kLengthMismatch;
  if (whole_but_shorter) {
    const fuzz::Applied exact = fuzz::apply({data, size}, first.text.size());
    BILDUNGSKIOSK_CHECK(exact.result && exact.text == first.text);
    BILDUNGSKIOSK_CHECK(first.text.empty() || !fuzz::apply({data, size}, first.text.size() - 1).result);
  }
  const auto patch = test::patch_of_texts(fuzz::patch_base(), fuzz::text_of(data, size));
  BILDUNGSKIOSK_CHECK(patch.has_value());
  const fuzz::Applied again = fuzz::apply(*patch, size);
  BILDUNGSKIOSK_CHECK(again.result && again.text == fuzz::text_of(data, size));
  return 0;
}
