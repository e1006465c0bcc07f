#pragma once

#include <cstdint>
#include <string>

#include "sync/base/result.hpp"
#include "sync/publish/importers/importer.hpp"

namespace bildungskiosk::publish {

/// All of a file whose parts refer to each other. Errors: kTooLarge past `bytes_max`, and the file's own.
[[nodiscard]] base::Result<std::string> read_whole_file(const ImportSource& source, std::uint64_t bytes_max);

}  // namespace bildungskiosk::publish
