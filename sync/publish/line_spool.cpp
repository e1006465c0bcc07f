#include "sync/publish/line_spool.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <queue>
#include <utility>

namespace bildungskiosk::publish {
namespace {

using base::Result;

// An entry in bytes: the lengths of id, line and note, and these.
using Lengths = std::array<std::uint32_t, 3>;
constexpr std::size_t kHeaderBytes = sizeof(Lengths);
constexpr std::size_t kLittleBytes = std::size_t{2} << 20U;

/// Views into an entry's bytes.
struct View {
  std::string_view id;
  std::string_view line;
  std::string_view note;
};

std::size_t entry_bytes(std::string_view header) {
  Lengths lengths;
  std::memcpy(lengths.data(), header.data(), kHeaderBytes);
  return kHeaderBytes + lengths[0] + lengths[1] + lengths[2];
}

View view_of(std::string_view entry) {
  Lengths lengths;
  std::memcpy(lengths.data(), entry.data(), kHeaderBytes);
  entry.remove_prefix(kHeaderBytes);
  return {entry.substr(0, lengths[0]), entry.substr(lengths[0], lengths[1]),
          entry.substr(lengths[0] + lengths[1], lengths[2])};
}

void append_entry(std::string& out, const View& entry) {
  const Lengths lengths = {static_cast<std::uint32_t>(entry.id.size()), static_cast<std::uint32_t>(entry.line.size()),
                           static_cast<std::uint32_t>(entry.note.size())};
  std::array<char, kHeaderBytes> header{};
  std::memcpy(header.data(), lengths.data(), kHeaderBytes);
  out.append(header.data(), header.size());
  ((out += entry.id) += entry.line) += entry.note;
}

/// The first eight bytes as a number, whose order is theirs; a short text counts as followed by zeros.
std::uint64_t leading_bytes(std::string_view text) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < sizeof number; ++i) {
    number = (number << 8U) | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
  }
  return number;
}

/// How many bytes the ids of all entries have in common at their beginning.
template <typename Entries, typename IdOf>
std::size_t common_beginning(const Entries& entries, IdOf id_of) {
  if (entries.empty()) return 0;
  const std::string_view first = id_of(entries.front().offset);
  std::size_t length = first.size();
  for (const auto& entry : entries) {
    const std::string_view id = id_of(entry.offset).substr(0, length);
    length = static_cast<std::size_t>(std::mismatch(id.begin(), id.end(), first.begin()).first - id.begin());
  }
  return length;
}

std::span<std::uint8_t> bytes_of(std::string& text, std::size_t from, std::size_t count) {
  return {reinterpret_cast<std::uint8_t*>(text.data()) + from, count};
}

}  // namespace

/// The entries of one sorted part, one after the other; the last part is the buffer itself.
class LineSpool::PartReader {
 public:
  PartReader(const base::ScratchFile& file, Part part) : file_(&file), next_(part.begin), end_(part.end) {}
  PartReader(std::string_view buffer, const std::vector<Buffered>& order) : buffer_(buffer), order_(&order) {}

  /// False at the end.
  Result<bool> advance() { return order_ != nullptr ? advance_in_buffer() : advance_in_file(); }
  [[nodiscard]] const View& entry() const { return entry_; }
  [[nodiscard]] std::uint64_t where() const { return where_; }

 private:
  Result<bool> advance_in_buffer() {
    if (at_ == order_->size()) return false;
    const std::size_t offset = (*order_)[at_++].offset;
    where_ = kInBuffer | offset;
    entry_ = view_of(buffer_.substr(offset));
    return true;
  }

  Result<bool> advance_in_file() {
    if (next_ == end_ && at_ == chunk_.size()) return false;
    BILDUNGSKIOSK_TRY_VOID(need(kHeaderBytes));
    BILDUNGSKIOSK_TRY_VOID(need(entry_bytes(std::string_view(chunk_).substr(at_))));
    const std::string_view rest = std::string_view(chunk_).substr(at_);
    where_ = next_ - rest.size();
    entry_ = view_of(rest);
    at_ += entry_bytes(rest);
    return true;
  }

  /// Has so many bytes from `at_` on in the chunk.
  Result<void> need(std::size_t bytes) {
    if (chunk_.size() - at_ >= bytes) return {};
    chunk_.erase(0, at_);
    at_ = 0;
    const std::size_t before = chunk_.size();
    const std::uint64_t wanted = std::max<std::uint64_t>(kSpoolReadBytes, bytes - before);
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(wanted, end_ - next_));
    chunk_.resize(before + count);
    BILDUNGSKIOSK_TRY_VOID(file_->read_at(next_, bytes_of(chunk_, before, count)));
    next_ += count;
    return {};
  }

  const base::ScratchFile* file_ = nullptr;
  std::string_view buffer_;
  const std::vector<Buffered>* order_ = nullptr;
  std::string chunk_;
  std::size_t at_ = 0;
  std::uint64_t next_ = 0;
  std::uint64_t end_ = 0;
  View entry_;
  std::uint64_t where_ = 0;
};

/// An entry that has been replaced stays where it is, and is passed over: the index names another place.
bool LineSpool::is_current(std::uint64_t hash, std::uint64_t where) const {
  return index_.find(hash, [where](std::uint64_t known) { return known == where; });
}

Result<std::string> LineSpool::read_entry(std::uint64_t where) const {
  if ((where & kInBuffer) != 0) {
    const std::string_view rest = std::string_view(buffer_).substr(static_cast<std::size_t>(where & ~kInBuffer));
    return std::string(rest.substr(0, entry_bytes(rest)));
  }
  std::string entry(kHeaderBytes, '\0');
  BILDUNGSKIOSK_TRY_VOID(file_->read_at(where, bytes_of(entry, 0, kHeaderBytes)));
  entry.resize(entry_bytes(entry));
  BILDUNGSKIOSK_TRY_VOID(file_->read_at(where, bytes_of(entry, 0, entry.size())));
  return entry;
}

Result<std::optional<LineSpool::Entry>> LineSpool::find(std::string_view id) const {
  std::optional<Entry> found;
  Result<void> outcome;
  static_cast<void>(index_.find(index_.hash(id), [&](std::uint64_t where) {
    const auto bytes = read_entry(where);
    if (!bytes) outcome = bytes.error();
    if (!bytes) return true;
    const View entry = view_of(*bytes);
    if (entry.id == id) found = Entry{std::string(entry.line), std::string(entry.note)};
    return found.has_value();
  }));
  if (!outcome) return std::move(outcome).error();
  return found;
}

Result<void> LineSpool::put(std::string_view id, std::string_view line, std::string_view note) {
  const std::uint64_t hash = index_.hash(id);
  const std::uint64_t where = kInBuffer | buffer_.size();
  Result<void> outcome;
  const bool replaced = index_.move(hash, where, [&](std::uint64_t known) {
    const auto bytes = read_entry(known);
    if (!bytes) outcome = bytes.error();
    return bytes && view_of(*bytes).id == id;
  });
  if (!outcome) return outcome;
  if (!replaced) index_.add(hash, where);
  buffered_.push_back({hash, buffer_.size()});
  // Growing by doubling would touch twice the memory; what is not used is never touched.
  const bool grows_far = buffer_.size() > kLittleBytes && buffer_.capacity() < buffer_bytes_;
  if (grows_far) buffer_.reserve(buffer_bytes_ + kLittleBytes);
  append_entry(buffer_, {id, line, note});
  return buffer_.size() < buffer_bytes_ ? Result<void>() : write_part();
}

void LineSpool::sort_buffer() {
  const std::string_view buffer = buffer_;
  const auto id_of = [buffer](std::size_t offset) { return view_of(buffer.substr(offset)).id; };
  // Ids of a source begin alike, and lie far from each other: what tells most of them apart is gathered first.
  const std::size_t alike = common_beginning(buffered_, id_of);
  struct Key {
    std::uint64_t part = 0;
    Buffered entry;
  };
  std::vector<Key> keys;
  keys.reserve(buffered_.size());
  for (const Buffered& entry : buffered_) keys.push_back({leading_bytes(id_of(entry.offset).substr(alike)), entry});
  std::sort(keys.begin(), keys.end(), [&](const Key& left, const Key& right) {
    if (left.part != right.part) return left.part < right.part;
    return id_of(left.entry.offset) < id_of(right.entry.offset);
  });
  std::transform(keys.begin(), keys.end(), buffered_.begin(), [](const Key& key) { return key.entry; });
}

Result<void> LineSpool::write_part() {
  if (!file_) {
    BILDUNGSKIOSK_TRY(file_, base::ScratchFile::create());
  }
  sort_buffer();
  Part part{file_->size_bytes(), file_->size_bytes()};
  std::string piece;
  for (const Buffered& entry : buffered_) {
    const std::uint64_t from = kInBuffer | entry.offset;
    const bool is_current = index_.move(entry.hash, part.end, [from](std::uint64_t known) { return known == from; });
    if (!is_current) continue;
    const std::string_view rest = std::string_view(buffer_).substr(entry.offset);
    piece += rest.substr(0, entry_bytes(rest));
    part.end += entry_bytes(rest);
    if (piece.size() < kSpoolReadBytes) continue;
    BILDUNGSKIOSK_TRY_VOID(file_->append(base::as_bytes(piece)));
    piece.clear();
  }
  BILDUNGSKIOSK_TRY_VOID(file_->append(base::as_bytes(piece)));
  parts_.push_back(part);
  buffer_.clear();
  buffered_.clear();
  return {};
}

std::vector<LineSpool::PartReader> LineSpool::part_readers() const {
  std::vector<PartReader> readers;
  for (const Part& part : parts_) readers.emplace_back(*file_, part);
  readers.emplace_back(buffer_, buffered_);
  return readers;
}

Result<void> LineSpool::for_each(const std::function<Result<void>(std::string_view line)>& use) {
  sort_buffer();
  std::vector<PartReader> readers = part_readers();
  const auto comes_later = [](const PartReader* left, const PartReader* right) {
    return left->entry().id > right->entry().id;
  };
  std::priority_queue<PartReader*, std::vector<PartReader*>, decltype(comes_later)> next(comes_later);
  const auto advance = [&](PartReader* reader) -> Result<void> {
    BILDUNGSKIOSK_TRY(const bool more, reader->advance());
    if (more) next.push(reader);
    return {};
  };
  for (PartReader& reader : readers) BILDUNGSKIOSK_TRY_VOID(advance(&reader));
  while (!next.empty()) {
    PartReader* const reader = next.top();
    next.pop();
    if (is_current(index_.hash(reader->entry().id), reader->where())) {
      BILDUNGSKIOSK_TRY_VOID(use(reader->entry().line));
    }
    BILDUNGSKIOSK_TRY_VOID(advance(reader));
  }
  return {};
}

}  // namespace bildungskiosk::publish
