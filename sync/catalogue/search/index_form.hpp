#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sync/base/bytes.hpp"

/// How the index of a catalogue's words lies in its tables (schema.hpp): known to who writes and who reads it.
///
/// `word_list` has every word in the order of bytes, each with what it takes to find its sets. These lie behind each
/// other in the order of the words, in `title_sets` and `text_sets`, cut into parts where the next set would make one
/// longer than kPartBytes. Behind the last of some words may stand that these begin alike and have their common sets,
/// ready made, in a row of `beginning_sets`, counted from 1.
namespace bildungskiosk::catalogue {

/// So a part fills a page of the file. A longer set is a part by itself.
inline constexpr std::size_t kPartBytes = 16'000;

/// A word, or a beginning of the words before.
struct ListItem {
  bool is_beginning = false;
  std::uint32_t words = 0;        // a beginning's: how many of the last words
  std::string word;               // else
  std::uint32_t offers = 0;       // that have the word; at least one
  std::uint32_t title_bytes = 0;  // of its set
  std::uint32_t text_bytes = 0;
};

/// Puts an item behind `list`. `previous`: the word before, in the order of bytes; "" for the first.
void append_word(base::Bytes& list, const ListItem& item, std::string_view previous);
void append_beginning(base::Bytes& list, std::uint32_t words);
/// Takes an item off the front. `item` is the one taken before (at first a fresh one): a word begins as the last one.
/// False: no writer wrote this; that words ascend is for the caller to see.
[[nodiscard]] bool take_item(base::ByteView& list, ListItem& item);

/// Says where each set begins: goes through the lengths as the writer did.
class PartCounter {
 public:
  /// True: the next set, of so many bytes, begins a new part.
  [[nodiscard]] bool begins_part(std::size_t bytes) {
    const bool begins = filled_ > 0 && filled_ + bytes > kPartBytes;
    filled_ = begins ? bytes : filled_ + bytes;
    return begins;
  }

 private:
  std::size_t filled_ = 0;
};

}  // namespace bildungskiosk::catalogue
