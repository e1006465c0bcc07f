#include "sync/catalogue/prepared_record.hpp"

#include <utility>

namespace bildungskiosk::catalogue {

PreparedRecord prepare(exchange::Record record, std::string_view line) {
  const base::Sha256 digest = base::sha256(base::as_bytes(line));
  if (const auto* offer = std::get_if<offer::Offer>(&record)) return {make_row(*offer, line), digest};
  return {GroundRecord{std::move(record), std::string(line)}, digest};
}

}  // namespace bildungskiosk::catalogue
