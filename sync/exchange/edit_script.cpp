#include "sync/exchange/edit_script.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <system_error>

#include "sync/exchange/limits.hpp"

namespace bildungskiosk::exchange {
namespace {

using base::ByteView;
using base::Error;
using base::ErrorCode;
using base::Result;

/// Copied between two looks at whether somebody wants to stop.
constexpr std::uint64_t kCopyBlockBytes = 1U << 20U;
/// Given between two times that the earlier content's pages are given back: about as much of it has been touched.
constexpr std::uint64_t kBytesBetweenForgetting = 8U << 20U;

Error malformed(std::string_view what) { return {ErrorCode::kMalformedCompression, std::string(what)}; }

/// The number in front, taken off the text; nullopt unless it is in its shortest form and within what a content may be.
std::optional<std::uint64_t> take_number(std::string_view& text) {
  if (text.starts_with('0') && text.size() > 1 && text[1] >= '0' && text[1] <= '9') return std::nullopt;
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || number > kPatchContentBytesMax) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

bool take_space(std::string_view& text) {
  if (!text.starts_with(' ')) return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace

std::string write_edit_script(std::span<const Edit> edits) {
  std::string script;
  for (const Edit& edit : edits) {
    script += std::to_string(edit.copied_bytes) + ' ' + std::to_string(edit.skipped_bytes) + ' ' +
              std::to_string(edit.inserted.size()) + '\n';
    if (!edit.inserted.empty()) (script += edit.inserted) += '\n';
  }
  return script;
}

Result<void> EditScriptReader::take(ByteView script) {
  while (!script.empty()) {
    std::size_t taken = 1;
    switch (expecting_) {
      case Expecting::kNumbers: {
        BILDUNGSKIOSK_TRY(taken, take_numbers(script));
        break;
      }
      case Expecting::kInserted: {
        BILDUNGSKIOSK_TRY(taken, take_inserted(script));
        break;
      }
      case Expecting::kLineFeed:
        if (script.front() != '\n') return malformed("no line feed behind what is inserted");
        expecting_ = Expecting::kNumbers;
        break;
    }
    script = script.subspan(taken);
  }
  return {};
}

Result<void> EditScriptReader::finish() {
  if (expecting_ != Expecting::kNumbers || numbers_bytes_ > 0) return malformed("the script ends within a step");
  if (given_bytes_ == length_bytes_) return {};
  return Error{ErrorCode::kLengthMismatch,
               "a patch gives " + std::to_string(given_bytes_) + " bytes instead of " + std::to_string(length_bytes_)};
}

/// Collects them up to the line feed, which may lie in a later piece.
Result<std::size_t> EditScriptReader::take_numbers(ByteView script) {
  const auto end = std::find(script.begin(), script.end(), static_cast<std::uint8_t>('\n'));
  const auto count = static_cast<std::size_t>(end - script.begin());
  if (count > kNumbersBytesMax - numbers_bytes_) return malformed("a step begins with no three numbers");
  std::copy(script.begin(), end, numbers_.begin() + static_cast<std::ptrdiff_t>(numbers_bytes_));
  numbers_bytes_ += count;
  if (end == script.end()) return count;
  BILDUNGSKIOSK_TRY_VOID(begin_step({numbers_.data(), numbers_bytes_}));
  numbers_bytes_ = 0;
  return count + 1;
}

Result<void> EditScriptReader::begin_step(std::string_view numbers) {
  const auto copied = take_number(numbers);
  const auto skipped = copied && take_space(numbers) ? take_number(numbers) : std::nullopt;
  const auto inserted = skipped && take_space(numbers) ? take_number(numbers) : std::nullopt;
  if (!inserted || !numbers.empty()) return malformed("a step begins with no three numbers");
  if (*copied + *skipped + *inserted == 0) return malformed("a step that does nothing");
  if (*copied + *skipped > earlier_.bytes().size() - earlier_at_) {
    return malformed("a step past the end of the earlier content");
  }
  if (*copied + *inserted > length_bytes_ - given_bytes_) {
    return Error{ErrorCode::kTooLarge,
                 "a patch gives more than the signed " + std::to_string(length_bytes_) + " bytes"};
  }
  BILDUNGSKIOSK_TRY_VOID(copy(*copied));
  earlier_at_ += *skipped;
  insert_left_bytes_ = *inserted;
  if (insert_left_bytes_ > 0) expecting_ = Expecting::kInserted;
  return {};
}

Result<void> EditScriptReader::copy(std::uint64_t count_bytes) {
  while (count_bytes > 0) {
    if (cancel_.cancelled()) return Error{ErrorCode::kCancelled, "asked to stop"};
    const std::uint64_t block = std::min(count_bytes, kCopyBlockBytes);
    BILDUNGSKIOSK_TRY_VOID(hand_on(earlier_.bytes().subspan(earlier_at_, block)));
    earlier_at_ += block;
    count_bytes -= block;
  }
  return {};
}

Result<std::size_t> EditScriptReader::take_inserted(ByteView script) {
  const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(insert_left_bytes_, script.size()));
  BILDUNGSKIOSK_TRY_VOID(hand_on(script.first(count)));
  insert_left_bytes_ -= count;
  if (insert_left_bytes_ == 0) expecting_ = Expecting::kLineFeed;
  return count;
}

Result<void> EditScriptReader::hand_on(ByteView bytes) {
  given_bytes_ += bytes.size();
  if (given_bytes_ - forgotten_at_ >= kBytesBetweenForgetting) {
    earlier_.forget_pages();
    forgotten_at_ = given_bytes_;
  }
  return sink_.write(bytes);
}

}  // namespace bildungskiosk::exchange
