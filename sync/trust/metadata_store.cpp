#include "sync/trust/metadata_store.hpp"

#include "sync/trust/names.hpp"

namespace bildungskiosk::trust {

using base::ErrorCode;
using base::Result;

std::string MetadataStore::path_of(std::string_view role) const { return folder_ + "/" + metadata_file_name(role); }

Result<std::optional<base::Bytes>> MetadataStore::read(std::string_view role, std::uint64_t length_max_bytes) const {
  Result<base::Bytes> bytes = base::read_file(*files_, path_of(role), length_max_bytes);
  if (bytes) return std::optional<base::Bytes>(std::move(bytes).value());
  if (bytes.error().code == ErrorCode::kNotFound) return std::optional<base::Bytes>();
  return std::move(bytes).error();
}

Result<void> MetadataStore::write(std::string_view role, base::ByteView bytes) {
  return base::write_file_atomically(*files_, path_of(role), bytes);
}

Result<void> MetadataStore::remove(std::string_view role) {
  Result<void> removed = files_->remove_file(path_of(role));
  if (!removed && removed.error().code != ErrorCode::kNotFound) return removed;
  return files_->sync_directory(folder_);
}

/// A folder is durable when the one above it is synced; so each that gets a new name is.
Result<void> MetadataStore::create_folder() {
  std::vector<std::string> parents;
  for (std::string path = folder_;; path = parents.back()) {
    const Result<base::FileStatus> status = files_->status(path);
    if (status) break;
    if (status.error().code != ErrorCode::kNotFound) return status.error();
    parents.push_back(base::parent_path(path));
  }
  BILDUNGSKIOSK_TRY_VOID(files_->create_directories(folder_));
  for (const std::string& parent : parents) BILDUNGSKIOSK_TRY_VOID(files_->sync_directory(parent));
  return {};
}

Result<void> MetadataStore::clear() {
  BILDUNGSKIOSK_TRY_VOID(create_folder());
  BILDUNGSKIOSK_TRY(const std::vector<std::string> names, files_->list(folder_));
  for (const std::string& name : names) {
    if (name.ends_with(".json")) BILDUNGSKIOSK_TRY_VOID(files_->remove_file(folder_ + "/" + name));
  }
  return files_->sync_directory(folder_);
}

}  // namespace bildungskiosk::trust
