#include "kiosk/handoff/qr_code.hpp"

#include <qrencode.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace bildungskiosk::handoff {
namespace {

struct FreeCode {
  void operator()(QRcode* code) const { QRcode_free(code); }
};
using EncodedCode = std::unique_ptr<QRcode, FreeCode>;

EncodedCode encode(std::string_view bytes, QRecLevel level) {
  constexpr int kSmallestThatFits = 0;
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are bytes
  const auto* const data = reinterpret_cast<const unsigned char*>(bytes.data());
  return EncodedCode(QRcode_encodeData(static_cast<int>(bytes.size()), data, kSmallestThatFits, level));
}

}  // namespace

std::optional<QrCode> make_qr_code(std::string_view bytes, int modules_max) {
  constexpr std::size_t kBytesMax = 2'953;  // of the largest code at level L; the library takes an int
  if (bytes.empty() || bytes.size() > kBytesMax) return std::nullopt;
  // The smaller one first: a text that has no room in it has none in the other either.
  EncodedCode code = encode(bytes, QR_ECLEVEL_L);
  if (!code || code->width > modules_max) return std::nullopt;
  EncodedCode safer = encode(bytes, QR_ECLEVEL_M);
  if (safer && safer->width <= modules_max) code = std::move(safer);
  QrCode result;
  result.modules = code->width;
  const auto size = static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
  result.dark.assign(code->data, code->data + size);
  // The lowest bit is the colour, the others say what the module is for.
  std::for_each(result.dark.begin(), result.dark.end(), [](std::uint8_t& module) { module &= 1U; });
  return result;
}

}  // namespace bildungskiosk::handoff
