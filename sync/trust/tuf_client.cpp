#include "sync/trust/tuf_client.hpp"

#include <algorithm>

#include "sync/base/digest.hpp"
#include "sync/trust/limits.hpp"
#include "sync/trust/metadata_store.hpp"
#include "sync/trust/names.hpp"
#include "sync/trust/package_origin.hpp"
#include "sync/trust/target_search.hpp"
#include "sync/trust/trusted_metadata.hpp"

namespace bildungskiosk::trust {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

/// Passes bytes on while it counts and hashes them. Stops at the first byte too many.
class VerifyingSink final : public base::ByteSink {
 public:
  VerifyingSink(const TrustedTarget& target, base::ByteSink& sink) : target_(&target), sink_(&sink) {
    for (const auto& [algorithm, hash] : target.file.hashes) {
      if (algorithm == "sha256") checks_.push_back({base::Hasher(base::HashAlgorithm::kSha256), &hash});
      if (algorithm == "sha512") checks_.push_back({base::Hasher(base::HashAlgorithm::kSha512), &hash});
    }
    BILDUNGSKIOSK_CHECK(!checks_.empty());  // reading the metadata made sure
  }

  Result<void> write(base::ByteView bytes) override {
    if (bytes.size() > target_->file.length_bytes - length_bytes_) return wrong_length("longer than");
    length_bytes_ += bytes.size();
    for (Check& check : checks_) check.hasher.update(bytes);
    return sink_->write(bytes);
  }

  Result<void> finish() {
    if (length_bytes_ != target_->file.length_bytes) return wrong_length("shorter than");
    for (Check& check : checks_) {
      if (check.hasher.finish_hex() != *check.expected) {
        return Error{ErrorCode::kHashMismatch, target_->path + " has other bytes than signed"};
      }
    }
    return {};
  }

  [[nodiscard]] Error wrong_length(std::string_view how) const {
    return Error{ErrorCode::kLengthMismatch, target_->path + " is " + std::string(how) + " the signed " +
                                                 std::to_string(target_->file.length_bytes) + " bytes"};
  }

 private:
  struct Check {
    base::Hasher hasher;
    const std::string* expected;
  };

  const TrustedTarget* target_;
  base::ByteSink* sink_;
  std::vector<Check> checks_;
  std::uint64_t length_bytes_ = 0;
};

Result<std::optional<base::Bytes>> read_trusted_root(const MetadataStore& store) {
  Result<std::optional<base::Bytes>> bytes = store.read(kRootRole, kRootBytesMax);
  if (!bytes && bytes.error().code == ErrorCode::kTooLarge) {
    return Error{ErrorCode::kTrustDamaged, "the stored root.json is too long"};
  }
  return bytes;
}

}  // namespace

/// One refresh and what follows it, at one effective time.
class TufClient::Session {
 public:
  Session(TrustedMetadata trusted, base::Bytes root_bytes, MetadataStore store, base::Fetcher& fetcher,
          Refusals refusals)
      : trusted_(std::move(trusted)),
        root_bytes_(std::move(root_bytes)),
        store_(std::move(store)),
        fetcher_(&fetcher),
        refusals_(refusals) {}

  Result<void> update_roots();
  Result<RefreshOutcome> update_timestamp();
  [[nodiscard]] bool meets_stored_timestamp();
  Result<void> update_snapshot();
  Result<void> update_targets();
  Result<const Targets*> load_delegated(std::string_view delegator, const DelegatedRole& role);
  [[nodiscard]] const TrustedMetadata& trusted() const { return trusted_; }

 private:
  Result<std::optional<base::Bytes>> stored(std::string_view role, std::uint64_t length_max_bytes) const;
  Result<base::Bytes> fetch_metadata(const std::string& file, std::uint64_t length_max_bytes);
  Result<base::Bytes> fetch_described(std::string_view role, const MetaFile& file, std::uint64_t length_max_bytes);
  [[nodiscard]] Error explain_root(Error error, const base::Bytes& bytes);
  [[nodiscard]] Error explain_timestamp(Error error, const base::Bytes& bytes);
  [[nodiscard]] Signed<Root> signed_root() const;

  TrustedMetadata trusted_;
  base::Bytes root_bytes_;  // of trusted_.root(), as stored
  bool rotated_ = false;
  MetadataStore store_;
  base::Fetcher* fetcher_;
  Refusals refusals_;
};

Result<std::optional<base::Bytes>> TufClient::Session::stored(std::string_view role,
                                                              std::uint64_t length_max_bytes) const {
  Result<std::optional<base::Bytes>> bytes = store_.read(role, length_max_bytes);
  // Longer than anything we ever stored: damaged, and as good as none. A fetched one replaces it.
  if (!bytes && bytes.error().code == ErrorCode::kTooLarge) return std::optional<base::Bytes>();
  return bytes;
}

Result<base::Bytes> TufClient::Session::fetch_metadata(const std::string& file, std::uint64_t length_max_bytes) {
  Result<base::Bytes> bytes = fetcher_->fetch("metadata/" + file, length_max_bytes);
  if (!bytes) return with_context(bytes.error(), file);
  if (bytes->size() > length_max_bytes) return Error{ErrorCode::kTooLarge, file};  // whatever the source promised
  return bytes;
}

/// A snapshot or targets file that signed metadata names, no longer than that says.
Result<base::Bytes> TufClient::Session::fetch_described(std::string_view role, const MetaFile& file,
                                                        std::uint64_t length_max_bytes) {
  const std::string name =
      trusted_.root().consistent_snapshot ? metadata_file_name(role, file.version) : metadata_file_name(role);
  if (!file.length_bytes) return fetch_metadata(name, length_max_bytes);
  if (*file.length_bytes > length_max_bytes) {
    return Error{ErrorCode::kTooLarge, name + " is said to have " + std::to_string(*file.length_bytes) + " bytes"};
  }
  Result<base::Bytes> bytes = fetch_metadata(name, *file.length_bytes);
  if (!bytes && bytes.error().code == ErrorCode::kTooLarge) {
    return Error{ErrorCode::kLengthMismatch,
                 name + " is longer than the signed " + std::to_string(*file.length_bytes) + " bytes"};
  }
  return bytes;
}

Signed<Root> TufClient::Session::signed_root() const {
  Result<Signed<Root>> read = read_root(root_bytes_);
  BILDUNGSKIOSK_CHECK(read.has_value());  // it was read before it became trusted
  return std::move(read).value();
}

Error TufClient::Session::explain_root(Error error, const base::Bytes& bytes) {
  const Result<Signed<Root>> read = read_root(bytes);
  if (refusals_ == Refusals::kAsFound || error.code != ErrorCode::kWrongSignature || !read) return error;
  const Root& root = trusted_.root();
  const SignatureCount count =
      count_signatures(root.keys, root.roles.find(kRootRole)->second, read->signed_bytes, read->signatures);
  return explain_wrong_signature(std::move(error), count.right, true, signed_root(), *fetcher_);
}

Error TufClient::Session::explain_timestamp(Error error, const base::Bytes& bytes) {
  const Result<Signed<Timestamp>> read = read_timestamp(bytes);
  if (refusals_ == Refusals::kAsFound || error.code != ErrorCode::kWrongSignature || !read) return error;
  const Root& root = trusted_.root();
  const SignatureCount count =
      count_signatures(root.keys, root.roles.find(kTimestampRole)->second, read->signed_bytes, read->signatures);
  return explain_wrong_signature(std::move(error), count.right, false, signed_root(), *fetcher_);
}

Result<void> TufClient::Session::update_roots() {
  for (int rotations = 0;; ++rotations) {
    const std::string name = metadata_file_name(kRootRole, trusted_.root().version + 1);
    Result<base::Bytes> bytes = fetch_metadata(name, kRootBytesMax);
    if (!bytes && bytes.error().code == ErrorCode::kNotFound) break;  // 5.3.3: we have the newest
    if (!bytes) return std::move(bytes).error();
    if (rotations == kRootRotationsMax) {
      return Error{ErrorCode::kTooManyRoots, "more than " + std::to_string(kRootRotationsMax) + " new roots"};
    }
    if (Result<void> updated = trusted_.update_root(*bytes); !updated) {
      return with_context(explain_root(std::move(updated).error(), *bytes), name);
    }
    root_bytes_ = std::move(bytes).value();
    rotated_ = true;
    BILDUNGSKIOSK_TRY_VOID(store_.write(kRootRole, root_bytes_));
    // After the root, not before: if power fails between the two, what the revoked key alone had signed no longer
    // verifies, and the rest keeps its rollback protection.
    if (trusted_.last_root_revoked_online_keys()) {
      BILDUNGSKIOSK_TRY_VOID(store_.remove(kTimestampRole));
      BILDUNGSKIOSK_TRY_VOID(store_.remove(kSnapshotRole));
    }
  }
  return trusted_.finish_root();
}

Result<RefreshOutcome> TufClient::Session::update_timestamp() {
  BILDUNGSKIOSK_TRY(const std::optional<base::Bytes> ours, stored(kTimestampRole, kTimestampBytesMax));
  // A stored one that no longer verifies or has expired is no error: the package's decides.
  if (ours) static_cast<void>(trusted_.update_timestamp(*ours));
  Result<base::Bytes> bytes = fetch_metadata("timestamp.json", kTimestampBytesMax);
  if (!bytes && bytes.error().code == ErrorCode::kNotFound && !rotated_ && refusals_ == Refusals::kExplained) {
    return explain_missing_timestamp(std::move(bytes).error(), trusted_.root(), *fetcher_);
  }
  if (!bytes) return std::move(bytes).error();
  const Result<TrustedMetadata::TimestampChange> change = trusted_.update_timestamp(*bytes);
  if (!change) return with_context(explain_timestamp(change.error(), *bytes), "timestamp.json");
  switch (*change) {
    case TrustedMetadata::TimestampChange::kUnchanged:
      return RefreshOutcome::kUnchanged;
    case TrustedMetadata::TimestampChange::kSameVersionOtherContent:
      return RefreshOutcome::kSameVersionOtherContent;
    case TrustedMetadata::TimestampChange::kNew:
      break;
  }
  BILDUNGSKIOSK_TRY_VOID(store_.write(kTimestampRole, *bytes));
  return RefreshOutcome::kNew;
}

bool TufClient::Session::meets_stored_timestamp() {
  const Result<std::optional<base::Bytes>> ours = stored(kTimestampRole, kTimestampBytesMax);
  if (!ours || !*ours) return false;
  const Result<base::Bytes> theirs = fetch_metadata("timestamp.json", kTimestampBytesMax);
  return theirs && *theirs == **ours;
}

Result<void> TufClient::Session::update_snapshot() {
  BILDUNGSKIOSK_TRY(const std::optional<base::Bytes> ours, stored(kSnapshotRole, kSnapshotBytesMax));
  if (ours && trusted_.update_snapshot(*ours, TrustedMetadata::Origin::kStored)) return {};
  BILDUNGSKIOSK_TRY(const base::Bytes bytes,
                    fetch_described(kSnapshotRole, trusted_.timestamp()->snapshot, kSnapshotBytesMax));
  BILDUNGSKIOSK_TRY_VOID(trusted_.update_snapshot(bytes, TrustedMetadata::Origin::kFetched));
  return store_.write(kSnapshotRole, bytes);
}

Result<void> TufClient::Session::update_targets() {
  BILDUNGSKIOSK_TRY(const std::optional<base::Bytes> ours, stored(kTargetsRole, kTargetsBytesMax));
  if (ours && trusted_.update_targets(*ours)) return {};
  const auto listed = trusted_.snapshot()->meta.find(kTargetsRole);
  if (listed == trusted_.snapshot()->meta.end()) {
    return Error{ErrorCode::kMalformedMetadata, "the snapshot does not list targets.json"};
  }
  BILDUNGSKIOSK_TRY(const base::Bytes bytes, fetch_described(kTargetsRole, listed->second, kTargetsBytesMax));
  BILDUNGSKIOSK_TRY_VOID(trusted_.update_targets(bytes));
  return store_.write(kTargetsRole, bytes);
}

Result<const Targets*> TufClient::Session::load_delegated(std::string_view delegator, const DelegatedRole& role) {
  if (trusted_.has_delegated(delegator, role.name)) return trusted_.targets(role.name);
  const auto listed = trusted_.snapshot()->meta.find(role.name);
  if (listed == trusted_.snapshot()->meta.end()) {
    return Error{ErrorCode::kMalformedMetadata, "the snapshot does not list the role " + role.name};
  }
  BILDUNGSKIOSK_TRY(const std::optional<base::Bytes> ours, stored(role.name, kTargetsBytesMax));
  if (!ours || !trusted_.update_delegated(delegator, role, *ours)) {
    BILDUNGSKIOSK_TRY(const base::Bytes bytes, fetch_described(role.name, listed->second, kTargetsBytesMax));
    BILDUNGSKIOSK_TRY_VOID(trusted_.update_delegated(delegator, role, bytes));
    BILDUNGSKIOSK_TRY_VOID(store_.write(role.name, bytes));
  }
  return trusted_.targets(role.name);
}

Result<void> TufClient::initialise(base::FileSystem& files, const std::string& metadata_directory,
                                   base::ByteView root_bytes) {
  if (root_bytes.size() > kRootBytesMax) return Error{ErrorCode::kTooLarge, "the root is too long"};
  BILDUNGSKIOSK_TRY_VOID(TrustedMetadata::start(root_bytes, 0));
  MetadataStore store(files, metadata_directory);
  BILDUNGSKIOSK_TRY_VOID(store.clear());
  return store.write(kRootRole, root_bytes);
}

TufClient::TufClient(base::FileSystem& files, std::string metadata_directory, base::Fetcher& fetcher, Refusals refusals)
    : files_(&files), metadata_directory_(std::move(metadata_directory)), fetcher_(&fetcher), refusals_(refusals) {}
TufClient::~TufClient() = default;
TufClient::TufClient(TufClient&&) noexcept = default;
TufClient& TufClient::operator=(TufClient&&) noexcept = default;

Result<RefreshOutcome> TufClient::refresh(base::UnixSeconds effective_time) {
  session_.reset();
  outcome_.reset();
  const MetadataStore store(*files_, metadata_directory_);
  BILDUNGSKIOSK_TRY(std::optional<base::Bytes> root_bytes, read_trusted_root(store));
  if (!root_bytes) return Error{ErrorCode::kNotInitialised, metadata_directory_ + " holds no root.json"};
  Result<TrustedMetadata> trusted = TrustedMetadata::start(*root_bytes, effective_time);
  if (!trusted) return Error{ErrorCode::kTrustDamaged, "the stored root.json: " + trusted.error().detail};
  auto session =
      std::make_unique<Session>(std::move(trusted).value(), std::move(*root_bytes), store, *fetcher_, refusals_);
  if (Result<void> updated = session->update_roots(); !updated) {
    // Here the workflow ends. Whether it is the installed package once more can be told apart all the same.
    const bool asks_on = updated.error().code == ErrorCode::kMetadataExpired && refusals_ == Refusals::kExplained;
    if (asks_on && session->meets_stored_timestamp()) outcome_ = RefreshOutcome::kUnchanged;
    return updated.error();
  }
  BILDUNGSKIOSK_TRY(outcome_, session->update_timestamp());
  BILDUNGSKIOSK_TRY_VOID(session->update_snapshot());
  BILDUNGSKIOSK_TRY_VOID(session->update_targets());
  session_ = std::move(session);
  return *outcome_;
}

Result<std::vector<TrustedTarget>> TufClient::targets() {
  return search_all_targets(top_level_targets(), [this](std::string_view delegator, const DelegatedRole& role) {
    return session_->load_delegated(delegator, role);
  });
}

Result<TrustedTarget> TufClient::find_target(std::string_view path) {
  return search_target(path, top_level_targets(), [this](std::string_view delegator, const DelegatedRole& role) {
    return session_->load_delegated(delegator, role);
  });
}

Result<void> TufClient::download(const TrustedTarget& target, base::ByteSink& sink, const base::CancelToken& cancel) {
  BILDUNGSKIOSK_TRY_VOID(check_target_path(target.path));
  VerifyingSink verifying(target, sink);
  const std::string path = "targets/" + target_file_path(target.path, target.file, root().consistent_snapshot);
  Result<void> fetched = fetcher_->fetch_to(path, target.file.length_bytes, verifying, cancel);
  if (!fetched && fetched.error().code == ErrorCode::kTooLarge) return verifying.wrong_length("longer than");
  if (!fetched) return fetched;
  return verifying.finish();
}

const Root& TufClient::root() const {
  BILDUNGSKIOSK_CHECK(session_ != nullptr);
  return session_->trusted().root();
}
const Timestamp& TufClient::timestamp() const {
  BILDUNGSKIOSK_CHECK(session_ != nullptr);
  return *session_->trusted().timestamp();
}
const Snapshot& TufClient::snapshot() const {
  BILDUNGSKIOSK_CHECK(session_ != nullptr);
  return *session_->trusted().snapshot();
}
const Targets& TufClient::top_level_targets() const {
  BILDUNGSKIOSK_CHECK(session_ != nullptr);
  return *session_->trusted().targets(kTargetsRole);
}

}  // namespace bildungskiosk::trust
