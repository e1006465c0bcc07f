#include "kiosk/ui/semantics.hpp"

#include <algorithm>
#include <array>

#include "sync/base/check.hpp"

namespace bildungskiosk::ui {
namespace {

constexpr std::array<std::string_view, 15> kRoleNames = {"screen", "group",  "list",     "list-item", "heading",
                                                         "text",   "button", "toggle",   "option",    "search-field",
                                                         "key",    "image",  "progress", "dialog",    "status"};

void append_state(std::string& text, const NodeState& state) {
  if (state.pressed) text += " pressed";
  if (state.disabled) text += " disabled";
  if (state.chosen) text += " chosen";
  if (state.focused) text += " focused";
}

}  // namespace

std::string_view to_string(Role role) { return kRoleNames[static_cast<std::size_t>(role)]; }

bool is_actionable(Role role) {
  switch (role) {
    case Role::kButton:
    case Role::kToggle:
    case Role::kOption:
    case Role::kSearchField:
    case Role::kKey:
    case Role::kListItem:
      return true;
    default:
      return false;
  }
}

void SemanticsTree::begin() {
  size_ = 0;
  open_.clear();
}

Node& SemanticsTree::add(WidgetId id, Role role, std::string_view label, std::string_view language,
                         const PxRect& rect) {
  if (size_ < kNodesMax) ++size_;  // past the limit the last node is overwritten
  if (nodes_.size() < size_) nodes_.emplace_back();
  Node& node = nodes_[size_ - 1];
  node.id = id;
  node.role = role;
  node.label.assign(label);  // keeps the string's memory
  node.value.clear();
  node.language.assign(language);
  node.state = {};
  node.rect = rect;
  node.parent = open_.empty() ? Node::kNoParent : open_.back();
  return node;
}

Node& SemanticsTree::open(WidgetId id, Role role, std::string_view label, std::string_view language,
                          const PxRect& rect) {
  Node& node = add(id, role, label, language, rect);
  open_.push_back(size_ - 1);
  return node;
}

void SemanticsTree::close() {
  BILDUNGSKIOSK_CHECK(!open_.empty());
  open_.pop_back();
}

const Node* SemanticsTree::find(WidgetId id) const {
  const auto all = nodes();
  const auto found = std::find_if(all.begin(), all.end(), [id](const Node& node) { return node.id == id; });
  return found == all.end() ? nullptr : &*found;
}

const Node* SemanticsTree::find(Role role, std::string_view label) const {
  for (const Node& node : nodes()) {
    if (node.role == role && node.label == label) return &node;
  }
  return nullptr;
}

const Node* SemanticsTree::find_containing(std::string_view part_of_label) const {
  for (const Node& node : nodes()) {
    if (node.label.find(part_of_label) != std::string::npos) return &node;
  }
  return nullptr;
}

std::vector<const Node*> SemanticsTree::all(Role role) const {
  std::vector<const Node*> found;
  for (const Node& node : nodes()) {
    if (node.role == role) found.push_back(&node);
  }
  return found;
}

std::string SemanticsTree::to_text() const {
  std::string text;
  for (const Node& node : nodes()) {
    for (std::size_t parent = node.parent; parent != Node::kNoParent; parent = nodes_[parent].parent) text += "  ";
    text += to_string(node.role);
    if (node.id) text += " #" + std::string(node.id.name());
    text += " \"" + node.label + "\"";
    if (!node.value.empty()) text += " = \"" + node.value + "\"";
    append_state(text, node.state);
    text += "\n";
  }
  return text;
}

}  // namespace bildungskiosk::ui
