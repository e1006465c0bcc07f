#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"
#include "sync/offer/offer.hpp"
#include "sync/publish/content.hpp"
#include "sync/publish/key_ring.hpp"
#include "sync/publish/offer_identity.hpp"
#include "sync/publish/office_settings.hpp"
#include "sync/publish/source_import.hpp"
#include "sync/trust/key.hpp"

namespace bildungskiosk::publish {

/// The four top-level roles of TUF, each with keys of its own.
enum class Role { kRoot, kTargets, kSnapshot, kTimestamp };
[[nodiscard]] std::string_view to_string(Role role);

[[nodiscard]] std::optional<Role> role_from_string(std::string_view name);

/// The keys that a new office begins with.
struct FirstKeys {
  trust::KeyType type = trust::KeyType::kEd25519;
  int root_keys = 1;  // 1 to kRootKeysMax: for so many hands, each to keep one
  int root_threshold = 1;
};

/// The folders of a package that are no source's: what the office says of the whole, and files that are shown as they
/// are.
inline constexpr std::string_view kOfficeFolder = "office";
inline constexpr std::string_view kMediaFolder = "media";

/// Who signs for a source, instead of the office.
struct Delegation {
  trust::KeyMap keys;
  trust::RoleKeys role;
};

/// "a-z", "0-9" and "-", beginning with a letter or digit, at most kSourceIdBytesMax; not "office" or "media",
/// which are the office's own parts of the package, and no device name ("con", "lpt1"): Windows copies no folder that
/// has one.
[[nodiscard]] bool is_source_id(std::string_view id);

/// The office's working directory:
///
///     DIR/office.toml                     settings; its presence means "initialised"
///     DIR/keys/*.pem, *.uri               private keys at hand, mode 0600, perhaps encrypted (KeyRing); made as
///                                         <role>.pem, root-1.pem … where root has several
///     DIR/to-sign/                        what waits for the signatures of others
///     DIR/root.json                       the root of trust for `kiosk-sync init --root`
///     DIR/sources/<id>/records.jsonl           the source's stock, canonical; its digest names the next three
///     DIR/sources/<id>/categories-<16>.jsonl   labels of its categories
///     DIR/sources/<id>/report-<16>.json        what its import took and left out
///     DIR/sources/<id>/identities-<16>.bin     by what its offers are recognised in other sources; made when it is
///     needed DIR/sources/<id>/delegation.json         whose signature stands for it, unless it is the office's
///     DIR/repository/{metadata,targets}   the signed TUF repository: to be served or copied as it is
///     DIR/lock                            held by the process that is at work (base::FolderLock)
///
/// Every file is replaced atomically. One process at a time: the caller holds the lock.
class Office {
 public:
  /// Whether `directory` may become an office: it is not there, is empty, or holds only what an interrupted `create`
  /// left: no source and no target of a release.
  static base::Result<bool> may_create(base::FileSystem& files, const std::string& directory);
  /// Makes keys (encrypted with a passphrase) and the first root. office.toml is written last.
  /// kInvalidArgument when `may_create` says no, or a setting is empty or one that no terminal would take.
  static base::Result<Office> create(base::FileSystem& files, std::string directory, const OfficeSettings& settings,
                                     std::string_view passphrase, base::UnixSeconds now, const FirstKeys& keys = {});
  /// kNotInitialised without an office.toml; kInvalidArgument when it can't be understood (with the line).
  static base::Result<Office> open(base::FileSystem& files, std::string directory);

  [[nodiscard]] base::FileSystem& files() const { return *files_; }
  [[nodiscard]] const std::string& directory() const { return directory_; }
  [[nodiscard]] const OfficeSettings& settings() const { return settings_; }
  [[nodiscard]] std::string metadata_directory() const { return directory_ + "/repository/metadata"; }
  [[nodiscard]] std::string targets_directory() const { return directory_ + "/repository/targets"; }
  /// The map's file; empty when the office has none.
  [[nodiscard]] std::string map_path() const;

  [[nodiscard]] base::Result<KeyRing> keys(std::string_view passphrase) const;

  /// Replaces the whole stock of a source, its report included, in one step.
  base::Result<void> store_source(const std::string& id, const SourceStock& stock);
  /// Sorted. Only those with records.
  [[nodiscard]] base::Result<std::vector<std::string>> source_ids() const;
  /// The stored lines, to be read where they lie: they are not to be replaced as long as the content is used.
  [[nodiscard]] base::Result<Content> source_content(const std::string& id) const;
  /// In memory, for comparing them with others.
  [[nodiscard]] base::Result<base::Bytes> source_records(const std::string& id) const;
  /// These two: kMalformedRecord when something was altered behind the program's back. `digest`: of the records.
  [[nodiscard]] base::Result<base::Bytes> source_categories(const std::string& id, std::string_view digest) const;
  /// `hidden`: of its records, the lines that another source's stands for.
  [[nodiscard]] base::Result<SourceReport> source_report(const std::string& id, base::Date today,
                                                         std::span<const std::uint32_t> hidden = {}) const;
  /// By what its offers are recognised in other sources; made out of the records where it does not lie beside them.
  enum class Cache { kRead, kWrite /* lies there afterwards, if it can be written */ };
  [[nodiscard]] base::Result<SourceIdentities> source_identities(const std::string& id, const Content& records,
                                                                 Cache cache) const;
  /// The source leaves the catalogue with the next release. kNotFound when it is not there.
  base::Result<void> remove_source(const std::string& id);

  /// nullopt: the office signs for the source. kTrustDamaged when its file can't be understood.
  [[nodiscard]] base::Result<std::optional<Delegation>> delegation(const std::string& id) const;
  /// The source need not have records yet. kInvalidArgument for a threshold that its keys can't meet; kUnsafePath for a
  /// source that is called as a top-level role.
  base::Result<void> delegate(const std::string& id, const Delegation& delegation);
  /// kNotFound when the office signs for it already.
  base::Result<void> revoke_delegation(const std::string& id);

 private:
  Office(base::FileSystem& files, std::string directory, OfficeSettings settings)
      : files_(&files), directory_(std::move(directory)), settings_(std::move(settings)) {}
  /// A file that belongs to the source's records. kMalformedRecord when there is none for these.
  [[nodiscard]] base::Result<base::Bytes> source_companion(const std::string& id, const std::string& name,
                                                           std::uint64_t bytes_max) const;
  [[nodiscard]] std::string source_path(const std::string& id, std::string_view name) const;

  base::FileSystem* files_;
  std::string directory_;
  OfficeSettings settings_;
};

}  // namespace bildungskiosk::publish
