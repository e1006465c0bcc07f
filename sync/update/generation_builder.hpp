#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "sync/base/cancel_token.hpp"
#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"
#include "sync/catalogue/catalogue_builder.hpp"
#include "sync/offer/offer.hpp"
#include "sync/update/manifest.hpp"
#include "sync/update/service_status.hpp"
#include "sync/update/stager.hpp"

namespace bildungskiosk::update {

struct BuiltCatalogue {
  ManifestCatalogue file;
  offer::CatalogueInfo info;
};

/// Called while building, on the thread that builds: kTakingOver, and how many offers are in the tables and the index;
/// kIndexing when all are, and the index is completed.
using BuildListener = std::function<void(InstallStep step, std::uint64_t offers)>;

/// Builds `catalogue_path` from staged copies. All or nothing: a record that breaks the format, stands in two sources,
/// or speaks for a source that the file is not from, refuses the whole release. Records of a type that this program
/// does not know are passed over. What was built is opened and counted again before it is handed on. Errors:
/// kMalformedCompression, kMalformedRecord, kDuplicateId, kTooLarge, kCancelled, kDatabase, kNoSpace, kIo. The detail
/// names target and line. Reads and parses on a second thread while it writes.
base::Result<BuiltCatalogue> build_catalogue(base::FileSystem& files, const std::vector<StagedFile>& staged,
                                             const std::string& catalogue_path, const base::CancelToken& cancel,
                                             const BuildListener& progress);

/// The last step: opens what was built, counts it, and measures the file. `counts` by the builder, `offers` as read.
base::Result<BuiltCatalogue> count_again(base::FileSystem& files, const std::string& catalogue_path,
                                         const catalogue::BuildCounts& counts, std::uint64_t offers,
                                         const base::CancelToken& cancel);

/// Size and SHA-256 of a file; kCancelled.
base::Result<ManifestCatalogue> measure_file(base::FileSystem& files, const std::string& path,
                                             const base::CancelToken& cancel);

}  // namespace bildungskiosk::update
