#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sync/update/generation_store.hpp"
#include "sync/update/manifest.hpp"
#include "sync/update/service_status.hpp"
#include "sync/update/stager.hpp"

namespace bildungskiosk::update {

/// A release that was verified and lies complete in the store's staging folder: what staff are told before they say
/// yes, and what `Updater::complete` needs. A value: it holds no lock and needs neither the source nor the updater that
/// made it. It is worth something until somebody else prepares or installs in the same store, which `complete` notices.
struct PreparedRelease {
  ReleaseSummary release;
  std::optional<ReleaseSummary> installed;  // what is shown now
  /// Against what is shown now; all added without a catalogue. nullopt when the lines of what is shown are not at hand.
  std::optional<ReleaseChanges> changes;
  std::uint64_t fetched_bytes = 0;  // of the targets, without metadata

  // For `complete` only.
  std::optional<Current> based_on;  // what CURRENT said; nullopt without a catalogue
  Manifest manifest;                // still without its catalogue
  std::string folder;               // the generation in the making, with its metadata
  std::vector<StagedFile> staged;
  std::vector<StagedFile> staged_media;                // those of manifest.media that the store does not have
  std::map<std::string, std::string> metadata_sha256;  // of the files in <folder>/metadata, by name
};

}  // namespace bildungskiosk::update
