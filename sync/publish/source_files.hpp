#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/base/cancel_token.hpp"
#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"
#include "sync/publish/sync_configuration.hpp"
#include "sync/transport/http_connection.hpp"

namespace bildungskiosk::publish {

/// Brings together the files of a source, wherever the configuration says they are.
///
/// Of a folder count its plain files, by name; not those that are hidden or still on their way ("….part", "….tmp",
/// "…~"). What an address serves is kept in `folder`/<source>/<16 digits of the address>.data with its ETag beside
/// it, so that a server need not send again what has not changed; only a saving, and nothing depends on it. Each is
/// replaced atomically and readable to the office's user only: exports name people. One thread.
class SourceFiles {
 public:
  /// All three must outlive the object. No request is made and no folder created.
  SourceFiles(base::FileSystem& files, std::string folder, const SyncNetwork& network, const base::CancelToken& cancel);

  /// Paths of plain files: those of the paths in their order, then those of the addresses. Errors: kEmptyExport for a
  /// folder without a file; kTooLarge past kSyncFilesMax; kNotAFile, kNotFound …; those of transport::download_file.
  base::Result<std::vector<std::string>> find(const SyncSource& source);
  /// What the last `find` failed at: a path, or an address without its query.
  [[nodiscard]] const std::string& failed_at() const { return failed_at_; }
  /// What `path`, one of those found, is called in a report: itself, or the address it comes from.
  [[nodiscard]] std::string name_of(const std::string& path) const;

  /// Removes what is kept of addresses that are no longer named.
  base::Result<void> forget_others(const std::vector<SyncSource>& sources);

 private:
  struct Kept;
  [[nodiscard]] std::string path_of(const SyncSource& source, const std::string& url) const;
  base::Result<void> add_path(const std::string& path, std::vector<std::string>& found);
  base::Result<void> fetch(const std::string& url, const std::string& path);
  base::Result<transport::HttpConnection*> connection_for(const std::string& url);

  base::FileSystem* files_;
  std::string folder_;
  const SyncNetwork* network_;
  const base::CancelToken* cancel_;
  std::optional<transport::HttpConnection> through_proxy_;
  std::optional<transport::HttpConnection> direct_;
  std::string failed_at_;
  std::vector<std::pair<std::string, std::string>> downloaded_;  // path, address
};

}  // namespace bildungskiosk::publish
