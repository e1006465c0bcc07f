#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "sync/catalogue/offer_detail.hpp"

/// What else one could search a catalogue with, on the same texts.
namespace bildungskiosk::bench {

/// The texts that our own index has, by field.
struct PeerText {
  std::string id;
  std::string title;
  std::string keywords;
  std::string text;
};
[[nodiscard]] PeerText peer_text(const catalogue::OfferDetail& detail);
[[nodiscard]] std::size_t bytes_of(const PeerText& text);

/// Ends the program with a sentence when the library fails. Its files go with it.
class SearchPeer {
 public:
  virtual ~SearchPeer() = default;
  virtual void add(const PeerText& text) = 0;
  /// Once, before the first search.
  virtual void finish() = 0;
  /// On disk.
  [[nodiscard]] virtual std::uintmax_t index_bytes() const = 0;
  /// Ids, best first.
  [[nodiscard]] virtual std::vector<std::string> search(const std::string& typed, std::size_t count) = 0;
};

/// SQLite's FTS5 as its documentation shows it: unicode61, a prefix index, the last word a prefix, ORDER BY bm25 with
/// the title weighing five times as much as the text.
[[nodiscard]] std::unique_ptr<SearchPeer> make_plain_fts5();
/// Xapian with its German stemmer and spelling correction, the last word a partial one, the title with the same weight;
/// its query parser's own operator (OR) and ranking (BM25).
[[nodiscard]] std::unique_ptr<SearchPeer> make_xapian();

}  // namespace bildungskiosk::bench
