#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/publish/key_ring.hpp"
#include "sync/publish/office.hpp"
#include "sync/publish/published_state.hpp"
#include "sync/trust/metadata.hpp"

namespace bildungskiosk::publish {

/// Which keys may sign as a top-level role, and how many of them must.
struct KeyChange {
  Role role = Role::kTimestamp;
  std::vector<trust::PublicKey> added;
  std::vector<std::string> removed;  // key ids, or a beginning of kKeyIdDigitsMin digits that only one of them has
  std::optional<std::int64_t> threshold;
};

/// The root that comes next: one version on, valid for three years from `now`. Keys that no role lists any longer are
/// dropped. kInvalidArgument (the detail is the reason) when nothing would change, a removed key is not the role's or
/// not told apart, or fewer keys than the threshold would stay.
base::Result<trust::Root> changed_root(const trust::Root& root, const KeyChange& change, base::UnixSeconds now);
/// The same root one version on, valid for three years from `now`.
[[nodiscard]] trust::Root renewed_root(const trust::Root& root, base::UnixSeconds now);

/// How far the next root is.
struct RootProgress {
  enum class State {
    kNone,       // no root waits
    kWaiting,    // for signatures, in `RootChange::draft_path`
    kPublished,  // it is the office's root now
  };
  State state = State::kNone;
  std::int64_t version = 0;
  std::int64_t missing_now = 0;   // signatures of the root keys that are trusted now
  std::int64_t missing_next = 0;  // of those that the next root lists
};

/// Takes the office from one root to the next. A root that not enough keys at hand can sign waits in
/// DIR/to-sign/root.json, to be carried to those who hold the others (`add_signatures`) and back (`merge_signatures`).
/// What is changed while one waits goes into the same draft, whose signatures are then to be given again.
///
/// When the present release would not be right under the next root, it is signed anew first, by the old keys and the
/// new ones, and then the root is published: whatever stops it in between, the repository is right, and the draft waits
/// to be published. So the old keys have to be at hand. Where one is lost, a new one is added by a first change, for
/// which nothing has to be signed anew, and the lost one taken out by a second.
class RootChange {
 public:
  /// Lives no longer than office and ring.
  RootChange(const Office& office, const KeyRing& ring, base::UnixSeconds now)
      : office_(office), ring_(ring), now_(now) {}

  [[nodiscard]] std::string draft_path() const { return office_.directory() + "/to-sign/root.json"; }
  /// What the next change begins from: the waiting draft's root, or the office's.
  base::Result<trust::Root> current() const;
  /// Signs with the keys at hand, and publishes when they suffice; else it waits.
  base::Result<RootProgress> propose(const trust::Root& next);
  /// Takes signatures from a copy that was signed elsewhere. kSameVersionOtherContent for that of another draft;
  /// kNotFound when none waits.
  base::Result<RootProgress> accept(base::ByteView signed_elsewhere);
  /// Publishes a waiting draft when its signatures suffice. A draft that is not the next version any more is removed.
  /// kKeyUnusable when the release must be signed anew and keys for that are missing.
  base::Result<RootProgress> complete();
  /// kNotFound when none waits.
  base::Result<void> discard();

 private:
  base::Result<void> write_draft(const std::string& text);
  base::Result<void> sign_release_anew(const PublishedState& state, const base::Bytes& next);

  const Office& office_;
  const KeyRing& ring_;
  base::UnixSeconds now_;
};

}  // namespace bildungskiosk::publish
