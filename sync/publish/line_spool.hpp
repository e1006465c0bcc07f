#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/base/scratch_file.hpp"
#include "sync/publish/hashed_index.hpp"
#include "sync/publish/limits.hpp"

namespace bildungskiosk::publish {

/// A source's lines while they come in, by id: more of them than fit into memory. What is past `buffer_bytes` goes to a
/// temporary file in sorted parts, which are merged when the lines are asked for in order. Memory: the buffer,
/// 16 to 48 bytes for each line, and kSpoolReadBytes for each part while merging. One thread.
///
/// Errors: those of base::ScratchFile.
class LineSpool {
 public:
  explicit LineSpool(std::size_t buffer_bytes = kSpoolBufferBytes) : buffer_bytes_(buffer_bytes) {}

  struct Entry {
    std::string line;
    std::string note;  // whatever belongs to the line
  };
  /// The line with that id; nullopt: there is none.
  [[nodiscard]] base::Result<std::optional<Entry>> find(std::string_view id) const;
  /// Adds the line, or replaces the one with that id.
  base::Result<void> put(std::string_view id, std::string_view line, std::string_view note);

  /// How many ids there are.
  [[nodiscard]] std::size_t size() const { return index_.size(); }
  /// Each line once, by the bytes of the ids. May be called again. An error of `use` ends it and is passed on.
  base::Result<void> for_each(const std::function<base::Result<void>(std::string_view line)>& use);

 private:
  // A place is an offset in the file, or kInBuffer and one in the buffer.
  static constexpr std::uint64_t kInBuffer = 1ULL << 63U;
  struct Buffered {
    std::uint64_t hash = 0;
    std::size_t offset = 0;  // in the buffer
  };
  struct Part {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
  };
  class PartReader;

  [[nodiscard]] bool is_current(std::uint64_t hash, std::uint64_t where) const;
  [[nodiscard]] base::Result<std::string> read_entry(std::uint64_t where) const;
  void sort_buffer();
  [[nodiscard]] std::vector<PartReader> part_readers() const;
  base::Result<void> write_part();

  std::size_t buffer_bytes_;
  std::string buffer_;  // entries as they came
  std::vector<Buffered> buffered_;
  std::optional<base::ScratchFile> file_;
  std::vector<Part> parts_;
  HashedIndex index_;
};

}  // namespace bildungskiosk::publish
