#include "sync/transport/partial_downloads.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>

#include "sync/base/digest.hpp"
#include "sync/transport/etag.hpp"
#include "sync/transport/limits.hpp"

namespace bildungskiosk::transport {
namespace {

using base::Bytes;
using base::Error;
using base::ErrorCode;
using base::join_path;
using base::Result;

constexpr const char* kEtagFile = "etag";
constexpr std::size_t kNumberDigits = 5;

/// "00001-<sha256>"
std::string piece_name(std::size_t number, base::ByteView bytes) {
  std::array<char, 16> digits{};
  const int length = std::snprintf(digits.data(), digits.size(), "%0*zu-", static_cast<int>(kNumberDigits), number);
  return std::string(digits.data(), static_cast<std::size_t>(length)) + base::sha256_hex(bytes);
}

/// The piece's bytes, when they are what its name says and its number is due.
std::optional<Bytes> good_piece(base::FileSystem& files, const std::string& folder, const std::string& name,
                                std::size_t number) {
  auto bytes = base::read_file(files, join_path(folder, name), kPartialPieceBytes);
  if (!bytes || bytes->empty() || piece_name(number, *bytes) != name) return std::nullopt;
  return std::move(*bytes);
}

}  // namespace

std::string PartialDownloads::folder_of(const std::string& url) const {
  return join_path(folder_, base::sha256_hex(base::as_bytes(url)));
}

std::optional<PartialDownloads::Kept> PartialDownloads::find(const std::string& url) const {
  const std::string folder = folder_of(url);
  const auto names = files_->list(folder);
  const auto etag = base::read_file(*files_, join_path(folder, kEtagFile), kEtagBytesMax);
  if (!names) return std::nullopt;
  Kept kept;
  if (etag) kept.etag = std::string(base::as_text(*etag));
  bool is_good = is_strong_etag(kept.etag);
  for (const std::string& name : *names) {  // sorted: by number
    if (name == kEtagFile) continue;
    const auto piece = is_good ? good_piece(*files_, folder, name, kept.pieces.size() + 1) : std::nullopt;
    is_good = piece.has_value() && kept.pieces.size() < kPartialPiecesMax;
    if (!is_good) {
      static_cast<void>(files_->remove_file(join_path(folder, name)));
      continue;
    }
    kept.bytes += piece->size();
    kept.pieces.push_back(join_path(folder, name));
  }
  if (kept.pieces.empty()) return std::nullopt;
  return kept;
}

Result<void> PartialDownloads::replay(const Kept& kept, base::ByteSink& sink, const base::CancelToken& cancel) const {
  for (std::size_t i = 0; i < kept.pieces.size(); ++i) {
    if (cancel.cancelled()) return Error{ErrorCode::kCancelled, "asked to stop"};
    const std::string& path = kept.pieces[i];
    const std::string folder = base::parent_path(path);
    const auto piece = good_piece(*files_, folder, path.substr(folder.size() + 1), i + 1);
    if (!piece) return Error{ErrorCode::kIo, path + ": no longer what it was"};
    BILDUNGSKIOSK_TRY_VOID(sink.write(*piece));
  }
  return {};
}

std::unique_ptr<PartialDownloads::Keeper> PartialDownloads::keep(const std::string& url, const std::string& etag,
                                                                 const Kept* kept) const {
  const std::string folder = folder_of(url);
  if (kept == nullptr) {
    const auto others = files_->list(folder_);
    if (others && others->size() >= kPartialFilesMax) forget_all();
    forget(url);
  }
  if (!is_strong_etag(etag)) return nullptr;
  if (kept == nullptr) {
    if (!files_->create_directories(folder)) return nullptr;
    auto file = files_->create(join_path(folder, kEtagFile));
    if (!file || !(*file)->append(base::as_bytes(etag)) || !(*file)->close()) return nullptr;
  }
  return std::unique_ptr<Keeper>(new Keeper(*files_, folder, kept == nullptr ? 0 : kept->pieces.size()));
}

void PartialDownloads::forget(const std::string& url) const { static_cast<void>(files_->remove_tree(folder_of(url))); }

void PartialDownloads::forget_all() const { static_cast<void>(files_->remove_tree(folder_)); }

PartialDownloads::Keeper::~Keeper() {
  try {
    write_piece();
  } catch (const std::exception&) {
    gave_up_ = true;  // out of memory: the next run fetches a little more
  }
}

void PartialDownloads::Keeper::take(base::ByteView bytes) {
  while (!bytes.empty() && !gave_up_) {
    const std::size_t count = std::min(bytes.size(), kPartialPieceBytes - piece_.size());
    piece_.insert(piece_.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(count));
    bytes = bytes.subspan(count);
    if (piece_.size() == kPartialPieceBytes) write_piece();
  }
}

void PartialDownloads::Keeper::write_piece() {
  if (piece_.empty() || gave_up_) return;
  const auto free_bytes = files_.free_bytes(folder_);
  // A gap would be no prefix: whatever goes wrong ends the keeping.
  gave_up_ = pieces_ >= kPartialPiecesMax || !free_bytes || *free_bytes < kPartialFreeBytesMin;
  if (gave_up_) return;
  auto file = files_.create(join_path(folder_, piece_name(++pieces_, piece_)));
  gave_up_ = !file || !(*file)->append(piece_) || !(*file)->close();
  piece_.clear();
}

}  // namespace bildungskiosk::transport
