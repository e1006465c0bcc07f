#include "sync/catalogue/offer_words.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

#include "sync/catalogue/search/folding.hpp"

namespace bildungskiosk::catalogue {
namespace {

void append_all(std::string& words, const offer::LocalizedText& texts) {
  for (const auto& [language, text] : texts) append_folded(words, text);
}

void append_all(std::string& words, const std::vector<std::string>& texts) {
  for (const std::string& text : texts) append_folded(words, text);
}

std::string category_key(const offer::CategoryRef& ref) { return ref.scheme + ' ' + ref.code; }

/// A word with its first eight bytes as a number: most words of a text differ there, and numbers are quickly compared.
struct Word {
  std::uint64_t head = 0;
  std::string_view text;

  explicit Word(std::string_view word) : text(word) {
    std::memcpy(&head, word.data(), std::min(word.size(), sizeof(head)));
    if constexpr (std::endian::native == std::endian::little) head = __builtin_bswap64(head);
  }
  bool operator<(const Word& other) const { return head != other.head ? head < other.head : text < other.text; }
  bool operator==(const Word& other) const { return head == other.head && text == other.text; }
};

void append_word(std::string& words, std::string_view word) {
  if (!words.empty()) words += ' ';
  words += word;
}

std::vector<Word> sorted_once(std::string_view words) {
  std::vector<Word> sorted;
  constexpr std::size_t kUsualBytesOfWord = 6;
  sorted.reserve(words.size() / kUsualBytesOfWord + 1);
  for (std::string_view rest = words; !rest.empty();) {
    if (const std::string_view word = take_word(rest); !word.empty()) sorted.emplace_back(word);
  }
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  return sorted;
}

/// Of two sorted lists, neither with a word twice. The longer one is copied in runs.
std::string merged(std::string_view words, const std::vector<Word>& more) {
  std::string all;
  std::size_t bytes = words.size();
  for (const Word& word : more) bytes += word.text.size() + 1;
  all.reserve(bytes);
  const auto append_run = [&all](std::string_view run) {
    if (!run.empty()) append_word(all, run.substr(0, run.size() - (run.back() == ' ' ? 1 : 0)));
  };
  std::string_view rest = words;
  for (const Word& word : more) {
    const std::string_view run = rest;
    std::string_view next = rest;
    while (!rest.empty() && Word(take_word(next)) < word) rest = next;
    append_run(run.substr(0, run.size() - rest.size()));
    std::string_view behind = rest;
    if (rest.empty() || take_word(behind) != word.text) append_word(all, word.text);
  }
  append_run(rest);
  return all;
}

}  // namespace

IndexedWords own_words(const offer::Offer& offer) {
  IndexedWords words;
  append_all(words.title, offer.name);
  std::string text = words.title;
  for (const offer::LocalizedText* texts :
       {&offer.abstract, &offer.description, &offer.access_requirements, &offer.funding}) {
    append_all(text, *texts);
  }
  append_all(text, offer.keywords);
  append_all(text, offer.audience.groups);
  append_folded(text, offer.level);
  append_folded(text, offer.number);
  for (const offer::Certificate& certificate : offer.certificates) append_folded(text, certificate.name);
  words.title = each_once(words.title);
  words.text = each_once(text);
  return words;
}

std::string title_sort_words(const offer::Offer& offer) {
  std::string words;
  append_folded(words, offer::localized(offer.name, "de"));
  return words;
}

std::optional<std::string> spelling_in(const offer::Offer& offer, const std::string& word) {
  const auto in_text = [&word](std::string_view text) -> std::optional<std::string> {
    constexpr std::string_view kSigns = " \n\t.,;:!?()/\"'-";
    while (!text.empty()) {
      const std::string_view token = text.substr(0, text.find_first_of(kSigns));
      text.remove_prefix(std::min(token.size() + 1, text.size()));
      if (!token.empty() && folded_words(token) == std::vector{word}) return std::string(token);
    }
    return std::nullopt;
  };
  for (const std::string& keyword : offer.keywords) {
    if (auto found = in_text(keyword)) return found;
  }
  for (const offer::LocalizedText* texts : {&offer.name, &offer.abstract, &offer.description}) {
    for (const auto& [language, text] : *texts) {
      if (auto found = in_text(text)) return found;
    }
  }
  return std::nullopt;
}

std::string_view take_word(std::string_view& words) {
  const std::string_view word = words.substr(0, words.find(' '));
  words.remove_prefix(std::min(word.size() + 1, words.size()));
  return word;
}

std::string each_once(std::string_view words) {
  const std::vector<Word> sorted = sorted_once(words);
  std::string once;
  once.reserve(words.size());
  for (const Word& word : sorted) append_word(once, word.text);
  return once;
}

void SharedWords::add(const offer::Provider& provider) { append_all(providers_[provider.id], provider.name); }

void SharedWords::add(const offer::Place& place) {
  std::string& words = places_[place.id];
  for (const std::string* text : {&place.name, &place.address.locality, &place.address.district}) {
    append_folded(words, *text);
  }
}

void SharedWords::add(const offer::Category& category) {
  append_all(categories_[category_key(category.ref)], category.name);
}

std::string SharedWords::of(const std::string& provider_id, const std::string& place_id,
                            const std::vector<offer::CategoryRef>& categories) const {
  std::string words;
  const auto append = [&words](const std::unordered_map<std::string, std::string>& known, const std::string& key) {
    const auto found = known.find(key);
    if (found != known.end()) append_word(words, found->second);
  };
  append(providers_, provider_id);
  append(places_, place_id);
  for (const offer::CategoryRef& ref : categories) append(categories_, category_key(ref));
  return words;
}

std::string SharedWords::text_with(const IndexedWords& own, const std::string& provider_id, const std::string& place_id,
                                   const std::vector<offer::CategoryRef>& categories) const {
  const std::string joined = of(provider_id, place_id, categories);
  return merged(own.text, sorted_once(joined));
}

}  // namespace bildungskiosk::catalogue
