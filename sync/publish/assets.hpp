#pragma once

#include <string>

#include "sync/base/file_system.hpp"

namespace bildungskiosk::publish {

/// The folder of the product's data files: `chosen` if given, else $BILDUNGSKIOSK_ASSETS, else `assets` or
/// `../share/bildungskiosk` beside the program's own folder, else the source tree it was built from.
[[nodiscard]] std::string find_assets(base::FileSystem& files, const std::string& chosen = {});

}  // namespace bildungskiosk::publish
