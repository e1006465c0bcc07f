#include "sync/base/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace bildungskiosk::base {

void fail_check(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: invariant broken: %s\n", file, line, condition);
  std::abort();
}

}  // namespace bildungskiosk::base
