#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sync/base/cancel_token.hpp"
#include "sync/base/digest.hpp"
#include "sync/base/result.hpp"
#include "sync/exchange/record.hpp"
#include "sync/sqlite/database.hpp"

namespace bildungskiosk::catalogue {

/// Every line of a catalogue that is to be updated, by its SHA-256, and whether the new release has it. Internal to the
/// updater. Some 200 bytes a line.
class PresentLines {
 public:
  struct Entry {
    exchange::TypeIndex type = 0;
    std::uint32_t row = 0;  // of `offer`, `provider`, `place`; 0 for the records of `record`
    bool is_taken = false;
    std::string key;
    base::Sha256 digest{};
  };

  /// kCatalogueDamaged, kCancelled, kDatabase.
  [[nodiscard]] static base::Result<PresentLines> read(sqlite::Database& database, const base::CancelToken& cancel);

  /// Null: no such line.
  [[nodiscard]] Entry* find(const base::Sha256& digest);
  [[nodiscard]] std::vector<Entry>& entries() { return entries_; }
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
  /// Of all entries that are no offers, parsed; by index into the entries, ascending.
  [[nodiscard]] const std::vector<std::pair<std::size_t, exchange::Record>>& ground() const { return ground_; }
  [[nodiscard]] std::size_t offers() const { return offers_; }

 private:
  struct FirstBytes {
    std::size_t operator()(const base::Sha256& digest) const;
  };
  std::vector<Entry> entries_;
  std::unordered_map<base::Sha256, std::uint32_t, FirstBytes> by_digest_;
  std::vector<std::pair<std::size_t, exchange::Record>> ground_;
  std::size_t offers_ = 0;
};

}  // namespace bildungskiosk::catalogue
