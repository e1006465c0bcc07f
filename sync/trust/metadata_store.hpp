#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sync/base/bytes.hpp"
#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"

namespace bildungskiosk::trust {

/// The folder of trusted metadata: one file a role, unversioned, byte for byte as received, replaced atomically.
class MetadataStore {
 public:
  MetadataStore(base::FileSystem& files, std::string folder) : files_(&files), folder_(std::move(folder)) {}

  /// nullopt when there is none. Other errors pass: a file that can't be read is not one that isn't there.
  base::Result<std::optional<base::Bytes>> read(std::string_view role, std::uint64_t length_max_bytes) const;
  base::Result<void> write(std::string_view role, base::ByteView bytes);
  /// What is not there is fine. Durable when it returns.
  base::Result<void> remove(std::string_view role);
  /// Creates the folder when needed and removes every metadata file in it.
  base::Result<void> clear();

 private:
  base::Result<void> create_folder();
  [[nodiscard]] std::string path_of(std::string_view role) const;

  base::FileSystem* files_;
  std::string folder_;
};

}  // namespace bildungskiosk::trust
