#include "sync/catalogue/present_lines.hpp"

#include <cstring>
#include <utility>

#include "sync/catalogue/content_digest.hpp"

namespace bildungskiosk::catalogue {

using base::CancelToken;
using base::Error;
using base::ErrorCode;
using base::Result;

std::size_t PresentLines::FirstBytes::operator()(const base::Sha256& digest) const {
  std::size_t first = 0;
  std::memcpy(&first, digest.data(), sizeof(first));
  return first;
}

Result<PresentLines> PresentLines::read(sqlite::Database& database, const CancelToken& cancel) {
  PresentLines lines;
  BILDUNGSKIOSK_TRY_VOID(for_each_line(database, [&](const StoredLine& stored) -> Result<void> {
    if (cancel.cancelled()) return Error{ErrorCode::kCancelled, "while reading the present catalogue"};
    const std::size_t index = lines.entries_.size();
    const base::Sha256 digest = base::sha256(base::as_bytes(stored.line));
    lines.entries_.push_back({stored.type, stored.row, false, std::string(stored.key), digest});
    lines.by_digest_.emplace(digest, static_cast<std::uint32_t>(index));
    if (stored.type == exchange::kTypeIndex<offer::Offer>) {
      ++lines.offers_;
      return {};
    }
    Result<exchange::Record> record = exchange::parse_record(stored.line);
    if (!record || record->index() != stored.type) return Error{ErrorCode::kCatalogueDamaged, "a record of no format"};
    lines.ground_.emplace_back(index, std::move(*record));
    return {};
  }));
  return lines;
}

PresentLines::Entry* PresentLines::find(const base::Sha256& digest) {
  const auto found = by_digest_.find(digest);
  return found == by_digest_.end() ? nullptr : &entries_[found->second];
}

}  // namespace bildungskiosk::catalogue
