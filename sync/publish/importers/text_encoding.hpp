#pragma once

#include <optional>
#include <string>
#include <string_view>

/// The bytes of files that don't say how they are encoded.
namespace bildungskiosk::publish {

enum class TextEncoding {
  kUndecided,  // nothing but ASCII so far
  kUtf8,
  kIso885915,
  kWindows1252,
};

/// "utf-8", "iso-8859-15", "windows-1252", in any case.
[[nodiscard]] std::optional<TextEncoding> encoding_from_name(std::string_view name);

/// By a byte order mark or by what is in the bytes, of which a character at the end may be cut: valid UTF-8 is UTF-8;
/// the bytes 80 to 9F are letters and signs in Windows-1252 only; A4 is the euro sign of ISO-8859-15, for nobody writes
/// the currency sign that Windows-1252 has there; anything else is Windows-1252, which German spreadsheets write.
[[nodiscard]] TextEncoding detect_encoding(std::string_view bytes);

/// Makes UTF-8 of text that comes in pieces of whole lines or cells. One thread.
class TextDecoder {
 public:
  /// Undecided: decided by the first piece that is more than ASCII.
  explicit TextDecoder(TextEncoding encoding) : encoding_(encoding) {}

  struct Decoded {
    std::string text;
    bool other_encoding =
        false;  // this piece alone: no UTF-8 in a file of UTF-8 (read as Windows-1252), or UTF-8 in another
  };
  [[nodiscard]] Decoded decode(std::string_view bytes);

 private:
  TextEncoding encoding_;
};

}  // namespace bildungskiosk::publish
