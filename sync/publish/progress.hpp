#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace bildungskiosk::publish {

/// How far long work is, for whoever waits.
struct Progress {
  std::string what;  // a file's name, a source
  std::uint64_t done = 0;
  std::uint64_t total = 0;  // in the same unit; 0: not known
};

/// Called on the thread that works, often: what it does must be quick. May be empty.
using ProgressListener = std::function<void(const Progress&)>;

}  // namespace bildungskiosk::publish
