#pragma once

#include <map>
#include <string>

namespace bildungskiosk::test {

/// What a compiled catalogue of gettext (.mo) holds, as it stands there: a key is the German text, with its context and
/// U+0004 before it where it has one, with NUL and the plural behind it where it counts. A value is the translation,
/// its plural forms parted by NUL. The empty key's value is the header.
using Messages = std::map<std::string, std::string>;

/// A key in its parts; `context` and `plural` are empty where there are none.
struct MessageKey {
  std::string context;
  std::string singular;
  std::string plural;
};
[[nodiscard]] MessageKey parts_of(const std::string& key);
[[nodiscard]] std::string key_of(const MessageKey& parts);

/// Both in the byte order of this machine, without the table of hashes. Each stops the test on an error.
[[nodiscard]] Messages read_messages(const std::string& path);
void write_messages(const std::string& path, const Messages& messages);

}  // namespace bildungskiosk::test
