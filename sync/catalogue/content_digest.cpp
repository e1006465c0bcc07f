#include "sync/catalogue/content_digest.hpp"

#include <algorithm>
#include <deque>
#include <tuple>

namespace bildungskiosk::catalogue {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using exchange::kTypeIndex;
using exchange::TypeIndex;
using sqlite::Statement;

using Take = std::function<Result<void>(const StoredLine&)>;

Error damaged(const char* what) { return {ErrorCode::kCatalogueDamaged, what}; }

Result<void> each_record(sqlite::Database& database, const Take& take) {
  BILDUNGSKIOSK_TRY(Statement rows, database.prepare("SELECT type, key, line FROM record"));
  for (;;) {
    BILDUNGSKIOSK_TRY(const bool found, rows.step());
    if (!found) return {};
    const auto type = exchange::type_of_name(rows.text(0));
    if (!type) return damaged("a record of an unknown type");
    BILDUNGSKIOSK_TRY_VOID(take({*type, rows.text(1), 0, rows.text(2)}));
  }
}

Result<void> each_of(sqlite::Database& database, const char* sql, TypeIndex type, const Take& take) {
  BILDUNGSKIOSK_TRY(Statement rows, database.prepare(sql));
  for (;;) {
    BILDUNGSKIOSK_TRY(const bool found, rows.step());
    if (!found) return {};
    BILDUNGSKIOSK_TRY_VOID(take({type, rows.text(1), static_cast<std::uint32_t>(rows.integer(0)), rows.text(2)}));
  }
}

/// Both tables side by side: a join would look up each line.
Result<void> each_offer(sqlite::Database& database, const Take& take) {
  BILDUNGSKIOSK_TRY(Statement offers, database.prepare("SELECT row, id FROM offer ORDER BY row"));
  BILDUNGSKIOSK_TRY(Statement lines, database.prepare("SELECT row, line FROM offer_line ORDER BY row"));
  for (;;) {
    BILDUNGSKIOSK_TRY(const bool offer, offers.step());
    BILDUNGSKIOSK_TRY(const bool line, lines.step());
    if (!offer && !line) return {};
    if (!offer || !line || offers.integer(0) != lines.integer(0)) return damaged("offers and their lines don't match");
    BILDUNGSKIOSK_TRY_VOID(
        take({kTypeIndex<offer::Offer>, offers.text(1), static_cast<std::uint32_t>(offers.integer(0)), lines.text(1)}));
  }
}

}  // namespace

std::string ContentHasher::finish_hex() {
  std::sort(lines_.begin(), lines_.end(),
            [](const Line& a, const Line& b) { return std::tie(a.type, a.key) < std::tie(b.type, b.key); });
  base::Hasher hasher(base::HashAlgorithm::kSha256);
  for (const Line& line : lines_) hasher.update(line.digest);
  return hasher.finish_hex();
}

Result<void> for_each_line(sqlite::Database& database, const Take& take) {
  BILDUNGSKIOSK_TRY_VOID(each_record(database, take));
  BILDUNGSKIOSK_TRY_VOID(each_of(database, "SELECT row, id, line FROM provider", kTypeIndex<offer::Provider>, take));
  BILDUNGSKIOSK_TRY_VOID(each_of(database, "SELECT row, id, line FROM place", kTypeIndex<offer::Place>, take));
  return each_offer(database, take);
}

Result<std::string> content_digest(sqlite::Database& database) {
  ContentHasher hasher;
  std::deque<std::string> keys;
  BILDUNGSKIOSK_TRY_VOID(for_each_line(database, [&](const StoredLine& stored) -> Result<void> {
    hasher.add(stored.type, keys.emplace_back(stored.key), base::sha256(base::as_bytes(stored.line)));
    return {};
  }));
  return hasher.finish_hex();
}

}  // namespace bildungskiosk::catalogue
