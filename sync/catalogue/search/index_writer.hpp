#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/catalogue/search/index_form.hpp"
#include "sync/catalogue/search/offer_bits.hpp"
#include "sync/sqlite/database.hpp"

namespace bildungskiosk::catalogue {

/// Writes the index of a catalogue's words (index_form.hpp) in the place of the one that is there. The same words give
/// the same bytes. Within a transaction; the database must outlive it.
class IndexWriter {
 public:
  /// `offers`: how many the catalogue has.
  [[nodiscard]] static base::Result<IndexWriter> create(sqlite::Database& database, OfferIndex offers);

  /// Words in the order of their bytes, each once. The offers that have it in their title, and those that have it
  /// anywhere (at least one): ascending.
  [[nodiscard]] base::Result<void> add(std::string_view word, std::span<const OfferIndex> in_title,
                                       std::span<const OfferIndex> in_text);
  /// Call once.
  [[nodiscard]] base::Result<void> finish();

 private:
  /// Sets of one kind, gathered into parts.
  struct Parts {
    sqlite::Statement insert;
    PartCounter counter;
    base::Bytes waiting;
    std::int64_t part = 0;
    [[nodiscard]] base::Result<void> add(base::ByteView set);
    [[nodiscard]] base::Result<void> flush();
  };
  /// Some letters that the last words begin with.
  struct Beginning {
    std::string letters;
    std::size_t first = 0;     // of its words, in `group_`
    std::uint64_t offers = 0;  // of all its words, those that have several as often
  };
  /// Where the sets of a word lie in `sets_`.
  struct WordSets {
    std::size_t title = 0;
    std::size_t text = 0;
    std::size_t end = 0;
  };
  IndexWriter(sqlite::Database& database, Parts title, Parts text, sqlite::Statement insert_beginning,
              OfferIndex offers);
  [[nodiscard]] base::Result<void> close_beginnings(std::string_view next);
  [[nodiscard]] base::Result<void> write_beginning(const Beginning& beginning);

  /// Of so many letters the common sets are kept ready at most.
  static constexpr std::size_t kLettersMax = 4;

  sqlite::Database* database_;
  Parts title_;
  Parts text_;
  sqlite::Statement insert_beginning_;
  OfferIndex offers_;
  base::Bytes list_;
  ListItem item_;
  std::array<Beginning, kLettersMax> beginnings_;  // of one letter, of two …
  // The words since the first letter changed.
  base::Bytes sets_;
  std::vector<WordSets> group_;
  std::int64_t beginnings_written_ = 0;
};

}  // namespace bildungskiosk::catalogue
