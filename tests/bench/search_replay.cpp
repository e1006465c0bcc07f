#include "tests/bench/search_replay.hpp"

#include <time.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <utility>

namespace bildungskiosk::bench {
namespace {

constexpr std::uint64_t kSeed = 20261123;

base::LocalTime now() { return {*base::make_date(2026, 11, 23), 12 * 60}; }

/// One to three words of a title.
std::string words_of(const std::string& title, std::size_t words) {
  std::size_t end = 0;
  for (; words > 0 && end != std::string::npos; --words) end = title.find(' ', end + 1);
  return title.substr(0, end);
}

bool begins_letter(char byte) { return (static_cast<unsigned char>(byte) & 0xc0U) != 0x80U; }

/// The second and third last letter, of more than four.
void swap_letters(std::string& text) {
  std::vector<std::size_t> begins;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (begins_letter(text[at])) begins.push_back(at);
  }
  if (begins.size() <= 4) return;
  const auto third_last = text.begin() + static_cast<std::ptrdiff_t>(begins[begins.size() - 3]);
  const auto second_last = text.begin() + static_cast<std::ptrdiff_t>(begins[begins.size() - 2]);
  const auto last = text.begin() + static_cast<std::ptrdiff_t>(begins.back());
  std::rotate(third_last, second_last, last);
}

/// Words that name a filter, in turn.
std::string filter_in_words(std::size_t turn, const catalogue::OfferSummary& offer) {
  switch (turn % 3) {
    case 0:
      return " abends";
    case 1:
      return " kostenlos";
    default:
      return offer.town.empty() ? " online" : " in " + offer.town;
  }
}

void choose(TypedQuery& query, std::size_t number, const catalogue::OfferSummary& offer) {
  constexpr std::size_t kKinds = 4;
  query.chosen.now = now();
  if (number % kKinds == 1) query.chosen.free = catalogue::FreeFilter::kOnlyFree;
  if (number % kKinds == 2 && !offer.town.empty()) query.chosen.towns = {offer.town};
  if (number % kKinds == 3) swap_letters(query.text);
  if (number / kKinds % kKinds == 1) query.text += filter_in_words(number, offer);
}

}  // namespace

double cpu_ms() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

std::vector<TypedQuery> make_queries(catalogue::CatalogueReader& reader, std::size_t count) {
  std::mt19937 random(kSeed);
  const auto below = [&random](std::size_t end) { return static_cast<std::size_t>(random()) % end; };
  catalogue::SearchQuery all;
  all.now = now();
  const int total = reader.search(all).value().total;
  all.limit = 1;
  std::vector<TypedQuery> queries;
  while (queries.size() < count) {
    all.offset = below(static_cast<std::size_t>(total));
    const auto page = reader.search(all).value();
    TypedQuery query;
    query.text = words_of(page.items.front().title, 1 + below(3));
    choose(query, queries.size(), page.items.front());
    queries.push_back(std::move(query));
  }
  return queries;
}

std::vector<Key> replay(const std::vector<TypedQuery>& queries,
                        const std::function<void(const catalogue::SearchQuery&)>& answer) {
  std::vector<Key> keys;
  for (const TypedQuery& query : queries) {
    for (std::size_t end = 1; end <= query.text.size(); ++end) {
      if (end < query.text.size() && !begins_letter(query.text[end])) continue;
      catalogue::SearchQuery typed = query.chosen;
      typed.text = query.text.substr(0, end);
      const double before_ms = cpu_ms();
      answer(typed);
      keys.push_back({cpu_ms() - before_ms, typed.text});
    }
  }
  return keys;
}

}  // namespace bildungskiosk::bench
