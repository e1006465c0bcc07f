#include "sync/transport/folder_source.hpp"

#include <span>

#include "sync/transport/limits.hpp"
#include "sync/transport/package_path.hpp"

namespace bildungskiosk::transport {
namespace {

using base::ByteView;
using base::Error;
using base::ErrorCode;
using base::FileKind;
using base::FileStatus;
using base::Result;

/// True when it is a folder, false when nothing is there; anything else in its place is kNotAFile.
Result<bool> is_folder(base::FileSystem& files, const std::string& path) {
  const Result<FileStatus> status = files.status(path);
  if (!status && status.error().code == ErrorCode::kNotFound) return false;
  if (!status) return status.error();
  if (status->kind == FileKind::kDirectory) return true;
  return Error{ErrorCode::kNotAFile, path + " is no folder"};
}

class MemorySink final : public base::ByteSink {
 public:
  Result<void> write(ByteView bytes) override {
    taken.insert(taken.end(), bytes.begin(), bytes.end());
    return {};
  }
  base::Bytes taken;
};

}  // namespace

Result<std::unique_ptr<FolderSource>> FolderSource::open(base::FileSystem& files, const std::string& folder) {
  // The folder itself may be a link, somebody named it; what it holds may not be one.
  BILDUNGSKIOSK_TRY(const bool named, is_folder(files, folder + "/kiosk-update"));
  for (const std::string& root : {named ? folder + "/kiosk-update" : folder, folder}) {
    BILDUNGSKIOSK_TRY(const bool there, is_folder(files, root + "/metadata"));
    if (there) return std::unique_ptr<FolderSource>(new FolderSource(files, root));
  }
  return Error{ErrorCode::kNoPackage, folder + " holds neither kiosk-update/metadata nor metadata"};
}

std::string FolderSource::describe() const { return root_; }

/// Refuses a path that climbs, and one on whose way something other than a folder stands: opening follows links in
/// all components but the last.
Result<std::unique_ptr<base::ReadableFile>> FolderSource::open_inside(std::string_view path) {
  BILDUNGSKIOSK_TRY_VOID(check_package_path(path));
  for (std::size_t slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/', slash + 1)) {
    const std::string folder = root_ + "/" + std::string(path.substr(0, slash));
    BILDUNGSKIOSK_TRY(const bool there, is_folder(*files_, folder));
    if (!there) return Error{ErrorCode::kNotFound, folder + ": no such folder"};
  }
  return files_->open_for_reading(root_ + "/" + std::string(path));
}

Result<base::Bytes> FolderSource::fetch(std::string_view path, std::uint64_t length_max_bytes) {
  MemorySink sink;
  const base::CancelToken never;
  BILDUNGSKIOSK_TRY_VOID(fetch_to(path, length_max_bytes, sink, never));
  return std::move(sink.taken);
}

Result<void> FolderSource::fetch_to(std::string_view path, std::uint64_t length_max_bytes, base::ByteSink& sink,
                                    const base::CancelToken& cancel) {
  BILDUNGSKIOSK_TRY(const std::unique_ptr<base::ReadableFile> file, open_inside(path));
  base::Bytes buffer(kReadBufferBytes);
  std::uint64_t left_bytes = length_max_bytes;
  while (true) {
    if (cancel.cancelled()) return Error{ErrorCode::kCancelled, std::string(path)};
    BILDUNGSKIOSK_TRY(const std::size_t count, file->read(buffer));
    if (count == 0) return {};
    if (count > left_bytes) {
      return Error{ErrorCode::kTooLarge,
                   std::string(path) + " is longer than " + std::to_string(length_max_bytes) + " bytes"};
    }
    left_bytes -= count;
    BILDUNGSKIOSK_TRY_VOID(sink.write(ByteView(buffer).first(count)));
  }
}

}  // namespace bildungskiosk::transport
