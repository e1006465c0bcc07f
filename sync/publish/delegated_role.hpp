#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/publish/key_ring.hpp"
#include "sync/publish/office.hpp"
#include "sync/publish/published_state.hpp"
#include "sync/trust/metadata.hpp"

namespace bildungskiosk::publish {

/// The delegated role of a source that signs for itself: its metadata on the way from the office, who imports and
/// describes the source's targets, to the provider, who signs, and back. The role has the source's id as its name and
/// may speak for `<id>/*`, which it alone then does.
///
///     DIR/to-sign/<id>/<id>.json     the role's next metadata, with the signatures that it has got
///     DIR/to-sign/<id>/<file>.zst    the source's full target as named in it, for who wants to see what is signed
///
/// Not thread-safe; lives no longer than the office.
class DelegatedRole {
 public:
  DelegatedRole(const Office& office, std::string source, Delegation delegation)
      : office_(office), source_(std::move(source)), delegation_(std::move(delegation)) {}

  [[nodiscard]] std::string folder() const { return office_.directory() + "/to-sign/" + source_; }
  [[nodiscard]] std::string draft_path() const { return folder() + "/" + source_ + ".json"; }

  struct Draft {
    base::Bytes bytes;
    trust::Targets targets;
    std::int64_t missing = 0;  // signatures that the threshold still lacks
  };
  /// nullopt when none waits, or what lies there is none (then it is as good as none: it is written anew).
  [[nodiscard]] base::Result<std::optional<Draft>> draft() const;
  /// Signed with the keys at hand. `content_path`: the full target's file, copied beside it.
  base::Result<Draft> write(const trust::Targets& targets, const KeyRing& ring, const std::string& content_name,
                            const Content& content) const;
  /// Takes signatures from a copy that was signed elsewhere. kNotFound when no draft waits, kSameVersionOtherContent
  /// for that of another one.
  base::Result<Draft> accept(base::ByteView signed_elsewhere) const;
  /// Nothing waits any longer.
  base::Result<void> clear() const;

  /// How many signatures of the present keys these bytes lack. Bytes that are no metadata lack all.
  [[nodiscard]] std::int64_t missing_signatures(base::ByteView bytes) const;
  /// As it stands in the delegator's metadata.
  void list_in(trust::Delegations& delegations) const;

 private:
  base::Result<void> write_draft(const std::string& text) const;

  const Office& office_;
  std::string source_;
  Delegation delegation_;
};

/// The ids of sources whose metadata waits for signatures. Errors: the file system's.
base::Result<std::vector<std::string>> waiting_sources(const Office& office);

}  // namespace bildungskiosk::publish
