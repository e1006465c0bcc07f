#include "sync/exchange/edit_script.hpp"

#include <algorithm>
#include <string>

#include "sync/base/check.hpp"
#include "sync/exchange/content_diff.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/fuzz/patch_base.hpp"
#include "tests/support/patch_of_texts.hpp"

// What stands in a delta, without the compression around it, which no fuzzer would get through: following it ends,
// hands on no byte past the signed length, and gives the same whatever pieces it comes in. The steps that we find from
// the base to the input, taken as a content, give that content.

namespace bildungskiosk::fuzz {
namespace {

struct Followed {
  base::Result<void> result;
  std::string text;
};

Followed follow(std::string_view script, std::uint64_t length_bytes, std::size_t piece_bytes) {
  const auto earlier = test::as_mapped(patch_base());
  TextSink sink;
  const base::CancelToken cancel;
  exchange::EditScriptReader reader(*earlier, length_bytes, sink, cancel);
  base::Result<void> result;
  for (std::size_t at = 0; at < script.size() && result; at += piece_bytes) {
    result = reader.take(base::as_bytes(script.substr(at, piece_bytes)));
  }
  if (result) result = reader.finish();
  BILDUNGSKIOSK_CHECK(sink.text.size() <= length_bytes);
  BILDUNGSKIOSK_CHECK(!result || sink.text.size() == length_bytes);
  return {std::move(result), std::move(sink.text)};
}

}  // namespace
}  // namespace bildungskiosk::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bildungskiosk;
  constexpr std::uint64_t kLengthMax = 1U << 18U;
  const std::string script(fuzz::text_of(data, size));
  const fuzz::Followed at_once = fuzz::follow(script, kLengthMax, std::max<std::size_t>(script.size(), 1));
  const fuzz::Followed in_pieces = fuzz::follow(script, kLengthMax, 3);
  BILDUNGSKIOSK_CHECK(at_once.result.has_value() == in_pieces.result.has_value());
  if (at_once.result) {
    BILDUNGSKIOSK_CHECK(at_once.text == in_pieces.text);
  } else {
    BILDUNGSKIOSK_CHECK(at_once.result.error().code == in_pieces.result.error().code);
  }
  const std::string own = exchange::write_edit_script(exchange::edits_between(fuzz::patch_base(), script));
  const fuzz::Followed again = fuzz::follow(own, size, 1'000);
  BILDUNGSKIOSK_CHECK(again.result && again.text == script);
  return 0;
}
