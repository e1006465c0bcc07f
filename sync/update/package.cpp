#include "sync/update/package.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "sync/exchange/limits.hpp"
#include "sync/trust/canonical_json.hpp"
#include "sync/update/limits.hpp"

namespace bildungskiosk::update {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

constexpr std::size_t kSha256Digits = 64;

bool is_sha256(const std::string& digits) {
  return digits.size() == kSha256Digits && std::all_of(digits.begin(), digits.end(), [](char digit) {
           return (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
         });
}

/// {"length": …, "sha256": "…"}
std::optional<Content> read_content(const trust::JsonValue* value) {
  const auto* object = value != nullptr ? value->as_object() : nullptr;
  if (object == nullptr) return std::nullopt;
  const auto* length = trust::find_member(*object, "length");
  const auto* sha256 = trust::find_member(*object, "sha256");
  if (length == nullptr || length->as_integer() == nullptr || *length->as_integer() < 0) return std::nullopt;
  if (sha256 == nullptr || sha256->as_string() == nullptr) return std::nullopt;
  const std::string& digits = *sha256->as_string();
  if (!is_sha256(digits)) return std::nullopt;
  return Content{static_cast<std::uint64_t>(*length->as_integer()), digits};
}

std::string kind_of(const trust::TrustedTarget& target) {
  const auto* kind = trust::find_member(target.file.custom, "kind");
  const auto* text = kind != nullptr ? kind->as_string() : nullptr;
  return text != nullptr ? *text : std::string();
}

}  // namespace

Result<std::vector<trust::TrustedTarget>> catalogue_targets(std::vector<trust::TrustedTarget> targets) {
  const auto other = [](const trust::TrustedTarget& target) {
    const std::string kind = kind_of(target);
    return kind != kKindCatalogue && kind != kKindOffers;
  };
  targets.erase(std::remove_if(targets.begin(), targets.end(), other), targets.end());
  if (targets.empty()) return Error{ErrorCode::kNoPackage, "the release has no catalogue"};
  if (targets.size() > kTargets_max) {
    return Error{ErrorCode::kMalformedMetadata, std::to_string(targets.size()) + " targets in one release"};
  }
  return targets;
}

Result<std::vector<trust::TrustedTarget>> media_targets(const std::vector<trust::TrustedTarget>& all) {
  std::vector<trust::TrustedTarget> media;
  for (const auto& target : all) {
    const bool is_ours = kind_of(target) == kKindMap && target.role == trust::kTargetsRole;
    const auto sha256 = target.file.hashes.find("sha256");
    if (!is_ours || sha256 == target.file.hashes.end() || !is_sha256(sha256->second)) continue;
    if (target.file.length_bytes > kMedium_bytes_max) {
      return Error{ErrorCode::kTooLarge, target.path + ": " + std::to_string(target.file.length_bytes) + " bytes"};
    }
    if (media.size() < kMedia_max) media.push_back(target);
  }
  return media;
}

ManifestMedium describe_medium(const trust::TrustedTarget& target) {
  return {kind_of(target), target.file.hashes.find("sha256")->second, target.file.length_bytes};
}

std::optional<Content> content_of(const trust::TrustedTarget& target) {
  return read_content(trust::find_member(target.file.custom, "content"));
}

std::vector<Delta> deltas_to(const trust::TrustedTarget& full, const std::vector<trust::TrustedTarget>& all) {
  std::vector<Delta> deltas;
  const auto content = content_of(full);
  if (!content) return deltas;
  for (const auto& target : all) {
    if (kind_of(target) != kKindDelta || target.role != full.role) continue;
    if (source_of(target.path) != source_of(full.path) || target.file.length_bytes >= full.file.length_bytes) continue;
    auto from = read_content(trust::find_member(target.file.custom, "from"));
    auto to = read_content(trust::find_member(target.file.custom, "to"));
    if (!from || !to || to->bytes != content->bytes || to->sha256 != content->sha256) continue;
    if (std::max(from->bytes, to->bytes) > exchange::kPatchContentBytesMax) continue;
    deltas.push_back(Delta{target, *std::move(from), *std::move(to)});
  }
  std::sort(deltas.begin(), deltas.end(), [](const Delta& left, const Delta& right) {
    return left.target.file.length_bytes < right.target.file.length_bytes;
  });
  if (deltas.size() > kDeltasPerTarget_max) deltas.erase(deltas.begin() + kDeltasPerTarget_max, deltas.end());
  return deltas;
}

ManifestTarget describe(const trust::TrustedTarget& target) {
  ManifestTarget description;
  description.path = target.path;
  description.kind = kind_of(target);
  description.length_bytes = target.file.length_bytes;
  description.hashes = target.file.hashes;
  const auto* version = trust::find_member(target.file.custom, "version");
  if (version != nullptr && version->as_integer() != nullptr && *version->as_integer() > 0) {
    description.version = static_cast<std::uint64_t>(*version->as_integer());
  }
  return description;
}

std::string_view source_of(std::string_view target_path) {
  const std::size_t slash = target_path.find('/');
  return slash == std::string_view::npos ? std::string_view() : target_path.substr(0, slash);
}

}  // namespace bildungskiosk::update
