#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "sync/base/bytes.hpp"
#include "sync/base/descriptor.hpp"
#include "sync/base/mapped_file.hpp"
#include "sync/base/result.hpp"

namespace bildungskiosk::base {

/// A file without a name, for what does not fit into memory: in $TMPDIR, else in /var/tmp (where /tmp may be memory,
/// that is a disk). It is gone with the object, and with the process, whatever ends it. One thread.
class ScratchFile {
 public:
  /// kNotFound, kPermissionDenied, kNoSpace, kIo: the detail names the folder.
  static Result<ScratchFile> create();

  Result<void> append(ByteView bytes);
  /// Fills the buffer from what was appended; past the end is kIo.
  [[nodiscard]] Result<void> read_at(std::uint64_t offset_bytes, std::span<std::uint8_t> buffer) const;
  [[nodiscard]] std::uint64_t size_bytes() const { return size_bytes_; }
  /// What was appended until now, as memory. It may outlive the file.
  [[nodiscard]] Result<std::unique_ptr<MappedFile>> map() const {
    return map_descriptor(descriptor_->get(), size_bytes_, folder_);
  }

 private:
  ScratchFile(std::unique_ptr<Descriptor> descriptor, std::string folder)
      : descriptor_(std::move(descriptor)), folder_(std::move(folder)) {}

  std::unique_ptr<Descriptor> descriptor_;
  std::string folder_;
  std::uint64_t size_bytes_ = 0;
};

}  // namespace bildungskiosk::base
