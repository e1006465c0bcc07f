#include "sync/publish/office.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "sync/base/atomic_file.hpp"
#include "sync/base/digest.hpp"
#include "sync/base/fetcher.hpp"
#include "sync/exchange/compressed_lines.hpp"
#include "sync/exchange/limits.hpp"
#include "sync/publish/durable_folders.hpp"
#include "sync/publish/limits.hpp"
#include "sync/publish/validity.hpp"
#include "sync/trust/json_fields.hpp"
#include "sync/trust/metadata.hpp"
#include "sync/trust/names.hpp"

namespace bildungskiosk::publish {
namespace {

using base::Error;
using base::ErrorCode;
using base::FileKind;
using base::FileSystem;
using base::Result;

constexpr std::string_view kConfiguration = "office.toml";
constexpr std::string_view kRecords = "records.jsonl";
constexpr std::string_view kDelegation = "delegation.json";
// What `create` makes before office.toml is there, and therefore may find again.
constexpr std::array<std::string_view, 7> kOwnNames = {"keys",      "lock",          "office.toml.tmp", "repository",
                                                       "root.json", "root.json.tmp", "sources"};

/// Whether there is anything in the folder; one that is not there holds nothing.
Result<bool> holds_something(FileSystem& files, const std::string& folder) {
  const auto names = files.list(folder);
  if (!names && names.error().code != ErrorCode::kNotFound) return names.error();
  return names && !names->empty();
}

/// "report-0123456789abcdef.json": belongs to the records with that digest (hex) and to no others.
std::string companion_name(std::string_view stem, std::string_view ending, std::string_view digest) {
  return std::string(stem) + "-" + std::string(digest.substr(0, 16)) + std::string(ending);
}
std::string categories_name(std::string_view digest) { return companion_name("categories", ".jsonl", digest); }
std::string report_name(std::string_view digest) { return companion_name("report", ".json", digest); }
std::string identities_name(std::string_view digest) { return companion_name("identities", ".bin", digest); }

/// Writes and hashes at once.
class RecordsSink final : public base::ByteSink {
 public:
  explicit RecordsSink(base::AtomicFile& file) : file_(file) {}
  Result<void> write(base::ByteView bytes) override {
    hasher_.update(bytes);
    return file_.append(bytes);
  }
  [[nodiscard]] std::string digest() { return hasher_.finish_hex(); }

 private:
  base::AtomicFile& file_;
  base::Hasher hasher_{base::HashAlgorithm::kSha256};
};

/// {"keys": …, "role": …} in the shapes of TUF's delegations.
std::string write_delegation(const Delegation& delegation) {
  trust::JsonObject keys;
  for (const auto& [key_id, key] : delegation.keys) keys.emplace(key_id, key);
  trust::JsonArray key_ids(delegation.role.key_ids.begin(), delegation.role.key_ids.end());
  return trust::to_json_text(trust::JsonObject{
      {"keyids", std::move(key_ids)}, {"keys", std::move(keys)}, {"threshold", delegation.role.threshold}});
}

Result<Delegation> read_delegation(std::string_view text) {
  BILDUNGSKIOSK_TRY(trust::JsonValue value, trust::parse_json(text));
  BILDUNGSKIOSK_TRY(trust::JsonFields fields, trust::JsonFields::of(std::move(value), "the delegation"));
  Delegation delegation;
  BILDUNGSKIOSK_TRY(delegation.role.threshold, fields.take_integer("threshold", 1));
  BILDUNGSKIOSK_TRY(const trust::JsonArray key_ids, fields.take_array("keyids"));
  for (const trust::JsonValue& key_id : key_ids) {
    if (key_id.as_string() == nullptr) return fields.error("keyids", "holds what is no text");
    delegation.role.key_ids.push_back(*key_id.as_string());
  }
  BILDUNGSKIOSK_TRY(const trust::JsonObject keys, fields.take_object("keys"));
  for (const auto& [key_id, key] : keys) {
    if (key.as_object() == nullptr) return fields.error("keys", "holds what is no key");
    delegation.keys.emplace(key_id, *key.as_object());
  }
  return delegation;
}

constexpr std::array kRoles = {Role::kRoot, Role::kTargets, Role::kSnapshot, Role::kTimestamp};

/// "root", or "root-2" where there are several.
std::string key_name(Role role, int number, int of) {
  std::string name(to_string(role));
  if (of > 1) name += "-" + std::to_string(number);
  return name;
}

/// Names that Windows keeps for devices: it copies no folder that has one.
bool is_device_name(std::string_view id) {
  if (id == "con" || id == "prn" || id == "aux" || id == "nul") return true;
  return id.size() == 4 && (id.starts_with("com") || id.starts_with("lpt")) && id.back() >= '0' && id.back() <= '9';
}

}  // namespace

std::string_view to_string(Role role) {
  switch (role) {
    case Role::kRoot:
      return trust::kRootRole;
    case Role::kTargets:
      return trust::kTargetsRole;
    case Role::kSnapshot:
      return trust::kSnapshotRole;
    case Role::kTimestamp:
      return trust::kTimestampRole;
  }
  BILDUNGSKIOSK_CHECK(false);
}

std::optional<Role> role_from_string(std::string_view name) {
  for (const Role role : kRoles) {
    if (to_string(role) == name) return role;
  }
  return std::nullopt;
}

bool is_source_id(std::string_view id) {
  if (id.empty() || id.size() > kSourceIdBytesMax || id.front() == '-') return false;
  if (id == kOfficeFolder || id == kMediaFolder) return false;
  if (is_device_name(id)) return false;
  return std::all_of(id.begin(), id.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

Result<bool> Office::may_create(FileSystem& files, const std::string& directory) {
  const auto status = files.status(directory);
  if (!status && status.error().code == ErrorCode::kNotFound) return true;
  if (!status) return status.error();
  if (status->kind != FileKind::kDirectory) return false;
  BILDUNGSKIOSK_TRY(const auto names, files.list(directory));
  // An office that has lost its office.toml: new keys in it would cost every terminal its trust.
  BILDUNGSKIOSK_TRY(const bool has_sources, holds_something(files, directory + "/sources"));
  BILDUNGSKIOSK_TRY(const bool has_targets, holds_something(files, directory + "/repository/targets"));
  if (has_sources || has_targets) return false;
  return std::all_of(names.begin(), names.end(), [](const std::string& name) {
    return std::find(kOwnNames.begin(), kOwnNames.end(), name) != kOwnNames.end();
  });
}

Result<Office> Office::create(FileSystem& files, std::string directory, const OfficeSettings& settings,
                              std::string_view passphrase, base::UnixSeconds now, const FirstKeys& keys) {
  BILDUNGSKIOSK_TRY_VOID(check_office_settings(settings));
  if (keys.root_threshold < 1 || keys.root_threshold > keys.root_keys || keys.root_keys > kRootKeysMax) {
    return Error{ErrorCode::kInvalidArgument,
                 "1 to " + std::to_string(kRootKeysMax) + " root keys, not less than needed"};
  }
  BILDUNGSKIOSK_TRY(const bool allowed, may_create(files, directory));
  if (!allowed) return Error{ErrorCode::kInvalidArgument, directory + ": not empty"};
  for (const char* folder : {"/keys", "/sources", "/repository/metadata", "/repository/targets"}) {
    BILDUNGSKIOSK_TRY_VOID(create_folders_durably(files, directory + folder));
  }
  trust::Root root;
  root.expires = now + kRootValid_s;
  KeyRing ring;
  for (const Role role : kRoles) {
    const int count = role == Role::kRoot ? keys.root_keys : 1;
    for (int number = 1; number <= count; ++number) {
      BILDUNGSKIOSK_TRY(auto key, trust::PrivateKey::generate(keys.type));
      BILDUNGSKIOSK_TRY(const std::string pem, key.to_pem(passphrase));
      const std::string path = directory + "/keys/" + key_name(role, number, count) + ".pem";
      BILDUNGSKIOSK_TRY_VOID(base::write_file_atomically(files, path, base::as_bytes(pem), FileSystem::Mode::kPrivate));
      root.add_key(to_string(role), key.public_key());
      if (role == Role::kRoot) ring.add(std::move(key));
    }
  }
  trust::RoleKeys& root_role = root.roles.find(trust::kRootRole)->second;
  root_role.threshold = keys.root_threshold;
  const auto signers = ring.signers(root.keys, root_role);
  BILDUNGSKIOSK_TRY(const std::string signed_root, trust::write_signed(root, std::span<const trust::Signer>(signers)));
  const std::string metadata = directory + "/repository/metadata/";
  for (const std::string& path :
       {metadata + trust::metadata_file_name(trust::kRootRole, 1), directory + "/root.json"}) {
    BILDUNGSKIOSK_TRY_VOID(base::write_file_atomically(files, path, base::as_bytes(signed_root)));
  }
  const std::string configuration = write_office_settings(settings);
  BILDUNGSKIOSK_TRY_VOID(
      base::write_file_atomically(files, base::join_path(directory, kConfiguration), base::as_bytes(configuration)));
  return Office(files, std::move(directory), settings);
}

Result<Office> Office::open(FileSystem& files, std::string directory) {
  const std::string path = base::join_path(directory, kConfiguration);
  auto bytes = base::read_file(files, path, kConfigurationBytesMax);
  if (!bytes && bytes.error().code == ErrorCode::kNotFound) return Error{ErrorCode::kNotInitialised, path};
  if (!bytes) return std::move(bytes).error();
  BILDUNGSKIOSK_TRY(OfficeSettings settings, parse_office_settings(base::as_text(*bytes), path));
  if (auto checked = check_office_settings(settings); !checked) return base::with_context(checked.error(), path);
  return Office(files, std::move(directory), std::move(settings));
}

Result<KeyRing> Office::keys(std::string_view passphrase) const {
  return KeyRing::open(*files_, directory_ + "/keys", passphrase);
}

std::string Office::source_path(const std::string& id, std::string_view name) const {
  BILDUNGSKIOSK_CHECK(is_source_id(id));
  return directory_ + "/sources/" + id + "/" + std::string(name);
}

std::string Office::map_path() const {
  if (settings_.map.empty() || settings_.map.front() == '/') return settings_.map;
  return base::join_path(directory_, settings_.map);
}

Result<void> Office::store_source(const std::string& id, const SourceStock& stock) {
  const auto write = [&](const std::string& name, const std::string& content) {
    return base::write_file_atomically(*files_, source_path(id, name), base::as_bytes(content));
  };
  const std::string folder = directory_ + "/sources/" + id;
  BILDUNGSKIOSK_TRY_VOID(create_folders_durably(*files_, folder));
  BILDUNGSKIOSK_TRY(auto file, base::AtomicFile::create(*files_, source_path(id, kRecords)));
  RecordsSink records(file);
  BILDUNGSKIOSK_TRY_VOID(stock.records.write_to(records));
  BILDUNGSKIOSK_TRY_VOID(file.finish());
  // The rename of the records decides: what belongs to them is there before, under their name.
  const std::string digest = records.digest();
  const std::string categories = categories_name(digest);
  const std::string report = report_name(digest);
  BILDUNGSKIOSK_TRY_VOID(write(categories, exchange::join_lines(stock.categories)));
  BILDUNGSKIOSK_TRY_VOID(write(report, import_report_as_json(stock.report.import)));
  BILDUNGSKIOSK_TRY_VOID(file.commit());
  BILDUNGSKIOSK_TRY(const auto names, files_->list(folder));
  for (const std::string& name : names) {
    const bool outdated = (name.starts_with("categories-") && name != categories) ||
                          (name.starts_with("report-") && name != report) ||
                          (name.starts_with("identities-") && name != identities_name(digest));
    if (!outdated) continue;
    BILDUNGSKIOSK_TRY_VOID(files_->remove_file(source_path(id, name)));
  }
  return {};
}

Result<void> Office::remove_source(const std::string& id) {
  const std::string folder = directory_ + "/sources/" + id;
  BILDUNGSKIOSK_TRY(const auto status, files_->status(folder));
  static_cast<void>(status);
  // Without its records it is no source any more, whatever stops the rest.
  if (auto removed = files_->remove_file(source_path(id, kRecords));
      !removed && removed.error().code != ErrorCode::kNotFound) {
    return removed;
  }
  BILDUNGSKIOSK_TRY_VOID(files_->remove_tree(folder));
  BILDUNGSKIOSK_TRY_VOID(files_->remove_tree(directory_ + "/to-sign/" + id));
  return files_->sync_directory(directory_ + "/sources");
}

Result<std::optional<Delegation>> Office::delegation(const std::string& id) const {
  const std::string path = source_path(id, kDelegation);
  const auto bytes = base::read_file(*files_, path, kConfigurationBytesMax);
  if (!bytes && bytes.error().code == ErrorCode::kNotFound) return std::optional<Delegation>();
  if (!bytes) return bytes.error();
  auto read = read_delegation(base::as_text(*bytes));
  if (!read) return Error{ErrorCode::kTrustDamaged, path + ": " + read.error().detail};
  return std::optional<Delegation>(*std::move(read));
}

Result<void> Office::delegate(const std::string& id, const Delegation& delegation) {
  BILDUNGSKIOSK_TRY_VOID(trust::check_delegated_role_name(id));
  const auto keys = static_cast<std::int64_t>(delegation.role.key_ids.size());
  if (delegation.role.threshold < 1 || keys < delegation.role.threshold) {
    return Error{ErrorCode::kInvalidArgument,
                 std::to_string(keys) + " keys for a threshold of " + std::to_string(delegation.role.threshold)};
  }
  BILDUNGSKIOSK_TRY_VOID(create_folders_durably(*files_, directory_ + "/sources/" + id));
  return base::write_file_atomically(*files_, source_path(id, kDelegation),
                                     base::as_bytes(write_delegation(delegation)));
}

Result<void> Office::revoke_delegation(const std::string& id) {
  BILDUNGSKIOSK_TRY_VOID(files_->remove_file(source_path(id, kDelegation)));
  return files_->remove_tree(directory_ + "/to-sign/" + id);
}

Result<std::vector<std::string>> Office::source_ids() const {
  std::vector<std::string> ids;
  BILDUNGSKIOSK_TRY(const auto names, files_->list(directory_ + "/sources"));
  for (const std::string& name : names) {
    if (!is_source_id(name)) continue;
    const auto status = files_->status(source_path(name, kRecords));
    if (status && status->kind == FileKind::kFile) ids.push_back(name);
  }
  return ids;
}

Result<Content> Office::source_content(const std::string& id) const {
  return file_content(*files_, source_path(id, kRecords), kStockBytesMax);
}

Result<base::Bytes> Office::source_records(const std::string& id) const {
  return base::read_file(*files_, source_path(id, kRecords), kStockBytesMax);
}

Result<base::Bytes> Office::source_companion(const std::string& id, const std::string& name,
                                             std::uint64_t bytes_max) const {
  auto bytes = base::read_file(*files_, source_path(id, name), bytes_max);
  if (!bytes && bytes.error().code == ErrorCode::kNotFound) {
    return Error{ErrorCode::kMalformedRecord, source_path(id, name) + ": not there; the records were altered"};
  }
  return bytes;
}

Result<base::Bytes> Office::source_categories(const std::string& id, std::string_view digest) const {
  return source_companion(id, categories_name(digest), kStockBytesMax);
}

Result<SourceIdentities> Office::source_identities(const std::string& id, const Content& records, Cache cache) const {
  const std::string path = source_path(id, identities_name(records.sha256));
  if (const auto bytes = base::read_file(*files_, path, kStockBytesMax)) {
    if (auto known = read_identities(*bytes)) return known;
  }
  auto identities = identify(records);
  if (!identities) return base::with_context(std::move(identities).error(), source_path(id, kRecords));
  // Without it the next release takes longer, and nothing else.
  if (cache == Cache::kWrite) {
    static_cast<void>(base::write_file_atomically(*files_, path, write_identities(*identities)));
  }
  return identities;
}

Result<SourceReport> Office::source_report(const std::string& id, base::Date today,
                                           std::span<const std::uint32_t> hidden) const {
  SourceReport report;
  report.source = id;
  BILDUNGSKIOSK_TRY(const Content records, source_content(id));
  const std::string name = report_name(records.sha256);
  BILDUNGSKIOSK_TRY(const auto text, source_companion(id, name, kReportBytesMax));
  auto import = import_report_from_json(base::as_text(text));
  if (!import) return base::with_context(std::move(import).error(), source_path(id, name));
  report.import = *std::move(import);
  auto stock = count_stock(records, today, hidden);
  if (!stock) return base::with_context(std::move(stock).error(), source_path(id, kRecords));
  report.stock = *std::move(stock);
  return report;
}

}  // namespace bildungskiosk::publish
