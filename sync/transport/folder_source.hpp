#pragma once

#include <memory>
#include <string>

#include "sync/base/fetcher.hpp"
#include "sync/base/file_system.hpp"

namespace bildungskiosk::transport {

/// A package in a folder: a stick, a network share, a copy on disk. Every byte is read once, front to back; nothing
/// but plain files in plain folders is opened, so a link, FIFO or device on a hostile stick leads nowhere.
class FolderSource final : public base::Fetcher {
 public:
  /// `folder` holds `kiosk-update/metadata/`, or `metadata/` itself. kNoPackage when neither is there; kNotAFile when
  /// something other than a folder is in its place; kIo when the medium can't be asked.
  static base::Result<std::unique_ptr<FolderSource>> open(base::FileSystem& files, const std::string& folder);

  base::Result<base::Bytes> fetch(std::string_view path, std::uint64_t length_max_bytes) override;
  base::Result<void> fetch_to(std::string_view path, std::uint64_t length_max_bytes, base::ByteSink& sink,
                              const base::CancelToken& cancel) override;
  /// The folder that was opened.
  [[nodiscard]] std::string describe() const override;

 private:
  FolderSource(base::FileSystem& files, std::string root) : files_(&files), root_(std::move(root)) {}
  base::Result<std::unique_ptr<base::ReadableFile>> open_inside(std::string_view path);

  base::FileSystem* files_;
  std::string root_;
};

}  // namespace bildungskiosk::transport
