#include "sync/publish/target_history.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "sync/exchange/compressed_lines.hpp"
#include "sync/publish/content.hpp"
#include "sync/publish/limits.hpp"

namespace bildungskiosk::publish {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

constexpr std::size_t kSha256Digits = 64;
constexpr std::string_view kFullEnding = ".jsonl.zst";
constexpr std::string_view kPatchEnding = ".jsonl.zst-patch";

bool is_sha256(std::string_view digits) {
  return digits.size() == kSha256Digits && std::all_of(digits.begin(), digits.end(), [](char digit) {
           return (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
         });
}

/// "offers-3.jsonl.zst" of "<sha256>.offers-3.jsonl.zst"; nullopt for a name that no release gave.
std::optional<std::string_view> name_behind_hash(std::string_view name) {
  if (name.size() <= kSha256Digits + 1 || name[kSha256Digits] != '.') return std::nullopt;
  if (!is_sha256(name.substr(0, kSha256Digits))) return std::nullopt;
  name.remove_prefix(kSha256Digits + 1);
  const bool ours = (name.starts_with("offers-") || name.starts_with("catalogue-")) &&
                    (name.ends_with(kFullEnding) || name.ends_with(kPatchEnding));
  return ours ? std::optional(name) : std::nullopt;
}

/// 3 of "offers-3.jsonl.zst"; nullopt for a delta.
std::optional<std::int64_t> full_version(std::string_view name) {
  if (!name.ends_with(kFullEnding)) return std::nullopt;
  name.remove_suffix(kFullEnding.size());
  name.remove_prefix(name.find('-') + 1);
  std::int64_t version = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), version);
  if (error != std::errc() || end != name.data() + name.size() || version < 1) return std::nullopt;
  return version;
}

Result<std::vector<std::string>> list_if_there(base::FileSystem& files, const std::string& folder) {
  auto names = files.list(folder);
  if (!names && names.error().code == ErrorCode::kNotFound) return std::vector<std::string>();
  return names;
}

}  // namespace

Result<std::vector<EarlierFile>> earlier_files(base::FileSystem& files, const std::string& targets_directory,
                                               std::string_view source, std::int64_t version) {
  const std::string folder = base::join_path(targets_directory, source);
  std::vector<EarlierFile> earlier;
  BILDUNGSKIOSK_TRY(const auto names, list_if_there(files, folder));
  for (const std::string& name : names) {
    const auto behind = name_behind_hash(name);
    const auto found = behind ? full_version(*behind) : std::nullopt;
    if (!found || *found >= version) continue;
    earlier.push_back({*found, base::join_path(folder, name), name.substr(0, kSha256Digits)});
  }
  std::sort(earlier.begin(), earlier.end(),
            [](const EarlierFile& left, const EarlierFile& right) { return left.version > right.version; });
  return earlier;
}

Result<void> unpack_lines(base::FileSystem& files, const EarlierFile& file, std::uint64_t bytes_max,
                          base::ByteSink& sink) {
  BILDUNGSKIOSK_TRY(const Content packed, file_content(files, file.path, kStockBytesMax));
  if (packed.sha256 != file.sha256) {
    return Error{ErrorCode::kHashMismatch, file.path + ": other bytes than its name says"};
  }
  BILDUNGSKIOSK_TRY(auto opened, files.open_for_reading(file.path));
  exchange::CompressedLineReader reader(std::move(opened), {bytes_max, exchange::kLineBytesMax});
  exchange::CompressedLineReader::Line line;
  std::string piece;
  for (;;) {
    BILDUNGSKIOSK_TRY(const bool more, reader.next(line));
    if (more) (piece += line.text) += '\n';
    if (more && piece.size() < kReadChunkBytes) continue;
    BILDUNGSKIOSK_TRY_VOID(sink.write(base::as_bytes(piece)));
    piece.clear();
    if (!more) return {};
  }
}

Result<void> remove_old_targets(base::FileSystem& files, const std::string& targets_directory,
                                const std::set<std::string>& kept) {
  BILDUNGSKIOSK_TRY(const auto sources, list_if_there(files, targets_directory));
  for (const std::string& source : sources) {
    const std::string folder = base::join_path(targets_directory, source);
    const auto status = files.status(folder);
    if (!status || status->kind != base::FileKind::kDirectory) continue;
    BILDUNGSKIOSK_TRY(const auto names, files.list(folder));
    bool removed = false;
    for (const std::string& name : names) {
      if (!name_behind_hash(name) || kept.contains(base::join_path(source, name))) continue;
      BILDUNGSKIOSK_TRY_VOID(files.remove_file(base::join_path(folder, name)));
      removed = true;
    }
    if (removed) BILDUNGSKIOSK_TRY_VOID(files.sync_directory(folder));
  }
  return {};
}

}  // namespace bildungskiosk::publish
