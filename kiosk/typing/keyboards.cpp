#include "kiosk/typing/keyboards.hpp"

#include <algorithm>
#include <initializer_list>

namespace bildungskiosk::typing {
namespace {

using Capital = std::pair<std::string_view, std::string_view>;

std::vector<LetterKey> row(std::initializer_list<Capital> letters) {
  std::vector<LetterKey> keys;
  for (const auto& [face, inserts] : letters) keys.push_back({std::string(face), std::string(inserts)});
  return keys;
}

}  // namespace

Letters german_letters() {
  Letters german;
  german.language = "de";
  german.name = "ABC";
  german.rows = {row({{"Q", "q"},
                      {"W", "w"},
                      {"E", "e"},
                      {"R", "r"},
                      {"T", "t"},
                      {"Z", "z"},
                      {"U", "u"},
                      {"I", "i"},
                      {"O", "o"},
                      {"P", "p"},
                      {"Ü", "ü"}}),
                 row({{"A", "a"},
                      {"S", "s"},
                      {"D", "d"},
                      {"F", "f"},
                      {"G", "g"},
                      {"H", "h"},
                      {"J", "j"},
                      {"K", "k"},
                      {"L", "l"},
                      {"Ö", "ö"},
                      {"Ä", "ä"}}),
                 row({{"Y", "y"}, {"X", "x"}, {"C", "c"}, {"V", "v"}, {"B", "b"}, {"N", "n"}, {"M", "m"}, {"ß", "ß"}})};
  return german;
}

const Letters* Keyboards::find(std::string_view language) const {
  const auto found = std::find_if(all_.begin(), all_.end(),
                                  [language](const Letters& letters) { return letters.language == language; });
  return found == all_.end() ? nullptr : &*found;
}

const Letters& Keyboards::of(std::string_view language) const {
  const Letters* letters = find(language);
  if (letters == nullptr) letters = find(language.substr(0, language.find('-')));
  return letters == nullptr ? all_.front() : *letters;
}

const Letters* Keyboards::after(const Letters& shown, std::string_view language) const {
  const Letters& own = of(language);
  std::vector<const Letters*> round{&own};
  for (const std::string& other : own.others) {
    if (const Letters* letters = find(other); letters != nullptr && letters != &own) round.push_back(letters);
  }
  if (round.size() == 1) return nullptr;
  const auto at = std::find(round.begin(), round.end(), &shown);
  return at == round.end() || at + 1 == round.end() ? round.front() : *(at + 1);
}

void Keyboards::put(Letters letters) {
  const auto there = std::find_if(all_.begin(), all_.end(),
                                  [&letters](const Letters& one) { return one.language == letters.language; });
  if (there != all_.end()) {
    *there = std::move(letters);
  } else {
    all_.push_back(std::move(letters));
  }
}

}  // namespace bildungskiosk::typing
