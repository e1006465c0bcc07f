#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"

namespace bildungskiosk::update {

/// Counts up from 1; 0 stands for "none".
using GenerationNumber = std::uint32_t;

/// A file of the package from which a generation was built, as the signed metadata described it.
struct ManifestTarget {
  std::string path;  // TUF target path, e.g. "vhs/offers-3.jsonl.zst"
  std::string kind;  // "catalogue" or "offers"
  std::uint64_t version = 0;
  std::uint64_t length_bytes = 0;
  std::map<std::string, std::string> hashes;  // "sha256" → hex
  std::string content_sha256;                 // of the lines: the name in the stock; empty: not known
  std::uint64_t offers = 0;                   // among the lines
  bool operator==(const ManifestTarget&) const = default;
};

/// A file that is shown beside the catalogue as it is: STORE/media/<sha256>.
struct ManifestMedium {
  std::string kind;    // "map"
  std::string sha256;  // 64 lower-case hexadecimal digits
  std::uint64_t length_bytes = 0;
  bool operator==(const ManifestMedium&) const = default;
};

/// The database that was built, so that `verify` can tell whether it still is what was written.
struct ManifestCatalogue {
  std::uint64_t bytes = 0;
  std::string sha256;
  std::uint64_t offers = 0;
  bool operator==(const ManifestCatalogue&) const = default;
};

/// What a generation is, written once beside it as `manifest.json`. Without `catalogue` the generation holds newer
/// signed metadata only: the office signed the same content again.
struct Manifest {
  GenerationNumber number = 0;
  GenerationNumber replaces = 0;  // whose catalogue was shown before; what a rollback returns to
  base::UnixSeconds installed_at = 0;
  std::string source;  // where it came from, as the fetcher describes itself
  std::string office;
  std::string region;
  base::UnixSeconds generated_at = 0;         // when the office made the content
  base::UnixSeconds metadata_expires_at = 0;  // the earliest expiry among the metadata
  std::uint64_t fetched_bytes = 0;            // of targets, that this installation took from its source
  std::optional<ManifestCatalogue> catalogue;
  std::vector<ManifestTarget> targets;  // sorted by path
  std::vector<ManifestMedium> media;    // in the order of their targets' paths
  bool operator==(const Manifest&) const = default;
};

/// JSON, indented, ends with a line break. Stable: the same manifest gives the same bytes.
[[nodiscard]] std::string serialise(const Manifest& manifest);
/// kCatalogueDamaged when the text is not a manifest of this format: only we write it, so something altered it.
[[nodiscard]] base::Result<Manifest> parse_manifest(std::string_view text);

/// Whether two releases have the same content: the same files with the same hashes, whoever signed them when.
[[nodiscard]] bool same_content(const std::vector<ManifestTarget>& left, const std::vector<ManifestTarget>& right);

}  // namespace bildungskiosk::update
