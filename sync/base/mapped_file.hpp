#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "sync/base/bytes.hpp"
#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"

namespace bildungskiosk::base {

/// A file's bytes as memory, read only, for a library that wants all of them at once. Any thread may read, and give
/// pages back, while another one reads.
class MappedFile {
 public:
  virtual ~MappedFile() = default;
  /// Valid as long as this object. The file must not be changed or cut short meanwhile.
  [[nodiscard]] virtual ByteView bytes() const = 0;
  /// Whether `forget_pages` gives anything back; what is in memory anyhow has nothing to give.
  [[nodiscard]] virtual bool has_pages() const = 0;
  /// Gives the memory back to the system as far as that is possible; the bytes can still be read.
  virtual void forget_pages() = 0;
};

/// On the real disk the system's page cache holds the bytes, and pages come as they are touched (a disk that fails then
/// ends the process by SIGBUS: map only what was just written on the machine's own disk). Any other file system's file
/// is read into memory. kTooLarge past `length_max_bytes`, and the errors of opening and reading.
Result<std::unique_ptr<MappedFile>> map_file(FileSystem& files, const std::string& path,
                                             std::uint64_t length_max_bytes);

/// The first `length_bytes` of an open file of the real disk, which may be closed afterwards; `name` is for errors.
Result<std::unique_ptr<MappedFile>> map_descriptor(int descriptor, std::uint64_t length_bytes, const std::string& name);

/// Bytes that are in memory anyhow; nothing of them is given back.
std::unique_ptr<MappedFile> keep_in_memory(Bytes bytes);

}  // namespace bildungskiosk::base
