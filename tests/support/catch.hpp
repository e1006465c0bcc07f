#pragma once

// Catch2 is version 2 on Debian 12 and 3 on Debian 13; the tests use what both have.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
using Catch::Approx;
using Catch::Matchers::ContainsSubstring;
#else
#include <catch2/catch.hpp>
// Catch2 3's name.
inline auto ContainsSubstring(const std::string& text) {  // NOLINT(readability-identifier-naming)
  return Catch::Matchers::Contains(text);
}
#endif
