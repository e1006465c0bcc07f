#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/base/file_system.hpp"
#include "sync/trust/tuf_client.hpp"
#include "tests/support/memory_file_system.hpp"
#include "tests/support/repository/repository_simulator.hpp"

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

/// A repository and a terminal that trusts its first root; the terminal's disk is in memory.
struct ClientFixture {
  ClientFixture() { initialise(); }

  void initialise() { trust::TufClient::initialise(disk, metadata, repo.first_root()).value(); }
  /// The error's code, or nullopt when all went well.
  std::optional<base::ErrorCode> refresh(base::UnixSeconds now = kRefreshedAt) {
    repo.requests.clear();
    const base::Result<trust::RefreshOutcome> result = client.refresh(now);
    detail = result ? "" : result.error().detail;
    return result ? std::nullopt : std::optional(result.error().code);
  }
  [[nodiscard]] bool has(const std::string& name) { return disk.status(metadata + "/" + name).has_value(); }
  [[nodiscard]] std::string stored(const std::string& name) { return stored_on(disk, name); }
  [[nodiscard]] std::string stored_on(base::FileSystem& files, const std::string& name) const {
    return std::string(base::as_text(base::read_file(files, metadata + "/" + name, 10'000'000).value()));
  }
  void store(const std::string& name, const std::string& bytes) {
    base::write_file_atomically(disk, metadata + "/" + name, base::as_bytes(bytes)).value();
  }
  [[nodiscard]] std::vector<std::string> stored_names() { return disk.list(metadata).value(); }
  std::int64_t stored_version(std::string_view role) {
    const std::string text = stored(std::string(role) + ".json");
    const base::ByteView bytes = base::as_bytes(text);
    if (role == trust::kRootRole) return trust::read_root(bytes).value().metadata.version;
    if (role == trust::kTimestampRole) return trust::read_timestamp(bytes).value().metadata.version;
    if (role == trust::kSnapshotRole) return trust::read_snapshot(bytes).value().metadata.version;
    return trust::read_targets(bytes).value().metadata.version;
  }

  RepositorySimulator repo;
  MemoryFileSystem disk;
  std::string metadata = "/var/trust";
  trust::TufClient client{disk, metadata, repo};
  std::string detail;  // of the last failed refresh
};

}  // namespace bildungskiosk::test
