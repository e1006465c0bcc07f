#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/trust/metadata.hpp"
#include "sync/trust/tuf_client.hpp"

namespace bildungskiosk::trust {

/// Gives a delegated role's metadata, verified with the keys that `delegator` lists for it; loads it when needed.
/// The pointer stays good during the search.
using RoleLoader = std::function<base::Result<const Targets*>(std::string_view delegator, const DelegatedRole& role)>;

/// 5.6.7: pre-order, depth-first from the top-level targets. kTargetUnknown, kTooManyDelegations, the loader's error.
base::Result<TrustedTarget> search_target(std::string_view path, const Targets& top_level, const RoleLoader& load);

/// The answer of `search_target` for every path that any reachable role lists, sorted by path.
base::Result<std::vector<TrustedTarget>> search_all_targets(const Targets& top_level, const RoleLoader& load);

}  // namespace bildungskiosk::trust
