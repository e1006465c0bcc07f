#include "sync/base/atomic_file.hpp"

namespace bildungskiosk::base {

Result<AtomicFile> AtomicFile::create(FileSystem& files, std::string path, FileSystem::Mode mode) {
  BILDUNGSKIOSK_TRY(auto file, files.create(path + ".tmp", mode));
  return AtomicFile(files, std::move(path), std::move(file));
}

AtomicFile::~AtomicFile() {
  if (path_.empty()) return;
  file_.reset();
  static_cast<void>(files_->remove_file(temporary()));  // best effort: the error that led here is the one to tell
}

Result<void> AtomicFile::append(ByteView bytes) { return file_->append(bytes); }

Result<void> AtomicFile::finish() {
  BILDUNGSKIOSK_TRY_VOID(file_->sync());
  return file_->close();
}

Result<void> AtomicFile::commit() {
  BILDUNGSKIOSK_TRY_VOID(files_->rename(temporary(), path_));
  const std::string folder = parent_path(std::exchange(path_, {}));
  return files_->sync_directory(folder);
}

}  // namespace bildungskiosk::base
