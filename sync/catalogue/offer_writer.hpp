#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/offer/offer.hpp"
#include "sync/sqlite/database.hpp"

namespace bildungskiosk::catalogue {

/// Writes providers, places and then offers into the tables of schema.hpp and the index. Internal to the builder.
class OfferWriter {
 public:
  [[nodiscard]] static base::Result<OfferWriter> create(sqlite::Database& database);

  [[nodiscard]] base::Result<void> add(const offer::Provider& provider, std::string_view line);
  [[nodiscard]] base::Result<void> add(const offer::Place& place, std::string_view line);
  /// Names that become words to find its offers by.
  void add(const offer::Category& category);
  /// In the order of the rows. kMalformedRecord when the provider or a place is not there.
  [[nodiscard]] base::Result<void> add(const offer::Offer& offer, std::string_view line);
  /// What needs all offers: their positions by title.
  [[nodiscard]] base::Result<void> finish();

  [[nodiscard]] std::int64_t sessions() const { return sessions_; }

 private:
  struct Provider {
    std::int64_t row;
    std::string town;
    std::string words;
  };
  struct Place {
    std::int64_t row;
    std::string town;
    std::string words;
  };
  struct Statements {
    sqlite::Statement provider, place, town, offer, line, session, weekly, category, title, text, title_position;
  };

  explicit OfferWriter(Statements statements) : statements_(std::move(statements)) {}
  [[nodiscard]] base::Result<std::optional<std::int64_t>> town_row(const std::string& name);
  [[nodiscard]] base::Result<void> write_columns(const offer::Offer& offer, const Provider& provider,
                                                 const Place* place);
  [[nodiscard]] base::Result<void> write_dates(const offer::Schedule& schedule);
  [[nodiscard]] base::Result<void> write_words(const offer::Offer& offer, const Provider& provider, const Place* place);
  [[nodiscard]] base::Result<const Place*> find_place(const offer::Offer& offer, const std::string& place_id) const;

  Statements statements_;
  std::unordered_map<std::string, Provider> providers_;
  std::unordered_map<std::string, Place> places_;
  std::unordered_map<std::string, std::int64_t> towns_;
  std::unordered_map<std::string, std::string> category_words_;  // by "scheme code"
  std::vector<std::pair<std::string, std::int64_t>> titles_;     // folded, with their rows
  std::int64_t row_ = 0;
  std::int64_t sessions_ = 0;
};

}  // namespace bildungskiosk::catalogue
