#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sync/base/civil_time.hpp"
#include "sync/base/clock.hpp"
#include "sync/base/configuration_problem.hpp"
#include "sync/base/error.hpp"
#include "sync/base/german_number.hpp"

namespace bildungskiosk::cli {

/// A refusal in plain German: what has happened, and what to do. One sentence each, with its full stop.
struct Message {
  std::string_view what;
  std::string_view advice;
};

/// For every code.
[[nodiscard]] Message message_for(base::ErrorCode code);

/// One line of a terminal: nothing that a foreign name could use to write elsewhere on the screen.
[[nodiscard]] std::string printable(std::string_view text);

/// The one line that a program prints: "<program>: <what> <advice> [<code>: <detail>]". Line breaks and other control
/// characters of the detail (it may quote a foreign file name) are replaced.
[[nodiscard]] std::string error_line(std::string_view program, const base::Error& error);
/// The same with a sentence that says more than the code's own.
[[nodiscard]] std::string error_line(std::string_view program, std::string_view sentence, const base::Error& error);
/// The same with an advice of its own, too.
[[nodiscard]] std::string error_line(std::string_view program, const Message& message, const base::Error& error);

/// "Zeile 7: Die Angabe media.politur gibt es nicht."
[[nodiscard]] std::string sentence(const base::ConfigurationProblem& problem);

// Numbers and dates as German readers write them.
using base::german_number;                                           // "12.345"
[[nodiscard]] std::string german_offers(std::uint64_t number);       // "1 Angebot", "12.345 Angebote"
[[nodiscard]] std::string with_german_offers(std::uint64_t number);  // "mit 1 Angebot", "mit 12.345 Angeboten"
[[nodiscard]] std::string german_bytes(std::uint64_t bytes);         // "12,3 MB"
[[nodiscard]] std::string german_date(base::Date date);              // "24.11.2026"
[[nodiscard]] std::string german_date(base::UnixSeconds time);       // the same, of the day in Germany
[[nodiscard]] std::string german_date_time(base::UnixSeconds time);  // "24.11.2026, 09:30 Uhr"

}  // namespace bildungskiosk::cli
