#pragma once

#include <cstdint>
#include <memory>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/bytes.hpp"
#include "sync/catalogue/offer_words.hpp"

namespace bildungskiosk::catalogue {

/// Which rows have which words, in memory, while a catalogue is written: what the index is made of (word_index.hpp).
/// Some 1.3 bytes for each word of each offer and 150 for each word there is.
class WordRows {
 public:
  /// What an offer is found by. Rows ascend from call to call.
  void add(std::uint32_t row, const IndexedWords& words);
  void clear();

  /// A word with its rows, ascending.
  struct Word {
    std::string_view text;  // valid until the next change
    std::vector<std::uint32_t> in_title;
    std::vector<std::uint32_t> in_text;  // those of the title as well
  };
  /// Calls `use` for every word, in the order of bytes; ends with its error.
  template <typename Use>
  [[nodiscard]] base::Result<void> for_each(Use use) const {
    for (const std::uint32_t entry : sorted()) {
      BILDUNGSKIOSK_TRY_VOID(use(word(entries_[entry])));
    }
    return {};
  }

 private:
  /// Rows as numbers (offer_set.hpp): how far each is from the one before.
  struct Rows {
    base::Bytes steps;
    std::uint32_t last = 0;
    void add(std::uint32_t row);
    [[nodiscard]] std::vector<std::uint32_t> read() const;
  };
  struct Entry {
    std::string_view word;
    Rows title;
    Rows text;
  };
  [[nodiscard]] Entry& entry_of(std::string_view word);
  void grow();
  [[nodiscard]] std::vector<std::uint32_t> sorted() const;
  [[nodiscard]] static Word word(const Entry& entry) { return {entry.word, entry.title.read(), entry.text.read()}; }

  std::unique_ptr<std::pmr::monotonic_buffer_resource> texts_ = std::make_unique<std::pmr::monotonic_buffer_resource>();
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> slots_;  // a hash table: places in `entries_`, one too high; 0: free
};

}  // namespace bildungskiosk::catalogue
