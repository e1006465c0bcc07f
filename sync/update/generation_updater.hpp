#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sync/base/cancel_token.hpp"
#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"
#include "sync/update/generation_builder.hpp"
#include "sync/update/install_facts.hpp"
#include "sync/update/service_status.hpp"
#include "sync/update/stager.hpp"

namespace bildungskiosk::update {

/// The database that is shown now, and what its manifest says of it.
struct PresentCatalogue {
  std::string path;
  ManifestCatalogue file;
};

struct MadeCatalogue {
  BuiltCatalogue built;
  CatalogueMaking making;
};

/// Writes `catalogue_path` from staged copies: by changing a copy of the present catalogue where that is quicker, else,
/// and whenever anything about the update is not as it should be, by building. Either way it shows and finds the same
/// (catalogue_updater.hpp), and what is wrong with a release is said by the builder alone: a file that failed to be
/// updated is removed, and leaves nothing but its reason. `changes`: against what is shown, where that is known.
///
/// An update relies on no line of the present catalogue before the whole copy has the hash of its manifest. A line that
/// the present catalogue has was parsed when that was made; that it stands in the file of its own source is checked
/// again. Errors: kCancelled, and those of `build_catalogue`.
base::Result<MadeCatalogue> make_catalogue(base::FileSystem& files, const std::optional<PresentCatalogue>& present,
                                           const std::optional<ReleaseChanges>& changes,
                                           const std::vector<StagedFile>& staged, const std::string& catalogue_path,
                                           const base::CancelToken& cancel, const BuildListener& progress);

/// The first of the two ways alone. Any error but kCancelled: build it, after what may be left at
/// `catalogue_path` was removed.
base::Result<MadeCatalogue> update_catalogue(base::FileSystem& files, const PresentCatalogue& present,
                                             const std::vector<StagedFile>& staged, const std::string& catalogue_path,
                                             const base::CancelToken& cancel, const BuildListener& progress);

}  // namespace bildungskiosk::update
