#include "sync/catalogue/search/numbered_names.hpp"

#include <algorithm>

#include "sync/catalogue/search/folding.hpp"

namespace bildungskiosk::catalogue {
namespace {

/// The name itself where nothing in it is a letter.
std::string folded(std::string_view name) {
  std::string words;
  append_folded(words, name);
  return words.empty() ? std::string(name) : words;
}

/// Small letters behind a capital, and umlauts as such: "Köln" before "KÖLN" and "Koeln".
bool is_written_better(std::string_view one, std::string_view other) {
  const auto behind_first = [](std::string_view name) { return name.substr(std::min<std::size_t>(1, name.size())); };
  const int order = behind_first(one).compare(behind_first(other));
  return order != 0 ? order > 0 : one < other;
}

}  // namespace

std::uint32_t NumberedNames::add(std::string_view name) {
  const auto [known, is_new] = numbers_.emplace(folded(name), size());
  if (is_new) {
    names_.emplace_back(name);
  } else if (std::string& shown = names_[known->second]; is_written_better(name, shown)) {
    shown = name;
  }
  return known->second;
}

std::optional<std::uint32_t> NumberedNames::find(std::string_view name) const {
  const auto known = numbers_.find(folded(name));
  return known != numbers_.end() ? std::optional(known->second) : std::nullopt;
}

}  // namespace bildungskiosk::catalogue
