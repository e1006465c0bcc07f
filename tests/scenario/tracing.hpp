#pragma once

#include <string>
#include <vector>

namespace bildungskiosk::scenario {

/// Whether strace is there and may trace (containers often forbid it). Says why not on the test's output.
[[nodiscard]] bool can_trace();

/// The command under strace with these options, its children too; what is traced goes to `output`. The program's own
/// exit code and words come through. A sanitizer's leak checker can't look while somebody traces, so it stays off.
[[nodiscard]] std::vector<std::string> traced(std::vector<std::string> options, const std::string& output,
                                              const std::vector<std::string>& command);

/// The same, only to put something in the way: `inject` is strace's, "openat:error=EIO:when=3". With a path, only calls
/// that name it or an open file of it are counted and hurt.
[[nodiscard]] std::vector<std::string> hurt(const std::string& inject, const std::vector<std::string>& command,
                                            const std::string& path = "");

}  // namespace bildungskiosk::scenario
