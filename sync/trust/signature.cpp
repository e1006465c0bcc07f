#include <algorithm>
#include <set>

#include "sync/trust/metadata.hpp"

namespace bildungskiosk::trust {

SignatureCount count_signatures(const KeyMap& keys, const RoleKeys& role, std::string_view signed_bytes,
                                std::span<const Signature> signatures) {
  SignatureCount count;
  std::set<std::string> signers;  // by fingerprint: two ids for one key are one signer
  for (const Signature& signature : signatures) {
    if (std::find(role.key_ids.begin(), role.key_ids.end(), signature.key_id) == role.key_ids.end()) continue;
    const auto listed = keys.find(signature.key_id);
    if (listed == keys.end()) continue;
    const base::Result<PublicKey> key = PublicKey::from_json(listed->second);
    if (!key) {
      count.unusable_keys += (count.unusable_keys.empty() ? "" : ", ") + key.error().detail;
      continue;
    }
    if (signature.value.empty() || !key->verify(base::as_bytes(signed_bytes), signature.value)) continue;
    signers.insert(key->fingerprint());
  }
  count.right = signers.size();
  return count;
}

base::Result<void> verify_threshold(const KeyMap& keys, const RoleKeys& role, std::string_view signed_bytes,
                                    std::span<const Signature> signatures) {
  const SignatureCount count = count_signatures(keys, role, signed_bytes, signatures);
  if (static_cast<std::int64_t>(count.right) >= role.threshold) return {};
  std::string detail =
      std::to_string(count.right) + " of " + std::to_string(role.threshold) + " needed signatures are right";
  if (!count.unusable_keys.empty()) detail += "; not accepted: " + count.unusable_keys;
  return base::Error{base::ErrorCode::kWrongSignature, std::move(detail)};
}

}  // namespace bildungskiosk::trust
