#pragma once

#include <string>
#include <string_view>

#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"
#include "sync/trust/tuf_client.hpp"

namespace bildungskiosk::conformance {

/// Where downloaded targets lie: one plain file each, named by the percent-encoded target path ("a/b" → "a%2Fb", as the
/// reference client does), so that no path leaves the folder. What is on its way has a name that begins with a dot.
class TargetFolder {
 public:
  /// `files` must outlive the folder, which is made when needed.
  TargetFolder(base::FileSystem& files, std::string folder) : files_(&files), folder_(std::move(folder)) {}

  /// Makes sure that the target is here; nothing is fetched when a file with its length and hashes already is.
  base::Result<void> fetch(trust::TufClient& client, const trust::TrustedTarget& target);

 private:
  [[nodiscard]] bool holds(const std::string& path, const trust::TargetFile& file) const;

  base::FileSystem* files_;
  std::string folder_;
};

}  // namespace bildungskiosk::conformance
