#include "sync/publish/published_targets.hpp"

#include <algorithm>
#include <utility>

#include "sync/publish/limits.hpp"
#include "sync/publish/target_history.hpp"
#include "sync/trust/names.hpp"

namespace bildungskiosk::publish {

using base::Result;
using trust::JsonObject;

std::int64_t integer_member(const JsonObject& object, std::string_view key) {
  const trust::JsonValue* value = trust::find_member(object, key);
  return value != nullptr && value->as_integer() != nullptr ? *value->as_integer() : 0;
}

std::string string_member(const JsonObject& object, std::string_view key) {
  const trust::JsonValue* value = trust::find_member(object, key);
  return value != nullptr && value->as_string() != nullptr ? *value->as_string() : std::string();
}

TargetFiles::const_iterator find_full(const TargetFiles& targets, std::string_view source) {
  return std::find_if(targets.begin(), targets.end(), [&](const auto& target) {
    return string_member(target.second.custom, "kind") == "offers" &&
           string_member(target.second.custom, "source") == source;
  });
}

std::uint64_t offers_of(const TargetFiles& targets, std::string_view source) {
  const auto full = find_full(targets, source);
  return full == targets.end() ? 0 : static_cast<std::uint64_t>(integer_member(full->second.custom, "offers"));
}

bool names_content(const TargetFiles& targets, std::string_view source, std::string_view digest) {
  const auto full = find_full(targets, source);
  return full != targets.end() && string_member(full->second.custom, "content_sha256") == digest;
}

PublishedTargets::PublishedTargets(const Office& office, const PublishedState& state)
    : office_(&office), state_(&state) {
  if (!state.release) return;
  for (const auto& [path, file] : state.release->all_targets()) {
    const std::string kind = string_member(file.custom, "kind");
    if (kind == kDelta) {
      deltas_[string_member(file.custom, "source")].emplace(path, file);
    } else if (kind == kMap) {
      map_.emplace(path, file);
    } else {
      full_.insert_or_assign(path.substr(0, path.find('/')), Target(path, file));
    }
  }
}

const PublishedTargets::Target* PublishedTargets::find(std::string_view folder) const {
  const auto found = full_.find(folder);
  return found == full_.end() ? nullptr : &found->second;
}

std::int64_t PublishedTargets::version_of(std::string_view folder) const {
  const auto* const full = find(folder);
  return full == nullptr ? 0 : integer_member(full->second.custom, "version");
}

bool PublishedTargets::is_unchanged(std::string_view folder, std::string_view digest) const {
  const auto* const full = find(folder);
  return full != nullptr && string_member(full->second.custom, "content_sha256") == digest &&
         holds(full->first, full->second);
}

std::int64_t PublishedTargets::last_version_of(const std::string& role) const {
  if (!state_->release) return 0;
  const auto listed = state_->release->snapshot.meta.find(role);
  return listed == state_->release->snapshot.meta.end() ? 0 : listed->second.version;
}

bool PublishedTargets::keep(TargetFiles& into, std::string_view folder) const {
  const auto* const full = find(folder);
  if (full == nullptr) return true;
  into.insert(*full);
  const auto deltas = deltas_.find(folder);
  if (deltas == deltas_.end()) return true;
  bool all_there = true;
  for (const auto& [path, file] : deltas->second) {
    if (integer_member(file.custom, "version") != version_of(folder)) continue;
    if (holds(path, file)) {
      into.emplace(path, file);
    } else {
      all_there = false;
    }
  }
  return all_there;
}

Result<SourceIdentities> PublishedTargets::identities(const TargetFiles& named, const std::string& source,
                                                      const Content& stock) const {
  const auto full = find_full(named, source);
  if (full == named.end()) return SourceIdentities();
  if (string_member(full->second.custom, "content_sha256") == stock.sha256) {
    return office_->source_identities(source, stock, Office::Cache::kWrite);
  }
  const std::string stored = trust::target_file_path(full->first, full->second, state_->root.consistent_snapshot);
  const auto hash = full->second.hashes.find("sha256");
  if (hash == full->second.hashes.end()) return SourceIdentities();
  const EarlierFile packed{0, office_->targets_directory() + "/" + stored, hash->second};
  Content lines;  // as long as a stock may be; who identifies asks for neither length nor digest
  lines.write_to = [&](base::ByteSink& sink) { return unpack_lines(office_->files(), packed, kStockBytesMax, sink); };
  return identify(lines);
}

std::set<std::string> PublishedTargets::needed_files(const TargetFiles& named) const {
  std::set<std::string> needed;
  const auto add = [&](const TargetFiles& targets) {
    for (const auto& [path, file] : targets) {
      needed.insert(trust::target_file_path(path, file, state_->root.consistent_snapshot));
    }
  };
  add(named);
  if (state_->release) add(state_->release->all_targets());
  const std::string folder = office_->targets_directory() + "/";
  for (const auto& [path, file] : named) {
    if (string_member(file.custom, "kind") != "offers") continue;
    const std::int64_t next = integer_member(file.custom, "version") + 1;
    const auto earlier =
        earlier_files(office_->files(), office_->targets_directory(), path.substr(0, path.find('/')), next);
    if (!earlier) continue;
    for (const EarlierFile& kept : *earlier) {
      if (kept.version >= next - office_->settings().deltas) needed.insert(kept.path.substr(folder.size()));
    }
  }
  return needed;
}

bool PublishedTargets::holds(const std::string& path, const trust::TargetFile& file) const {
  return holds_target(office_->files(), office_->directory() + "/repository", *state_, path, file);
}

}  // namespace bildungskiosk::publish
