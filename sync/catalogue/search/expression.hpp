#pragma once

#include <utility>
#include <vector>

#include "sync/catalogue/search/vocabulary.hpp"

namespace bildungskiosk::catalogue {

/// What is asked of an index, in words of its vocabulary: any of some words, any or all of some expressions.
struct Expression {
  enum class Kind { kWords, kAnyOf, kAllOf };
  Kind kind = Kind::kWords;
  Vocabulary::Range words;        // kWords: one of them; none: nothing is found
  std::vector<Expression> parts;  // else; of kAllOf at least one

  [[nodiscard]] static Expression word(TermIndex index) { return {Kind::kWords, {index, index + 1}, {}}; }
  [[nodiscard]] static Expression any_word(Vocabulary::Range words) { return {Kind::kWords, words, {}}; }
  [[nodiscard]] static Expression any_of(std::vector<Expression> parts) { return {Kind::kAnyOf, {}, std::move(parts)}; }
  [[nodiscard]] static Expression all_of(std::vector<Expression> parts) { return {Kind::kAllOf, {}, std::move(parts)}; }
};

}  // namespace bildungskiosk::catalogue
