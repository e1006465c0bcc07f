#include "sync/catalogue/title_order.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace bildungskiosk::catalogue {
namespace {

using base::Result;

/// The placed titles of one position: the same words.
struct Group {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::optional<std::string> words;  // once asked for
};

std::vector<Group> groups_of(const std::vector<PlacedTitle>& placed) {
  std::vector<Group> groups;
  for (std::size_t i = 0; i < placed.size(); ++i) {
    if (i == 0 || placed[i].position != placed[i - 1].position) groups.push_back({i, i, {}});
    groups.back().end = i + 1;
  }
  return groups;
}

}  // namespace

Result<std::vector<PlacedTitle>> order_titles(std::vector<PlacedTitle> placed, std::vector<LooseTitle> loose,
                                              const std::function<Result<std::string>(std::uint32_t)>& words_of) {
  std::sort(placed.begin(), placed.end(),
            [](const PlacedTitle& a, const PlacedTitle& b) { return a.position < b.position; });
  std::sort(loose.begin(), loose.end(), [](const LooseTitle& a, const LooseTitle& b) { return a.words < b.words; });
  std::vector<Group> groups = groups_of(placed);
  const auto words = [&](Group& group) -> Result<std::string> {
    if (!group.words) {
      BILDUNGSKIOSK_TRY(group.words, words_of(placed[group.begin].row));
    }
    return *group.words;
  };

  std::vector<PlacedTitle> ordered;
  ordered.reserve(placed.size() + loose.size());
  std::uint32_t position = 0;
  std::size_t next_group = 0;
  const auto put_groups_before = [&](std::size_t end) {
    for (; next_group < end; ++next_group) {
      ++position;
      for (std::size_t i = groups[next_group].begin; i < groups[next_group].end; ++i) {
        ordered.push_back({placed[i].row, position});
      }
    }
  };
  for (std::size_t i = 0; i < loose.size(); ++i) {
    if (i > 0 && loose[i].words == loose[i - 1].words) {
      ordered.push_back({loose[i].row, position});
      continue;
    }
    // The first group that is not before it; those of smaller loose titles were passed already.
    std::size_t begin = next_group;
    std::size_t end = groups.size();
    while (begin < end) {
      const std::size_t middle = begin + (end - begin) / 2;
      BILDUNGSKIOSK_TRY(const std::string there, words(groups[middle]));
      if (there < loose[i].words) {
        begin = middle + 1;
      } else {
        end = middle;
      }
    }
    put_groups_before(begin);
    bool shared = false;
    if (begin < groups.size()) {
      BILDUNGSKIOSK_TRY(const std::string there, words(groups[begin]));
      shared = there == loose[i].words;
    }
    if (shared) {
      put_groups_before(begin + 1);
    } else {
      ++position;
    }
    ordered.push_back({loose[i].row, position});
  }
  put_groups_before(groups.size());
  return ordered;
}

}  // namespace bildungskiosk::catalogue
