#include "sync/catalogue/search/text_index.hpp"

#include <algorithm>
#include <utility>

#include "sync/catalogue/search/folding.hpp"
#include "sync/catalogue/search/offer_set.hpp"
#include "sync/catalogue/search_query.hpp"

namespace bildungskiosk::catalogue {
namespace {

using base::ByteView;
using base::Error;
using base::ErrorCode;
using base::Result;
using sqlite::Statement;

/// Of sets that were read and may be asked for again. All there are for 200,000 offers.
constexpr std::size_t kKeptBytesMax = 64U << 20U;

Error damaged(const char* what) { return {ErrorCode::kCatalogueDamaged, std::string("the index of words: ") + what}; }

/// Different for different expressions.
void append_key(std::string& key, const Expression& expression) {
  const auto append = [&key](std::uint32_t number) {
    key.append(reinterpret_cast<const char*>(&number), sizeof(number));
  };
  append(static_cast<std::uint32_t>(expression.kind));
  append(expression.words.begin);
  append(expression.words.end);
  append(static_cast<std::uint32_t>(expression.parts.size()));
  for (const Expression& part : expression.parts) append_key(key, part);
}

bool before(Vocabulary::Range a, Vocabulary::Range b) { return std::pair(a.begin, a.end) < std::pair(b.begin, b.end); }

}  // namespace

TextIndex::TextIndex(Sets title, Sets text, Statement select_beginning, OfferIndex offers)
    : title_(std::move(title)),
      text_(std::move(text)),
      select_beginning_(std::move(select_beginning)),
      offers_(offers),
      kept_bytes_max_(kKeptBytesMax) {}

Result<TextIndex> TextIndex::open(sqlite::Database& database, OfferIndex offers) {
  BILDUNGSKIOSK_TRY(Statement title, database.prepare("SELECT sets FROM title_sets WHERE part = ?"));
  BILDUNGSKIOSK_TRY(Statement text, database.prepare("SELECT sets FROM text_sets WHERE part = ?"));
  BILDUNGSKIOSK_TRY(Statement beginning, database.prepare("SELECT title, text FROM beginning_sets WHERE number = ?"));
  BILDUNGSKIOSK_TRY(Statement list, database.prepare("SELECT words FROM word_list"));
  TextIndex index(Sets(std::move(title)), Sets(std::move(text)), std::move(beginning), offers);
  BILDUNGSKIOSK_TRY(const bool found, list.step());
  if (!found || !index.take_list(list.bytes(0))) return damaged("its list");
  return index;
}

Result<TextIndex> TextIndex::open_whole(sqlite::Database& database, OfferIndex offers) {
  BILDUNGSKIOSK_TRY(TextIndex index, open(database, offers));
  index.kept_bytes_max_ = SIZE_MAX;
  for (Sets* sets : {&index.title_, &index.text_}) {
    for (std::size_t part = 0; part < sets->read.size(); ++part) BILDUNGSKIOSK_TRY_VOID(index.read(*sets, part));
  }
  return index;
}

bool TextIndex::Sets::add(std::uint32_t bytes) {
  const std::uint64_t end = std::uint64_t{begin.back()} + bytes;
  if (end > UINT32_MAX) return false;
  if (bytes > 0 && counter.begins_part(bytes)) parts.push_back(begin.back());
  begin.push_back(static_cast<std::uint32_t>(end));
  return true;
}

bool TextIndex::take_list(ByteView list) {
  ListItem item;
  std::string previous;
  while (!list.empty()) {
    if (!take_item(list, item)) return false;
    const TermIndex words = vocabulary_.size();
    if (item.is_beginning) {
      if (item.words > words) return false;
      beginnings_.push_back(
          {{words - item.words, words}, static_cast<std::int64_t>(beginnings_.size() + 1), false, {}, {}});
      continue;
    }
    if (item.word <= previous || item.offers == 0 || item.offers > offers_) return false;
    if (!title_.add(item.title_bytes) || !text_.add(item.text_bytes)) return false;
    vocabulary_.add(item.word, item.offers);
    previous = item.word;
  }
  std::sort(beginnings_.begin(), beginnings_.end(),
            [](const Beginning& a, const Beginning& b) { return before(a.words, b.words); });
  for (Sets* sets : {&title_, &text_}) {
    sets->read.resize(sets->parts.size());
    sets->parts.push_back(sets->begin.back());
  }
  return true;
}

Result<std::shared_ptr<const OfferBits>> TextIndex::find(Scope scope, const Expression& expression) {
  std::string key(1, scope == Scope::kTitle ? 't' : 'a');
  append_key(key, expression);
  if (const auto* remembered = remembered_.find(key)) return *remembered;
  auto found = std::make_shared<OfferBits>(offers_);
  BILDUNGSKIOSK_TRY_VOID(add(scope, expression, *found));
  return remembered_.keep(key, std::move(found));
}

Result<void> TextIndex::check_cancelled() const {
  if (cancelled_ != nullptr && cancelled_->load(std::memory_order_relaxed)) {
    return Error{ErrorCode::kCancelled, "while searching"};
  }
  return {};
}

Result<void> TextIndex::add(Scope scope, const Expression& expression, OfferBits& found) {
  switch (expression.kind) {
    case Expression::Kind::kWords:
      return add_words(scope, expression.words, found);
    case Expression::Kind::kAnyOf:
      for (const Expression& part : expression.parts) BILDUNGSKIOSK_TRY_VOID(add(scope, part, found));
      return {};
    case Expression::Kind::kAllOf:
      break;
  }
  BILDUNGSKIOSK_CHECK(!expression.parts.empty());
  OfferBits all(offers_);
  BILDUNGSKIOSK_TRY_VOID(add(scope, expression.parts.front(), all));
  for (std::size_t i = 1; i < expression.parts.size(); ++i) {
    OfferBits part(offers_);
    BILDUNGSKIOSK_TRY_VOID(add(scope, expression.parts[i], part));
    all &= part;
  }
  found |= all;
  return {};
}

Result<void> TextIndex::add_words(Scope scope, Vocabulary::Range words, OfferBits& found) {
  BILDUNGSKIOSK_TRY_VOID(check_cancelled());
  const auto add_set = [&](ByteView set) -> Result<void> {
    return add_offer_set(set, offers_, found) ? Result<void>() : damaged("a set that nobody writes");
  };
  if (Beginning* beginning = find_beginning(words); beginning != nullptr) {
    BILDUNGSKIOSK_TRY_VOID(read(*beginning));
    return add_set(scope == Scope::kTitle ? beginning->title : beginning->text);
  }
  for (TermIndex word = words.begin; word < words.end; ++word) {
    BILDUNGSKIOSK_TRY(const ByteView set, set_of(scope, word));
    BILDUNGSKIOSK_TRY_VOID(add_set(set));
  }
  return {};
}

TextIndex::Beginning* TextIndex::find_beginning(Vocabulary::Range words) {
  const auto found = std::lower_bound(beginnings_.begin(), beginnings_.end(), words,
                                      [](const Beginning& a, Vocabulary::Range b) { return before(a.words, b); });
  const bool is_there = found != beginnings_.end() && !before(words, found->words);
  return is_there ? &*found : nullptr;
}

Result<void> TextIndex::read(Beginning& beginning) {
  if (beginning.is_read) return {};
  select_beginning_.bind_all(beginning.number);
  BILDUNGSKIOSK_TRY(const bool found, select_beginning_.step());
  if (!found) return damaged("a beginning has no row");
  const ByteView title = select_beginning_.bytes(0);
  const ByteView text = select_beginning_.bytes(1);
  keep(title.size() + text.size());
  beginning.title.assign(title.begin(), title.end());
  beginning.text.assign(text.begin(), text.end());
  beginning.is_read = true;
  select_beginning_.reset();
  return {};
}

Result<ByteView> TextIndex::set_of(Scope scope, TermIndex word) {
  Sets& sets = scope == Scope::kTitle ? title_ : text_;
  const std::uint32_t begin = sets.begin[word];
  const std::uint32_t bytes = sets.begin[word + 1] - begin;
  if (bytes == 0) return ByteView();
  const auto behind = std::upper_bound(sets.parts.begin(), sets.parts.end() - 1, begin);
  const auto part = static_cast<std::size_t>(behind - sets.parts.begin()) - 1;
  BILDUNGSKIOSK_TRY_VOID(read(sets, part));
  return ByteView(sets.read[part]).subspan(begin - sets.parts[part], bytes);
}

Result<void> TextIndex::read(Sets& sets, std::size_t part) {
  const std::size_t bytes = sets.parts[part + 1] - sets.parts[part];
  if (bytes == 0 || !sets.read[part].empty()) return {};
  sets.select.bind_all(static_cast<std::int64_t>(part) + 1);
  BILDUNGSKIOSK_TRY(const bool found, sets.select.step());
  if (!found) return damaged("a part is not there");
  const ByteView value = sets.select.bytes(0);
  if (value.size() != bytes) return damaged("a part of another length");
  keep(bytes);
  sets.read[part].assign(value.begin(), value.end());
  sets.select.reset();
  return {};
}

/// All is forgotten at once: that costs a search a few milliseconds, seldom, and no book-keeping.
void TextIndex::keep(std::size_t bytes) {
  if (kept_bytes_ + bytes > kept_bytes_max_) {
    kept_bytes_ = 0;
    for (Sets* sets : {&title_, &text_}) {
      for (base::Bytes& part : sets->read) base::Bytes().swap(part);
    }
    for (Beginning& beginning : beginnings_) {
      beginning = {beginning.words, beginning.number, false, {}, {}};
    }
  }
  kept_bytes_ += bytes;
}

}  // namespace bildungskiosk::catalogue
