#include "sync/catalogue/offer_words.hpp"

#include <algorithm>

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

void append_known(std::string& words, const std::unordered_map<std::string, std::string>& known,
                  const std::string& key) {
  const auto found = known.find(key);
  if (found != known.end()) words += ' ' + found->second;
}

}  // namespace

IndexedWords own_words(const offer::Offer& offer) {
  IndexedWords words;
  append_all(words.title, offer.name);
  words.text = words.title;
  for (const offer::LocalizedText* texts :
       {&offer.abstract, &offer.description, &offer.access_requirements, &offer.funding}) {
    append_all(words.text, *texts);
  }
  append_all(words.text, offer.keywords);
  append_all(words.text, offer.audience.groups);
  append_folded(words.text, offer.level);
  append_folded(words.text, offer.number);
  for (const offer::Certificate& certificate : offer.certificates) append_folded(words.text, certificate.name);
  return words;
}

std::string title_sort_words(const offer::Offer& offer) {
  std::string words;
  append_folded(words, offer::localized(offer.name, "de"));
  return words;
}

std::string each_once(std::string_view words) {
  std::vector<std::string_view> sorted;
  sorted.reserve(words.size() / 4);
  while (!words.empty()) {
    const std::string_view word = words.substr(0, words.find(' '));
    words.remove_prefix(std::min(word.size() + 1, words.size()));
    if (!word.empty()) sorted.push_back(word);
  }
  std::sort(sorted.begin(), sorted.end());
  std::string once;
  once.reserve(words.size());
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    if (i > 0 && sorted[i] == sorted[i - 1]) continue;
    if (!once.empty()) once += ' ';
    once += sorted[i];
  }
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
  append_known(words, providers_, provider_id);
  append_known(words, places_, place_id);
  for (const offer::CategoryRef& ref : categories) append_known(words, categories_, category_key(ref));
  return words;
}

}  // namespace bildungskiosk::catalogue
