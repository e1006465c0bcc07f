#include "tests/sync/update/faults/outcome.hpp"

#include "sync/cli/messages.hpp"

namespace bildungskiosk::update::test_support {

std::string sentence(const std::string& result) {
  for (const base::ErrorCode code : base::all_error_codes()) {
    if (base::to_string(code) != result) continue;
    const auto message = cli::message_for(code);
    return std::string(message.what) + " " + std::string(message.advice);
  }
  return result == "done" ? "Installiert." : result;
}

}  // namespace bildungskiosk::update::test_support
