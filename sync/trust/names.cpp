#include "sync/trust/names.hpp"

#include <algorithm>

#include "sync/base/digest.hpp"
#include "sync/trust/limits.hpp"

namespace bildungskiosk::trust {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

bool has_control_character(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
  });
}

Error unsafe(std::string_view what, std::string_view name) {
  // Escaped, because the detail goes to logs and terminals.
  return Error{ErrorCode::kUnsafePath, std::string(what) + ": " + to_json_text(std::string(name.substr(0, 80)))};
}

/// The length of the UTF-8 character that starts the (valid) text.
std::size_t character_bytes(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) ++length;
  return length;
}

}  // namespace

Result<void> check_target_path(std::string_view path) {
  if (path.empty() || path.size() > kTargetPathBytesMax) return unsafe("a target path of a wrong length", path);
  if (has_control_character(path) || path.find('\\') != std::string_view::npos) {
    return unsafe("a target path with a forbidden character", path);
  }
  for (std::size_t start = 0; start <= path.size();) {
    const std::size_t slash = std::min(path.find('/', start), path.size());
    const std::string_view segment = path.substr(start, slash - start);
    if (segment.empty() || segment == "." || segment == "..") return unsafe("a target path that may leave", path);
    start = slash + 1;
  }
  return {};
}

Result<void> check_delegated_role_name(std::string_view name) {
  if (name.empty() || name.size() > kRoleNameBytesMax) return unsafe("a role's name of a wrong length", name);
  if (has_control_character(name)) return unsafe("a role's name with a control character", name);
  if (percent_encoded(name).size() > kEncodedRoleNameBytesMax) return unsafe("a role's name too long for a file", name);
  for (const std::string_view reserved : {kRootRole, kTimestampRole, kSnapshotRole, kTargetsRole}) {
    if (name == reserved) return unsafe("a delegated role with a top-level role's name", name);
  }
  return {};
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string encoded;
  for (const char character : text) {
    const bool unreserved = (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
                            (character >= '0' && character <= '9') ||
                            std::string_view("-._~").find(character) != std::string_view::npos;
    if (unreserved) {
      encoded += character;
      continue;
    }
    const auto byte = static_cast<unsigned char>(character);
    encoded += '%';
    encoded += kDigits[byte >> 4U];
    encoded += kDigits[byte & 0xFU];
  }
  return encoded;
}

std::string metadata_file_name(std::string_view role) { return percent_encoded(role) + ".json"; }

std::string metadata_file_name(std::string_view role, std::int64_t version) {
  return std::to_string(version) + "." + metadata_file_name(role);
}

std::string target_file_path(std::string_view target_path, const TargetFile& file, bool consistent_snapshot) {
  if (!consistent_snapshot) return std::string(target_path);
  const auto sha256 = file.hashes.find("sha256");
  const std::string& hash = sha256 != file.hashes.end() ? sha256->second : file.hashes.at("sha512");
  const std::size_t name_start = target_path.rfind('/') + 1;  // npos + 1 is 0: no folder
  return std::string(target_path.substr(0, name_start)) + hash + "." + std::string(target_path.substr(name_start));
}

bool is_path_delegated(const DelegatedRole& role, std::string_view target_path) {
  if (!role.path_hash_prefixes.empty()) {
    const std::string hash = base::sha256_hex(base::as_bytes(target_path));
    return std::any_of(role.path_hash_prefixes.begin(), role.path_hash_prefixes.end(),
                       [&](const std::string& prefix) { return hash.starts_with(prefix); });
  }
  return std::any_of(role.paths.begin(), role.paths.end(),
                     [&](const std::string& pattern) { return path_matches(pattern, target_path); });
}

bool path_matches(std::string_view pattern, std::string_view path) {
  // Greedy with one point of return: the last '*' takes one more character whenever the rest does not fit. A star
  // stops at '/', and an earlier star never needs to be tried again, so this is never worse than |pattern| · |path|.
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t star_end = 0;
  while (t < path.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      star_end = t;
    } else if (p < pattern.size() && pattern[p] == '?' && path[t] != '/') {
      ++p;
      t += character_bytes(path.substr(t));
    } else if (p < pattern.size() && pattern[p] != '?' && pattern[p] == path[t]) {
      if (path[t] == '/') star = std::string_view::npos;  // past a separator no star from before reaches back
      ++p;
      ++t;
    } else if (star != std::string_view::npos && path[star_end] != '/') {
      t = ++star_end;
      p = star + 1;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

}  // namespace bildungskiosk::trust
