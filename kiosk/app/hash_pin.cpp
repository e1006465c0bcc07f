#include "kiosk/app/hash_pin.hpp"

#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <istream>
#include <ostream>

#include "kiosk/model/limits.hpp"
#include "sync/base/secret_hash.hpp"

namespace bildungskiosk::app {
namespace {

/// What is typed stays unseen while it lives.
class Unseen {
 public:
  explicit Unseen(PinInput input) {
    if (input != PinInput::kTerminal || ::tcgetattr(STDIN_FILENO, &before_) != 0) return;
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    changed_ = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet) == 0;
  }
  ~Unseen() {
    if (changed_) static_cast<void>(::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_));
  }
  Unseen(const Unseen&) = delete;
  Unseen& operator=(const Unseen&) = delete;

 private:
  termios before_{};
  bool changed_ = false;
};

std::string read_line(std::istream& in) {
  std::string line;
  std::getline(in, line);
  return line;
}

}  // namespace

ExitCode print_pin_hash(std::istream& in, PinInput input, std::ostream& out, std::ostream& err) {
  const bool ask = input == PinInput::kTerminal;
  if (ask) err << "PIN (" << model::kPinDigitsMin << " bis " << model::kPinDigitsMax << " Ziffern): " << std::flush;
  std::string pin;
  {
    const Unseen unseen(input);
    pin = read_line(in);
    if (ask) err << "\nNoch einmal: " << std::flush;
    const std::string again = ask ? read_line(in) : pin;
    if (ask) err << '\n';
    if (again != pin) {
      err << "bildungskiosk: Die beiden Eingaben sind verschieden.\n";
      return kExitUsage;
    }
  }
  const bool digits = std::all_of(pin.begin(), pin.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!digits || pin.size() < model::kPinDigitsMin || pin.size() > model::kPinDigitsMax) {
    err << "bildungskiosk: Eine PIN hat " << model::kPinDigitsMin << " bis " << model::kPinDigitsMax
        << " Ziffern und nichts sonst.\n";
    return kExitUsage;
  }
  const auto hash = base::hash_secret(pin);
  if (!hash) {
    err << "bildungskiosk: Die PIN ließ sich nicht verschlüsseln (" << hash.error().detail << ").\n";
    return kExitFailure;
  }
  out << "[staff]\npin = \"" << *hash << "\"\n";
  return kExitOk;
}

}  // namespace bildungskiosk::app
