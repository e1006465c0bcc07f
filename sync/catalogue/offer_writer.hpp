#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/catalogue/offer_row.hpp"
#include "sync/catalogue/offer_words.hpp"
#include "sync/catalogue/word_rows.hpp"
#include "sync/offer/offer.hpp"
#include "sync/sqlite/database.hpp"

namespace bildungskiosk::catalogue {

/// Writes providers, places, categories' words and then offers into the tables of schema.hpp and the index. Internal to
/// the builder and the updater.
class OfferWriter {
 public:
  [[nodiscard]] static base::Result<OfferWriter> create(sqlite::Database& database);

  [[nodiscard]] base::Result<void> add(const offer::Provider& provider, std::string_view line);
  [[nodiscard]] base::Result<void> add(const offer::Place& place, std::string_view line);
  /// What stands in its table already; what is added gets a row behind it.
  void know(const offer::Provider& provider, std::int64_t row);
  void know(const offer::Place& place, std::int64_t row);
  void know_town(std::string_view name, std::int64_t row);
  void know_traits(std::string_view value, std::int64_t row);
  /// Names that become words to find its offers by: of those that are added from then on.
  void add(const offer::Category& category) { shared_words_.add(category); }

  /// kMalformedRecord when the offer's provider or a place of its is not there (yet).
  [[nodiscard]] base::Result<void> check_names(const OfferRow& offer) const;
  struct Numbered {
    std::uint32_t row = 0;
    OfferRow offer;
  };
  /// Rows ascend, from call to call as well. Some hundred at a time: they are written table by
  /// table, so that each table and index has the processor's caches to itself. Their words are gathered in
  /// `word_rows`. Errors: those of `check_names`.
  [[nodiscard]] base::Result<void> add(const std::vector<Numbered>& offers);

  /// What the index of all texts is given for an offer, as far as providers, places and categories are known.
  [[nodiscard]] std::string text_words(const OfferRow& offer) const {
    return shared_words_.text_with(offer.words, offer.provider_id, offer.place_id, offer.categories);
  }
  /// Of all offers that were added; what becomes of them is the caller's.
  [[nodiscard]] WordRows& word_rows() { return word_rows_; }
  [[nodiscard]] std::int64_t sessions() const { return sessions_; }
  /// Of what was added and is known.
  [[nodiscard]] const SharedWords& shared_words() const { return shared_words_; }

 private:
  struct Known {
    std::int64_t row;
    std::string town;
  };
  /// By id, and by name.
  struct Numbers {
    std::unordered_map<std::string, Known> known;
    std::int64_t next_row = 1;
    void know(const std::string& id, std::int64_t row, std::string town) {
      known.emplace(id, Known{row, std::move(town)});
      next_row = std::max(next_row, row + 1);
    }
  };
  struct Statements {
    sqlite::Statement provider, place, town, traits, offer, line, category;
  };

  explicit OfferWriter(Statements statements) : statements_(std::move(statements)) {}
  [[nodiscard]] base::Result<std::optional<std::int64_t>> town_row(const std::string& name);
  [[nodiscard]] base::Result<std::int64_t> traits_row(const std::string& value);
  [[nodiscard]] base::Result<const Known*> find_provider(const OfferRow& offer) const;
  [[nodiscard]] base::Result<const Known*> find_place(const OfferRow& offer, const std::string& place_id) const;
  [[nodiscard]] base::Result<void> write_columns(const Numbered& numbered);

  Statements statements_;
  Numbers providers_;
  Numbers places_;
  Numbers towns_;
  Numbers traits_;
  SharedWords shared_words_;
  WordRows word_rows_;
  std::int64_t sessions_ = 0;
};

}  // namespace bildungskiosk::catalogue
