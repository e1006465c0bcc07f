#include "sync/exchange/content_diff.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>

#include "sync/exchange/limits.hpp"

namespace bildungskiosk::exchange {
namespace {

/// Copying fewer bytes costs more than saying them again: a step is a line of its own.
constexpr std::size_t kCopiedBytesMin = 8;

/// What two texts are compared by: ever smaller pieces.
enum class Unit { kLine, kField, kByte };

struct Piece {
  std::size_t hash = 0;
  std::uint32_t begin = 0;  // in its text; contents are shorter than 4 GiB
  std::uint32_t size = 0;
};

/// Calls whoever wants to be called on the way through long texts.
class Pauses {
 public:
  explicit Pauses(const std::function<void()>& pause) : pause_(pause) {}
  void read(std::size_t bytes) {
    bytes_ += bytes;
    if (bytes_ < kBetweenBytes || !pause_) return;
    bytes_ = 0;
    pause_();
  }

 private:
  static constexpr std::size_t kBetweenBytes = std::size_t{16} << 20U;
  const std::function<void()>& pause_;
  std::size_t bytes_ = 0;
};

/// Each piece that comes once, sorted by hash; nullopt when the text has more pieces than are looked at.
std::optional<std::vector<Piece>> unique_pieces(std::string_view text, char end, Pauses& pauses) {
  std::vector<Piece> pieces;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t found = text.find(end, at);
    const std::size_t next = found == std::string_view::npos ? text.size() : found + 1;
    if (pieces.size() == kDiffPiecesMax) return std::nullopt;
    pieces.push_back({std::hash<std::string_view>()(text.substr(at, next - at)), static_cast<std::uint32_t>(at),
                      static_cast<std::uint32_t>(next - at)});
    pauses.read(next - at);
    at = next;
  }
  std::sort(pieces.begin(), pieces.end(), [](const Piece& left, const Piece& right) { return left.hash < right.hash; });
  // Pieces with one hash count as the same: a pair of them less costs a few bytes.
  std::size_t kept = 0;
  for (std::size_t i = 0; i < pieces.size();) {
    std::size_t next = i + 1;
    while (next < pieces.size() && pieces[next].hash == pieces[i].hash) ++next;
    if (next == i + 1) pieces[kept++] = pieces[i];
    i = next;
  }
  pieces.resize(kept);
  return pieces;
}

/// A stretch that both texts have.
struct Common {
  std::uint32_t earlier_begin = 0;
  std::uint32_t content_begin = 0;
  std::uint32_t size = 0;
};

/// The longest sequence whose places ascend in both texts; `all` ascends in the earlier one.
std::vector<Common> longest_ascending(const std::vector<Common>& all) {
  std::vector<std::size_t> ends;  // the element that ends the best sequence of length i + 1
  std::vector<std::size_t> before(all.size(), all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto place = std::lower_bound(ends.begin(), ends.end(), i, [&](std::size_t left, std::size_t right) {
      return all[left].content_begin < all[right].content_begin;
    });
    if (place != ends.begin()) before[i] = *(place - 1);
    if (place == ends.end()) {
      ends.push_back(i);
    } else {
      *place = i;
    }
  }
  std::vector<Common> sequence(ends.size());
  std::size_t at = ends.empty() ? all.size() : ends.back();
  for (std::size_t i = sequence.size(); i > 0; --i, at = before[at]) sequence[i - 1] = all[at];
  return sequence;
}

std::vector<Common> common_pieces(std::string_view earlier, std::string_view content, char end, Pauses& pauses) {
  const auto of_earlier = unique_pieces(earlier, end, pauses);
  const auto of_content = of_earlier ? unique_pieces(content, end, pauses) : std::nullopt;
  if (!of_content) return {};
  std::vector<Common> both;
  auto theirs = of_content->begin();
  for (const Piece& piece : *of_earlier) {
    while (theirs != of_content->end() && theirs->hash < piece.hash) ++theirs;
    if (theirs == of_content->end()) break;
    const bool alike = theirs->hash == piece.hash && theirs->size == piece.size;
    if (alike) both.push_back({piece.begin, theirs->begin, piece.size});
  }
  std::sort(both.begin(), both.end(),
            [](const Common& left, const Common& right) { return left.earlier_begin < right.earlier_begin; });
  // In the order of the texts, which may be files on a disk.
  std::erase_if(both, [&](const Common& common) {
    pauses.read(2 * std::size_t{common.size});
    return earlier.substr(common.earlier_begin, common.size) != content.substr(common.content_begin, common.size);
  });
  return longest_ascending(both);
}

class Comparison {
 public:
  Comparison(std::string_view content, const std::function<void()>& pause) : content_(content), pauses_(pause) {}

  /// `content` is the next stretch of the whole content.
  void compare(std::string_view earlier, std::string_view content, Unit unit) {
    if (earlier.empty() || content.empty()) {
      replace(earlier.size(), content.size());
      return;
    }
    if (unit == Unit::kByte) {
      trim_and_replace(earlier, content);
      return;
    }
    const Unit smaller = unit == Unit::kLine ? Unit::kField : Unit::kByte;
    std::size_t earlier_at = 0;
    std::size_t content_at = 0;
    for (const Common& common : common_pieces(earlier, content, unit == Unit::kLine ? '\n' : ',', pauses_)) {
      compare(earlier.substr(earlier_at, common.earlier_begin - earlier_at),
              content.substr(content_at, common.content_begin - content_at), smaller);
      copy(common.size);
      earlier_at = common.earlier_begin + common.size;
      content_at = common.content_begin + common.size;
    }
    compare(earlier.substr(earlier_at), content.substr(content_at), smaller);
  }

  [[nodiscard]] std::vector<Edit> finish() {
    if (copied_bytes_ > 0) edits_.push_back({copied_bytes_, 0, {}});
    return std::move(edits_);
  }

 private:
  void trim_and_replace(std::string_view earlier, std::string_view content) {
    const auto first = std::mismatch(earlier.begin(), earlier.end(), content.begin(), content.end());
    const auto beginning = static_cast<std::size_t>(first.first - earlier.begin());
    earlier.remove_prefix(beginning);
    content.remove_prefix(beginning);
    const auto last = std::mismatch(earlier.rbegin(), earlier.rend(), content.rbegin(), content.rend());
    const auto ending = static_cast<std::size_t>(last.first - earlier.rbegin());
    copy(beginning);
    replace(earlier.size() - ending, content.size() - ending);
    copy(ending);
  }

  void copy(std::size_t count_bytes) {
    copied_bytes_ += count_bytes;
    at_ += count_bytes;
  }

  void replace(std::size_t skipped_bytes, std::size_t inserted_bytes) {
    if (skipped_bytes == 0 && inserted_bytes == 0) return;
    if (!edits_.empty() && copied_bytes_ < kCopiedBytesMin) {
      // What lies between goes with the edit before: both sides of it are stretches without a gap.
      Edit& last = edits_.back();
      last.skipped_bytes += copied_bytes_ + skipped_bytes;
      last.inserted = content_.substr(at_ - copied_bytes_ - last.inserted.size(),
                                      last.inserted.size() + copied_bytes_ + inserted_bytes);
    } else {
      edits_.push_back({copied_bytes_, skipped_bytes, content_.substr(at_, inserted_bytes)});
    }
    copied_bytes_ = 0;
    at_ += inserted_bytes;
  }

  std::string_view content_;
  Pauses pauses_;
  std::size_t at_ = 0;  // in the content
  std::uint64_t copied_bytes_ = 0;
  std::vector<Edit> edits_;
};

}  // namespace

std::vector<Edit> edits_between(std::string_view earlier, std::string_view content,
                                const std::function<void()>& pause) {
  Comparison comparison(content, pause);
  comparison.compare(earlier, content, Unit::kLine);
  return comparison.finish();
}

}  // namespace bildungskiosk::exchange
