#include "sync/publish/repository_writer.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "sync/base/civil_time.hpp"
#include "sync/base/digest.hpp"
#include "sync/exchange/compressed_lines.hpp"
#include "sync/exchange/patch.hpp"
#include "sync/exchange/record.hpp"
#include "sync/publish/durable_folders.hpp"
#include "sync/publish/limits.hpp"
#include "sync/publish/published_state.hpp"
#include "sync/publish/target_history.hpp"
#include "sync/publish/validity.hpp"
#include "sync/trust/names.hpp"

namespace bildungskiosk::publish {
namespace {

using base::ByteView;
using base::Error;
using base::ErrorCode;
using base::Result;
using trust::JsonObject;
using trust::TargetFile;

std::int64_t integer_member(const JsonObject& object, std::string_view key) {
  const trust::JsonValue* value = trust::find_member(object, key);
  return value != nullptr && value->as_integer() != nullptr ? *value->as_integer() : 0;
}

std::string string_member(const JsonObject& object, std::string_view key) {
  const trust::JsonValue* value = trust::find_member(object, key);
  return value != nullptr && value->as_string() != nullptr ? *value->as_string() : std::string();
}

std::uint64_t count_lines(std::string_view text) {
  return static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
}

constexpr std::string_view kDelta = "delta";

JsonObject describe_content(std::string_view lines) {
  return {{"length", static_cast<std::int64_t>(lines.size())}, {"sha256", base::sha256_hex(base::as_bytes(lines))}};
}

/// Whether a terminal is better off with the delta, the entry in the metadata that everybody reads included.
bool is_worth_it(std::uint64_t delta_bytes, std::uint64_t full_bytes) {
  return delta_bytes + kDeltaListingBytes <= full_bytes / 4 * 3;
}

/// A target as it is in the last release, by the folder that its path begins with.
using Earlier = std::map<std::string, std::pair<std::string, TargetFile>>;

Earlier by_folder(const PublishedState& state) {
  Earlier earlier;
  if (!state.release) return earlier;
  for (const auto& [path, file] : state.release->targets.targets) {
    if (string_member(file.custom, "kind") == kDelta) continue;
    earlier[path.substr(0, path.find('/'))] = {path, file};
  }
  return earlier;
}

/// One release in the making.
class Release {
 public:
  Release(const Office& office, const ReleaseOptions& options, base::UnixSeconds now)
      : office_(office), options_(options), now_(now) {
    result_.expires = now + base::UnixSeconds{options.valid_days} * kDay_s;
  }

  Result<ReleaseResult> run(std::string_view passphrase, const std::vector<offer::Synonym>& synonyms);

 private:
  struct Pending {
    std::string path;
    base::Bytes bytes;
  };

  Result<void> add_sources();
  Result<void> add_source(const std::string& id);
  Result<void> add_catalogue(const std::vector<offer::Synonym>& synonyms, bool sources_changed);
  Result<void> add_target(const std::string& path, std::string_view content, JsonObject custom);
  void add_file(const std::string& path, base::Bytes bytes, JsonObject custom);
  /// "<folder>/<stem>-<version>.jsonl.zst"
  struct TargetName {
    std::string folder;
    std::string stem;
    std::int64_t version = 0;
    [[nodiscard]] std::string full() const {
      return folder + "/" + stem + "-" + std::to_string(version) + ".jsonl.zst";
    }
    [[nodiscard]] std::string delta(std::int64_t from) const {
      return folder + "/" + stem + "-" + std::to_string(from) + "-" + std::to_string(version) + ".jsonl.zst-patch";
    }
  };
  Result<void> add_deltas(const TargetName& name, std::string_view content, std::int64_t versions_back);
  Result<void> add_delta(const TargetName& name, std::string_view content, const EarlierFile& earlier);
  void keep_deltas(const std::string& source, std::int64_t version);
  [[nodiscard]] std::set<std::string> needed_files() const;
  [[nodiscard]] bool is_unchanged(Earlier::const_iterator known, std::string_view digest) const;
  [[nodiscard]] std::string catalogue_lines(const offer::CatalogueInfo& info,
                                            const std::vector<offer::Synonym>& synonyms) const;
  Result<void> renew_root(std::string_view passphrase);
  Result<void> write(std::string_view passphrase);

  const Office& office_;
  const ReleaseOptions& options_;
  base::UnixSeconds now_;
  PublishedState state_;
  Earlier earlier_;
  trust::Targets targets_;
  std::vector<Pending> pending_;
  std::set<std::string> category_lines_;
  bool changed_ = false;
  ReleaseResult result_;
};

Result<void> Release::add_target(const std::string& path, std::string_view content, JsonObject custom) {
  BILDUNGSKIOSK_TRY(base::Bytes compressed, exchange::compress(content));
  custom.insert_or_assign("content", describe_content(content));
  add_file(path, std::move(compressed), std::move(custom));
  changed_ = true;
  return {};
}

void Release::add_file(const std::string& path, base::Bytes bytes, JsonObject custom) {
  TargetFile file = trust::describe_target(bytes);
  file.custom = std::move(custom);
  const std::string stored = trust::target_file_path(path, file, state_.root.consistent_snapshot);
  pending_.push_back({office_.targets_directory() + "/" + stored, std::move(bytes)});
  targets_.targets.insert_or_assign(path, std::move(file));
}

Result<void> Release::add_deltas(const TargetName& name, std::string_view content, std::int64_t versions_back) {
  BILDUNGSKIOSK_TRY(const auto earlier,
                    earlier_files(office_.files(), office_.targets_directory(), name.folder, name.version));
  for (const EarlierFile& file : earlier) {
    if (file.version < name.version - versions_back) break;
    // A lost or altered file of an earlier version costs its delta, not the release.
    auto added = add_delta(name, content, file);
    if (!added && added.error().code == ErrorCode::kInternal) return added;
  }
  return {};
}

Result<void> Release::add_delta(const TargetName& name, std::string_view content, const EarlierFile& earlier) {
  BILDUNGSKIOSK_TRY(const std::string lines, read_lines(office_.files(), earlier));
  BILDUNGSKIOSK_TRY(base::Bytes patch, exchange::make_patch(base::as_bytes(lines), base::as_bytes(content)));
  if (!is_worth_it(patch.size(), targets_.targets.find(name.full())->second.length_bytes)) return {};
  ++result_.deltas;
  result_.delta_bytes += patch.size();
  JsonObject from = describe_content(lines);
  from.insert_or_assign("version", earlier.version);
  add_file(name.delta(earlier.version), std::move(patch),
           {{"kind", kDelta},
            {"source", name.folder},
            {"version", name.version},
            {"from", std::move(from)},
            {"to", describe_content(content)}});
  return {};
}

/// Of a source that has not changed: its deltas lead to what is still its newest version.
void Release::keep_deltas(const std::string& source, std::int64_t version) {
  for (const auto& [path, file] : state_.release->targets.targets) {
    if (string_member(file.custom, "kind") != kDelta || string_member(file.custom, "source") != source) continue;
    if (integer_member(file.custom, "version") != version) continue;
    if (holds_target(office_.files(), office_.directory() + "/repository", state_, path, file)) {
      targets_.targets.emplace(path, file);
    } else {
      changed_ = true;  // one that was lost must not be named any longer
    }
  }
}

/// What this release and the one before it name, and what the next release makes its deltas from.
std::set<std::string> Release::needed_files() const {
  std::set<std::string> needed;
  const auto add = [&](const trust::Targets& targets) {
    for (const auto& [path, file] : targets.targets) {
      needed.insert(trust::target_file_path(path, file, state_.root.consistent_snapshot));
    }
  };
  add(targets_);
  if (state_.release) add(state_.release->targets);
  const std::string folder = office_.targets_directory() + "/";
  for (const auto& [path, file] : targets_.targets) {
    if (string_member(file.custom, "kind") != "offers") continue;
    const std::int64_t next = integer_member(file.custom, "version") + 1;
    const auto earlier =
        earlier_files(office_.files(), office_.targets_directory(), path.substr(0, path.find('/')), next);
    if (!earlier) continue;
    for (const EarlierFile& kept : *earlier) {
      if (kept.version >= next - office_.settings().deltas) needed.insert(kept.path.substr(folder.size()));
    }
  }
  return needed;
}

/// A file that was lost or altered in the folder is written anew, under the next number.
bool Release::is_unchanged(Earlier::const_iterator known, std::string_view digest) const {
  if (known == earlier_.end()) return false;
  const auto& [path, file] = known->second;
  return string_member(file.custom, "content_sha256") == digest &&
         holds_target(office_.files(), office_.directory() + "/repository", state_, path, file);
}

Result<void> Release::add_source(const std::string& id) {
  BILDUNGSKIOSK_TRY(const base::Bytes bytes, office_.source_records(id));
  const std::string digest = base::sha256_hex(bytes);
  const auto known = earlier_.find(id);
  if (is_unchanged(known, digest)) {
    result_.offers += static_cast<std::uint64_t>(integer_member(known->second.second.custom, "offers"));
    targets_.targets.insert(known->second);
    keep_deltas(id, integer_member(known->second.second.custom, "version"));
    return {};
  }
  const std::int64_t last = known == earlier_.end() ? 0 : integer_member(known->second.second.custom, "version");
  const std::string_view content = base::as_text(bytes);
  auto counted = count_stock(content, base::german_local_time(now_).date);
  if (!counted) return base::with_context(std::move(counted).error(), "source " + id);
  result_.offers += counted->offers;
  result_.changed_sources.push_back(id);
  const TargetName name{id, "offers", last + 1};
  BILDUNGSKIOSK_TRY_VOID(add_target(name.full(), content,
                                    {{"kind", "offers"},
                                     {"source", id},
                                     {"version", last + 1},
                                     {"records", static_cast<std::int64_t>(count_lines(content))},
                                     {"offers", static_cast<std::int64_t>(counted->offers)},
                                     {"content_sha256", digest}}));
  return add_deltas(name, content, office_.settings().deltas);
}

Result<void> Release::add_sources() {
  BILDUNGSKIOSK_TRY(const auto ids, office_.source_ids());
  if (ids.empty()) return Error{ErrorCode::kEmptyExport, "no source has been added yet"};
  for (const std::string& id : ids) {
    BILDUNGSKIOSK_TRY_VOID(add_source(id));
    BILDUNGSKIOSK_TRY(const base::Bytes categories, office_.source_categories(id));
    std::string_view rest = base::as_text(categories);
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      if (end > 0) category_lines_.emplace(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  // A source whose folder has been removed leaves the catalogue.
  for (const auto& [folder, target] : earlier_) {
    if (folder != "office" && !std::binary_search(ids.begin(), ids.end(), folder)) changed_ = true;
  }
  return {};
}

std::string Release::catalogue_lines(const offer::CatalogueInfo& info,
                                     const std::vector<offer::Synonym>& synonyms) const {
  std::string lines = exchange::write_record(info) + '\n';
  for (const std::string& line : category_lines_) lines += line + '\n';
  for (const offer::Synonym& synonym : synonyms) lines += exchange::write_record(synonym) + '\n';
  return lines;
}

Result<void> Release::add_catalogue(const std::vector<offer::Synonym>& synonyms, bool sources_changed) {
  const OfficeSettings& settings = office_.settings();
  offer::CatalogueInfo info{settings.office, settings.region, settings.languages, 0, std::nullopt, std::nullopt};
  const std::string digest = base::sha256_hex(base::as_bytes(catalogue_lines(info, synonyms)));
  const auto known = earlier_.find("office");
  // The catalogue's own record carries the date of the data, so it is new whenever anything is.
  if (is_unchanged(known, digest) && !sources_changed && options_.when == ReleaseOptions::When::kChanged) {
    targets_.targets.insert(known->second);
    keep_deltas("office", integer_member(known->second.second.custom, "version"));
    return {};
  }
  info.generated_at = now_;
  info.valid_from = base::german_local_time(now_).date;
  info.valid_until = base::german_local_time(result_.expires).date;
  const std::string lines = catalogue_lines(info, synonyms);
  // A record that a terminal would refuse never leaves the office.
  if (auto checked = count_stock(lines, info.valid_from.value()); !checked) {
    return base::with_context(std::move(checked).error(), "office/catalogue");
  }
  const std::int64_t last = known == earlier_.end() ? 0 : integer_member(known->second.second.custom, "version");
  const TargetName name{"office", "catalogue", last + 1};
  BILDUNGSKIOSK_TRY_VOID(add_target(name.full(), lines,
                                    {{"kind", "catalogue"},
                                     {"version", last + 1},
                                     {"records", static_cast<std::int64_t>(count_lines(lines))},
                                     {"content_sha256", digest}}));
  // Small as it is, more of them would cost more in the metadata than they spare.
  return add_deltas(name, lines, std::min(office_.settings().deltas, 1));
}

/// A year before the first terminal could miss it, the root is written anew with the same keys.
Result<void> Release::renew_root(std::string_view passphrase) {
  if (state_.root.expires - now_ > kRootValid_s - kRootRenewedAfter_s) return {};
  auto key = office_.load_key(Role::kRoot, passphrase);
  const bool urgent = state_.root.expires - now_ < 60 * kDay_s;
  if (!key && !urgent) return {};  // the root key may be kept elsewhere; there is time
  if (!key) return std::move(key).error();
  trust::Root root = state_.root;
  ++root.version;
  root.expires = now_ + kRootValid_s;
  const std::array<const trust::PrivateKey*, 1> signers = {&*key};
  BILDUNGSKIOSK_TRY(const std::string text, trust::write_signed(root, signers));
  const ByteView bytes = base::as_bytes(text);
  const std::string name = trust::metadata_file_name(trust::kRootRole, root.version);
  auto& files = office_.files();
  BILDUNGSKIOSK_TRY_VOID(base::write_file_atomically(files, office_.metadata_directory() + "/" + name, bytes));
  BILDUNGSKIOSK_TRY_VOID(base::write_file_atomically(files, office_.directory() + "/root.json", bytes));
  state_.root = std::move(root);
  state_.root_bytes.assign(bytes.begin(), bytes.end());
  result_.root_renewed = true;
  return {};
}

Result<void> Release::write(std::string_view passphrase) {
  BILDUNGSKIOSK_TRY(const auto targets_key, office_.load_key(Role::kTargets, passphrase));
  BILDUNGSKIOSK_TRY(const auto snapshot_key, office_.load_key(Role::kSnapshot, passphrase));
  BILDUNGSKIOSK_TRY(const auto timestamp_key, office_.load_key(Role::kTimestamp, passphrase));
  const auto& last = state_.release;

  targets_.version = last ? last->targets.version + 1 : 1;
  targets_.expires = result_.expires;
  if (last) targets_.delegations = last->targets.delegations;
  const std::array<const trust::PrivateKey*, 1> targets_signers = {&targets_key};
  BILDUNGSKIOSK_TRY(const std::string targets, trust::write_signed(targets_, targets_signers));

  trust::Snapshot snapshot;
  snapshot.version = last ? last->snapshot.version + 1 : 1;
  snapshot.expires = result_.expires;
  if (last) snapshot.meta = last->snapshot.meta;
  snapshot.meta.insert_or_assign(std::string(trust::kTargetsRole), trust::describe_metadata(targets_.version, targets));
  const std::array<const trust::PrivateKey*, 1> snapshot_signers = {&snapshot_key};
  BILDUNGSKIOSK_TRY(const std::string snapshot_text, trust::write_signed(snapshot, snapshot_signers));

  trust::Timestamp timestamp;
  timestamp.version = last ? last->timestamp.version + 1 : 1;
  timestamp.expires = result_.expires;
  timestamp.snapshot = trust::describe_metadata(snapshot.version, snapshot_text);
  const std::array<const trust::PrivateKey*, 1> timestamp_signers = {&timestamp_key};
  BILDUNGSKIOSK_TRY(const std::string timestamp_text, trust::write_signed(timestamp, timestamp_signers));

  BILDUNGSKIOSK_TRY_VOID(check_release(state_.root_bytes, base::as_bytes(timestamp_text), base::as_bytes(snapshot_text),
                                       base::as_bytes(targets), now_));
  auto& files = office_.files();
  for (const Pending& target : pending_) {
    BILDUNGSKIOSK_TRY_VOID(create_folders_durably(files, base::parent_path(target.path)));
    BILDUNGSKIOSK_TRY_VOID(base::write_file_atomically(files, target.path, target.bytes));
  }
  const std::string metadata = office_.metadata_directory() + "/";
  const std::array<std::pair<std::string, const std::string*>, 3> written = {{
      {trust::metadata_file_name(trust::kTargetsRole, targets_.version), &targets},
      {trust::metadata_file_name(trust::kSnapshotRole, snapshot.version), &snapshot_text},
      {trust::metadata_file_name(trust::kTimestampRole), &timestamp_text},
  }};
  for (const auto& [name, text] : written) {
    BILDUNGSKIOSK_TRY_VOID(base::write_file_atomically(files, metadata + name, base::as_bytes(*text)));
  }
  return {};
}

Result<ReleaseResult> Release::run(std::string_view passphrase, const std::vector<offer::Synonym>& synonyms) {
  BILDUNGSKIOSK_TRY(state_, read_own_state(office_.files(), office_.directory() + "/repository"));
  earlier_ = by_folder(state_);
  BILDUNGSKIOSK_TRY_VOID(add_sources());
  const bool sources_changed = changed_;
  BILDUNGSKIOSK_TRY_VOID(add_catalogue(synonyms, sources_changed));
  const auto half_validity = base::UnixSeconds{options_.valid_days} * kDay_s / 2;
  const bool fresh = state_.release && state_.release->timestamp.expires - now_ > half_validity;
  const bool always = options_.when == ReleaseOptions::When::kAlways;
  if (!changed_ && fresh && !always) {
    result_.outcome = ReleaseResult::Outcome::kUnchanged;
    result_.version = state_.release->targets.version;
    result_.expires = state_.release->timestamp.expires;
    return result_;
  }
  BILDUNGSKIOSK_TRY_VOID(renew_root(passphrase));
  BILDUNGSKIOSK_TRY_VOID(write(passphrase));
  // The release is out; what can't be removed now is tried again after the next one.
  static_cast<void>(remove_old_targets(office_.files(), office_.targets_directory(), needed_files()));
  const bool content_changed = changed_ && !(always && !sources_changed && state_.release);
  result_.outcome = content_changed ? ReleaseResult::Outcome::kReleased : ReleaseResult::Outcome::kRenewed;
  result_.version = targets_.version;
  return result_;
}

}  // namespace

Result<ReleaseResult> release(const Office& office, std::string_view passphrase, const ReleaseOptions& options,
                              base::UnixSeconds now, const std::vector<offer::Synonym>& synonyms) {
  return Release(office, options, now).run(passphrase, synonyms);
}

}  // namespace bildungskiosk::publish
