#include "sync/trust/target_search.hpp"

#include <set>

#include "sync/trust/limits.hpp"
#include "sync/trust/names.hpp"

namespace bildungskiosk::trust {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

/// A delegation still to be followed.
struct Step {
  std::string_view delegator;
  const DelegatedRole* role;
};

/// Puts the steps on the stack so that the first in order is taken off first.
void push_in_order(std::vector<Step>& stack, const std::vector<Step>& steps) {
  stack.insert(stack.end(), steps.rbegin(), steps.rend());
}

Error too_many() {
  return Error{ErrorCode::kTooManyDelegations, "more than " + std::to_string(kDelegatedRolesMax) + " delegated roles"};
}

/// Every role that can be reached, whatever the paths: the union of what they list is what may be asked for.
Result<std::set<std::string_view>> reachable_paths(const Targets& top_level, const RoleLoader& load) {
  std::set<std::string_view> paths;
  std::set<std::string_view> visited;
  std::vector<Step> stack;
  const auto visit = [&](std::string_view name, const Targets& role) {
    for (const auto& [path, file] : role.targets) paths.insert(path);
    std::vector<Step> steps;
    if (role.delegations) {
      for (const DelegatedRole& delegated : role.delegations->roles) steps.push_back({name, &delegated});
    }
    push_in_order(stack, steps);
  };
  visit(kTargetsRole, top_level);
  while (!stack.empty()) {
    const Step step = stack.back();
    stack.pop_back();
    if (!visited.insert(step.role->name).second) continue;
    if (visited.size() > static_cast<std::size_t>(kDelegatedRolesMax)) return too_many();
    BILDUNGSKIOSK_TRY(const Targets* role, load(step.delegator, *step.role));
    visit(step.role->name, *role);
  }
  return paths;
}

}  // namespace

Result<TrustedTarget> search_target(std::string_view path, const Targets& top_level, const RoleLoader& load) {
  std::set<std::string_view> visited;
  std::vector<Step> stack;
  std::string_view name = kTargetsRole;
  const Targets* role = &top_level;
  while (true) {
    if (const auto found = role->targets.find(path); found != role->targets.end()) {
      return TrustedTarget{std::string(path), std::string(name), found->second};
    }
    std::vector<Step> steps;
    if (role->delegations) {
      for (const DelegatedRole& delegated : role->delegations->roles) {
        if (!is_path_delegated(delegated, path)) continue;
        steps.push_back({name, &delegated});
        if (delegated.terminating) {  // the last word on this path: nothing that waits is looked at any more
          stack.clear();
          break;
        }
      }
    }
    push_in_order(stack, steps);
    // A role already seen is passed over, which also ends cycles.
    while (!stack.empty() && visited.contains(stack.back().role->name)) stack.pop_back();
    if (stack.empty()) {
      return Error{ErrorCode::kTargetUnknown, "no role that may speak for it lists " + std::string(path)};
    }
    const Step step = stack.back();
    stack.pop_back();
    visited.insert(step.role->name);
    if (visited.size() > static_cast<std::size_t>(kDelegatedRolesMax)) return too_many();
    BILDUNGSKIOSK_TRY(role, load(step.delegator, *step.role));
    name = step.role->name;
  }
}

Result<std::vector<TrustedTarget>> search_all_targets(const Targets& top_level, const RoleLoader& load) {
  BILDUNGSKIOSK_TRY(const std::set<std::string_view> paths, reachable_paths(top_level, load));
  std::vector<TrustedTarget> targets;
  for (const std::string_view path : paths) {
    Result<TrustedTarget> target = search_target(path, top_level, load);
    if (target) {
      targets.push_back(std::move(target).value());
    } else if (target.error().code != ErrorCode::kTargetUnknown) {  // listed by a role that may not speak for it
      return std::move(target).error();
    }
  }
  return targets;
}

}  // namespace bildungskiosk::trust
