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

struct FreeInput {
  void operator()(QRinput* input) const { QRinput_free(input); }
};

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char letter) { return static_cast<unsigned char>(letter) < 0x80; });
}

EncodedCode encode(std::string_view text, QRecLevel level) {
  constexpr int kSmallestThatFits = 0;
  constexpr unsigned kUtf8 = 26;  // its number among the Extended Channel Interpretations
  const std::unique_ptr<QRinput, FreeInput> input(QRinput_new2(kSmallestThatFits, level));
  if (!input) return nullptr;
  // Without it a reader guesses how letters are written, and takes "Schweißen" for Japanese.
  if (!is_ascii(text) && QRinput_appendECIheader(input.get(), kUtf8) != 0) return nullptr;
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are bytes
  const auto* const data = reinterpret_cast<const unsigned char*>(text.data());
  if (QRinput_append(input.get(), QR_MODE_8, static_cast<int>(text.size()), data) != 0) return nullptr;
  return EncodedCode(QRcode_encodeInput(input.get()));
}

}  // namespace

std::optional<QrCode> make_qr_code(std::string_view text, int modules_max) {
  constexpr std::size_t kBytesMax = 2'953;  // of the largest code at level L; the library takes an int
  if (text.empty() || text.size() > kBytesMax) return std::nullopt;
  // The smaller one first: a text that has no room in it has none in the other either.
  EncodedCode code = encode(text, QR_ECLEVEL_L);
  if (!code || code->width > modules_max) return std::nullopt;
  EncodedCode safer = encode(text, QR_ECLEVEL_M);
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
