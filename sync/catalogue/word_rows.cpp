#include "sync/catalogue/word_rows.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <optional>

#include "sync/base/check.hpp"
#include "sync/catalogue/search/offer_set.hpp"

namespace bildungskiosk::catalogue {
namespace {

constexpr std::size_t kSlotsAtFirst = 1U << 14U;

std::size_t hash_of(std::string_view word) { return std::hash<std::string_view>()(word); }

}  // namespace

void WordRows::Rows::add(std::uint32_t row) {
  append_number(steps, row - last);
  last = row;
}

std::vector<std::uint32_t> WordRows::Rows::read() const {
  std::vector<std::uint32_t> rows;
  rows.reserve(steps.size());
  std::uint32_t row = 0;
  for (base::ByteView rest = steps; !rest.empty();) {
    const std::optional<std::uint32_t> step = take_number(rest);
    BILDUNGSKIOSK_CHECK(step.has_value());
    rows.push_back(row += *step);
  }
  return rows;
}

void WordRows::add(std::uint32_t row, const IndexedWords& words) {
  std::string_view title = words.title;
  std::string_view next_of_title = take_word(title);
  for (std::string_view text = words.text; !text.empty();) {
    const std::string_view word = take_word(text);
    Entry& entry = entry_of(word);
    entry.text.add(row);
    if (word != next_of_title) continue;
    entry.title.add(row);
    next_of_title = take_word(title);
  }
  BILDUNGSKIOSK_CHECK(next_of_title.empty());
}

void WordRows::clear() {
  entries_.clear();
  slots_.clear();
  texts_->release();
}

WordRows::Entry& WordRows::entry_of(std::string_view word) {
  if (slots_.size() < 2 * (entries_.size() + 1)) grow();
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash_of(word) & mask;
  for (; slots_[slot] != 0; slot = (slot + 1) & mask) {
    Entry& entry = entries_[slots_[slot] - 1];
    if (entry.word == word) return entry;
  }
  auto* kept = static_cast<char*>(texts_->allocate(word.size(), 1));
  std::copy(word.begin(), word.end(), kept);
  entries_.push_back({{kept, word.size()}, {}, {}});
  slots_[slot] = static_cast<std::uint32_t>(entries_.size());
  return entries_.back();
}

void WordRows::grow() {
  slots_.assign(std::max(kSlotsAtFirst, 2 * slots_.size()), 0);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    std::size_t slot = hash_of(entries_[i].word) & mask;
    while (slots_[slot] != 0) slot = (slot + 1) & mask;
    slots_[slot] = static_cast<std::uint32_t>(i + 1);
  }
}

std::vector<std::uint32_t> WordRows::sorted() const {
  std::vector<std::uint32_t> order(entries_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(),
            [this](std::uint32_t a, std::uint32_t b) { return entries_[a].word < entries_[b].word; });
  return order;
}

}  // namespace bildungskiosk::catalogue
