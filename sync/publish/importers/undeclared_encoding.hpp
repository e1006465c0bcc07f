#pragma once

#include <string>

#include "sync/base/bytes.hpp"

/// The encoding of a text that doesn't name one.
namespace bildungskiosk::publish {

/// Brings a text to UTF-8 as it comes, in pieces of any length.
///
/// A text is ASCII until its first byte above 127. When what begins there is UTF-8, all is taken for UTF-8 and handed
/// on unchanged, also what turns out not to be (the reader refuses it with its place). When it is not, all is
/// Windows-1252, with 0xA4 as "€": that is where ISO-8859-15 has it, and what Windows-1252 has there ("¤") no one
/// writes. The other seven letters in which ISO-8859-15 differs (Š š Ž ž Œ œ Ÿ) are rarer in German than what
/// Windows-1252 has in their places (´ ¸ ¼ ½ ¾ ¦ ¨). Rejected: counting letters over the whole file, which would have
/// to be read twice. One thread.
class UndeclaredEncoding {
 public:
  /// The piece in UTF-8. An unfinished character at its end is kept for the next call.
  [[nodiscard]] std::string decode(base::ByteView bytes);
  /// What was kept.
  [[nodiscard]] std::string finish();
  /// Whether a byte that UTF-8 has no room for was met in the first place.
  [[nodiscard]] bool is_windows_1252() const { return state_ == State::kWindows1252; }

 private:
  enum class State { kAscii, kUtf8, kWindows1252 };
  State state_ = State::kAscii;
  std::string kept_;  // at most three bytes
};

}  // namespace bildungskiosk::publish
