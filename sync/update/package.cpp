#include "sync/update/package.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "sync/trust/canonical_json.hpp"
#include "sync/update/limits.hpp"

namespace bildungskiosk::update {

using base::Error;
using base::ErrorCode;
using base::Result;

namespace {

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
