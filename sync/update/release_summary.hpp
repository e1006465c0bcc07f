#pragma once

#include <string>

#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"
#include "sync/update/service_status.hpp"

namespace bildungskiosk::update {

/// Version and signing key of a release, from a folder of metadata that has been verified before (root.json,
/// targets.json); the rest of the summary is left empty. The key is the first of the role whose signature is right.
/// Errors: those of reading files and metadata.
base::Result<ReleaseSummary> summarise_metadata(base::FileSystem& files, const std::string& folder);

}  // namespace bildungskiosk::update
