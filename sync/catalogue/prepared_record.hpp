#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "sync/base/digest.hpp"
#include "sync/catalogue/offer_row.hpp"
#include "sync/exchange/record.hpp"

/// A record with all done that needs no other record: the part of a build that another thread can do ahead.
namespace bildungskiosk::catalogue {

/// Anything but an offer.
struct GroundRecord {
  exchange::Record record;
  std::string line;
};

/// Owns all it holds.
struct PreparedRecord {
  std::variant<GroundRecord, OfferRow> content;
  base::Sha256 line_digest{};  // content_digest.hpp
  [[nodiscard]] bool is_offer() const { return std::holds_alternative<OfferRow>(content); }
};

/// Of a record that was parsed from `line`; the line is kept as it came, fields that this program doesn't know
/// included. From any thread.
[[nodiscard]] PreparedRecord prepare(exchange::Record record, std::string_view line);

}  // namespace bildungskiosk::catalogue
