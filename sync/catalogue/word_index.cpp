#include "sync/catalogue/word_index.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "sync/catalogue/search/index_writer.hpp"
#include "sync/catalogue/search/offer_set.hpp"
#include "sync/catalogue/search/text_index.hpp"

namespace bildungskiosk::catalogue {
namespace {

using base::CancelToken;
using base::Error;
using base::ErrorCode;
using base::Result;
using Scope = TextIndex::Scope;

constexpr OfferIndex kNone = UINT32_MAX;

/// By row; kNone: no offer has the row.
std::vector<OfferIndex> indexes_by_row(const OfferOrder& order) {
  std::vector<OfferIndex> indexes;
  for (std::size_t index = 0; index < order.rows.size(); ++index) {
    const std::uint32_t row = order.rows[index];
    if (indexes.size() <= row) indexes.resize(row + 1, kNone);
    indexes[row] = static_cast<OfferIndex>(index);
  }
  return indexes;
}

/// Puts sets into the order of the offers. Many are sorted by setting their bits.
class Sorter {
 public:
  explicit Sorter(OfferIndex offers) : bits_(offers), many_from_(offers / 64) {}

  void sort(std::vector<OfferIndex>& offers) {
    if (std::is_sorted(offers.begin(), offers.end())) return;
    if (offers.size() < many_from_) {
      std::sort(offers.begin(), offers.end());
      return;
    }
    for (const OfferIndex offer : offers) bits_.add(offer);
    std::size_t next = 0;
    bits_.for_each([&](OfferIndex offer) { offers[next++] = offer; });
    bits_.clear();
  }

 private:
  OfferBits bits_;
  std::size_t many_from_;
};

/// Hands words with their offers, in any order, to the writer.
class SortingWriter {
 public:
  SortingWriter(IndexWriter writer, OfferIndex offers, const CancelToken& cancel)
      : writer_(std::move(writer)), sorter_(offers), cancel_(cancel) {}

  Result<void> add(std::string_view word, std::vector<OfferIndex>& in_title, std::vector<OfferIndex>& in_text) {
    if (cancel_.cancelled()) return Error{ErrorCode::kCancelled, "while writing the index"};
    if (in_text.empty()) return {};
    sorter_.sort(in_title);
    sorter_.sort(in_text);
    return writer_.add(word, in_title, in_text);
  }
  Result<void> finish() { return writer_.finish(); }

 private:
  IndexWriter writer_;
  Sorter sorter_;
  const CancelToken& cancel_;
};

void map(const std::vector<std::uint32_t>& from, const std::vector<OfferIndex>& indexes, std::vector<OfferIndex>& to) {
  for (const std::uint32_t place : from) {
    if (indexes[place] != kNone) to.push_back(indexes[place]);
  }
}

/// The words that an index has, one after the other.
class PresentWords {
 public:
  PresentWords(TextIndex& index, std::vector<OfferIndex> new_indexes)
      : index_(index), new_indexes_(std::move(new_indexes)) {}

  [[nodiscard]] bool at_end() const { return next_ == index_.vocabulary().size(); }
  [[nodiscard]] std::string_view word() const { return index_.vocabulary().term(next_); }
  /// Puts the next word's offers, as far as they are still there, behind the lists.
  Result<void> take(std::vector<OfferIndex>& in_title, std::vector<OfferIndex>& in_text) {
    BILDUNGSKIOSK_TRY_VOID(take(Scope::kTitle, in_title));
    BILDUNGSKIOSK_TRY_VOID(take(Scope::kAllText, in_text));
    ++next_;
    return {};
  }

 private:
  Result<void> take(Scope scope, std::vector<OfferIndex>& to) {
    BILDUNGSKIOSK_TRY(const base::ByteView set, index_.set_of(scope, next_));
    const auto offers = read_offer_set(set, index_.offers());
    if (!offers) return Error{ErrorCode::kCatalogueDamaged, "a set of offers that nobody writes"};
    map(*offers, new_indexes_, to);
    return {};
  }

  TextIndex& index_;
  std::vector<OfferIndex> new_indexes_;  // by present index
  TermIndex next_ = 0;
};

/// By present index, where the offer stands after the update; kNone: it has changed.
std::vector<OfferIndex> moves_of(const IndexUpdate& update, const std::vector<OfferIndex>& by_row) {
  std::vector<OfferIndex> unchanged = by_row;
  for (const std::uint32_t row : update.changed) {
    if (row < unchanged.size()) unchanged[row] = kNone;
  }
  std::vector<OfferIndex> moves;
  moves.reserve(update.before.rows.size());
  for (const std::uint32_t row : update.before.rows) moves.push_back(row < unchanged.size() ? unchanged[row] : kNone);
  return moves;
}

}  // namespace

Result<void> write_word_index(sqlite::Database& database, const WordRows& words, const OfferOrder& order,
                              const CancelToken& cancel) {
  const auto offers = static_cast<OfferIndex>(order.rows.size());
  const std::vector<OfferIndex> by_row = indexes_by_row(order);
  BILDUNGSKIOSK_TRY(IndexWriter writer, IndexWriter::create(database, offers));
  SortingWriter sorted(std::move(writer), offers, cancel);
  std::vector<OfferIndex> in_title;
  std::vector<OfferIndex> in_text;
  const auto write = [&](const WordRows::Word& word) {
    in_title.clear();
    in_text.clear();
    map(word.in_title, by_row, in_title);
    map(word.in_text, by_row, in_text);
    return sorted.add(word.text, in_title, in_text);
  };
  BILDUNGSKIOSK_TRY_VOID(words.for_each(write));
  return sorted.finish();
}

Result<void> update_word_index(sqlite::Database& database, const IndexUpdate& update, const CancelToken& cancel) {
  const auto offers_before = static_cast<OfferIndex>(update.before.rows.size());
  BILDUNGSKIOSK_TRY(TextIndex index, TextIndex::open_whole(database, offers_before));
  const auto offers = static_cast<OfferIndex>(update.after.rows.size());
  const std::vector<OfferIndex> by_row = indexes_by_row(update.after);
  PresentWords present(index, moves_of(update, by_row));
  BILDUNGSKIOSK_TRY(IndexWriter writer, IndexWriter::create(database, offers));
  SortingWriter sorted(std::move(writer), offers, cancel);
  std::vector<OfferIndex> in_title;
  std::vector<OfferIndex> in_text;
  const auto write = [&](std::string_view word) -> Result<void> {
    BILDUNGSKIOSK_TRY_VOID(sorted.add(word, in_title, in_text));
    in_title.clear();
    in_text.clear();
    return {};
  };
  const auto write_present = [&]() -> Result<void> {
    const std::string_view word = present.word();
    BILDUNGSKIOSK_TRY_VOID(present.take(in_title, in_text));
    return write(word);
  };
  const auto merge = [&](const WordRows::Word& word) -> Result<void> {
    while (!present.at_end() && present.word() < word.text) BILDUNGSKIOSK_TRY_VOID(write_present());
    if (!present.at_end() && present.word() == word.text) BILDUNGSKIOSK_TRY_VOID(present.take(in_title, in_text));
    map(word.in_title, by_row, in_title);
    map(word.in_text, by_row, in_text);
    return write(word.text);
  };
  BILDUNGSKIOSK_TRY_VOID(update.words.for_each(merge));
  while (!present.at_end()) BILDUNGSKIOSK_TRY_VOID(write_present());
  return sorted.finish();
}

}  // namespace bildungskiosk::catalogue
