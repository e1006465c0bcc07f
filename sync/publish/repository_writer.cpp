#include "sync/publish/repository_writer.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "sync/base/civil_time.hpp"
#include "sync/base/digest.hpp"
#include "sync/exchange/record.hpp"
#include "sync/publish/content.hpp"
#include "sync/publish/delegated_role.hpp"
#include "sync/publish/limits.hpp"
#include "sync/publish/map_target.hpp"
#include "sync/publish/merging.hpp"
#include "sync/publish/new_targets.hpp"
#include "sync/publish/published_state.hpp"
#include "sync/publish/published_targets.hpp"
#include "sync/publish/release_signing.hpp"
#include "sync/publish/root_change.hpp"
#include "sync/publish/validity.hpp"
#include "sync/trust/names.hpp"

namespace bildungskiosk::publish {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

/// One release in the making.
class Release {
 public:
  /// `state`: what the office has published.
  Release(const Office& office, const ReleaseOptions& options, base::UnixSeconds now, PublishedState state)
      : office_(office), options_(options), now_(now), state_(std::move(state)) {
    result_.expires = now + base::UnixSeconds{options.valid_days} * kDay_s;
  }

  Result<ReleaseResult> run(const KeyRing& ring, const RootProgress& root, const std::vector<offer::Synonym>& synonyms);

 private:
  Result<void> add_sources(const KeyRing& ring);
  /// `content`: what is shown of the stock.
  Result<void> add_source(const std::string& id, const Content& content);
  Result<void> add_categories(const std::string& id, std::string_view digest);
  /// Describes the source's targets in `into_`; the unpacked content goes along when it is new.
  Result<void> add_offers(const std::string& id, const Content& content);
  Result<void> add_delegated(const std::string& id, const Delegation& delegation, const Content& content,
                             const KeyRing& ring);
  Result<DelegatedRole::Draft> draft_role(const DelegatedRole& role, const std::string& id, const Content& content,
                                          std::int64_t version, const KeyRing& ring);
  void keep_as_it_was(const std::string& id, bool role_is_right);
  Result<void> add_catalogue(const std::vector<offer::Synonym>& synonyms, bool sources_changed);
  /// The folder's, as they were published.
  void keep_targets(trust::Targets& into, std::string_view folder);
  Result<void> add_deltas(const TargetName& name, const Content& content, std::int64_t versions_back);
  /// What this release has of a source that signs for itself.
  [[nodiscard]] const TargetFiles& role_targets(const std::string& id) const;
  [[nodiscard]] std::set<std::string> needed_files() const;
  [[nodiscard]] std::string catalogue_lines(const offer::CatalogueInfo& info,
                                            const std::vector<offer::Synonym>& synonyms) const;
  Result<void> renew_root(const KeyRing& ring);
  Result<void> write(const KeyRing& ring);

  const Office& office_;
  const ReleaseOptions& options_;
  base::UnixSeconds now_;
  PublishedState state_;
  PublishedTargets published_{office_, state_};
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

void Release::keep_targets(trust::Targets& into, std::string_view folder) {
  if (!published_.keep(into.targets, folder)) changed_ = true;
}

std::set<std::string> Release::needed_files() const {
  TargetFiles named = targets_.targets;
  for (const auto& [role, file] : delegated_) named.insert(file.targets.targets.begin(), file.targets.targets.end());
  std::set<std::string> needed = published_.needed_files(named);
  needed.insert(drafted_files_.begin(), drafted_files_.end());
  return needed;
}

Result<void> Release::add_source(const std::string& id, const Content& content) {
  into_ = &targets_;
  if (!published_.is_unchanged(id, content.sha256)) {
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
  const std::int64_t version = published_.version_of(id) + 1;
  auto counted = count_lines(content);
  if (!counted) return base::with_context(std::move(counted).error(), "source " + id);
  const TargetName name{id, "offers", version};
  BILDUNGSKIOSK_TRY_VOID(new_targets_.add(into_->targets, name.full(), content,
                                          {{"kind", "offers"},
                                           {"source", id},
                                           {"version", version},
                                           {"records", counted->records},
                                           {"offers", counted->offers},
                                           {"content_sha256", content.sha256}}));
  return add_deltas(name, content, office_.settings().deltas);
}

/// What was published of the source stays published: by its role where that is still right, else by the office, which
/// answers for it until the new signatures are there.
void Release::keep_as_it_was(const std::string& id, bool role_is_right) {
  const auto* const known = published_.find(id);
  if (known == nullptr) return;
  result_.offers += static_cast<std::uint64_t>(integer_member(known->second.custom, "offers"));
  if (role_is_right) {
    delegated_.insert(*state_.release->delegated.find(id));
    return;
  }
  keep_targets(targets_, id);
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
  const bool is_current = published_.is_unchanged(id, digest) && is_right && is_fresh(published->targets);
  if (!is_current) {
    BILDUNGSKIOSK_TRY(auto draft, role.draft());
    const std::int64_t last = published_.last_version_of(id);
    const bool is_usable = draft && draft->targets.version > last && is_fresh(draft->targets) &&
                           names_content(draft->targets.targets, id, digest);
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
  if (published_.is_unchanged(id, content.sha256)) {
    keep_targets(next, id);
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

const TargetFiles& Release::role_targets(const std::string& id) const {
  const auto role = delegated_.find(id);
  return role == delegated_.end() ? targets_.targets : role->second.targets.targets;
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
                                                 ? published_.identities(role_targets(ids[i]), ids[i], stocks[i])
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
  for (const auto& [folder, target] : published_.full_targets()) {
    if (folder != kOfficeFolder && !std::binary_search(ids.begin(), ids.end(), folder)) changed_ = true;
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
  // The catalogue's own record carries the date of the data, so it is new whenever anything is.
  if (published_.is_unchanged("office", digest) && !sources_changed &&
      options_.when == ReleaseOptions::When::kChanged) {
    keep_targets(targets_, "office");
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
  const TargetName name{"office", "catalogue", published_.version_of("office") + 1};
  BILDUNGSKIOSK_TRY_VOID(new_targets_.add(
      into_->targets, name.full(), lines,
      {{"kind", "catalogue"}, {"version", name.version}, {"records", counted->records}, {"content_sha256", digest}}));
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

Result<ReleaseResult> Release::run(const KeyRing& ring, const RootProgress& root,
                                   const std::vector<offer::Synonym>& synonyms) {
  result_.root = root;
  BILDUNGSKIOSK_TRY_VOID(add_sources(ring));
  BILDUNGSKIOSK_TRY(MapOutcome map, add_map(office_, published_, new_targets_, targets_.targets));
  changed_ = changed_ || map.changed;
  result_.map_problem = std::move(map.problem);
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
  BILDUNGSKIOSK_TRY(const KeyRing ring, office.keys(passphrase));
  // A root that has got its signatures meanwhile comes first: what follows is signed for it.
  BILDUNGSKIOSK_TRY(const RootProgress root, RootChange(office, ring, now).complete());
  BILDUNGSKIOSK_TRY(PublishedState state, read_own_state(office.files(), office.directory() + "/repository"));
  return Release(office, options, now, std::move(state)).run(ring, root, synonyms);
}

}  // namespace bildungskiosk::publish
