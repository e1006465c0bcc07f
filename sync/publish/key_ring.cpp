#include "sync/publish/key_ring.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "sync/publish/limits.hpp"

namespace bildungskiosk::publish {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

bool is_key_file(std::string_view name) { return name.ends_with(".pem") || name.ends_with(".uri"); }

Result<trust::PrivateKey> open_key(base::FileSystem& files, const std::string& path, std::string_view passphrase) {
  BILDUNGSKIOSK_TRY(const base::Bytes bytes, base::read_file(files, path, kKeyFileBytesMax));
  const std::string_view text = base::as_text(bytes);
  if (path.ends_with(".pem")) return trust::PrivateKey::from_pem(text, passphrase);
  return trust::PrivateKey::from_uri(std::string(text.substr(0, text.find_first_of("\r\n"))), passphrase);
}

}  // namespace

Result<KeyRing> KeyRing::open(base::FileSystem& files, const std::string& folder, std::string_view passphrase) {
  KeyRing ring;
  const auto names = files.list(folder);
  if (!names && names.error().code == ErrorCode::kNotFound) return ring;
  if (!names) return names.error();
  std::size_t found = 0;
  for (const std::string& name : *names) {
    if (!is_key_file(name)) continue;
    if (++found > kKeyFilesMax) return Error{ErrorCode::kTooLarge, folder + ": too many keys"};
    std::string path = base::join_path(folder, name);
    auto key = open_key(files, path, passphrase);
    if (key) {
      ring.keys_.push_back({std::move(path), *std::move(key)});
    } else {
      ring.unusable_ += (ring.unusable_.empty() ? "" : ", ") + path + ": " + key.error().detail;
    }
  }
  return ring;
}

std::vector<trust::Signer> KeyRing::signers(const trust::KeyMap& keys, const trust::RoleKeys& role) const {
  std::vector<trust::Signer> found;
  std::set<std::string> used;  // by fingerprint: one key under two ids is one signer
  for (const std::string& key_id : role.key_ids) {
    const auto listed = keys.find(key_id);
    if (listed == keys.end()) continue;
    const auto public_key = trust::PublicKey::from_json(listed->second);
    if (!public_key) continue;
    const auto held = std::find_if(keys_.begin(), keys_.end(), [&](const Held& candidate) {
      return candidate.key.public_key().fingerprint() == public_key->fingerprint();
    });
    if (held == keys_.end() || !used.insert(public_key->fingerprint()).second) continue;
    found.push_back({&held->key, key_id});
  }
  return found;
}

Result<std::vector<trust::Signer>> KeyRing::require(std::string_view role_name, const trust::KeyMap& keys,
                                                    const trust::RoleKeys& role) const {
  auto found = signers(keys, role);
  if (static_cast<std::int64_t>(found.size()) >= role.threshold) return found;
  std::string detail = std::string(role_name) + ": " + std::to_string(found.size()) + " of " +
                       std::to_string(role.threshold) + " needed keys are here" + why_unusable();
  return Error{ErrorCode::kKeyUnusable, std::move(detail)};
}

std::string KeyRing::why_unusable() const { return unusable_.empty() ? std::string() : " (" + unusable_ + ")"; }

std::vector<trust::Signer> KeyRing::all_signers(const trust::KeyMap& listed) const {
  std::map<std::string, std::string> ids;  // by fingerprint
  for (const auto& [key_id, json] : listed) {
    if (const auto key = trust::PublicKey::from_json(json)) ids.emplace(key->fingerprint(), key_id);
  }
  std::vector<trust::Signer> signers;
  for (const Held& held : keys_) {
    const trust::PublicKey& key = held.key.public_key();
    const auto id = ids.find(key.fingerprint());
    signers.push_back({&held.key, id == ids.end() ? key.key_id() : id->second});
  }
  return signers;
}

Result<void> KeyRing::add_file(base::FileSystem& files, const std::string& path, std::string_view passphrase) {
  if (!is_key_file(path)) return Error{ErrorCode::kUnsupportedFormat, path + ": neither .pem nor .uri"};
  auto key = open_key(files, path, passphrase);
  if (!key) return base::with_context(std::move(key).error(), path);
  keys_.push_back({path, *std::move(key)});
  return {};
}

std::vector<std::string> KeyRing::files_not_in(const trust::KeyMap& keys) const {
  std::set<std::string> listed;
  for (const auto& [key_id, json] : keys) {
    if (const auto key = trust::PublicKey::from_json(json)) listed.insert(key->fingerprint());
  }
  std::vector<std::string> paths;
  for (const Held& held : keys_) {
    if (!held.path.empty() && !listed.contains(held.key.public_key().fingerprint())) paths.push_back(held.path);
  }
  return paths;
}

}  // namespace bildungskiosk::publish
