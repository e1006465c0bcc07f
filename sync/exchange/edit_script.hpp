#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "sync/base/bytes.hpp"
#include "sync/base/cancel_token.hpp"
#include "sync/base/fetcher.hpp"
#include "sync/base/mapped_file.hpp"
#include "sync/base/result.hpp"

/// What a delta says: how to walk once through the earlier content and write the new one. patch_format.md is the
/// specification.
namespace bildungskiosk::exchange {

/// One step: take over what comes next of the earlier content, leave out what follows, put in something new.
struct Edit {
  std::uint64_t copied_bytes = 0;
  std::uint64_t skipped_bytes = 0;
  std::string_view inserted;
};

/// The steps as text. Each moves on (not everything 0).
[[nodiscard]] std::string write_edit_script(std::span<const Edit> edits);

/// Follows a script that comes in pieces of any length. Not a byte more than `length_bytes` is handed on, nothing
/// outside the earlier content is read, and every step moves on, so that a script ends within the bounds of its two
/// contents, whatever it says. Memory: a line. One thread.
class EditScriptReader {
 public:
  /// All must outlive it; the pages of `earlier` are given back on the way.
  EditScriptReader(base::MappedFile& earlier, std::uint64_t length_bytes, base::ByteSink& sink,
                   const base::CancelToken& cancel)
      : earlier_(earlier), length_bytes_(length_bytes), sink_(sink), cancel_(cancel) {}

  /// After an error the reader is of no further use.
  /// kMalformedCompression (not of this form, or past the end of the earlier content); kTooLarge (more than
  /// `length_bytes`); kCancelled; the sink's own error.
  [[nodiscard]] base::Result<void> take(base::ByteView script);
  /// The script has ended. kMalformedCompression in the middle of a step; kLengthMismatch when less came of it.
  [[nodiscard]] base::Result<void> finish();

 private:
  [[nodiscard]] base::Result<std::size_t> take_numbers(base::ByteView script);
  [[nodiscard]] base::Result<std::size_t> take_inserted(base::ByteView script);
  [[nodiscard]] base::Result<void> begin_step(std::string_view numbers);
  [[nodiscard]] base::Result<void> copy(std::uint64_t count_bytes);
  [[nodiscard]] base::Result<void> hand_on(base::ByteView bytes);

  static constexpr std::size_t kNumbersBytesMax = 29;  // three numbers of nine digits, two spaces

  base::MappedFile& earlier_;
  const std::uint64_t length_bytes_;
  base::ByteSink& sink_;
  const base::CancelToken& cancel_;
  enum class Expecting { kNumbers, kInserted, kLineFeed } expecting_ = Expecting::kNumbers;
  std::array<char, kNumbersBytesMax> numbers_{};
  std::size_t numbers_bytes_ = 0;
  std::uint64_t insert_left_bytes_ = 0;
  std::uint64_t earlier_at_ = 0;
  std::uint64_t given_bytes_ = 0;
  std::uint64_t forgotten_at_ = 0;
};

}  // namespace bildungskiosk::exchange
