#pragma once

#include <functional>
#include <string>

namespace bildungskiosk::test {

/// Runs `read` in a process of its own that has no right to write below `folder`, and gives what it returned (a line of
/// text). As root the process becomes another user; otherwise the rights of the folder and its files are taken away for
/// its time. `read` must not use the test framework.
std::string run_without_write_rights(const std::string& folder, const std::function<std::string()>& read);

}  // namespace bildungskiosk::test
