#include "sync/trust/metadata.hpp"

#include "sync/base/check.hpp"
#include "sync/base/digest.hpp"
#include "sync/trust/limits.hpp"
#include "sync/trust/names.hpp"
#include "sync/trust/target_search.hpp"
#include "sync/trust/trusted_metadata.hpp"
#include "tests/fuzz/fuzz.hpp"

// The four readers of TUF metadata, the check of signatures with the keys that stand in the file itself, and the search
// through its delegations. Whatever is read is written and read again as the same.

namespace bildungskiosk::fuzz {
namespace {

using trust::JsonArray;
using trust::JsonObject;

template <typename Metadata, typename Read>
void check_round_trip(const trust::Signed<Metadata>& read, Read&& reader) {
  const JsonObject json = trust::to_json(read.metadata);
  const std::string file = trust::to_json_text(JsonObject{{"signatures", JsonArray()}, {"signed", json}});
  const auto again = reader(base::as_bytes(file));
  BILDUNGSKIOSK_CHECK(again.has_value());
  BILDUNGSKIOSK_CHECK(trust::to_json(again->metadata) == json);
  BILDUNGSKIOSK_CHECK(again->signed_bytes == trust::to_canonical_json(json));
}

template <typename Metadata>
void check_signatures(const trust::KeyMap& keys, const trust::RoleKeys& role, const trust::Signed<Metadata>& read) {
  const auto count = trust::count_signatures(keys, role, read.signed_bytes, read.signatures);
  BILDUNGSKIOSK_CHECK(count.right <= read.signatures.size() && count.right <= role.key_ids.size());
  const bool met = trust::verify_threshold(keys, role, read.signed_bytes, read.signatures).has_value();
  BILDUNGSKIOSK_CHECK(met == (static_cast<std::int64_t>(count.right) >= role.threshold));
}

void check_root(base::ByteView bytes) {
  const auto read = trust::read_root(bytes);
  if (!read) return;
  check_round_trip(*read, trust::read_root);
  for (const auto& [name, role] : read->metadata.roles) check_signatures(read->metadata.keys, role, *read);
  auto trusted = trust::TrustedMetadata::start(bytes, 0);
  if (!trusted) return;
  BILDUNGSKIOSK_CHECK(!trusted->update_root(bytes));  // never its own successor
  if (trusted->finish_root()) static_cast<void>(trusted->update_timestamp(bytes));
}

/// Every delegated role answers with this very file: the search must end all the same.
void check_search(const trust::Targets& targets) {
  int loaded = 0;
  const trust::RoleLoader load = [&](std::string_view, const trust::DelegatedRole&) {
    ++loaded;
    return base::Result<const trust::Targets*>(&targets);
  };
  static_cast<void>(trust::search_target("vhs/offers-1.jsonl.zst", targets, load));
  BILDUNGSKIOSK_CHECK(loaded <= trust::kDelegatedRolesMax);
}

void check_targets(base::ByteView bytes) {
  const auto read = trust::read_targets(bytes);
  if (!read) return;
  check_round_trip(*read, trust::read_targets);
  for (const auto& [path, file] : read->metadata.targets) {
    BILDUNGSKIOSK_CHECK(trust::check_target_path(path).has_value());
    BILDUNGSKIOSK_CHECK(trust::check_target_path(trust::target_file_path(path, file, true)).has_value() ||
                        path.size() + 130 > trust::kTargetPathBytesMax);
  }
  check_search(read->metadata);
  if (!read->metadata.delegations) return;
  for (const trust::DelegatedRole& role : read->metadata.delegations->roles) {
    check_signatures(read->metadata.delegations->keys, role.keys, *read);
    const std::string name = trust::metadata_file_name(role.name, read->metadata.version);
    BILDUNGSKIOSK_CHECK(name.find('/') == std::string::npos && name.size() <= 255);
  }
}

}  // namespace
}  // namespace bildungskiosk::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bildungskiosk;
  const base::ByteView bytes(data, size);
  fuzz::check_root(bytes);
  if (const auto read = trust::read_timestamp(bytes)) fuzz::check_round_trip(*read, trust::read_timestamp);
  if (const auto read = trust::read_snapshot(bytes)) fuzz::check_round_trip(*read, trust::read_snapshot);
  fuzz::check_targets(bytes);
  return 0;
}
