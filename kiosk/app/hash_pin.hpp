#pragma once

#include <iosfwd>
#include <string>

#include "kiosk/app/exit_codes.hpp"

namespace bildungskiosk::app {

/// `--hash-pin`: asks for a PIN (unseen on a terminal) and prints the line for the configuration. `tty` says whether
/// `in` is the program's own terminal.
enum class PinInput { kTerminal, kPipe };
ExitCode print_pin_hash(std::istream& in, PinInput input, std::ostream& out, std::ostream& err);

}  // namespace bildungskiosk::app
