#include "sync/publish/importers/text_encoding.hpp"

#include <unicode/ucnv.h>
#include <unicode/ustring.h>

#include <algorithm>

#include "sync/base/check.hpp"
#include "sync/base/unique_handle.hpp"
#include "sync/publish/importers/values.hpp"

namespace bildungskiosk::publish {
namespace {

bool is_ascii(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_utf8(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  std::int32_t length = 0;  // asked for, not used: ICU only counts, and complains on the way
  u_strFromUTF8(nullptr, 0, &length, bytes.data(), static_cast<std::int32_t>(bytes.size()), &status);
  return status != U_INVALID_CHAR_FOUND;
}

/// Without the first bytes of a character whose rest was cut off.
std::string_view without_cut_end(std::string_view bytes) {
  for (std::size_t back = 1; back <= std::min<std::size_t>(3, bytes.size()); ++back) {
    const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
    if ((byte & 0xC0U) == 0x80U) continue;
    const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
    return length > back ? bytes.substr(0, bytes.size() - back) : bytes;
  }
  return bytes;
}

/// Whether more lines are UTF-8 than are not, of those that are more than ASCII: what is pasted together from two files
/// has one encoding in most lines, and text of single bytes is next to never UTF-8 by accident.
bool mostly_utf8(std::string_view bytes) {
  std::size_t utf8 = 0;
  std::size_t others = 0;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find_first_of("\n\r"), bytes.size());
    const std::string_view line = bytes.substr(0, end);
    if (!is_ascii(line)) ++(is_utf8(line) ? utf8 : others);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  return utf8 > others;
}

std::string from_single_bytes(std::string_view bytes, const char* name) {
  UErrorCode status = U_ZERO_ERROR;
  const base::UniqueHandle<UConverter*, ucnv_close> converter(ucnv_open(name, &status));
  BILDUNGSKIOSK_CHECK(U_SUCCESS(status) != 0);   // both are part of every ICU
  std::string text(bytes.size() * 3 + 1, '\0');  // no byte of either becomes more than three
  const std::int32_t length =
      ucnv_toAlgorithmic(UCNV_UTF8, converter.get(), text.data(), static_cast<std::int32_t>(text.size()), bytes.data(),
                         static_cast<std::int32_t>(bytes.size()), &status);
  BILDUNGSKIOSK_CHECK(U_SUCCESS(status) != 0);
  text.resize(static_cast<std::size_t>(length));
  return text;
}

}  // namespace

std::optional<TextEncoding> encoding_from_name(std::string_view name) {
  const std::string folded = fold(name);
  if (folded == "utf-8" || folded == "utf8") return TextEncoding::kUtf8;
  if (folded == "iso-8859-15" || folded == "latin9") return TextEncoding::kIso885915;
  if (folded == "windows-1252" || folded == "cp1252") return TextEncoding::kWindows1252;
  return std::nullopt;
}

TextEncoding detect_encoding(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return TextEncoding::kUtf8;
  if (is_ascii(bytes)) return TextEncoding::kUndecided;
  if (mostly_utf8(bytes)) return TextEncoding::kUtf8;
  if (const std::string_view whole = without_cut_end(bytes); is_utf8(whole)) {
    return is_ascii(whole) && whole.size() == bytes.size() ? TextEncoding::kUndecided : TextEncoding::kUtf8;
  }
  const auto any = [&](unsigned char from, unsigned char to) {
    return std::any_of(bytes.begin(), bytes.end(), [&](char c) {
      const auto byte = static_cast<unsigned char>(c);
      return byte >= from && byte <= to;
    });
  };
  if (any(0x80, 0x9F)) return TextEncoding::kWindows1252;
  return any(0xA4, 0xA4) ? TextEncoding::kIso885915 : TextEncoding::kWindows1252;
}

TextDecoder::Decoded TextDecoder::decode(std::string_view bytes) {
  if (is_ascii(bytes)) return {std::string(bytes), false};
  if (encoding_ == TextEncoding::kUndecided) {
    // Whole text, so nothing of it is cut; a lone letter at its end would look like it.
    encoding_ = is_utf8(bytes) ? TextEncoding::kUtf8 : detect_encoding(std::string(bytes) + ' ');
  }
  if (encoding_ != TextEncoding::kUtf8 && is_utf8(bytes)) return {std::string(bytes), true};
  if (encoding_ == TextEncoding::kIso885915) return {from_single_bytes(bytes, "ISO-8859-15"), false};
  const bool is_other = encoding_ == TextEncoding::kUtf8 && !is_utf8(bytes);
  if (encoding_ == TextEncoding::kUtf8 && !is_other) return {std::string(bytes), false};
  return {from_single_bytes(bytes, "windows-1252"), is_other};
}

}  // namespace bildungskiosk::publish
