#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "sync/base/result.hpp"
#include "sync/publish/content.hpp"
#include "sync/publish/new_targets.hpp"
#include "sync/publish/offer_identity.hpp"
#include "sync/publish/office.hpp"
#include "sync/publish/published_state.hpp"
#include "sync/trust/metadata.hpp"

namespace bildungskiosk::publish {

/// A member of a target's "custom"; 0 and "" when it is not there or something else.
[[nodiscard]] std::int64_t integer_member(const trust::JsonObject& object, std::string_view key);
[[nodiscard]] std::string string_member(const trust::JsonObject& object, std::string_view key);

/// The source's full target; the end when there is none.
[[nodiscard]] TargetFiles::const_iterator find_full(const TargetFiles& targets, std::string_view source);
/// What the source's full target says of itself; 0 without one.
[[nodiscard]] std::uint64_t offers_of(const TargetFiles& targets, std::string_view source);
/// Whether the source's full target is of the lines with this digest.
[[nodiscard]] bool names_content(const TargetFiles& targets, std::string_view source, std::string_view digest);

/// What the last release published, and what of it the next one keeps. One thread.
class PublishedTargets {
 public:
  /// Both must outlive it. Which targets there were is read from `state` now; a newer root in it is heeded.
  PublishedTargets(const Office& office, const PublishedState& state);

  using Target = std::pair<std::string, trust::TargetFile>;  // path and what the metadata says of it
  using FullTargets = std::map<std::string, Target, std::less<>>;
  /// The full targets by the folder that their path begins with: a source's id or "office".
  [[nodiscard]] const FullTargets& full_targets() const { return full_; }
  /// The folder's; nullptr: none.
  [[nodiscard]] const Target* find(std::string_view folder) const;
  /// Of the folder's full target; 0: none yet.
  [[nodiscard]] std::int64_t version_of(std::string_view folder) const;
  /// Whether the folder's full target is of these lines and its file is whole. One that was lost or altered is written
  /// anew, under the next number.
  [[nodiscard]] bool is_unchanged(std::string_view folder, std::string_view digest) const;
  /// Of a role's metadata, also of one that is no longer delegated to; 0: none yet.
  [[nodiscard]] std::int64_t last_version_of(const std::string& role) const;

  /// The map that was published; nullptr: none. `is_whole`: its file is there, byte for byte.
  [[nodiscard]] const Target* map() const { return map_ ? &*map_ : nullptr; }
  [[nodiscard]] bool is_whole(const Target& target) const { return holds(target.first, target.second); }

  /// Of a folder that has not changed: its full target, and the deltas that lead to it. Returns whether all of their
  /// files are there; a delta that was lost must not be named any longer.
  [[nodiscard]] bool keep(TargetFiles& into, std::string_view folder) const;

  /// Who is recognised in the source's full target among `named`, which may be older than its stock; nobody without
  /// one. Errors: those of `unpack_lines` and of the stock.
  [[nodiscard]] base::Result<SourceIdentities> identities(const TargetFiles& named, const std::string& source,
                                                          const Content& stock) const;

  /// Paths below repository/targets/ of what the new release, which names `named`, and the one before it consist of,
  /// and of what the next release makes its deltas from.
  [[nodiscard]] std::set<std::string> needed_files(const TargetFiles& named) const;

 private:
  [[nodiscard]] bool holds(const std::string& path, const trust::TargetFile& file) const;

  const Office* office_;
  const PublishedState* state_;
  FullTargets full_;
  std::optional<Target> map_;
  std::map<std::string, TargetFiles, std::less<>> deltas_;  // by the source that they name
};

}  // namespace bildungskiosk::publish
