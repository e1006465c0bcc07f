#include "sync/update/content_check.hpp"

#include <compare>
#include <utility>
#include <variant>

#include "sync/base/digest.hpp"
#include "sync/exchange/compressed_lines.hpp"
#include "sync/exchange/record.hpp"
#include "sync/update/record_scope.hpp"

namespace bildungskiosk::update {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

constexpr std::uint64_t kLinesBetweenLooks = 256;  // at the cancel token

/// Where a line stands in a file: its type in the order of the format, then its key. Lines of unknown types come first:
/// they are taken one by one and count for nothing.
using LinePlace = std::pair<std::size_t, std::string>;

/// A file's lines one after the other, hashed on the way.
class LineWalk {
 public:
  explicit LineWalk(std::unique_ptr<base::ReadableFile> file)
      : lines_(std::move(file)), hasher_(base::HashAlgorithm::kSha256) {}

  Result<void> advance() {
    BILDUNGSKIOSK_TRY(has_line_, lines_.next(line_));
    place_.reset();
    if (!has_line_) return {};
    hasher_.update(base::as_bytes(line_.text));
    hasher_.update(base::as_bytes("\n"));
    bytes_ += line_.text.size() + 1;
    return {};
  }
  [[nodiscard]] bool has_line() const { return has_line_; }
  [[nodiscard]] std::string_view text() const { return line_.text; }
  [[nodiscard]] std::uint64_t number() const { return line_.number; }
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
  [[nodiscard]] std::string finish_hex() { return hasher_.finish_hex(); }

  /// Parses the line, once; what follows speaks of it.
  Result<void> look(const ManifestTarget& target) {
    if (place_) return {};
    BILDUNGSKIOSK_TRY(const auto record, read_record(target, line_.text));
    place_ = record ? LinePlace{1 + record->index(), exchange::record_key(*record)} : LinePlace{0, line_.text};
    is_offer_ = record && std::holds_alternative<offer::Offer>(*record);
    const auto* info = record ? std::get_if<offer::CatalogueInfo>(&*record) : nullptr;
    info_ = info != nullptr ? std::optional(*info) : std::nullopt;
    return {};
  }
  [[nodiscard]] const LinePlace& place() const { return *place_; }
  [[nodiscard]] bool is_offer() const { return is_offer_; }
  [[nodiscard]] const std::optional<offer::CatalogueInfo>& info() const { return info_; }

 private:
  exchange::CompressedLineReader lines_;
  exchange::CompressedLineReader::Line line_;
  base::Hasher hasher_;
  std::uint64_t bytes_ = 0;
  bool has_line_ = false;
  bool is_offer_ = false;
  std::optional<LinePlace> place_;
  std::optional<offer::CatalogueInfo> info_;
};

/// Two contents side by side.
class Comparison {
 public:
  Comparison(const ManifestTarget& target, LineWalk fresh, std::optional<LineWalk> earlier)
      : target_(target), fresh_(std::move(fresh)), earlier_(std::move(earlier)) {}

  Result<CheckedContent> run(const base::CancelToken& cancel, const std::optional<EarlierContent>& known) {
    BILDUNGSKIOSK_TRY_VOID(with_path(fresh_.advance()));
    if (earlier_) BILDUNGSKIOSK_TRY_VOID(advance_earlier());
    for (std::uint64_t step = 0; fresh_.has_line() || (earlier_ && earlier_->has_line()); ++step) {
      if (step % kLinesBetweenLooks == 0 && cancel.cancelled()) return Error{ErrorCode::kCancelled, "asked to stop"};
      if (auto done = take_next(); !done) return std::move(done).error();
    }
    if (known && earlier_->finish_hex() != known->sha256) return damaged(known->path + ": other lines than installed");
    content_.bytes = fresh_.bytes();
    content_.sha256 = fresh_.finish_hex();
    content_.offers = (known ? known->offers : 0) + content_.changes.added - content_.changes.removed;
    return content_;
  }

 private:
  static Error damaged(std::string what) { return Error{ErrorCode::kCatalogueDamaged, std::move(what)}; }

  Result<void> take_next() {
    const bool has_earlier = earlier_ && earlier_->has_line();
    if (has_earlier && fresh_.has_line() && fresh_.text() == earlier_->text()) {
      BILDUNGSKIOSK_TRY_VOID(with_path(fresh_.advance()));
      return advance_earlier();
    }
    std::strong_ordering order = fresh_.has_line() ? std::strong_ordering::less : std::strong_ordering::greater;
    if (fresh_.has_line()) BILDUNGSKIOSK_TRY_VOID(look_at_fresh());
    if (has_earlier) {
      if (const auto seen = earlier_->look(target_); !seen) return damaged(seen.error().detail);
      if (fresh_.has_line()) order = fresh_.place() <=> earlier_->place();
    }
    if (order < 0) return take_fresh(content_.changes.added);
    if (order > 0) return take_earlier();
    BILDUNGSKIOSK_TRY_VOID(take_fresh(content_.changes.changed));
    return advance_earlier();
  }

  Result<void> look_at_fresh() {
    auto seen = fresh_.look(target_);
    if (!seen) {
      return base::with_context(std::move(seen).error(), target_.path + " line " + std::to_string(fresh_.number()));
    }
    if (fresh_.info()) content_.info = fresh_.info();
    return {};
  }
  Result<void> take_fresh(std::uint64_t& counter) {
    if (fresh_.is_offer()) ++counter;
    return with_path(fresh_.advance());
  }
  Result<void> take_earlier() {
    if (earlier_->is_offer()) ++content_.changes.removed;
    return advance_earlier();
  }
  Result<void> advance_earlier() {
    if (auto moved = earlier_->advance(); !moved) return damaged(moved.error().detail);
    return {};
  }
  [[nodiscard]] Result<void> with_path(Result<void> result) const {
    if (!result) return base::with_context(std::move(result).error(), target_.path);
    return result;
  }

  const ManifestTarget& target_;
  LineWalk fresh_;
  std::optional<LineWalk> earlier_;
  CheckedContent content_;
};

}  // namespace

Result<CheckedContent> check_content(base::FileSystem& files, const std::string& path, const ManifestTarget& target,
                                     const std::optional<EarlierContent>& earlier, const base::CancelToken& cancel) {
  BILDUNGSKIOSK_TRY(auto fresh, files.open_for_reading(path));
  std::optional<LineWalk> earlier_walk;
  if (earlier) {
    auto opened = files.open_for_reading(earlier->path);
    if (!opened) return Error{ErrorCode::kCatalogueDamaged, opened.error().detail};
    earlier_walk.emplace(std::move(*opened));
  }
  return Comparison(target, LineWalk(std::move(fresh)), std::move(earlier_walk)).run(cancel, earlier);
}

}  // namespace bildungskiosk::update
