#pragma once

#include <memory>
#include <string>
#include <utility>

#include "sync/base/bytes.hpp"
#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"

namespace bildungskiosk::base {

/// Writes a file piece by piece so that a reader, or a power cut, sees the old bytes or all the new ones: into a
/// sibling
/// "<path>.tmp", which takes the file's place at the end, and goes when there is no end. One thread.
class AtomicFile {
 public:
  /// `files` must outlive it.
  static Result<AtomicFile> create(FileSystem& files, std::string path,
                                   FileSystem::Mode mode = FileSystem::Mode::kPublic);
  AtomicFile(AtomicFile&& other) noexcept
      : files_(other.files_), path_(std::exchange(other.path_, {})), file_(std::move(other.file_)) {}
  AtomicFile& operator=(AtomicFile&&) = delete;
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;
  ~AtomicFile();

  Result<void> append(ByteView bytes);
  /// The bytes are on the medium; the old file is still in its place.
  Result<void> finish();
  /// After `finish`: takes the old file's place, and the medium knows.
  Result<void> commit();

 private:
  AtomicFile(FileSystem& files, std::string path, std::unique_ptr<WritableFile> file)
      : files_(&files), path_(std::move(path)), file_(std::move(file)) {}
  [[nodiscard]] std::string temporary() const { return path_ + ".tmp"; }

  FileSystem* files_;
  std::string path_;  // empty: nothing to remove
  std::unique_ptr<WritableFile> file_;
};

}  // namespace bildungskiosk::base
