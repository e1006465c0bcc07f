#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/fetcher.hpp"
#include "sync/trust/key.hpp"
#include "sync/trust/metadata.hpp"

namespace bildungskiosk::test {

/// The instant at which the simulated repositories are published, and a year and ten days later, when they expire.
inline constexpr base::UnixSeconds kPublishedAt = 1'795'512'600;  // 2026-11-24T09:30:00Z
inline constexpr base::UnixSeconds kExpiresAt = kPublishedAt + 375 * 86'400;

/// A TUF repository in memory that is also the source the client reads from. It starts right and published: root,
/// timestamp, snapshot and targets of version 1, an ed25519 key each, consistent snapshots.
///
/// To publish something else, change the public values and call `publish()`; to break one thing, change `files` or
/// `failures` afterwards, or use the `write_…` steps one by one. Any failure of its own stops the test by exception.
class RepositorySimulator final : public base::Fetcher {
 public:
  RepositorySimulator();

  // What will be signed next.
  trust::Root root;
  trust::Timestamp timestamp;
  trust::Snapshot snapshot;
  trust::Targets targets;
  std::map<std::string, trust::Targets> delegated;
  /// Who signs as which role. Several repositories may share one key.
  std::map<std::string, std::vector<std::shared_ptr<const trust::PrivateKey>>> signers;
  /// Whether timestamp and snapshot carry lengths and hashes besides versions.
  bool describes_lengths_and_hashes = true;

  // What is served.
  std::map<std::string, std::string> files;            // "metadata/1.root.json" → bytes
  std::map<std::string, base::ErrorCode> failures;     // instead of an answer
  std::vector<std::string> requests;                   // in order, "metadata/2.root.json" …
  std::function<void(const std::string&)> on_request;  // before each answer; may change all of the above

  /// The targets metadata of a role, "targets" or a delegated one.
  trust::Targets& targets_of(std::string_view role);
  /// Lists the content in the role's metadata and serves it under both its names.
  void add_target(std::string_view role, const std::string& path, const std::string& content);
  /// Makes the role (if new) with a key of its own, delegated by `delegator` for these path patterns.
  trust::DelegatedRole& add_delegation(std::string_view delegator, const std::string& name,
                                       std::vector<std::string> paths);
  /// A new key that signs for the top-level role from now on.
  const trust::PrivateKey& add_key(std::string_view role, trust::KeyType type = trust::KeyType::kEd25519);
  /// All keys of the top-level role are revoked and one new one takes their place.
  void rotate_keys(std::string_view role);

  /// Next versions of all targets roles, snapshot and timestamp.
  void publish();
  /// The next version of root, signed by the old root keys and the new ones.
  void publish_root();

  // The steps of publishing, without a step of the version. Each also describes its file in the role above.
  void write_root();
  void write_targets(std::string_view role);
  void write_snapshot();
  void write_timestamp();

  /// The first root, as a terminal gets it by hand.
  [[nodiscard]] base::Bytes first_root() const;
  [[nodiscard]] base::Bytes file_bytes(const std::string& path) const;

  base::Result<base::Bytes> fetch(std::string_view path, std::uint64_t length_max_bytes) override;
  /// In pieces of seven bytes, so that nothing relies on getting a file at once.
  base::Result<void> fetch_to(std::string_view path, std::uint64_t length_max_bytes, base::ByteSink& sink,
                              const base::CancelToken& cancel) override;
  [[nodiscard]] std::string describe() const override { return "the simulated repository"; }

 private:
  [[nodiscard]] std::vector<const trust::PrivateKey*> keys_of(std::string_view role) const;
  [[nodiscard]] trust::MetaFile described(std::int64_t version, const std::string& file) const;
  void serve_metadata(std::string_view role, std::int64_t version, const std::string& file);
  base::Result<std::string> answer(std::string_view path, std::uint64_t length_max_bytes);

  std::vector<std::shared_ptr<const trust::PrivateKey>> previous_root_signers_;
};

}  // namespace bildungskiosk::test
