#pragma once

#include <string>

#include "sync/base/error.hpp"

namespace bildungskiosk::app {

/// What stderr says when the catalogue can't be opened: one German sentence with what to do.
[[nodiscard]] std::string catalogue_sentence(const base::Error& error, const std::string& store);
/// The same for a window that could not be opened.
[[nodiscard]] std::string window_sentence(const base::Error& error);

}  // namespace bildungskiosk::app
