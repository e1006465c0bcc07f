#pragma once

#include <cstdint>
#include <string>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/publish/office.hpp"

namespace bildungskiosk::publish {

struct ExportResult {
  std::string folder;  // "<stick>/kiosk-update"
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;  // of all files of the release
};

/// Writes the newest release to `<stick>/kiosk-update/{metadata,targets}`: every root, the current metadata, and the
/// targets it names; and reads all of it back through a TUF client, as a terminal will, before the timestamp, which
/// makes it the release that is found there.
///
/// An earlier export is replaced without a moment in which the stick holds none, and stays when the new one turns out
/// bad: new files have names of their own, the timestamp comes last, and only then go the files that the earlier
/// release named. Nothing else is ever deleted.
///
/// Errors: kNoPackage when nothing has been released; kNotFound when the stick's folder is not there; kNoSpace (before
/// anything is written if it can be foreseen); kNotAFile when something that is no folder has the name; what the
/// verification says (kHashMismatch … : the stick is defective); the file system's.
base::Result<ExportResult> export_to_stick(const Office& office, const std::string& stick, base::UnixSeconds now);

/// Whether the newest release was exported there whole, and its files are there still with their lengths. Their bytes
/// were read back then and are not read again.
[[nodiscard]] bool is_exported(const Office& office, const std::string& stick);

}  // namespace bildungskiosk::publish
