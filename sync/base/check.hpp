#pragma once

namespace bildungskiosk::base {

/// Prints the broken invariant to stderr and aborts. In release too: going on would show or store nonsense.
[[noreturn]] void fail_check(const char* condition, const char* file, int line);

}  // namespace bildungskiosk::base

/// For what must be true whatever comes in from outside; expected failures are `Result` values instead.
#define BILDUNGSKIOSK_CHECK(condition) \
  ((condition) ? static_cast<void>(0) : ::bildungskiosk::base::fail_check(#condition, __FILE__, __LINE__))
