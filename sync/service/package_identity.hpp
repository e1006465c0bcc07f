#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sync/base/fetcher.hpp"
#include "sync/base/file_system.hpp"
#include "sync/service/memory.hpp"

/// Which package a source holds, told before it is verified: so that one that failed is not tried again until it
/// changes (policy 8).
namespace bildungskiosk::service {

/// What a stick's folder looks like without reading its files: names, sizes and times below `folder`, in hex. A stick
/// that was written again has other times. Links are not followed. Empty past kPackageEntries_max, or when the folder
/// can't be looked through: then nothing is known.
[[nodiscard]] std::string folder_fingerprint(const std::string& folder);

/// What the verdict on a package depends on in the store: CURRENT and the root of trust, in hex.
[[nodiscard]] std::string store_fingerprint(base::FileSystem& files, const std::string& store_root);

/// Another source that stops where a known package begins: once timestamp.json has come, its bytes and `surroundings`
/// (the two fingerprints) are the package's identity; a failure remembered for it is given again. One thread.
class KnownPackages final : public base::Fetcher {
 public:
  /// `source` and `failed` must outlive it.
  KnownPackages(base::Fetcher& source, std::string surroundings, const std::vector<FailedPackage>& failed)
      : source_(source), surroundings_(std::move(surroundings)), failed_(failed) {}

  base::Result<base::Bytes> fetch(std::string_view path, std::uint64_t length_max_bytes) override;
  base::Result<void> fetch_to(std::string_view path, std::uint64_t length_max_bytes, base::ByteSink& sink,
                              const base::CancelToken& cancel) override;
  [[nodiscard]] std::string describe() const override { return source_.describe(); }

  /// Empty until timestamp.json has come.
  [[nodiscard]] const std::string& identity() const { return identity_; }
  /// The failure that was given again, if any.
  [[nodiscard]] const std::optional<base::Error>& remembered() const { return remembered_; }

 private:
  base::Fetcher& source_;
  std::string surroundings_;
  const std::vector<FailedPackage>& failed_;
  std::string identity_;
  std::optional<base::Error> remembered_;
};

}  // namespace bildungskiosk::service
