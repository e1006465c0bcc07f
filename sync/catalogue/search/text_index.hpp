#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sync/base/bytes.hpp"
#include "sync/base/result.hpp"
#include "sync/catalogue/search/expression.hpp"
#include "sync/catalogue/search/index_form.hpp"
#include "sync/catalogue/search/memo.hpp"
#include "sync/catalogue/search/offer_bits.hpp"
#include "sync/catalogue/search/vocabulary.hpp"
#include "sync/sqlite/database.hpp"

namespace bildungskiosk::catalogue {

/// The index of a catalogue's words (index_form.hpp): the words are read when it is opened, the sets of their offers as
/// they are asked for, and kept. The database must outlive it; belongs to its thread.
class TextIndex {
 public:
  /// `offers`: how many the catalogue has. Errors: those of the database; kCatalogueDamaged.
  [[nodiscard]] static base::Result<TextIndex> open(sqlite::Database& database, OfferIndex offers);

  /// The same, with every set read already: the tables may be written anew from then on.
  [[nodiscard]] static base::Result<TextIndex> open_whole(sqlite::Database& database, OfferIndex offers);

  [[nodiscard]] const Vocabulary& vocabulary() const { return vocabulary_; }
  [[nodiscard]] OfferIndex offers() const { return offers_; }

  enum class Scope { kTitle, kAllText };
  /// The offers that an expression of this index's vocabulary finds; the last ones are remembered. kCatalogueDamaged;
  /// kCancelled, when it is asked for.
  [[nodiscard]] base::Result<std::shared_ptr<const OfferBits>> find(Scope scope, const Expression& expression);
  /// The set of a word (offer_set.hpp), valid until the next call. kCatalogueDamaged.
  [[nodiscard]] base::Result<base::ByteView> set_of(Scope scope, TermIndex word);
  /// A wish to stop, looked at between two sets from now on. It must outlive this object.
  void watch(const std::atomic<bool>& cancelled) { cancelled_ = &cancelled; }
  /// kCancelled when the wish is there: for what works long with what was found.
  [[nodiscard]] base::Result<void> check_cancelled() const;

 private:
  /// The sets of all words in one scope.
  struct Sets {
    explicit Sets(sqlite::Statement part) : select(std::move(part)) {}
    sqlite::Statement select;
    std::vector<std::uint32_t> begin = {0};  // of each word's set among all bytes; one more than words
    std::vector<std::uint32_t> parts = {0};  // where each part begins among all bytes; one more than parts
    std::vector<base::Bytes> read;           // by part; empty: not yet
    PartCounter counter;
    [[nodiscard]] bool add(std::uint32_t bytes);
  };
  struct Beginning {
    Vocabulary::Range words;
    std::int64_t number = 0;  // of its row
    bool is_read = false;
    base::Bytes title;
    base::Bytes text;
  };
  TextIndex(Sets title, Sets text, sqlite::Statement select_beginning, OfferIndex offers);
  static constexpr std::size_t kRememberedMax = 48;
  [[nodiscard]] bool take_list(base::ByteView list);
  [[nodiscard]] base::Result<void> add(Scope scope, const Expression& expression, OfferBits& found);
  [[nodiscard]] base::Result<void> add_words(Scope scope, Vocabulary::Range words, OfferBits& found);
  [[nodiscard]] Beginning* find_beginning(Vocabulary::Range words);
  [[nodiscard]] base::Result<void> read(Beginning& beginning);
  [[nodiscard]] base::Result<void> read(Sets& sets, std::size_t part);
  void keep(std::size_t bytes);

  Sets title_;
  Sets text_;
  sqlite::Statement select_beginning_;
  std::vector<Beginning> beginnings_;  // by their words
  Vocabulary vocabulary_;
  OfferIndex offers_;
  Memo<std::shared_ptr<const OfferBits>> remembered_{kRememberedMax};
  std::size_t kept_bytes_ = 0;
  std::size_t kept_bytes_max_;
  const std::atomic<bool>* cancelled_ = nullptr;
};

}  // namespace bildungskiosk::catalogue
