#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sync/offer/offer.hpp"

namespace bildungskiosk::catalogue {

/// Which words are one word in other endings: "kurs", "kurse", "kursen". For folded words (folding.hpp).
///
/// Latin words by Snowball's stemmers, the German one and that of the visitor's language; Cyrillic ones by the endings
/// of Ukrainian, which Snowball does not have; Arabic ones without article, joined particles and the common endings
/// (light stemming). Belongs to its thread.
class Stemmer {
 public:
  Stemmer();
  ~Stemmer();
  Stemmer(Stemmer&&) noexcept;
  Stemmer& operator=(Stemmer&&) noexcept;

  /// The visitor's language, besides German. True: it was another one before.
  bool choose(const offer::Language& language);

  /// One stem for each stemmer that this word's script has, the German first; at least one.
  [[nodiscard]] std::vector<std::string> stems(std::string_view word);
  /// Words whose stem is one of `stems` begin in one of these ways.
  [[nodiscard]] static std::vector<std::string> beginnings(const std::vector<std::string>& stems);
  /// Have both a stem in common?
  [[nodiscard]] bool share_stem(const std::vector<std::string>& stems, std::string_view word);

 private:
  class Snowball;
  std::unique_ptr<Snowball> german_;
  std::unique_ptr<Snowball> chosen_;  // null: none beside German
  offer::Language language_;
};

}  // namespace bildungskiosk::catalogue
