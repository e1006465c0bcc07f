#include "sync/catalogue/search/spelling.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>
#include <utility>
#include <vector>

#include "sync/catalogue/search/folding.hpp"

namespace bildungskiosk::catalogue {
namespace {

std::size_t character_bytes(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

void append_characters(std::u32string& characters, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = character_bytes(text[at]);
    const auto first = static_cast<unsigned char>(text[at]);
    char32_t character = length == 1 ? first : first & (0xffU >> (length + 1));
    for (std::size_t i = 1; i < length && at + i < text.size(); ++i) {
      character = (character << 6U) | (static_cast<unsigned char>(text[at + i]) & 0x3fU);
    }
    characters += character;
    at += length;
  }
}

/// Of the first characters of valid UTF-8.
std::size_t bytes_of(std::string_view text, std::size_t characters) {
  std::size_t bytes = 0;
  while (characters-- > 0 && bytes < text.size()) bytes += character_bytes(text[bytes]);
  return bytes;
}

using Spelling = std::pair<std::string_view, std::string_view>;
/// In this order; the first that fits counts.
constexpr std::array<Spelling, 17> kSounds = {{{"sch", "sh"},
                                               {"tsch", "tsh"},
                                               {"ph", "f"},
                                               {"th", "t"},
                                               {"rh", "r"},
                                               {"ck", "k"},
                                               {"qu", "kw"},
                                               {"ch", "h"},
                                               {"tz", "z"},
                                               {"dt", "t"},
                                               {"ay", "ei"},
                                               {"ai", "ei"},
                                               {"ey", "ei"},
                                               {"ie", "i"},
                                               {"c", "k"},
                                               {"v", "f"},
                                               {"x", "ks"}}};

bool is_like_i(char letter) { return letter == 'y' || letter == 'j'; }

/// Letters that a spelling of kSounds begins with: most begin none.
bool begins_sound(char letter) {
  constexpr auto kLetters = [] {
    std::array<bool, 256> letters{};
    for (const Spelling& spelling : kSounds) letters[static_cast<unsigned char>(spelling.first.front())] = true;
    return letters;
  }();
  return kLetters[static_cast<unsigned char>(letter)];
}

Spelling sound_at(std::string_view rest) {
  if (begins_sound(rest.front())) {
    for (const Spelling& spelling : kSounds) {
      if (rest.starts_with(spelling.first)) return spelling;
    }
  }
  const std::string_view letter = rest.substr(0, character_bytes(rest.front()));  // whole, of any script
  return {letter, is_like_i(rest.front()) ? "i" : letter};
}

/// What words begin with whose sound may begin so.
std::string first_letters_of_sound(char sound) {
  std::string letters(1, sound);
  for (const auto& [spelling, sounds] : kSounds) {
    if (sounds.front() == sound) letters += spelling.front();
  }
  if (sound == 'i') letters += "yj";
  std::sort(letters.begin(), letters.end());
  letters.erase(std::unique(letters.begin(), letters.end()), letters.end());
  return letters;
}

unsigned limit_for(std::size_t letters) {
  constexpr std::size_t kOneFrom = 4;
  constexpr std::size_t kTwoFrom = 7;
  if (letters < kOneFrom) return 0;
  return letters < kTwoFrom ? 1 : 2;
}

/// Less is nearer.
struct Nearness {
  unsigned cost = 0;  // in thirds of a letter
  std::uint32_t offers = 0;
  auto key() const { return std::tuple(cost, ~offers); }
};

/// The letters that words with a sound may have, and those of which they must have one: what sound_of does, read
/// backwards. Nearly all words are passed over by these.
class SoundLetters {
 public:
  explicit SoundLetters(std::string_view sound) : may_(Vocabulary::letters_of("he")) {
    while (!sound.empty()) {
      const std::string_view letter = sound.substr(0, character_bytes(sound.front()));
      sound.remove_prefix(letter.size());
      const std::uint32_t letters = letters_heard_as(letter);
      may_ |= letters;
      if (std::find(must_.begin(), must_.end(), letters) == must_.end()) must_.push_back(letters);
    }
  }
  [[nodiscard]] bool fit(std::uint32_t letters) const {
    return (letters & ~may_) == 0 &&
           std::all_of(must_.begin(), must_.end(), [letters](std::uint32_t one_of) { return (letters & one_of) != 0; });
  }

 private:
  static std::uint32_t letters_heard_as(std::string_view heard) {
    std::uint32_t letters = Vocabulary::letters_of(heard);
    for (const auto& [spelling, sounds] : kSounds) {
      if (sounds.find(heard) != std::string_view::npos) letters |= Vocabulary::letters_of(spelling);
    }
    if (heard == "i") letters |= Vocabulary::letters_of("yj");
    if (heard == "a") letters |= Vocabulary::letters_of("er");  // the ending
    return letters;
  }

  std::uint32_t may_;
  std::vector<std::uint32_t> must_;
};

/// Goes through words that ascend, and knows how far what was typed is from every beginning of each, in
/// one row of a table for each letter of the word: what a word begins with as the one before is not worked out again,
/// and what begins as no word may that is near is passed over.
class BeginningWalk {
 public:
  BeginningWalk(std::u32string_view typed, unsigned limit)
      : typed_(typed), limit_(limit), rows_(typed.size() + limit + 1, Row{std::vector<unsigned>(typed.size() + 1)}) {
    std::iota(rows_[0].cells.begin(), rows_[0].cells.end(), 0U);
    rows_[0].nearest = rows_[0].cells.back();
  }

  /// The distance to the best beginning of the word, where it is not passed over.
  unsigned take(std::u32string_view word) {
    word = word.substr(0, typed_.size() + limit_);
    const auto same = static_cast<std::size_t>(
        std::mismatch(word.begin(), word.end(), letters_.begin(), letters_.end()).first - word.begin());
    letters_.resize(same);
    while (letters_.size() < word.size() && !is_far()) add(word[letters_.size()]);
    return rows_[letters_.size()].nearest;
  }
  /// No word that begins with the letters that were looked at is nearer than the last one.
  [[nodiscard]] bool is_far() const { return rows_[letters_.size()].least > limit_; }
  [[nodiscard]] std::size_t letters_looked_at() const { return letters_.size(); }

 private:
  struct Row {
    std::vector<unsigned> cells;  // for each beginning of what was typed
    unsigned least = 0;
    unsigned nearest = 0;  // of all that was typed to this beginning of the word or a shorter one
  };

  void add(char32_t letter) {
    letters_ += letter;
    const std::size_t depth = letters_.size();
    Row& row = rows_[depth];
    const Row& last = rows_[depth - 1];
    row.cells[0] = static_cast<unsigned>(depth);
    row.least = row.cells[0];
    for (std::size_t i = 1; i <= typed_.size(); ++i) {
      const unsigned replaced = last.cells[i - 1] + (typed_[i - 1] == letter ? 0 : 1);
      unsigned best = std::min({replaced, last.cells[i] + 1, row.cells[i - 1] + 1});
      const bool swapped = i > 1 && depth > 1 && typed_[i - 1] == letters_[depth - 2] && typed_[i - 2] == letter;
      if (swapped) best = std::min(best, rows_[depth - 2].cells[i - 2] + 1);
      row.least = std::min(row.least, row.cells[i] = best);
    }
    row.nearest = std::min(last.nearest, row.cells.back());
  }

  std::u32string_view typed_;
  unsigned limit_;
  std::u32string letters_;  // of the word, as many as were looked at
  std::vector<Row> rows_;   // by letters of the word
};

class NearestWord {
 public:
  NearestWord(const Vocabulary& vocabulary, std::string_view typed, LastLetter last)
      : vocabulary_(vocabulary),
        typed_(characters_of(typed)),
        letters_(Vocabulary::letters_of(typed)),
        limit_(limit_for(typed_.size())) {
    constexpr std::size_t kCompletedFrom = 5;
    if (last == LastLetter::kTyped || typed_.size() < kCompletedFrom) return;
    // Whoever has not finished a word has begun it rightly.
    same_first_ = vocabulary.beginning_with(typed.substr(0, character_bytes(typed.front())));
  }

  void take_sounding_alike(TermIndex term) { take(term, 1); }

  std::optional<TermIndex> find() {
    if (limit_ == 0) return best_;
    // A letter that is missing or too many changes the letters of a word by one, a wrong one by two.
    vocabulary_.for_each_with_letters(letters_, limit_, [this](TermIndex term) { compare(term); });
    complete();
    return best_;
  }

 private:
  static constexpr unsigned kLetter = 3;

  void compare(TermIndex term) {
    const std::string_view word = vocabulary_.term(term);
    if (word.size() + limit_ < typed_.size()) return;
    const std::u32string& characters = read(word);
    const unsigned distance = spelling_distance(typed_, characters, limit_);
    if (distance <= limit_) take(term, cost_of(distance, characters));
  }

  void complete() {
    // What is still to be typed may be anything, so fewer mistakes are forgiven.
    constexpr std::size_t kTwoFrom = 9;
    const unsigned limit = typed_.size() < kTwoFrom ? 1 : limit_;
    BeginningWalk walk(typed_, limit);
    std::string_view far_beginning;
    for (TermIndex term = same_first_.begin; term < same_first_.end; ++term) {
      const std::string_view word = vocabulary_.term(term);
      if (!far_beginning.empty() && word.starts_with(far_beginning)) continue;
      const std::u32string& characters = read(word);
      const unsigned distance = walk.take(characters);
      if (distance <= limit && characters.size() > typed_.size()) take(term, cost_of(distance, characters) + 1);
      far_beginning = walk.is_far() && distance > limit ? word.substr(0, bytes_of(word, walk.letters_looked_at()))
                                                        : std::string_view();
    }
  }

  const std::u32string& read(std::string_view word) {
    characters_.clear();
    append_characters(characters_, word);
    return characters_;
  }

  /// The first letter is seldom wrong.
  [[nodiscard]] unsigned cost_of(unsigned distance, const std::u32string& word) const {
    return distance * kLetter + (word.front() == typed_.front() ? 0 : 2);
  }

  void take(TermIndex term, unsigned cost) {
    const Nearness nearness{cost, vocabulary_.offers(term)};
    if (best_ && best_nearness_.key() <= nearness.key()) return;
    best_ = term;
    best_nearness_ = nearness;
  }

  const Vocabulary& vocabulary_;
  std::u32string typed_;
  std::uint32_t letters_;
  unsigned limit_;
  Vocabulary::Range same_first_;  // what may be completed
  std::u32string characters_;
  std::optional<TermIndex> best_;
  Nearness best_nearness_;
};

}  // namespace

unsigned spelling_distance(std::u32string_view typed, std::u32string_view word, unsigned limit) {
  const unsigned far = limit + 1;
  const std::size_t difference = std::max(typed.size(), word.size()) - std::min(typed.size(), word.size());
  if (difference > limit || word.size() > kWordBytesMax) return far;
  // A row for each beginning of what was typed, against those of the word that are longer or shorter by the limit: all
  // others are far. Only the last three rows are looked at.
  std::array<std::array<unsigned, kWordBytesMax + 2>, 3> rows;  // NOLINT(*-member-init): each cell is written first
  for (std::size_t j = 0; j <= word.size(); ++j) rows[0][j] = std::min(static_cast<unsigned>(j), far);
  for (std::size_t i = 1; i <= typed.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& last = rows[(i + 2) % 3];
    const auto& before = rows[(i + 1) % 3];
    const std::size_t begin = i > limit ? i - limit : 1;
    const std::size_t end = std::min(i + limit, word.size());
    row[begin - 1] = begin == 1 ? std::min(static_cast<unsigned>(i), far) : far;
    unsigned least = row[begin - 1];
    for (std::size_t j = begin; j <= end; ++j) {
      unsigned best = std::min({last[j - 1] + (typed[i - 1] == word[j - 1] ? 0 : 1), last[j] + 1, row[j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && typed[i - 1] == word[j - 2] && typed[i - 2] == word[j - 1];
      if (swapped) best = std::min(best, before[j - 2] + 1);
      row[j] = best;
      least = std::min(least, best);
    }
    row[end + 1] = far;
    if (least > limit) return far;
  }
  return std::min(rows[typed.size() % 3][word.size()], far);
}

unsigned beginning_distance(std::u32string_view typed, std::u32string_view word, unsigned limit) {
  return std::min(BeginningWalk(typed, limit).take(word), limit + 1);
}

std::string sound_of(std::string_view word) {
  std::string sound;
  while (!word.empty()) {
    const auto [letters, sounds] = sound_at(word);
    // Doubled letters sound as one; an h behind a vowel is not heard.
    const bool is_double = sounds.size() == 1 && !sound.empty() && sound.back() == sounds.front();
    const bool is_silent =
        letters == "h" && !sound.empty() && std::string_view("aeiou").find(sound.back()) != std::string_view::npos;
    if (!is_double && !is_silent) sound += sounds;
    word.remove_prefix(letters.size());
  }
  // Endings that are hardly heard: "yoger", "smartphone".
  constexpr std::size_t kEndingFrom = 5;
  if (sound.size() >= kEndingFrom && sound.ends_with("er")) sound.replace(sound.size() - 2, 2, "a");
  if (sound.size() >= kEndingFrom && sound.ends_with("e")) sound.pop_back();
  return sound;
}

std::vector<TermIndex> Speller::sounding_like(std::string_view typed) const {
  std::vector<TermIndex> alike;
  const std::string sound = sound_of(typed);
  // What is hardly more than one letter again and again sounds like nothing.
  constexpr std::size_t kSoundMin = 3;
  if (sound.size() < kSoundMin || sound.size() * 2 <= characters_of(typed).size()) return alike;
  const SoundLetters letters(sound);
  for (const char letter : first_letters_of_sound(sound.front())) {
    const Vocabulary::Range words = vocabulary_->beginning_with(std::string_view(&letter, 1));
    for (TermIndex term = words.begin; term < words.end; ++term) {
      if (letters.fit(vocabulary_->letters(term)) && sound_of(vocabulary_->term(term)) == sound) alike.push_back(term);
    }
  }
  return alike;
}

std::optional<TermIndex> Speller::nearest(std::string_view typed, LastLetter last) {
  if (typed.empty()) return std::nullopt;
  const std::string key = std::string(typed) + (last == LastLetter::kMayFollow ? "*" : "");
  if (const auto* remembered = remembered_.find(key)) return *remembered;
  NearestWord nearest(*vocabulary_, typed, last);
  for (const TermIndex term : sounding_like(typed)) nearest.take_sounding_alike(term);
  return remembered_.keep(key, nearest.find());
}

std::u32string characters_of(std::string_view text) {
  std::u32string characters;
  append_characters(characters, text);
  return characters;
}

}  // namespace bildungskiosk::catalogue
