#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sync/base/result.hpp"
#include "sync/trust/metadata.hpp"

namespace bildungskiosk::trust {

// Names from metadata become file names; here it is decided which, and that none leaves its folder.

/// kUnsafePath for a target path that is empty, too long, absolute, or has a "..", ".", empty segment, backslash or
/// control character.
base::Result<void> check_target_path(std::string_view path);
/// kUnsafePath for a delegated role's name that is empty, too long (also when encoded: it becomes a file's name), a
/// top-level role's, or has a control character.
/// A '/' is fine: names are percent-encoded before they become file names.
base::Result<void> check_delegated_role_name(std::string_view name);

/// All but A–Z a–z 0–9 - . _ ~ becomes %XX (RFC 3986 unreserved), '/' too: one segment, whatever is in it.
[[nodiscard]] std::string percent_encoded(std::string_view text);
/// "<percent-encoded role>.json": the name in the terminal's metadata folder, and in a repository without
/// consistent snapshots.
[[nodiscard]] std::string metadata_file_name(std::string_view role);
/// "<version>.<percent-encoded role>.json"
[[nodiscard]] std::string metadata_file_name(std::string_view role, std::int64_t version);
/// Below `targets/`: "<folder>/<hash>.<name>" with consistent snapshots, else the path itself.
[[nodiscard]] std::string target_file_path(std::string_view target_path, const TargetFile& file,
                                           bool consistent_snapshot);

/// Whether a delegated role may speak for a target path (specification 4.5: `paths` or `path_hash_prefixes`).
[[nodiscard]] bool is_path_delegated(const DelegatedRole& role, std::string_view target_path);
/// Shell-style: `*` any run and `?` any one character, neither '/'. Linear in the pattern's length per character.
[[nodiscard]] bool path_matches(std::string_view pattern, std::string_view path);

}  // namespace bildungskiosk::trust
