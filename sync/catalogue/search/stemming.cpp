#include "sync/catalogue/search/stemming.hpp"

#include <libstemmer.h>

#include <algorithm>
#include <array>
#include <utility>

#include "sync/base/check.hpp"

namespace bildungskiosk::catalogue {
namespace {

enum class Script { kLatin, kCyrillic, kArabic };

Script script_of(std::string_view word) {
  const auto first = static_cast<unsigned char>(word.front());
  if (first >= 0xd0 && first <= 0xd3) return Script::kCyrillic;
  if (first >= 0xd8 && first <= 0xdb) return Script::kArabic;
  return Script::kLatin;
}

constexpr std::size_t kLetterBytes = 2;  // of Cyrillic and Arabic letters

/// Longest first; of nouns, adjectives and verbs in the forms of titles. Folded: "ї" is "і", "й" is "и".
constexpr std::array<std::string_view, 34> kUkrainianEndings = {
    "ами", "ями", "ого", "ому", "ими", "іми", "ові", "еві", "ою", "ею", "єю", "ів", "ев", "ам", "ям", "ах", "ях",
    "ом",  "ем",  "им",  "их",  "іи",  "ии",  "оі",  "ти",  "а",  "я",  "у",  "ю",  "и",  "і",  "е",  "о",  "ь"};

std::string ukrainian_stem(std::string_view word) {
  constexpr std::size_t kStemBytesMin = 3 * kLetterBytes;
  for (const std::string_view ending : kUkrainianEndings) {
    if (word.ends_with(ending) && word.size() >= kStemBytesMin + ending.size()) {
      word.remove_suffix(ending.size());
      break;
    }
  }
  std::string stem(word);
  // "садок", "садка": the vowel of the last syllable comes and goes.
  constexpr std::string_view kFleeting = "ок";
  if (stem.size() > kStemBytesMin && stem.ends_with(kFleeting)) stem.replace(stem.size() - kFleeting.size(), 4, "к");
  return stem;
}

/// Longest first, folded: teh marbuta is heh, hamza forms are alef.
constexpr std::array<std::string_view, 8> kArabicBeginnings = {"وال", "بال", "كال", "فال", "لل", "ال", "و", ""};
constexpr std::array<std::string_view, 10> kArabicEndings = {"ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ي", ""};

std::string arabic_stem(std::string_view word) {
  constexpr std::size_t kStemBytesMin = 3 * kLetterBytes;
  for (const std::string_view beginning : kArabicBeginnings) {
    if (word.starts_with(beginning) && word.size() >= kStemBytesMin + beginning.size()) {
      word.remove_prefix(beginning.size());
      break;
    }
  }
  for (const std::string_view ending : kArabicEndings) {
    if (word.ends_with(ending) && word.size() >= kStemBytesMin + ending.size()) {
      word.remove_suffix(ending.size());
      break;
    }
  }
  return std::string(word);
}

/// Snowball's name of a language that is written in Latin letters; null: it has none.
const char* snowball_name(const offer::Language& language) {
  constexpr std::array<std::pair<std::string_view, const char*>, 10> kNames = {{{"en", "english"},
                                                                                {"tr", "turkish"},
                                                                                {"fr", "french"},
                                                                                {"es", "spanish"},
                                                                                {"it", "italian"},
                                                                                {"pt", "portuguese"},
                                                                                {"nl", "dutch"},
                                                                                {"ro", "romanian"},
                                                                                {"sv", "swedish"},
                                                                                {"hu", "hungarian"}}};
  for (const auto& [tag, name] : kNames) {
    if (tag == language) return name;
  }
  return nullptr;
}

}  // namespace

class Stemmer::Snowball {
 public:
  explicit Snowball(const char* name) : stemmer_(sb_stemmer_new(name, "UTF_8"), sb_stemmer_delete) {
    BILDUNGSKIOSK_CHECK(stemmer_ != nullptr);
  }
  std::string stem(std::string_view word) {
    const auto* bytes = reinterpret_cast<const sb_symbol*>(word.data());
    const sb_symbol* stem = sb_stemmer_stem(stemmer_.get(), bytes, static_cast<int>(word.size()));
    return {reinterpret_cast<const char*>(stem), static_cast<std::size_t>(sb_stemmer_length(stemmer_.get()))};
  }

 private:
  std::unique_ptr<sb_stemmer, decltype(&sb_stemmer_delete)> stemmer_;
};

Stemmer::Stemmer() : german_(std::make_unique<Snowball>("german")) {}
Stemmer::~Stemmer() = default;
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;

bool Stemmer::choose(const offer::Language& language) {
  if (language == language_) return false;
  language_ = language;
  const char* name = snowball_name(language);
  chosen_ = name == nullptr ? nullptr : std::make_unique<Snowball>(name);
  return true;
}

std::vector<std::string> Stemmer::stems(std::string_view word) {
  switch (script_of(word)) {
    case Script::kCyrillic:
      return {ukrainian_stem(word)};
    case Script::kArabic:
      return {arabic_stem(word)};
    case Script::kLatin:
      break;
  }
  std::vector<std::string> stems{german_->stem(word)};
  // Snowball takes the s of "Kurs" for an ending, and leaves that of "Kurse".
  constexpr std::size_t kStemBytesMin = 3;
  if (stems.front().size() > kStemBytesMin && stems.front().ends_with('s')) stems.front().pop_back();
  if (chosen_ != nullptr) stems.push_back(chosen_->stem(word));
  return stems;
}

std::vector<std::string> Stemmer::beginnings(const std::vector<std::string>& stems) {
  std::vector<std::string> beginnings;
  for (const std::string& stem : stems) {
    if (stem.empty()) continue;
    switch (script_of(stem)) {
      case Script::kArabic:
        for (const std::string_view beginning : kArabicBeginnings) beginnings.push_back(std::string(beginning) + stem);
        break;
      case Script::kCyrillic:
        // Before an ending a fleeting vowel is gone, without one it is there.
        beginnings.push_back(stem.size() > kLetterBytes ? stem.substr(0, stem.size() - kLetterBytes) : stem);
        break;
      case Script::kLatin:
        // Turkish stems end harder than the words ("kitap", "kitabı").
        beginnings.push_back(stem.size() > 3 ? stem.substr(0, stem.size() - 1) : stem);
        break;
    }
  }
  std::sort(beginnings.begin(), beginnings.end());
  beginnings.erase(std::unique(beginnings.begin(), beginnings.end()), beginnings.end());
  return beginnings;
}

bool Stemmer::share_stem(const std::vector<std::string>& stems, std::string_view word) {
  const std::vector<std::string> others = this->stems(word);
  for (std::size_t i = 0; i < std::min(stems.size(), others.size()); ++i) {
    if (stems[i] == others[i]) return true;
  }
  return false;
}

}  // namespace bildungskiosk::catalogue
