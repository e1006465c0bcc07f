#pragma once

#include <iosfwd>
#include <string>

#include "kiosk/app/exit_codes.hpp"

namespace bildungskiosk::app {

/// `--hash-pin`: asks for a PIN and prints the lines for the configuration. On the program's own terminal it asks twice
/// and shows nothing of it; from a pipe it reads one line.
enum class PinInput { kTerminal, kPipe };
ExitCode print_pin_hash(std::istream& in, PinInput input, std::ostream& out, std::ostream& err);

}  // namespace bildungskiosk::app
