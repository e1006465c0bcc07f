#include "sync/publish/source_files.hpp"

#include <algorithm>
#include <memory>
#include <set>

#include "sync/base/atomic_file.hpp"
#include "sync/base/digest.hpp"
#include "sync/publish/content.hpp"
#include "sync/publish/durable_folders.hpp"
#include "sync/publish/limits.hpp"
#include "sync/transport/etag.hpp"
#include "sync/transport/file_download.hpp"

namespace bildungskiosk::publish {
namespace {

using base::Error;
using base::ErrorCode;
using base::FileKind;
using base::Result;

constexpr std::string_view kData = ".data";
constexpr std::string_view kNote = ".etag";

/// Hidden, or still being written by somebody.
bool is_passed_over(std::string_view name) {
  return name.starts_with('.') || name.ends_with(".part") || name.ends_with(".tmp") || name.ends_with('~');
}

class FileSink final : public base::ByteSink {
 public:
  explicit FileSink(base::AtomicFile& file) : file_(file) {}
  Result<void> write(base::ByteView bytes) override {
    hash_.update(bytes);
    return file_.append(bytes);
  }
  [[nodiscard]] std::string digest() { return hash_.finish_hex(); }

 private:
  base::AtomicFile& file_;
  base::Hasher hash_{base::HashAlgorithm::kSha256};
};

std::string stem_of(const std::string& url) { return base::sha256_hex(base::as_bytes(url)).substr(0, 16); }

}  // namespace

/// What is known of a download: its ETag, and the hash of the file that came with it, which may have been altered
/// since.
struct SourceFiles::Kept {
  std::string etag;
  std::string digest;

  static std::optional<Kept> read(base::FileSystem& files, const std::string& path) {
    const auto note = base::read_file(files, path + std::string(kNote), kDownloadNoteBytesMax);
    if (!note) return std::nullopt;
    const std::string_view text = base::as_text(*note);
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    std::string_view noted_digest = text.substr(end + 1);
    if (noted_digest.ends_with('\n')) noted_digest.remove_suffix(1);
    Kept kept{std::string(text.substr(0, end)), std::string(noted_digest)};
    const auto content = file_content(files, path + std::string(kData), kExportBytesMax);
    if (!transport::is_etag(kept.etag) || !content || content->sha256 != kept.digest) return std::nullopt;
    return kept;
  }
};

SourceFiles::SourceFiles(base::FileSystem& files, std::string folder, const SyncNetwork& network,
                         const base::CancelToken& cancel)
    : files_(&files), folder_(std::move(folder)), network_(&network), cancel_(&cancel) {}

std::string SourceFiles::path_of(const SyncSource& source, const std::string& url) const {
  return folder_ + "/" + source.id + "/" + stem_of(url);
}

Result<std::vector<std::string>> SourceFiles::find(const SyncSource& source) {
  std::vector<std::string> found;
  for (const std::string& path : source.paths) {
    failed_at_ = path;
    BILDUNGSKIOSK_TRY_VOID(add_path(path, found));
  }
  for (const std::string& url : source.urls) {
    failed_at_ = transport::without_query(url);
    const std::string path = path_of(source, url);
    BILDUNGSKIOSK_TRY_VOID(create_folders_durably(*files_, folder_ + "/" + source.id));
    BILDUNGSKIOSK_TRY_VOID(fetch(url, path));
    found.push_back(path + std::string(kData));
    downloaded_.emplace_back(found.back(), failed_at_);
  }
  if (found.size() > kSyncFilesMax) return Error{ErrorCode::kTooLarge, std::to_string(found.size()) + " files"};
  failed_at_.clear();
  return found;
}

std::string SourceFiles::name_of(const std::string& path) const {
  const auto downloaded =
      std::find_if(downloaded_.begin(), downloaded_.end(), [&](const auto& pair) { return pair.first == path; });
  return downloaded == downloaded_.end() ? path : downloaded->second;
}

Result<void> SourceFiles::add_path(const std::string& path, std::vector<std::string>& found) {
  BILDUNGSKIOSK_TRY(const base::FileStatus status, files_->status(path));
  if (status.kind != FileKind::kDirectory) {
    found.push_back(path);  // whatever it is, opening it says so
    return {};
  }
  BILDUNGSKIOSK_TRY(const auto names, files_->list(path));
  const std::size_t before = found.size();
  for (const std::string& name : names) {
    if (is_passed_over(name)) continue;
    const std::string file = base::join_path(path, name);
    BILDUNGSKIOSK_TRY(const base::FileStatus entry, files_->status(file));
    if (entry.kind == FileKind::kFile) found.push_back(file);
  }
  if (found.size() == before) return Error{ErrorCode::kEmptyExport, path + ": no file"};
  return {};
}

Result<transport::HttpConnection*> SourceFiles::connection_for(const std::string& url) {
  BILDUNGSKIOSK_TRY(const auto parsed, transport::parse_file_url(url, network_->plain_http));
  // Through a proxy, plain http would leave this machine after all.
  const bool stays_here = !parsed.is_encrypted && parsed.reach == transport::Reach::kLoopback;
  auto& connection = stays_here ? direct_ : through_proxy_;
  if (!connection) {
    if (!network_->proxy.empty()) BILDUNGSKIOSK_TRY_VOID(transport::check_proxy_url(network_->proxy));
    transport::HttpSettings settings;
    if (!stays_here) settings.proxy = network_->proxy;
    settings.ca_file = network_->ca_file;
    connection.emplace(std::move(settings));
  }
  return &*connection;
}

Result<void> SourceFiles::fetch(const std::string& url, const std::string& path) {
  BILDUNGSKIOSK_TRY(transport::HttpConnection * connection, connection_for(url));
  const auto kept = Kept::read(*files_, path);
  const std::string data = path + std::string(kData);
  BILDUNGSKIOSK_TRY(auto file, base::AtomicFile::create(*files_, data, base::FileSystem::Mode::kPrivate));
  FileSink sink(file);
  const auto answer = transport::download_file(
      *connection, {url, kept ? kept->etag : std::string(), kExportBytesMax, kDownloadTimeMax_s}, sink, *cancel_);
  if (!answer) return answer.error();
  if (answer->state == transport::FileAnswer::State::kNotModified) return {};
  BILDUNGSKIOSK_TRY_VOID(file.finish());
  BILDUNGSKIOSK_TRY_VOID(file.commit());
  // The note names its file by hash, so that it does not matter which of the two a power cut leaves behind.
  const std::string note = answer->etag + "\n" + sink.digest() + "\n";
  return base::write_file_atomically(*files_, path + std::string(kNote), base::as_bytes(note),
                                     base::FileSystem::Mode::kPrivate);
}

Result<void> SourceFiles::forget_others(const std::vector<SyncSource>& sources) {
  std::set<std::string> wanted;
  for (const SyncSource& source : sources) {
    for (const std::string& url : source.urls) wanted.insert(path_of(source, url));
  }
  const auto folders = files_->list(folder_);
  if (!folders) return folders.error().code == ErrorCode::kNotFound ? Result<void>() : folders.error();
  for (const std::string& id : *folders) {
    const std::string folder = base::join_path(folder_, id);
    BILDUNGSKIOSK_TRY(const auto names, files_->list(folder));
    bool is_empty = true;
    for (const std::string& name : names) {
      const std::string path = base::join_path(folder, name);
      const bool is_wanted = wanted.contains(path.substr(0, path.rfind('.'))) && !name.ends_with(".tmp");
      is_empty = is_empty && !is_wanted;
      if (!is_wanted) BILDUNGSKIOSK_TRY_VOID(files_->remove_file(path));
    }
    if (is_empty) BILDUNGSKIOSK_TRY_VOID(files_->remove_tree(folder));
  }
  return {};
}

}  // namespace bildungskiosk::publish
