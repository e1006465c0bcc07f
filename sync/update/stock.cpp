#include "sync/update/stock.hpp"

#include <functional>

#include "sync/base/digest.hpp"
#include "sync/exchange/compressed_lines.hpp"

namespace bildungskiosk::update {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

constexpr std::size_t kWriteBlock_bytes = 256U << 10U;

/// All lines in blocks, each line with its '\n'.
Result<MeasuredLines> for_each_block(base::FileSystem& files, const std::string& path, const base::CancelToken& cancel,
                                     const std::function<Result<void>(base::ByteView)>& take) {
  BILDUNGSKIOSK_TRY(auto file, files.open_for_reading(path));
  exchange::CompressedLineReader lines(std::move(file));
  exchange::CompressedLineReader::Line line;
  base::Hasher hasher(base::HashAlgorithm::kSha256);
  MeasuredLines measured;
  std::string block;
  for (bool more = true; more;) {
    BILDUNGSKIOSK_TRY(more, lines.next(line));
    if (more) (block += line.text) += '\n';
    if (more && block.size() < kWriteBlock_bytes) continue;
    if (cancel.cancelled()) return Error{ErrorCode::kCancelled, "asked to stop"};
    hasher.update(base::as_bytes(block));
    measured.bytes += block.size();
    BILDUNGSKIOSK_TRY_VOID(take(base::as_bytes(block)));
    block.clear();
  }
  measured.sha256 = hasher.finish_hex();
  return measured;
}

}  // namespace

bool Stock::has(const std::string& content_sha256) const {
  const auto status = files_.status(path_of(content_sha256));
  return status && status->kind == base::FileKind::kFile;
}

Result<void> Stock::keep(const std::string& staged_path, const std::string& content_sha256) {
  BILDUNGSKIOSK_TRY_VOID(files_.create_directories(folder_));
  BILDUNGSKIOSK_TRY_VOID(files_.sync_file(staged_path));
  BILDUNGSKIOSK_TRY_VOID(files_.rename(staged_path, path_of(content_sha256)));
  return files_.sync_directory(folder_);
}

Result<void> Stock::retain(const std::set<std::string>& content_sha256s) {
  const auto names = files_.list(folder_);
  if (!names && names.error().code == ErrorCode::kNotFound) return {};
  if (!names) return names.error();
  std::set<std::string> kept;
  for (const auto& sha256 : content_sha256s) kept.insert(path_of(sha256));
  bool removed = false;
  for (const auto& name : *names) {
    const std::string path = base::join_path(folder_, name);
    if (kept.contains(path)) continue;
    BILDUNGSKIOSK_TRY_VOID(files_.remove_tree(path));
    removed = true;
  }
  return removed ? files_.sync_directory(folder_) : Result<void>();
}

Result<MeasuredLines> measure_lines(base::FileSystem& files, const std::string& path, const base::CancelToken& cancel) {
  return for_each_block(files, path, cancel, [](base::ByteView) { return Result<void>(); });
}

Result<MeasuredLines> unpack_lines(base::FileSystem& files, const std::string& path, const std::string& plain_path,
                                   const base::CancelToken& cancel) {
  BILDUNGSKIOSK_TRY(const auto plain, files.create(plain_path));
  BILDUNGSKIOSK_TRY(auto measured, for_each_block(files, path, cancel,
                                                  [&plain](base::ByteView block) { return plain->append(block); }));
  BILDUNGSKIOSK_TRY_VOID(plain->close());
  return measured;
}

}  // namespace bildungskiosk::update
