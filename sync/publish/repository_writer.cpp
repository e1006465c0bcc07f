#include "sync/publish/repository_writer.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "sync/base/civil_time.hpp"
#include "sync/base/digest.hpp"
#include "sync/exchange/record.hpp"
#include "sync/publish/content.hpp"
#include "sync/publish/delegated_role.hpp"
#include "sync/publish/limits.hpp"
#include "sync/publish/merging.hpp"
#include "sync/publish/new_targets.hpp"
#include "sync/publish/published_state.hpp"
#include "sync/publish/release_signing.hpp"
#include "sync/publish/root_change.hpp"
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

/// What a terminal will make of the lines. A record that it would refuse never leaves the office: kMalformedRecord.
struct LineCounts {
  std::int64_t records = 0;
  std::int64_t offers = 0;
};
Result<LineCounts> count_lines(const Content& lines) {
  LineCounts counts;
  const auto counted = for_each_line(lines, [&](std::string_view line, std::uint64_t number) -> Result<void> {
    const auto record = exchange::parse_record(line);
    if (!record) return base::with_context(record.error(), "line " + std::to_string(number));
    ++counts.records;
    if (std::holds_alternative<offer::Offer>(*record)) ++counts.offers;
    return {};
  });
  if (!counted) return counted.error();
  return counts;
}

/// A target as it is in the last release, by the folder that its path begins with.
using Earlier = std::map<std::string, std::pair<std::string, TargetFile>>;

Earlier by_folder(const PublishedState& state) {
  Earlier earlier;
  if (!state.release) return earlier;
  for (const auto& [path, file] : state.release->all_targets()) {
    if (string_member(file.custom, "kind") == kDelta) continue;
    earlier[path.substr(0, path.find('/'))] = {path, file};
  }
  return earlier;
}

/// The source's full target.
TargetFiles::const_iterator find_full(const TargetFiles& targets, const std::string& source) {
  return std::find_if(targets.begin(), targets.end(), [&](const auto& target) {
    return string_member(target.second.custom, "kind") == "offers" &&
           string_member(target.second.custom, "source") == source;
  });
}

std::uint64_t offers_of(const TargetFiles& targets, const std::string& source) {
  const auto full = find_full(targets, source);
  return full == targets.end() ? 0 : static_cast<std::uint64_t>(integer_member(full->second.custom, "offers"));
}

bool names_content(const trust::Targets& targets, const std::string& source, std::string_view digest) {
  const auto full = find_full(targets.targets, source);
  return full != targets.targets.end() && string_member(full->second.custom, "content_sha256") == digest;
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
  Result<void> add_sources(const KeyRing& ring);
  /// `content`: what is shown of the stock.
  Result<void> add_source(const std::string& id, const Content& content);
  [[nodiscard]] Result<SourceIdentities> published_identities(const std::string& id, const Content& stock) const;
  Result<void> add_categories(const std::string& id, std::string_view digest);
  /// Describes the source's targets in `into_`; the unpacked content goes along when it is new.
  Result<void> add_offers(const std::string& id, const Content& content);
  Result<void> add_delegated(const std::string& id, const Delegation& delegation, const Content& content,
                             const KeyRing& ring);
  Result<DelegatedRole::Draft> draft_role(const DelegatedRole& role, const std::string& id, const Content& content,
                                          std::int64_t version, const KeyRing& ring);
  /// Of a role's metadata, also of one that is no longer delegated to; 0: none yet.
  [[nodiscard]] std::int64_t last_version_of(const std::string& role) const;
  void keep_as_it_was(const std::string& id, bool role_is_right);
  Result<void> add_catalogue(const std::vector<offer::Synonym>& synonyms, bool sources_changed);
  Result<void> add_deltas(const TargetName& name, const Content& content, std::int64_t versions_back);
  void keep_deltas(const std::string& source, std::int64_t version);
  [[nodiscard]] std::set<std::string> needed_files() const;
  [[nodiscard]] bool is_unchanged(Earlier::const_iterator known, std::string_view digest) const;
  [[nodiscard]] std::string catalogue_lines(const offer::CatalogueInfo& info,
                                            const std::vector<offer::Synonym>& synonyms) const;
  Result<void> renew_root(const KeyRing& ring);
  Result<void> write(const KeyRing& ring);

  const Office& office_;
  const ReleaseOptions& options_;
  base::UnixSeconds now_;
  PublishedState state_;
  Earlier earlier_;
  trust::Targets targets_;
  DelegatedFiles delegated_;
  trust::Delegations delegations_;
  trust::Targets* into_ = &targets_;  // the role whose targets are being described
  NewTargets new_targets_{office_.files(), office_.targets_directory(), state_};
  std::set<std::string> drafted_files_;        // that a role names which waits for signatures
  std::vector<DelegatedRole> finished_roles_;  // whose drafts are published with this release
  std::set<std::string> category_lines_;
  bool changed_ = false;
  ReleaseResult result_;
};

Result<void> Release::add_deltas(const TargetName& name, const Content& content, std::int64_t versions_back) {
  BILDUNGSKIOSK_TRY(const NewTargets::Deltas made,
                    new_targets_.add_deltas(into_->targets, name, content, versions_back));
  result_.deltas += made.count;
  result_.delta_bytes += made.bytes;
  return {};
}

/// Of a source that has not changed: its deltas lead to what is still its newest version.
void Release::keep_deltas(const std::string& source, std::int64_t version) {
  for (const auto& [path, file] : state_.release->all_targets()) {
    if (string_member(file.custom, "kind") != kDelta || string_member(file.custom, "source") != source) continue;
    if (integer_member(file.custom, "version") != version) continue;
    if (holds_target(office_.files(), office_.directory() + "/repository", state_, path, file)) {
      into_->targets.emplace(path, file);
    } else {
      changed_ = true;  // one that was lost must not be named any longer
    }
  }
}

/// What this release and the one before it name, and what the next release makes its deltas from.
std::set<std::string> Release::needed_files() const {
  std::set<std::string> needed;
  const auto add = [&](const auto& targets) {
    for (const auto& [path, file] : targets) {
      needed.insert(trust::target_file_path(path, file, state_.root.consistent_snapshot));
    }
  };
  auto named = targets_.targets;
  for (const auto& [role, file] : delegated_) named.insert(file.targets.targets.begin(), file.targets.targets.end());
  add(named);
  if (state_.release) add(state_.release->all_targets());
  needed.insert(drafted_files_.begin(), drafted_files_.end());
  const std::string folder = office_.targets_directory() + "/";
  for (const auto& [path, file] : named) {
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

Result<void> Release::add_source(const std::string& id, const Content& content) {
  into_ = &targets_;
  const auto known = earlier_.find(id);
  if (!is_unchanged(known, content.sha256)) {
    BILDUNGSKIOSK_TRY_VOID(add_offers(id, content));
    changed_ = true;
    result_.changed_sources.push_back(id);
    result_.offers += offers_of(into_->targets, id);
    return {};
  }
  keep_as_it_was(id, false);
  return {};
}

Result<void> Release::add_offers(const std::string& id, const Content& content) {
  const auto known = earlier_.find(id);
  const std::int64_t last = known == earlier_.end() ? 0 : integer_member(known->second.second.custom, "version");
  auto counted = count_lines(content);
  if (!counted) return base::with_context(std::move(counted).error(), "source " + id);
  const TargetName name{id, "offers", last + 1};
  BILDUNGSKIOSK_TRY_VOID(new_targets_.add(into_->targets, name.full(), content,
                                          {{"kind", "offers"},
                                           {"source", id},
                                           {"version", last + 1},
                                           {"records", counted->records},
                                           {"offers", counted->offers},
                                           {"content_sha256", content.sha256}}));
  return add_deltas(name, content, office_.settings().deltas);
}

std::int64_t Release::last_version_of(const std::string& role) const {
  if (!state_.release) return 0;
  const auto listed = state_.release->snapshot.meta.find(role);
  return listed == state_.release->snapshot.meta.end() ? 0 : listed->second.version;
}

/// What was published of the source stays published: by its role where that is still right, else by the office, which
/// answers for it until the new signatures are there.
void Release::keep_as_it_was(const std::string& id, bool role_is_right) {
  const auto known = earlier_.find(id);
  if (known == earlier_.end()) return;
  result_.offers += static_cast<std::uint64_t>(integer_member(known->second.second.custom, "offers"));
  if (role_is_right) {
    delegated_.insert(*state_.release->delegated.find(id));
    return;
  }
  into_ = &targets_;
  targets_.targets.insert(known->second);
  keep_deltas(id, integer_member(known->second.second.custom, "version"));
  if (state_.release->delegated.contains(id)) changed_ = true;  // from one role to the other
}

Result<void> Release::add_delegated(const std::string& id, const Delegation& delegation, const Content& content,
                                    const KeyRing& ring) {
  const std::string& digest = content.sha256;
  const DelegatedRole role(office_, id, delegation);
  const DelegatedFile* published = nullptr;
  if (state_.release && state_.release->delegated.contains(id)) published = &state_.release->delegated.find(id)->second;
  const bool is_right = published != nullptr && role.missing_signatures(published->bytes) == 0;
  const auto is_fresh = [&](const trust::Targets& targets) {
    return targets.expires - now_ > base::UnixSeconds{options_.valid_days} * kDay_s / 2;
  };
  const bool is_current = is_unchanged(earlier_.find(id), digest) && is_right && is_fresh(published->targets);
  if (!is_current) {
    BILDUNGSKIOSK_TRY(auto draft, role.draft());
    const std::int64_t last = last_version_of(id);
    const bool is_usable =
        draft && draft->targets.version > last && is_fresh(draft->targets) && names_content(draft->targets, id, digest);
    if (!is_usable) {
      const std::int64_t version = std::max(last, draft ? draft->targets.version : 0) + 1;
      BILDUNGSKIOSK_TRY(draft, draft_role(role, id, content, version, ring));
    }
    if (draft->missing == 0) {
      delegated_.insert_or_assign(id, DelegatedFile{std::move(draft->bytes), draft->targets});
      role.list_in(delegations_);
      finished_roles_.push_back(role);
      result_.offers += offers_of(draft->targets.targets, id);
      result_.changed_sources.push_back(id);
      changed_ = true;
      return {};
    }
    for (const auto& [path, file] : draft->targets.targets) {
      drafted_files_.insert(trust::target_file_path(path, file, state_.root.consistent_snapshot));
    }
    result_.waiting.push_back({id, draft->missing, role.draft_path()});
  }
  keep_as_it_was(id, is_right);
  if (is_right) role.list_in(delegations_);
  return {};
}

/// The role's next metadata with the signatures of the keys at hand, and the files that it names.
Result<DelegatedRole::Draft> Release::draft_role(const DelegatedRole& role, const std::string& id,
                                                 const Content& content, std::int64_t version, const KeyRing& ring) {
  trust::Targets next;
  next.version = version;
  next.expires = result_.expires;
  into_ = &next;
  const auto known = earlier_.find(id);
  if (is_unchanged(known, content.sha256)) {
    next.targets.insert(known->second);
    keep_deltas(id, integer_member(known->second.second.custom, "version"));
  } else {
    BILDUNGSKIOSK_TRY_VOID(add_offers(id, content));
  }
  into_ = &targets_;
  BILDUNGSKIOSK_TRY_VOID(new_targets_.write());  // who has signed must not wait for files
  const auto full = find_full(next.targets, id);
  const std::string stored = trust::target_file_path(full->first, full->second, state_.root.consistent_snapshot);
  BILDUNGSKIOSK_TRY(const Content file, file_content(office_.files(), office_.targets_directory() + "/" + stored,
                                                     full->second.length_bytes));
  return role.write(next, ring, full->first.substr(id.size() + 1), file);
}

Result<void> Release::add_categories(const std::string& id, std::string_view digest) {
  BILDUNGSKIOSK_TRY(const base::Bytes categories, office_.source_categories(id, digest));
  std::string_view rest = base::as_text(categories);
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    if (end > 0) category_lines_.emplace(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return {};
}

/// What this release has of a source that signs for itself, which may be older than its stock.
Result<SourceIdentities> Release::published_identities(const std::string& id, const Content& stock) const {
  const auto role = delegated_.find(id);
  const TargetFiles& targets = role == delegated_.end() ? targets_.targets : role->second.targets.targets;
  const auto full = find_full(targets, id);
  if (full == targets.end()) return SourceIdentities();
  if (string_member(full->second.custom, "content_sha256") == stock.sha256) {
    return office_.source_identities(id, stock, Office::Cache::kWrite);
  }
  const std::string stored = trust::target_file_path(full->first, full->second, state_.root.consistent_snapshot);
  const auto hash = full->second.hashes.find("sha256");
  if (hash == full->second.hashes.end()) return SourceIdentities();
  BILDUNGSKIOSK_TRY(std::string lines,
                    read_lines(office_.files(), {0, office_.targets_directory() + "/" + stored, hash->second}));
  return identify(text_content(std::move(lines)));
}

/// Sources that sign for themselves come first: of what they show, the others hide theirs.
Result<void> Release::add_sources(const KeyRing& ring) {
  BILDUNGSKIOSK_TRY(const auto ids, office_.source_ids());
  if (ids.empty()) return Error{ErrorCode::kEmptyExport, "no source has been added yet"};
  std::vector<MergeSource> sources;
  std::vector<Content> stocks;
  for (const std::string& id : ids) {
    BILDUNGSKIOSK_TRY(Content stock, office_.source_content(id));
    BILDUNGSKIOSK_TRY_VOID(add_categories(id, stock.sha256));
    BILDUNGSKIOSK_TRY(const auto delegation, office_.delegation(id));
    if (delegation) BILDUNGSKIOSK_TRY_VOID(add_delegated(id, *delegation, stock, ring));
    sources.push_back({id, delegation.has_value(), {}});
    stocks.push_back(std::move(stock));
  }
  for (std::size_t i = 0; i < ids.size(); ++i) {
    BILDUNGSKIOSK_TRY(sources[i].identities, sources[i].signs_for_itself
                                                 ? published_identities(ids[i], stocks[i])
                                                 : office_.source_identities(ids[i], stocks[i], Office::Cache::kWrite));
  }
  const Merge merge = merge_sources(sources);
  result_.merged = merge.merged.size();
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (sources[i].signs_for_itself) continue;
    BILDUNGSKIOSK_TRY(const Content shown, without_lines(stocks[i], merge.hidden[i]));
    BILDUNGSKIOSK_TRY_VOID(add_source(ids[i], shown));
  }
  std::sort(result_.changed_sources.begin(), result_.changed_sources.end());
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
    into_ = &targets_;
    targets_.targets.insert(known->second);
    keep_deltas("office", integer_member(known->second.second.custom, "version"));
    return {};
  }
  changed_ = true;
  into_ = &targets_;
  info.generated_at = now_;
  info.valid_from = base::german_local_time(now_).date;
  info.valid_until = base::german_local_time(result_.expires).date;
  const Content lines = text_content(catalogue_lines(info, synonyms));
  const auto counted = count_lines(lines);
  if (!counted) return base::with_context(counted.error(), "office/catalogue");
  const std::int64_t last = known == earlier_.end() ? 0 : integer_member(known->second.second.custom, "version");
  const TargetName name{"office", "catalogue", last + 1};
  BILDUNGSKIOSK_TRY_VOID(new_targets_.add(
      into_->targets, name.full(), lines,
      {{"kind", "catalogue"}, {"version", last + 1}, {"records", counted->records}, {"content_sha256", digest}}));
  // Small as it is, more of them would cost more in the metadata than they spare.
  return add_deltas(name, lines, std::min(office_.settings().deltas, 1));
}

/// A year before the first terminal could miss it, the root is written anew with the same keys.
Result<void> Release::renew_root(const KeyRing& ring) {
  const bool is_due = state_.root.expires - now_ <= kRootValid_s - kRootRenewedAfter_s;
  if (!is_due || result_.root.state == RootProgress::State::kWaiting) return {};
  const auto here = ring.require(trust::kRootRole, state_.root.keys, state_.root.roles.find(trust::kRootRole)->second);
  // Kept elsewhere, they are not asked for before it is time.
  if (!here && state_.root.expires - now_ > kWarnedBefore_s) return {};
  RootChange change(office_, ring, now_);
  BILDUNGSKIOSK_TRY(result_.root, change.propose(renewed_root(state_.root, now_)));
  if (result_.root.state != RootProgress::State::kPublished) return {};
  BILDUNGSKIOSK_TRY(state_, read_own_state(office_.files(), office_.directory() + "/repository"));
  return {};
}

Result<void> Release::write(const KeyRing& ring) {
  const auto& last = state_.release;
  ReleaseMetadata metadata;
  metadata.targets = targets_;
  metadata.targets.version = last ? last->targets.version + 1 : 1;
  metadata.targets.expires = result_.expires;
  // A role that was listed once stays listed (5.5.5), also when nobody delegates to it any longer.
  if (last) metadata.snapshot.meta = last->snapshot.meta;
  metadata.delegated = delegated_;
  if (!delegations_.roles.empty()) metadata.targets.delegations = delegations_;
  metadata.snapshot.version = last ? last->snapshot.version + 1 : 1;
  metadata.snapshot.expires = result_.expires;
  metadata.timestamp.version = last ? last->timestamp.version + 1 : 1;
  metadata.timestamp.expires = result_.expires;
  result_.version = metadata.targets.version;
  BILDUNGSKIOSK_TRY(const SignedRelease release,
                    sign_release(ring, {&state_.root_bytes, 1}, std::move(metadata), now_));
  BILDUNGSKIOSK_TRY_VOID(new_targets_.write());
  return write_release(office_.files(), office_.metadata_directory(), release);
}

Result<ReleaseResult> Release::run(std::string_view passphrase, const std::vector<offer::Synonym>& synonyms) {
  BILDUNGSKIOSK_TRY(const KeyRing ring, office_.keys(passphrase));
  // A root that has got its signatures meanwhile comes first: what follows is signed for it.
  BILDUNGSKIOSK_TRY(result_.root, RootChange(office_, ring, now_).complete());
  BILDUNGSKIOSK_TRY(state_, read_own_state(office_.files(), office_.directory() + "/repository"));
  earlier_ = by_folder(state_);
  BILDUNGSKIOSK_TRY_VOID(add_sources(ring));
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
  BILDUNGSKIOSK_TRY_VOID(renew_root(ring));
  BILDUNGSKIOSK_TRY_VOID(write(ring));
  for (const DelegatedRole& role : finished_roles_) BILDUNGSKIOSK_TRY_VOID(role.clear());
  // The release is out; what can't be removed now is tried again after the next one.
  static_cast<void>(remove_old_targets(office_.files(), office_.targets_directory(), needed_files()));
  const bool content_changed = changed_ && !(always && !sources_changed && state_.release);
  result_.outcome = content_changed ? ReleaseResult::Outcome::kReleased : ReleaseResult::Outcome::kRenewed;
  return result_;
}

}  // namespace

Result<ReleaseResult> release(const Office& office, std::string_view passphrase, const ReleaseOptions& options,
                              base::UnixSeconds now, const std::vector<offer::Synonym>& synonyms) {
  return Release(office, options, now).run(passphrase, synonyms);
}

}  // namespace bildungskiosk::publish
