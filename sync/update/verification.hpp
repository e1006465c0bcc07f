#pragma once

#include <string>

#include "sync/base/cancel_token.hpp"
#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"
#include "sync/update/generation_store.hpp"

namespace bildungskiosk::update {

/// Reads the shown generation completely: the file's size and hash against the manifest, every page and row of the
/// database, the number of offers. Returns its manifest. kCatalogueDamaged names the first difference; kNoCatalogue,
/// kNotInitialised, kCancelled. Needs no lock.
base::Result<Manifest> verify_current(base::FileSystem& files, const GenerationStore& store,
                                      const base::CancelToken& cancel);

}  // namespace bildungskiosk::update
