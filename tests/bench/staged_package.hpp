#pragma once

#include <string>
#include <vector>

#include "sync/update/stager.hpp"
#include "tests/support/generator/generated_catalogue.hpp"

namespace bildungskiosk::bench {

/// Writes the catalogue's files below `folder`, compressed as an office publishes them, and describes them as a
/// terminal's staging does after the check of their signatures. Stops the program on an error.
std::vector<update::StagedFile> stage(const test::GeneratedCatalogue& catalogue, const std::string& folder);
/// The same description of what another process has written there.
std::vector<update::StagedFile> staged_files(const std::string& folder);

}  // namespace bildungskiosk::bench
