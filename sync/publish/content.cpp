#include "sync/publish/content.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "sync/base/atomic_file.hpp"
#include "sync/base/digest.hpp"
#include "sync/exchange/limits.hpp"

namespace bildungskiosk::publish {
namespace {

using base::ByteView;
using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::size_t kPieceBytes = 256U << 10U;

/// Counts and hashes what goes through, up to a limit.
class Describing final : public base::ByteSink {
 public:
  explicit Describing(std::uint64_t bytes_max = UINT64_MAX, base::ByteSink* next = nullptr)
      : bytes_max_(bytes_max), next_(next) {}
  Result<void> write(ByteView bytes) override {
    length_ += bytes.size();
    if (length_ > bytes_max_)
      return Error{ErrorCode::kTooLarge, "longer than " + std::to_string(bytes_max_) + " bytes"};
    hasher_.update(bytes);
    return next_ != nullptr ? next_->write(bytes) : Result<void>();
  }
  /// Once.
  [[nodiscard]] Content describe(std::function<Result<void>(base::ByteSink&)> write_to) {
    return {length_, hasher_.finish_hex(), std::move(write_to)};
  }

 private:
  std::uint64_t bytes_max_;
  base::ByteSink* next_;
  std::uint64_t length_ = 0;
  base::Hasher hasher_{base::HashAlgorithm::kSha256};
};

Result<void> write_file_to(base::FileSystem& files, const std::string& path, base::ByteSink& sink) {
  BILDUNGSKIOSK_TRY(const auto file, files.open_for_reading(path));
  base::Bytes piece(kPieceBytes);
  while (true) {
    BILDUNGSKIOSK_TRY(const std::size_t count, file->read(piece));
    if (count == 0) return {};
    BILDUNGSKIOSK_TRY_VOID(sink.write(ByteView(piece).first(count)));
  }
}

Result<void> write_scratch_to(const base::ScratchFile& file, std::uint64_t begin, std::uint64_t end,
                              base::ByteSink& sink) {
  base::Bytes piece(kPieceBytes);
  for (std::uint64_t at = begin; at < end;) {
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(piece.size(), end - at));
    const std::span<std::uint8_t> part = std::span(piece).first(count);
    BILDUNGSKIOSK_TRY_VOID(file.read_at(at, part));
    BILDUNGSKIOSK_TRY_VOID(sink.write(part));
    at += count;
  }
  return {};
}

class IntoText final : public base::ByteSink {
 public:
  Result<void> write(ByteView bytes) override {
    text += base::as_text(bytes);
    return {};
  }
  std::string text;
};

class IntoFile final : public base::ByteSink {
 public:
  explicit IntoFile(base::AtomicFile& file) : file_(file) {}
  Result<void> write(ByteView bytes) override { return file_.append(bytes); }

 private:
  base::AtomicFile& file_;
};

using UseLine = std::function<Result<void>(std::string_view line, std::uint64_t number)>;

class IntoLines final : public base::ByteSink {
 public:
  explicit IntoLines(const UseLine& use) : use_(use) {}
  Result<void> write(ByteView bytes) override {
    std::string_view text = base::as_text(bytes);
    for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
      const std::string_view line = text.substr(0, end);
      BILDUNGSKIOSK_TRY_VOID(check_length(line));
      if (begun_.empty()) {
        BILDUNGSKIOSK_TRY_VOID(use_(line, ++number_));
      } else {
        begun_ += line;
        BILDUNGSKIOSK_TRY_VOID(finish());
      }
      text.remove_prefix(end + 1);
    }
    BILDUNGSKIOSK_TRY_VOID(check_length(text));
    begun_ += text;
    return {};
  }
  /// What follows the last '\n' is a line as well.
  Result<void> finish() {
    if (begun_.empty()) return {};
    const std::string line = std::exchange(begun_, {});
    return use_(line, ++number_);
  }

 private:
  /// Of what has begun with `more` behind it.
  [[nodiscard]] Result<void> check_length(std::string_view more) const {
    if (begun_.size() + more.size() <= exchange::kLineBytesMax) return {};
    return Error{ErrorCode::kTooLarge, "line " + std::to_string(number_ + 1) + " is too long"};
  }

  const UseLine& use_;
  std::string begun_;
  std::uint64_t number_ = 0;
};

}  // namespace

Content text_content(std::string text) {
  const auto shared = std::make_shared<const std::string>(std::move(text));
  return {shared->size(), base::sha256_hex(base::as_bytes(*shared)),
          [shared](base::ByteSink& sink) { return sink.write(base::as_bytes(*shared)); }};
}

Result<Content> file_content(base::FileSystem& files, const std::string& path, std::uint64_t bytes_max) {
  const auto write_to = [&files, path](base::ByteSink& sink) { return write_file_to(files, path, sink); };
  Describing describing(bytes_max);
  if (auto read = write_to(describing); !read) return base::with_context(std::move(read).error(), path);
  return describing.describe(write_to);
}

Result<Content> scratch_content(const base::ScratchFile& file, std::uint64_t begin) {
  const auto write_to = [&file, begin, end = file.size_bytes()](base::ByteSink& sink) {
    return write_scratch_to(file, begin, end, sink);
  };
  Describing describing;
  BILDUNGSKIOSK_TRY_VOID(write_to(describing));
  return describing.describe(write_to);
}

Result<std::string> read_content(const Content& content, std::uint64_t bytes_max) {
  if (content.length_bytes > bytes_max) {
    return Error{ErrorCode::kTooLarge, std::to_string(content.length_bytes) + " bytes"};
  }
  IntoText into;
  into.text.reserve(static_cast<std::size_t>(content.length_bytes));
  Describing limited(bytes_max, &into);
  BILDUNGSKIOSK_TRY_VOID(content.write_to(limited));
  return std::move(into.text);
}

Result<void> for_each_line(const Content& content, const UseLine& use) {
  IntoLines lines(use);
  BILDUNGSKIOSK_TRY_VOID(content.write_to(lines));
  return lines.finish();
}

Result<void> write_content(base::FileSystem& files, const std::string& path, const Content& content) {
  BILDUNGSKIOSK_TRY(auto file, base::AtomicFile::create(files, path));
  IntoFile into(file);
  Describing describing(content.length_bytes, &into);
  BILDUNGSKIOSK_TRY_VOID(content.write_to(describing));
  if (describing.describe({}).sha256 != content.sha256) {
    return Error{ErrorCode::kHashMismatch, path + ": the bytes have changed while they were written"};
  }
  BILDUNGSKIOSK_TRY_VOID(file.finish());
  return file.commit();
}

}  // namespace bildungskiosk::publish
