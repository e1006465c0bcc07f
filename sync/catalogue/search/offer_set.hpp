#pragma once

#include <optional>
#include <span>
#include <vector>

#include "sync/base/bytes.hpp"
#include "sync/catalogue/search/offer_bits.hpp"

/// Which offers have a word, as bytes: what the index keeps for each word (schema.hpp).
///
///   0x00  gaps: for each offer, ascending, how many are passed over since the one before; seven bits a byte, the low
///         ones first, the highest bit set on all but the last byte of a number
///   0x01  bits: one for each offer of the catalogue, the first in the lowest bit of the first byte; as many bytes as
///         that takes
///
/// The empty set has no bytes at all. The smaller form is written, so no set takes more than an eighth of a byte for
/// each offer of the catalogue: 12 kB for 100,000. Whatever bytes are read, nothing outside of them is touched, and no
/// offer past the last comes out.
///
/// Rejected: Roaring bitmaps (the library of Debian 12 checks lengths, not what is inside).
namespace bildungskiosk::catalogue {

/// Puts the set behind `bytes`. `ascending`: each once, each below `offers`.
void append_offer_set(base::Bytes& bytes, std::span<const OfferIndex> ascending, OfferIndex offers);

/// Adds the offers of a set to `bits`, which has room for `offers`. False: bytes that nobody wrote for so many; some
/// may have been added.
[[nodiscard]] bool add_offer_set(base::ByteView set, OfferIndex offers, OfferBits& bits);

/// The offers of a set, ascending. Nothing: as above.
[[nodiscard]] std::optional<std::vector<OfferIndex>> read_offer_set(base::ByteView set, OfferIndex offers);

/// Numbers as in the gaps: what the index is written with.
void append_number(base::Bytes& bytes, std::uint32_t number);
/// Takes a number off the front. Nothing: it does not end, or has more than 32 bits.
[[nodiscard]] std::optional<std::uint32_t> take_number(base::ByteView& bytes);

}  // namespace bildungskiosk::catalogue
