#pragma once

#include <string>
#include <string_view>

#include "sync/base/result.hpp"

namespace bildungskiosk::base {

/// The folder of the program's own data (theme, languages, keyboards, tables of categories), found in this order:
/// `wanted` when it is not empty (a command-line option), $BILDUNGSKIOSK_ASSETS, and "../share/bildungskiosk" beside
/// the running program's folder, which is where both the build and an installation put it.
/// kNotFound names the folder that is not there. Reads the environment: call it before threads are started.
[[nodiscard]] Result<std::string> find_asset_folder(std::string_view wanted = {});

}  // namespace bildungskiosk::base
