#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <variant>

#include "kiosk/app/exit_codes.hpp"
#include "sync/base/civil_time.hpp"

namespace bildungskiosk::app {

enum class Verbosity { kQuiet, kVerbose };
enum class WindowMode { kFullscreen, kWindow };

struct Options {
  std::string store = "/var/lib/bildungskiosk";
  std::string assets;         // empty: beside the program
  std::string configuration;  // empty: the usual one, if it is there
  WindowMode mode = WindowMode::kFullscreen;
  std::string monitor;  // name or number; empty: as the configuration says
  int width_px = 1920;  // of a window
  int height_px = 1080;
  std::string tour_directory;  // empty: no tour
  enum class Task { kVisit, kHashPin, kGallery };
  Task task = Task::kVisit;
  Verbosity verbosity = Verbosity::kQuiet;
  std::optional<base::Date> pretended_today;
};

/// The command line. Either what to do, or that all has been said (`--help`, `--version`, a mistake) and the exit code.
/// `out` takes help and version, `err` one German sentence about a mistake.
[[nodiscard]] std::variant<Options, ExitCode> parse_options(int argc, const char* const* argv, std::ostream& out,
                                                            std::ostream& err);

}  // namespace bildungskiosk::app
