#include "sync/catalogue/search/offer_set.hpp"

#include <cstring>

namespace bildungskiosk::catalogue {
namespace {

constexpr std::uint8_t kGaps = 0;
constexpr std::uint8_t kBits = 1;
constexpr unsigned kNumberBits = 7;
constexpr std::uint8_t kMore = 0x80;

std::size_t bytes_for(OfferIndex offers) { return (std::size_t{offers} + 7) / 8; }

void append_bits(base::Bytes& bytes, std::span<const OfferIndex> ascending, OfferIndex offers) {
  const std::size_t begin = bytes.size();
  bytes.resize(begin + bytes_for(offers));
  for (const OfferIndex offer : ascending) bytes[begin + offer / 8] |= static_cast<std::uint8_t>(1U << (offer % 8));
}

/// Calls `use(offer)` for each.
template <typename Use>
bool for_each_gap(base::ByteView gaps, OfferIndex offers, Use use) {
  std::uint64_t next = 0;
  const std::uint8_t* at = gaps.data();
  const std::uint8_t* const end = at + gaps.size();
  while (at != end) {
    // One or two bytes, nearly always: these have a short way.
    if (*at < kMore) {
      next += *at++;
    } else if (end - at > 1 && at[1] < kMore) {
      next += (at[0] & (kMore - 1U)) | static_cast<unsigned>(at[1]) << kNumberBits;
      at += 2;
    } else {
      base::ByteView rest(at, end);
      const std::optional<std::uint32_t> gap = take_number(rest);
      if (!gap) return false;
      next += *gap;
      at = rest.data();
    }
    if (next >= offers) return false;
    use(static_cast<OfferIndex>(next));
    ++next;
  }
  return true;
}

bool are_bits_for(base::ByteView bits, OfferIndex offers) {
  if (bits.size() != bytes_for(offers)) return false;
  return offers % 8 == 0 || bits.back() >> (offers % 8) == 0;
}

}  // namespace

void append_number(base::Bytes& bytes, std::uint32_t number) {
  for (; number >= kMore; number >>= kNumberBits) bytes.push_back(static_cast<std::uint8_t>(number | kMore));
  bytes.push_back(static_cast<std::uint8_t>(number));
}

std::optional<std::uint32_t> take_number(base::ByteView& bytes) {
  std::uint64_t number = 0;
  constexpr unsigned kShiftMax = 28;
  for (unsigned shift = 0; shift <= kShiftMax && !bytes.empty(); shift += kNumberBits) {
    const std::uint8_t byte = bytes.front();
    bytes = bytes.subspan(1);
    number |= std::uint64_t{byte & (kMore - 1U)} << shift;
    if (byte < kMore) return number <= UINT32_MAX ? std::optional(static_cast<std::uint32_t>(number)) : std::nullopt;
  }
  return std::nullopt;
}

void append_offer_set(base::Bytes& bytes, std::span<const OfferIndex> ascending, OfferIndex offers) {
  if (ascending.empty()) return;
  const std::size_t begin = bytes.size();
  bytes.push_back(kGaps);
  const std::size_t bits_end = bytes.size() + bytes_for(offers);
  OfferIndex next = 0;
  for (const OfferIndex offer : ascending) {
    append_number(bytes, offer - next);
    next = offer + 1;
    if (bytes.size() < bits_end) continue;
    bytes.resize(begin);
    bytes.push_back(kBits);
    append_bits(bytes, ascending, offers);
    return;
  }
}

bool add_offer_set(base::ByteView set, OfferIndex offers, OfferBits& bits) {
  if (set.empty()) return true;
  const std::uint8_t form = set.front();
  set = set.subspan(1);
  if (form == kGaps) {
    constexpr OfferIndex kWordBits = 64;
    std::uint64_t* const words = bits.words().data();
    return for_each_gap(set, offers, [words](OfferIndex offer) {
      words[offer / kWordBits] |= std::uint64_t{1} << (offer % kWordBits);
    });
  }
  if (form != kBits || !are_bits_for(set, offers)) return false;
  std::vector<std::uint64_t>& words = bits.words();
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::uint64_t word = 0;
    std::memcpy(&word, set.data() + i * sizeof(word), std::min(sizeof(word), set.size() - i * sizeof(word)));
    if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
    words[i] |= word;
  }
  return true;
}

std::optional<std::vector<OfferIndex>> read_offer_set(base::ByteView set, OfferIndex offers) {
  std::vector<OfferIndex> found;
  if (set.empty()) return found;
  if (set.front() == kGaps) {
    found.reserve(set.size());
    if (!for_each_gap(set.subspan(1), offers, [&found](OfferIndex offer) { found.push_back(offer); })) {
      return std::nullopt;
    }
    return found;
  }
  OfferBits bits(offers);
  if (!add_offer_set(set, offers, bits)) return std::nullopt;
  found.reserve(bits.count());
  bits.for_each([&found](OfferIndex offer) { found.push_back(offer); });
  return found;
}

}  // namespace bildungskiosk::catalogue
