#pragma once

#include <string>

/// What sweeps over failing operations say of an installation.
namespace bildungskiosk::update::test_support {

/// What the sample package's first release shows.
inline constexpr const char* kOldTitles = "Englisch am Abend, Nähkurs für Anfänger, Rechnen im Alltag";

/// What a librarian reads for a result of `Terminal::install`: "done", or the name of an error code.
[[nodiscard]] std::string sentence(const std::string& result);

}  // namespace bildungskiosk::update::test_support
