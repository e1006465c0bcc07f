#include "sync/publish/merging.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <tuple>

namespace bildungskiosk::publish {
namespace {

using Index = std::uint32_t;

/// All offers of all sources, by their place in one row.
class Row {
 public:
  explicit Row(std::span<const MergeSource> sources) : sources_(sources) {
    for (const MergeSource& source : sources) {
      begins_.push_back(size_);
      size_ += static_cast<Index>(source.identities.offers.size());
    }
  }
  [[nodiscard]] Index size() const { return size_; }
  [[nodiscard]] std::size_t source_of(Index index) const {
    return static_cast<std::size_t>(std::upper_bound(begins_.begin(), begins_.end(), index) - begins_.begin()) - 1;
  }
  [[nodiscard]] const OfferIdentity& operator[](Index index) const {
    const std::size_t source = source_of(index);
    return sources_[source].identities.offers[index - begins_[source]];
  }
  [[nodiscard]] const MergeSource& owner(Index index) const { return sources_[source_of(index)]; }

 private:
  std::span<const MergeSource> sources_;
  std::vector<Index> begins_;
  Index size_ = 0;
};

/// Which offers belong together.
class Groups {
 public:
  explicit Groups(Index size) : parents_(size) { std::iota(parents_.begin(), parents_.end(), Index{0}); }
  Index root(Index index) {
    while (parents_[index] != index) {
      parents_[index] = parents_[parents_[index]];
      index = parents_[index];
    }
    return index;
  }
  void join(Index a, Index b) {
    const Index first = root(a);
    const Index second = root(b);
    parents_[std::max(first, second)] = std::min(first, second);
  }

 private:
  std::vector<Index> parents_;
};

struct Key {
  std::uint64_t key = 0;
  Index index = 0;
  auto operator<=>(const Key&) const = default;  // NOLINT(modernize-use-nullptr): `<=> 0` is no pointer
};

void join_by(const Row& row, std::span<const MergeSource> sources, std::uint64_t OfferIdentity::*key, Groups& groups) {
  std::vector<Key> keys;
  keys.reserve(row.size());
  Index index = 0;
  for (const MergeSource& source : sources) {
    for (const OfferIdentity& offer : source.identities.offers) {
      if (offer.*key != 0) keys.push_back({offer.*key, index});
      ++index;
    }
  }
  std::sort(keys.begin(), keys.end());
  for (std::size_t i = 1; i < keys.size(); ++i) {
    if (keys[i].key == keys[i - 1].key) groups.join(keys[i - 1].index, keys[i].index);
  }
}

/// Whether what all of them know is the same.
bool agree(const Row& row, const std::vector<Index>& group, std::int32_t OfferIdentity::*fact) {
  std::optional<std::int32_t> known;
  for (const Index index : group) {
    const std::int32_t value = row[index].*fact;
    if (value == OfferIdentity::kUnknown) continue;
    if (known && *known != value) return false;
    known = value;
  }
  return true;
}

bool are_one_offer(const Row& row, const std::vector<Index>& group) {
  for (std::size_t i = 1; i < group.size(); ++i) {
    if (row.source_of(group[i]) == row.source_of(group[i - 1])) return false;  // the group is sorted
  }
  return agree(row, group, &OfferIdentity::day) && agree(row, group, &OfferIdentity::minute);
}

bool share_address(const Row& row, const std::vector<Index>& group) {
  const std::uint64_t address = row[group.front()].url;
  return address != 0 && std::all_of(group.begin(), group.end(), [&](Index i) { return row[i].url == address; });
}

/// The one that is shown first, then by the sources' ids.
void put_in_order(const Row& row, std::vector<Index>& group) {
  const auto by_source = [&](Index a, Index b) { return row.owner(a).source < row.owner(b).source; };
  const auto rank = [&](Index i) { return std::tuple(!row.owner(i).signs_for_itself, ~row[i].richness); };
  std::sort(group.begin(), group.end(), by_source);
  const auto shown = std::min_element(group.begin(), group.end(), [&](Index a, Index b) { return rank(a) < rank(b); });
  std::rotate(group.begin(), shown, shown + 1);
}

void add_group(const Row& row, std::vector<Index> group, Merge& merge) {
  if (!are_one_offer(row, group)) {
    ++merge.uncertain;
    return;
  }
  MergedOffer merged{{}, share_address(row, group)};
  put_in_order(row, group);
  for (const Index index : group) {
    const std::size_t source = row.source_of(index);
    const std::uint32_t line = row[index].line;
    merged.records.push_back({source, line});
    const bool stays = index == group.front() || row.owner(index).signs_for_itself;
    if (!stays) merge.hidden[source].push_back(line);
  }
  merge.merged.push_back(std::move(merged));
}

}  // namespace

Merge merge_sources(std::span<const MergeSource> sources) {
  Merge merge;
  merge.hidden.resize(sources.size());
  const Row row(sources);
  Groups groups(row.size());
  join_by(row, sources, &OfferIdentity::url, groups);
  join_by(row, sources, &OfferIdentity::content, groups);

  std::vector<std::pair<Index, Index>> joined;  // root, offer: of groups with more than one
  for (Index index = 0; index < row.size(); ++index) {
    if (const Index root = groups.root(index); root != index) joined.emplace_back(root, index);
  }
  std::sort(joined.begin(), joined.end());
  for (auto at = joined.begin(); at != joined.end();) {
    std::vector<Index> group = {at->first};
    const Index root = at->first;
    for (; at != joined.end() && at->first == root; ++at) group.push_back(at->second);
    add_group(row, std::move(group), merge);
  }
  for (auto& lines : merge.hidden) std::sort(lines.begin(), lines.end());
  std::sort(merge.merged.begin(), merge.merged.end(), [&](const MergedOffer& a, const MergedOffer& b) {
    const auto place = [&](const MergedOffer& merged) {
      const OfferLine& shown = merged.records.front();
      return std::tie(sources[shown.source].source, shown.line);
    };
    return place(a) < place(b);
  });
  return merge;
}

}  // namespace bildungskiosk::publish
