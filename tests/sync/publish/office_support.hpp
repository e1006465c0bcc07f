#pragma once

#include <string>

#include "sync/publish/office.hpp"
#include "tests/sync/publish/import_support.hpp"

/// An education office with sources, ready to release.
namespace bildungskiosk::test {

inline constexpr base::UnixSeconds kReleaseTime = 1'788'000'000;  // 2026-08-29

[[nodiscard]] publish::Office make_office(base::FileSystem& files, const std::string& directory,
                                          const std::string& passphrase = {});
/// Puts a stock of `count` courses into the source.
void add_courses(publish::Office& office, const std::string& source, int count);
/// A stock of `count` courses of the source, imported.
[[nodiscard]] publish::SourceStock stock_of(const std::string& source, int count);

/// What a terminal would get from the package: its first root of trust is the office's, its time `now`.
struct Received {
  std::optional<base::Error> error;
  std::vector<std::string> paths;  // of the targets, verified and downloaded
  std::uint64_t offers = 0;
};
[[nodiscard]] Received receive(base::FileSystem& files, const publish::Office& office, const std::string& package,
                               base::UnixSeconds now = kReleaseTime);

}  // namespace bildungskiosk::test
