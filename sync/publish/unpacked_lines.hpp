#pragma once

#include <memory>
#include <optional>
#include <string>

#include "sync/base/digest.hpp"
#include "sync/base/fetcher.hpp"
#include "sync/base/mapped_file.hpp"
#include "sync/base/result.hpp"
#include "sync/base/scratch_file.hpp"

namespace bildungskiosk::publish {

/// A content's lines for a library that wants all of them at once: in memory up to kUnpackedInMemoryBytesMax, so that a
/// source of usual size costs the disk nothing; what is longer lies in a file without a name. One thread. Errors: those
/// of base::ScratchFile.
class UnpackedLines final : public base::ByteSink {
 public:
  base::Result<void> write(base::ByteView bytes) override;
  /// What was written, once; it may outlive this object.
  [[nodiscard]] base::Result<std::unique_ptr<base::MappedFile>> take();
  /// Of what was written, once.
  [[nodiscard]] std::string finish_sha256() { return hasher_.finish_hex(); }

 private:
  base::Hasher hasher_{base::HashAlgorithm::kSha256};
  base::Bytes in_memory_;
  std::optional<base::ScratchFile> file_;
};

}  // namespace bildungskiosk::publish
