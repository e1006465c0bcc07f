#include "sync/catalogue/search/vocabulary.hpp"

#include <algorithm>

namespace bildungskiosk::catalogue {
namespace {

/// Notes the classes of the next word, which is at this place of its group.
template <typename Groups>
void add_to_groups(Groups& groups, std::uint64_t classes, std::size_t place) {
  if (place == 0) {
    for (auto& words : groups) words.push_back(0);
  }
  for (; classes != 0; classes &= classes - 1) {
    groups[static_cast<std::size_t>(std::countr_zero(classes))].back() |= std::uint64_t{1} << place;
  }
}

}  // namespace

void Vocabulary::add(std::string_view term, std::uint32_t offers) {
  bytes_ += term;
  begin_.push_back(static_cast<std::uint32_t>(bytes_.size()));
  offers_.push_back(offers);
  letters_.push_back(letters_of(term));
  const std::size_t place = (size() - 1) % kGroup;
  add_to_groups(having_, letters_.back(), place);
  add_to_groups(holding_, pairs_of(term), place);
}

std::uint64_t Vocabulary::words_near(std::uint32_t letters, unsigned limit, std::size_t group) const {
  // Bits of those with more than none, one, two differences of a kind.
  using Counts = std::array<std::uint64_t, 3>;
  const auto add = [](Counts& counts, std::uint64_t words) {
    counts[2] |= counts[1] & words;
    counts[1] |= counts[0] & words;
    counts[0] |= words;
  };
  const auto for_each_class = [](std::uint32_t classes, auto use) {
    for (; classes != 0; classes &= classes - 1) use(static_cast<std::size_t>(std::countr_zero(classes)));
  };
  Counts lacking{};
  for_each_class(letters, [&](std::size_t letter) { add(lacking, ~having_[letter][group]); });
  if (~lacking.at(limit) == 0) return 0;
  Counts others{};
  for_each_class(~letters, [&](std::size_t letter) { add(others, having_[letter][group]); });
  return ~(lacking.at(limit) | others.at(limit));
}

std::uint64_t Vocabulary::pairs_of(std::string_view text) {
  constexpr std::uint32_t kSpread = 0x9e37'79b1U;  // by the golden ratio, as Knuth multiplies
  constexpr unsigned kClassBits = 6;
  std::uint64_t mask = 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const std::uint32_t first = static_cast<unsigned char>(text[i - 1]);
    const std::uint32_t pair = first << 8U | static_cast<unsigned char>(text[i]);
    mask |= std::uint64_t{1} << ((pair * kSpread) >> (32 - kClassBits));
  }
  return mask;
}

std::uint32_t Vocabulary::letters_of(std::string_view term) {
  constexpr unsigned kClasses = 31U;
  std::uint32_t mask = 0;
  const auto goes_on = [term](std::size_t at) {
    return at < term.size() && (static_cast<unsigned char>(term[at]) & 0xc0U) == 0x80U;
  };
  // By the last byte of each letter: what is one slip must change the mask by one letter.
  for (std::size_t at = 0; at < term.size(); ++at) {
    if (!goes_on(at + 1)) mask |= 1U << (static_cast<unsigned char>(term[at]) & kClasses);
  }
  return mask;
}

TermIndex Vocabulary::lower_bound(std::string_view wanted) const {
  TermIndex begin = 0;
  TermIndex end = size();
  while (begin < end) {
    const TermIndex middle = begin + (end - begin) / 2;
    if (term(middle) < wanted) {
      begin = middle + 1;
    } else {
      end = middle;
    }
  }
  return begin;
}

bool Vocabulary::contains(std::string_view wanted) const { return find(wanted).has_value(); }

std::optional<TermIndex> Vocabulary::find(std::string_view wanted) const {
  const TermIndex index = lower_bound(wanted);
  return index < size() && term(index) == wanted ? std::optional(index) : std::nullopt;
}

Vocabulary::Range Vocabulary::beginning_with(std::string_view beginning) const {
  // No word holds the byte 0xff: what stands behind every word that begins so.
  return {lower_bound(beginning), lower_bound(std::string(beginning) + '\xff')};
}

}  // namespace bildungskiosk::catalogue
