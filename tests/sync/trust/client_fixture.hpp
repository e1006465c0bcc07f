#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/base/file_system.hpp"
#include "sync/trust/tuf_client.hpp"
#include "tests/support/repository/repository_simulator.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::test {

/// The instant at which the client refreshes, unless a test says otherwise.
inline constexpr base::UnixSeconds kRefreshedAt = kPublishedAt + 86'400;

class MemorySink final : public base::ByteSink {
 public:
  base::Result<void> write(base::ByteView bytes) override {
    text += base::as_text(bytes);
    return {};
  }
  std::string text;
};

/// A repository and a terminal that trusts its first root; the terminal's folder is on disk.
struct ClientFixture {
  ClientFixture() { initialise(); }

  void initialise() { trust::TufClient::initialise(base::posix_file_system(), metadata, repo.first_root()).value(); }
  /// The error's code, or nullopt when all went well.
  std::optional<base::ErrorCode> refresh(base::UnixSeconds now = kRefreshedAt) {
    repo.requests.clear();
    const base::Result<trust::RefreshOutcome> result = client.refresh(now);
    detail = result ? "" : result.error().detail;
    return result ? std::nullopt : std::optional(result.error().code);
  }
  [[nodiscard]] bool has(const std::string& name) const {
    return base::posix_file_system().status(metadata + "/" + name).has_value();
  }
  [[nodiscard]] std::string stored(const std::string& name) const { return read_text_file(metadata + "/" + name); }
  [[nodiscard]] std::vector<std::string> stored_names() const {
    return base::posix_file_system().list(metadata).value();
  }
  std::int64_t stored_version(std::string_view role) {
    const std::string text = stored(std::string(role) + ".json");
    const base::ByteView bytes = base::as_bytes(text);
    if (role == trust::kRootRole) return trust::read_root(bytes).value().metadata.version;
    if (role == trust::kTimestampRole) return trust::read_timestamp(bytes).value().metadata.version;
    if (role == trust::kSnapshotRole) return trust::read_snapshot(bytes).value().metadata.version;
    return trust::read_targets(bytes).value().metadata.version;
  }

  RepositorySimulator repo;
  TemporaryDirectory directory;
  std::string metadata = directory / "metadata";
  trust::TufClient client{base::posix_file_system(), metadata, repo};
  std::string detail;  // of the last failed refresh
};

}  // namespace bildungskiosk::test
