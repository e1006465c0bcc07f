#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/publish/content.hpp"
#include "sync/publish/offer_identity.hpp"

/// The same offer from several sources is shown once. Which of its records is shown depends on nothing but what the
/// sources hold: not on the order in which they came. Nothing here reads a file.
namespace bildungskiosk::publish {

struct MergeSource {
  std::string source;
  bool signs_for_itself = false;  // by a delegated role: what it has signed stays as it is
  SourceIdentities identities;
};

struct OfferLine {
  std::size_t source = 0;  // its place in what was handed over
  std::uint32_t line = 0;
  bool operator==(const OfferLine&) const = default;
};

/// One offer in several sources. The first is shown; with it stay those whose source signs for itself.
struct MergedOffer {
  std::vector<OfferLine> records;
  bool by_address = false;  // all have the registration's address in common; else provider, title, days and place
};

struct Merge {
  std::vector<std::vector<std::uint32_t>> hidden;  // for each source the lines that are left out, sorted
  std::vector<MergedOffer> merged;                 // in the order of source and line of what is shown
  std::uint64_t uncertain = 0;  // groups that fit by one key and contradict each other otherwise: all are shown
};

/// Two offers of different sources are the same when their registration has the same address, or when provider, title,
/// days and place are the same. A group that holds two offers of one source, two first days or two hours is left alone:
/// shown twice is better than lost. Shown is the record of a source that signs for itself, else the one that says most,
/// else that of the source whose id comes first. Merging what is left again changes nothing. Memory: about 40 bytes for
/// each offer besides the identities.
[[nodiscard]] Merge merge_sources(std::span<const MergeSource> sources);

/// The lines without those, to be read where they lie; the same content when there are none. Reads it once, for its
/// length and digest. Errors: the content's.
[[nodiscard]] base::Result<Content> without_lines(const Content& records, std::vector<std::uint32_t> hidden);

}  // namespace bildungskiosk::publish
