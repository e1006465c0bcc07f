#include "sync/service/package_identity.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "sync/base/digest.hpp"
#include "sync/service/limits.hpp"
#include "sync/update/generation_store.hpp"
#include "sync/update/limits.hpp"

namespace bildungskiosk::service {

using base::Error;
using base::Result;

namespace {

constexpr std::string_view kTimestamp = "metadata/timestamp.json";

/// "path\0size\0time\n" of everything below, sorted; false past the limit or when something can't be asked.
bool list_below(const std::string& folder, std::vector<std::string>& lines) {
  namespace fs = std::filesystem;
  std::error_code error;
  fs::recursive_directory_iterator entries(folder, error);
  for (const fs::recursive_directory_iterator end; !error && entries != end; entries.increment(error)) {
    if (lines.size() >= kPackageEntries_max) return false;
    struct stat status {};
    if (::lstat(entries->path().c_str(), &status) != 0) return false;
    std::string line = entries->path().native();
    for (const auto number :
         {std::int64_t{status.st_size}, std::int64_t{status.st_mtim.tv_sec}, std::int64_t{status.st_mtim.tv_nsec}}) {
      line.push_back('\0');
      line += std::to_string(number);
    }
    lines.push_back(std::move(line));
  }
  return !error;
}

void add(base::Hasher& hasher, std::string_view text) {
  hasher.update(base::as_bytes(std::to_string(text.size()) + ":"));
  hasher.update(base::as_bytes(text));
}

}  // namespace

std::string folder_fingerprint(const std::string& folder) {
  std::vector<std::string> lines;
  if (!list_below(folder, lines)) return "";
  std::sort(lines.begin(), lines.end());
  base::Hasher hasher(base::HashAlgorithm::kSha256);
  for (const auto& line : lines) add(hasher, std::string_view(line).substr(folder.size()));
  return hasher.finish_hex();
}

std::string store_fingerprint(base::FileSystem& files, const std::string& store_root) {
  const update::StoreLayout layout(store_root);
  base::Hasher hasher(base::HashAlgorithm::kSha256);
  for (const std::string& path : {layout.current(), layout.trusted_root()}) {
    const auto bytes = base::read_file(files, path, update::kRootFile_bytes_max);
    add(hasher, bytes ? base::as_text(*bytes) : std::string_view());
  }
  return hasher.finish_hex();
}

Result<base::Bytes> KnownPackages::fetch(std::string_view path, std::uint64_t length_max_bytes) {
  auto bytes = source_.fetch(path, length_max_bytes);
  if (!bytes || path != kTimestamp) return bytes;
  base::Hasher hasher(base::HashAlgorithm::kSha256);
  add(hasher, base::as_text(*bytes));
  add(hasher, surroundings_);
  identity_ = hasher.finish_hex();
  for (const FailedPackage& known : failed_) {
    if (known.package != identity_) continue;
    remembered_ = known.error;
    return known.error;
  }
  return bytes;
}

Result<void> KnownPackages::fetch_to(std::string_view path, std::uint64_t length_max_bytes, base::ByteSink& sink,
                                     const base::CancelToken& cancel) {
  return source_.fetch_to(path, length_max_bytes, sink, cancel);
}

}  // namespace bildungskiosk::service
