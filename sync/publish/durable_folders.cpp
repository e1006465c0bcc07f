#include "sync/publish/durable_folders.hpp"

#include <vector>

namespace bildungskiosk::publish {

base::Result<void> create_folders_durably(base::FileSystem& files, const std::string& path) {
  std::vector<std::string> parents_of_new;
  for (std::string at = path;; at = parents_of_new.back()) {
    const auto status = files.status(at);
    if (status) break;
    if (status.error().code != base::ErrorCode::kNotFound) return status.error();
    parents_of_new.push_back(base::parent_path(at));
  }
  BILDUNGSKIOSK_TRY_VOID(files.create_directories(path));
  for (const std::string& parent : parents_of_new) BILDUNGSKIOSK_TRY_VOID(files.sync_directory(parent));
  return {};
}

}  // namespace bildungskiosk::publish
