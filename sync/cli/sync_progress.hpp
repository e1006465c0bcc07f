#pragma once

#include <string>

#include "sync/update/updater.hpp"

namespace bildungskiosk::cli {

/// "Kopiere den Katalog: 45 %"
[[nodiscard]] std::string describe(const update::InstallStepProgress& progress);

}  // namespace bildungskiosk::cli
