#include "sync/publish/root_change.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "sync/publish/durable_folders.hpp"
#include "sync/publish/limits.hpp"
#include "sync/publish/published_state.hpp"
#include "sync/publish/release_signing.hpp"
#include "sync/publish/validity.hpp"
#include "sync/trust/limits.hpp"
#include "sync/trust/names.hpp"
#include "sync/trust/trusted_metadata.hpp"

namespace bildungskiosk::publish {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

Error refusal(std::string detail) { return Error{ErrorCode::kInvalidArgument, std::move(detail)}; }

Result<std::string> find_key(const trust::RoleKeys& role, const std::string& beginning) {
  if (beginning.size() < kKeyIdDigitsMin) {
    return refusal("a key is named by at least " + std::to_string(kKeyIdDigitsMin) + " digits: " + beginning);
  }
  std::optional<std::string> found;
  for (const std::string& key_id : role.key_ids) {
    if (!key_id.starts_with(beginning)) continue;
    if (found) return refusal("more than one key begins with " + beginning);
    found = key_id;
  }
  if (!found) return refusal("the role has no key " + beginning);
  return *found;
}

void drop_unlisted_keys(trust::Root& root) {
  std::set<std::string, std::less<>> listed;
  for (const auto& [name, role] : root.roles) listed.insert(role.key_ids.begin(), role.key_ids.end());
  std::erase_if(root.keys, [&](const auto& key) { return !listed.contains(key.first); });
}

bool is_same_role(const trust::RoleKeys& a, const trust::RoleKeys& b) {
  return a.threshold == b.threshold && a.key_ids == b.key_ids;
}

std::int64_t missing_signatures(const trust::Root& root, const trust::Signed<trust::Root>& draft) {
  const trust::RoleKeys& role = root.roles.find(trust::kRootRole)->second;
  const auto count = trust::count_signatures(root.keys, role, draft.signed_bytes, draft.signatures);
  return std::max<std::int64_t>(0, role.threshold - static_cast<std::int64_t>(count.right));
}

}  // namespace

trust::Root renewed_root(const trust::Root& root, base::UnixSeconds now) {
  trust::Root next = root;
  ++next.version;
  next.expires = now + kRootValid_s;
  return next;
}

Result<trust::Root> changed_root(const trust::Root& root, const KeyChange& change, base::UnixSeconds now) {
  trust::Root next = renewed_root(root, now);
  trust::RoleKeys& role = next.roles.find(to_string(change.role))->second;
  for (const std::string& beginning : change.removed) {
    BILDUNGSKIOSK_TRY(const std::string key_id, find_key(role, beginning));
    std::erase(role.key_ids, key_id);
  }
  for (const trust::PublicKey& key : change.added) next.add_key(to_string(change.role), key);
  if (change.threshold) role.threshold = *change.threshold;
  if (role.threshold < 1 || static_cast<std::int64_t>(role.key_ids.size()) < role.threshold) {
    return refusal(std::to_string(role.key_ids.size()) + " keys for a threshold of " + std::to_string(role.threshold));
  }
  if (is_same_role(role, root.roles.find(to_string(change.role))->second)) return refusal("nothing would change");
  drop_unlisted_keys(next);
  if (next.keys.size() > trust::kKeysMax) return refusal("too many keys");
  return next;
}

Result<trust::Root> RootChange::current() const {
  BILDUNGSKIOSK_TRY(const PublishedState state, read_own_state(office_.files(), office_.directory() + "/repository"));
  const auto waiting = base::read_file(office_.files(), draft_path(), trust::kRootBytesMax);
  if (!waiting && waiting.error().code != ErrorCode::kNotFound) return waiting.error();
  if (!waiting) return state.root;
  BILDUNGSKIOSK_TRY(auto draft, trust::read_root(*waiting));
  if (draft.metadata.version != state.root.version + 1) return state.root;
  --draft.metadata.version;  // the change that is made of it is still the next one
  return std::move(draft.metadata);
}

Result<void> RootChange::write_draft(const std::string& text) {
  BILDUNGSKIOSK_TRY_VOID(create_folders_durably(office_.files(), base::parent_path(draft_path())));
  return base::write_file_atomically(office_.files(), draft_path(), base::as_bytes(text));
}

Result<RootProgress> RootChange::propose(const trust::Root& next) {
  BILDUNGSKIOSK_TRY(const PublishedState state, read_own_state(office_.files(), office_.directory() + "/repository"));
  std::vector<trust::Signer> signers;
  for (const trust::Root* root : {&state.root, &next}) {
    for (const trust::Signer& signer : ring_.signers(root->keys, root->roles.find(trust::kRootRole)->second)) {
      const bool known = std::any_of(signers.begin(), signers.end(),
                                     [&](const trust::Signer& other) { return other.key_id == signer.key_id; });
      if (!known) signers.push_back(signer);
    }
  }
  BILDUNGSKIOSK_TRY(const std::string text, trust::write_signed(next, std::span<const trust::Signer>(signers)));
  BILDUNGSKIOSK_TRY_VOID(write_draft(text));
  return complete();
}

Result<RootProgress> RootChange::accept(base::ByteView signed_elsewhere) {
  BILDUNGSKIOSK_TRY(const base::Bytes draft, base::read_file(office_.files(), draft_path(), trust::kRootBytesMax));
  BILDUNGSKIOSK_TRY(const std::string merged, trust::merge_signatures(draft, signed_elsewhere));
  BILDUNGSKIOSK_TRY_VOID(write_draft(merged));
  return complete();
}

Result<RootProgress> RootChange::complete() {
  auto& files = office_.files();
  const auto bytes = base::read_file(files, draft_path(), trust::kRootBytesMax);
  if (!bytes && bytes.error().code == ErrorCode::kNotFound) return RootProgress{};
  if (!bytes) return bytes.error();
  BILDUNGSKIOSK_TRY(const PublishedState state, read_own_state(files, office_.directory() + "/repository"));
  BILDUNGSKIOSK_TRY(const auto draft, trust::read_root(*bytes));
  const trust::Root& next = draft.metadata;
  if (next.version != state.root.version + 1) {  // published, but the run was stopped before the draft was gone
    BILDUNGSKIOSK_TRY_VOID(files.remove_file(draft_path()));
    return RootProgress{};
  }
  RootProgress progress{RootProgress::State::kWaiting, next.version, missing_signatures(state.root, draft),
                        missing_signatures(next, draft)};
  if (progress.missing_now > 0 || progress.missing_next > 0) return progress;

  // As every terminal will do it.
  BILDUNGSKIOSK_TRY(auto trusted, trust::TrustedMetadata::start(state.root_bytes, now_));
  BILDUNGSKIOSK_TRY_VOID(trusted.update_root(*bytes));
  BILDUNGSKIOSK_TRY_VOID(trusted.finish_root());
  if (state.release && !is_release_under(files, office_.metadata_directory(), state, *bytes)) {
    BILDUNGSKIOSK_TRY_VOID(sign_release_anew(state, *bytes));
  }
  const std::string name = trust::metadata_file_name(trust::kRootRole, next.version);
  BILDUNGSKIOSK_TRY_VOID(
      base::write_file_atomically(files, base::join_path(office_.metadata_directory(), name), *bytes));
  BILDUNGSKIOSK_TRY_VOID(base::write_file_atomically(files, office_.directory() + "/root.json", *bytes));
  BILDUNGSKIOSK_TRY_VOID(files.remove_file(draft_path()));
  progress.state = RootProgress::State::kPublished;
  return progress;
}

Result<void> RootChange::sign_release_anew(const PublishedState& state, const base::Bytes& next) {
  ReleaseMetadata metadata{state.release->targets, state.release->snapshot, state.release->timestamp,
                           state.release->delegated};
  ++metadata.targets.version;
  ++metadata.snapshot.version;
  ++metadata.timestamp.version;
  const std::array roots = {state.root_bytes, next};
  BILDUNGSKIOSK_TRY(const SignedRelease release, sign_release(ring_, roots, std::move(metadata), now_));
  return write_release(office_.files(), office_.metadata_directory(), release);
}

Result<void> RootChange::discard() { return office_.files().remove_file(draft_path()); }

}  // namespace bildungskiosk::publish
