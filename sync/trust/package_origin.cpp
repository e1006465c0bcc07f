#include "sync/trust/package_origin.hpp"

#include <algorithm>
#include <optional>

#include "sync/trust/limits.hpp"
#include "sync/trust/names.hpp"

namespace bildungskiosk::trust {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

/// The package's root of that version; nullopt when it has none. One too long is there all the same: empty bytes.
Result<std::optional<base::Bytes>> probe_root(base::Fetcher& fetcher, std::int64_t version) {
  Result<base::Bytes> bytes = fetcher.fetch("metadata/" + metadata_file_name(kRootRole, version), kRootBytesMax);
  if (bytes) return std::optional<base::Bytes>(std::move(bytes).value());
  if (bytes.error().code == ErrorCode::kNotFound) return std::optional<base::Bytes>();
  if (bytes.error().code == ErrorCode::kTooLarge) return std::optional<base::Bytes>(base::Bytes());
  return std::move(bytes).error();
}

bool is_same_root(const base::Bytes& bytes, const Signed<Root>& trusted_root) {
  const Result<Signed<Root>> read = read_root(bytes);
  return read && read->signed_bytes == trusted_root.signed_bytes;
}

/// Whether the trusted root was signed by the keys of this earlier one: then they are of one family.
bool is_ancestor(const base::Bytes& bytes, const Signed<Root>& trusted_root) {
  const Result<Signed<Root>> read = read_root(bytes);
  if (!read) return false;
  return verify_threshold(read->metadata.keys, read->metadata.roles.find(kRootRole)->second, trusted_root.signed_bytes,
                          trusted_root.signatures)
      .has_value();
}

/// The first version above ours, past a hole, that the package has a root of.
Result<std::optional<std::int64_t>> find_root_above_hole(base::Fetcher& fetcher, std::int64_t version) {
  for (std::int64_t above = version + 2; above <= version + 1 + kMissingRootProbes; ++above) {
    BILDUNGSKIOSK_TRY(const std::optional<base::Bytes> root, probe_root(fetcher, above));
    if (root) return std::optional(above);
  }
  return std::optional<std::int64_t>();
}

/// Whether the package ends with a root older than ours, of our family.
Result<bool> ends_before(base::Fetcher& fetcher, const Signed<Root>& trusted_root) {
  const std::int64_t version = trusted_root.metadata.version;
  for (std::int64_t below = version - 1; below >= std::max<std::int64_t>(1, version - kMissingRootProbes); --below) {
    BILDUNGSKIOSK_TRY(const std::optional<base::Bytes> root, probe_root(fetcher, below));
    if (root) return is_ancestor(*root, trusted_root);
  }
  return false;
}

}  // namespace

Error explain_wrong_signature(Error error, std::size_t right_signatures, bool next_root_seen,
                              const Signed<Root>& trusted_root, base::Fetcher& fetcher) {
  const std::int64_t version = trusted_root.metadata.version;
  const std::string ours = "root version " + std::to_string(version);
  Result<std::optional<base::Bytes>> same_version = probe_root(fetcher, version);
  if (!same_version) return std::move(same_version).error();
  const bool other_root = *same_version && !is_same_root(**same_version, trusted_root);
  if (other_root && right_signatures == 0) {
    return Error{ErrorCode::kOtherOrganisation, error.detail + "; the package has another " + ours};
  }
  if (!next_root_seen && !other_root) {
    const Result<std::optional<std::int64_t>> above = find_root_above_hole(fetcher, version);
    if (!above) return above.error();
    if (*above) {
      return Error{ErrorCode::kMissingRoot, error.detail + "; the package has root version " + std::to_string(**above) +
                                                " but not " + std::to_string(version + 1)};
    }
  }
  if (*same_version) return error;
  const Result<bool> older = ends_before(fetcher, trusted_root);
  if (!older) return older.error();
  if (*older) return Error{ErrorCode::kOlderThanInstalled, error.detail + "; the package is from before " + ours};
  if (right_signatures > 0) return error;
  return Error{ErrorCode::kOtherOrganisation, error.detail + "; the package lacks " + ours};
}

Error explain_missing_timestamp(Error error, const Root& trusted_root, base::Fetcher& fetcher) {
  for (const std::int64_t version : {trusted_root.version, std::int64_t{1}}) {
    const Result<std::optional<base::Bytes>> root = probe_root(fetcher, version);
    if (!root) return root.error();
    if (*root) return error;
  }
  return Error{ErrorCode::kNoPackage, fetcher.describe() + " has neither timestamp.json nor a root"};
}

}  // namespace bildungskiosk::trust
