#include "sync/publish/delegated_role.hpp"

#include <algorithm>
#include <utility>

#include "sync/publish/durable_folders.hpp"
#include "sync/trust/limits.hpp"

namespace bildungskiosk::publish {

using base::ErrorCode;
using base::Result;

Result<std::optional<DelegatedRole::Draft>> DelegatedRole::draft() const {
  auto bytes = base::read_file(office_.files(), draft_path(), trust::kTargetsBytesMax);
  if (!bytes && bytes.error().code == ErrorCode::kNotFound) return std::optional<Draft>();
  if (!bytes) return std::move(bytes).error();
  auto read = trust::read_targets(*bytes);
  if (!read) return std::optional<Draft>();
  const std::int64_t missing = missing_signatures(*bytes);
  return std::optional<Draft>(Draft{*std::move(bytes), std::move(read->metadata), missing});
}

Result<void> DelegatedRole::write_draft(const std::string& text) const {
  BILDUNGSKIOSK_TRY_VOID(create_folders_durably(office_.files(), folder()));
  return base::write_file_atomically(office_.files(), draft_path(), base::as_bytes(text));
}

Result<DelegatedRole::Draft> DelegatedRole::write(const trust::Targets& targets, const KeyRing& ring,
                                                  const std::string& content_name, const Content& content) const {
  const auto signers = ring.signers(delegation_.keys, delegation_.role);
  BILDUNGSKIOSK_TRY(const std::string text, trust::write_signed(targets, std::span<const trust::Signer>(signers)));
  BILDUNGSKIOSK_TRY_VOID(clear());  // the content of an earlier draft must not lie beside this one
  BILDUNGSKIOSK_TRY_VOID(create_folders_durably(office_.files(), folder()));
  BILDUNGSKIOSK_TRY_VOID(write_content(office_.files(), folder() + "/" + content_name, content));
  BILDUNGSKIOSK_TRY_VOID(write_draft(text));
  const base::ByteView bytes = base::as_bytes(text);
  return Draft{base::Bytes(bytes.begin(), bytes.end()), targets, missing_signatures(bytes)};
}

Result<DelegatedRole::Draft> DelegatedRole::accept(base::ByteView signed_elsewhere) const {
  BILDUNGSKIOSK_TRY(const base::Bytes waiting, base::read_file(office_.files(), draft_path(), trust::kTargetsBytesMax));
  BILDUNGSKIOSK_TRY(const std::string merged, trust::merge_signatures(waiting, signed_elsewhere));
  BILDUNGSKIOSK_TRY_VOID(write_draft(merged));
  BILDUNGSKIOSK_TRY(auto accepted, draft());
  if (!accepted) return base::Error{ErrorCode::kMalformedMetadata, draft_path()};
  return *std::move(accepted);
}

Result<void> DelegatedRole::clear() const { return office_.files().remove_tree(folder()); }

std::int64_t DelegatedRole::missing_signatures(base::ByteView bytes) const {
  const auto read = trust::read_targets(bytes);
  if (!read) return delegation_.role.threshold;
  const auto count = trust::count_signatures(delegation_.keys, delegation_.role, read->signed_bytes, read->signatures);
  return std::max<std::int64_t>(0, delegation_.role.threshold - static_cast<std::int64_t>(count.right));
}

void DelegatedRole::list_in(trust::Delegations& delegations) const {
  trust::DelegatedRole role;
  role.name = source_;
  role.keys = delegation_.role;
  role.terminating = true;
  role.paths = {source_ + "/*"};
  for (const auto& [key_id, key] : delegation_.keys) delegations.keys.insert_or_assign(key_id, key);
  delegations.roles.push_back(std::move(role));
}

Result<std::vector<std::string>> waiting_sources(const Office& office) {
  std::vector<std::string> ids;
  const auto names = office.files().list(office.directory() + "/to-sign");
  if (!names && names.error().code == ErrorCode::kNotFound) return ids;
  if (!names) return names.error();
  for (const std::string& name : *names) {
    const auto status = office.files().status(office.directory() + "/to-sign/" + name);
    if (is_source_id(name) && status && status->kind == base::FileKind::kDirectory) ids.push_back(name);
  }
  return ids;
}

}  // namespace bildungskiosk::publish
