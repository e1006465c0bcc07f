#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sync/catalogue/catalogue_reader.hpp"

/// Somebody types: the keys of many queries, one after the other, and what each answer costs.
namespace bildungskiosk::bench {

/// What is typed, key by key, and what was chosen before.
struct TypedQuery {
  std::string text;
  catalogue::SearchQuery chosen;  // filters and the moment; without text
};

/// `count` queries out of the titles of the catalogue, of one to three words: every fourth one has two letters swapped,
/// every fourth a filter for what is free of charge, every fourth a town; a quarter of each goes on with words that
/// name a filter. Always the same for a catalogue.
[[nodiscard]] std::vector<TypedQuery> make_queries(catalogue::CatalogueReader& reader, std::size_t count);

/// The answer to one key.
struct Key {
  double ms = 0;  // of this thread's processor: where a machine is shared, the clock on the wall is chance
  std::string text;
};
/// Types every query, each key once, and asks `answer` for what was typed until then.
[[nodiscard]] std::vector<Key> replay(const std::vector<TypedQuery>& queries,
                                      const std::function<void(const catalogue::SearchQuery&)>& answer);

/// Of this thread.
[[nodiscard]] double cpu_ms();

}  // namespace bildungskiosk::bench
