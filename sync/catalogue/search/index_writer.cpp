#include "sync/catalogue/search/index_writer.hpp"

#include <utility>

#include "sync/catalogue/search/offer_set.hpp"

namespace bildungskiosk::catalogue {
namespace {

using base::Bytes;
using base::ByteView;
using base::Result;
using sqlite::Statement;

/// The common sets of words that begin alike are kept ready where putting them together would take longer than some
/// 0.1 ms: as many offers to go through, a word counted as a few.
constexpr std::uint64_t kReadyFrom = 50'000;
constexpr std::uint64_t kOffersPerWord = 8;

/// The first characters of a word; all of it when it has fewer.
std::string_view first_letters(std::string_view word, std::size_t letters) {
  std::size_t end = 0;
  while (end < word.size()) {
    const bool begins_letter = (static_cast<unsigned char>(word[end]) & 0xc0U) != 0x80U;
    if (begins_letter && letters-- == 0) break;
    ++end;
  }
  return word.substr(0, end);
}

Bytes set_of(const OfferBits& bits, OfferIndex offers) {
  std::vector<OfferIndex> ascending;
  bits.for_each([&ascending](OfferIndex offer) { ascending.push_back(offer); });
  Bytes set;
  append_offer_set(set, ascending, offers);
  return set;
}

}  // namespace

Result<void> IndexWriter::Parts::add(ByteView set) {
  if (set.empty()) return {};
  if (counter.begins_part(set.size())) BILDUNGSKIOSK_TRY_VOID(flush());
  waiting.insert(waiting.end(), set.begin(), set.end());
  return {};
}

Result<void> IndexWriter::Parts::flush() {
  if (waiting.empty()) return {};
  insert.bind_all(++part, ByteView(waiting));
  waiting.clear();
  return insert.run();
}

IndexWriter::IndexWriter(sqlite::Database& database, Parts title, Parts text, Statement insert_beginning,
                         OfferIndex offers)
    : database_(&database),
      title_(std::move(title)),
      text_(std::move(text)),
      insert_beginning_(std::move(insert_beginning)),
      offers_(offers) {}

Result<IndexWriter> IndexWriter::create(sqlite::Database& database, OfferIndex offers) {
  BILDUNGSKIOSK_TRY_VOID(
      database.execute("DELETE FROM word_list; DELETE FROM title_sets; DELETE FROM text_sets;"
                       "DELETE FROM beginning_sets"));
  BILDUNGSKIOSK_TRY(Statement title, database.prepare("INSERT INTO title_sets VALUES(?, ?)"));
  BILDUNGSKIOSK_TRY(Statement text, database.prepare("INSERT INTO text_sets VALUES(?, ?)"));
  BILDUNGSKIOSK_TRY(Statement beginning, database.prepare("INSERT INTO beginning_sets VALUES(?, ?, ?)"));
  return IndexWriter(database, {std::move(title), {}, {}, 0}, {std::move(text), {}, {}, 0}, std::move(beginning),
                     offers);
}

Result<void> IndexWriter::add(std::string_view word, std::span<const OfferIndex> in_title,
                              std::span<const OfferIndex> in_text) {
  BILDUNGSKIOSK_TRY_VOID(close_beginnings(word));
  WordSets sets;
  sets.title = sets_.size();
  append_offer_set(sets_, in_title, offers_);
  sets.text = sets_.size();
  append_offer_set(sets_, in_text, offers_);
  sets.end = sets_.size();
  group_.push_back(sets);
  for (Beginning& beginning : beginnings_) beginning.offers += in_text.size() + kOffersPerWord;

  const ByteView all = sets_;
  const ByteView title = all.subspan(sets.title, sets.text - sets.title);
  const ByteView text = all.subspan(sets.text, sets.end - sets.text);
  const std::string previous = std::exchange(item_.word, std::string(word));
  item_.offers = static_cast<std::uint32_t>(in_text.size());
  item_.title_bytes = static_cast<std::uint32_t>(title.size());
  item_.text_bytes = static_cast<std::uint32_t>(text.size());
  append_word(list_, item_, previous);
  BILDUNGSKIOSK_TRY_VOID(title_.add(title));
  return text_.add(text);
}

/// Those that the next word ("": none) does not have. The longest first, for the shorter ones hold them.
Result<void> IndexWriter::close_beginnings(std::string_view next) {
  std::size_t written_from = SIZE_MAX;
  for (std::size_t letters = kLettersMax; letters > 0; --letters) {
    Beginning& beginning = beginnings_[letters - 1];
    if (!next.empty() && beginning.letters == first_letters(next, letters)) return {};
    const bool has_several = beginning.first + 1 < group_.size();
    if (has_several && beginning.first != written_from && beginning.offers >= kReadyFrom) {
      written_from = beginning.first;
      BILDUNGSKIOSK_TRY_VOID(write_beginning(beginning));
    }
    beginning = {std::string(first_letters(next, letters)), group_.size(), 0};
  }
  // Not even the first letter is the same.
  for (Beginning& beginning : beginnings_) beginning.first = 0;
  sets_.clear();
  group_.clear();
  return {};
}

Result<void> IndexWriter::write_beginning(const Beginning& beginning) {
  OfferBits in_title(offers_);
  OfferBits in_text(offers_);
  const ByteView all = sets_;
  for (std::size_t i = beginning.first; i < group_.size(); ++i) {
    const WordSets& sets = group_[i];
    BILDUNGSKIOSK_CHECK(add_offer_set(all.subspan(sets.title, sets.text - sets.title), offers_, in_title));
    BILDUNGSKIOSK_CHECK(add_offer_set(all.subspan(sets.text, sets.end - sets.text), offers_, in_text));
  }
  append_beginning(list_, static_cast<std::uint32_t>(group_.size() - beginning.first));
  insert_beginning_.bind_all(++beginnings_written_, ByteView(set_of(in_title, offers_)),
                             ByteView(set_of(in_text, offers_)));
  return insert_beginning_.run();
}

Result<void> IndexWriter::finish() {
  BILDUNGSKIOSK_TRY_VOID(close_beginnings({}));
  BILDUNGSKIOSK_TRY_VOID(title_.flush());
  BILDUNGSKIOSK_TRY_VOID(text_.flush());
  BILDUNGSKIOSK_TRY(Statement insert, database_->prepare("INSERT INTO word_list VALUES(?)"));
  insert.bind_all(ByteView(list_));
  return insert.run();
}

}  // namespace bildungskiosk::catalogue
