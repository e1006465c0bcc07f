#pragma once

#include <string>

#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"

namespace bildungskiosk::publish {

/// Makes a folder and its parents so that a power cut does not take them away again: a new name is safe once the
/// folder above it has been synced, and files inside are no safer than the folder's name.
base::Result<void> create_folders_durably(base::FileSystem& files, const std::string& path);

}  // namespace bildungskiosk::publish
