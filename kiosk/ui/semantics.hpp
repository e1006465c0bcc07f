#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/geometry.hpp"
#include "kiosk/ui/widget_id.hpp"

namespace bildungskiosk::ui {

enum class Role {
  kScreen,
  kGroup,
  kList,
  kListItem,
  kHeading,
  kText,
  kButton,
  kToggle,
  kOption,
  kSearchField,
  kKey,
  kImage,
  kProgress,
  kDialog,
  kStatus
};

/// Several may hold at once.
struct NodeState {
  bool pressed = false;   // a finger is on it
  bool disabled = false;  // shown, but can't be used now
  bool chosen = false;    // checked, selected, expanded
  bool focused = false;   // the keypad stands on it
  friend bool operator==(const NodeState&, const NodeState&) = default;
};

/// One thing on the screen, as it is spoken, tested and reported.
struct Node {
  static constexpr std::size_t kNoParent = static_cast<std::size_t>(-1);

  WidgetId id;  // may be none for plain text
  Role role = Role::kText;
  std::string label;     // what it is called, in `language`
  std::string value;     // what it holds: the typed text, "142 Angebote", "60 %"
  std::string language;  // BCP 47
  NodeState state;
  PxRect rect;  // visible part, screen pixels
  std::size_t parent = kNoParent;
};

/// "button", "list-item", …: for messages and reports.
[[nodiscard]] std::string_view to_string(Role role);
/// Whether a visitor can do something with it.
[[nodiscard]] bool is_actionable(Role role);

/// The tree of the frame that was drawn last, in reading order. Nodes are reused from frame to frame, so that a
/// steady screen allocates nothing.
class SemanticsTree {
 public:
  static constexpr std::size_t kNodesMax = 4096;  // more are not recorded

  /// Empties it for a new frame.
  void begin();
  /// Appends a node below the open group; the reference holds until the next call.
  Node& add(WidgetId id, Role role, std::string_view label, std::string_view language, const PxRect& rect);
  /// Appends a node and makes it the parent of what follows until close().
  Node& open(WidgetId id, Role role, std::string_view label, std::string_view language, const PxRect& rect);
  void close();

  [[nodiscard]] std::span<const Node> nodes() const { return {nodes_.data(), size_}; }
  /// The first match, or null.
  [[nodiscard]] const Node* find(WidgetId id) const;
  [[nodiscard]] const Node* find(Role role, std::string_view label) const;
  [[nodiscard]] const Node* find_containing(std::string_view part_of_label) const;
  [[nodiscard]] std::vector<const Node*> all(Role role) const;
  /// Indented text, one node a line; for test failures.
  [[nodiscard]] std::string to_text() const;

 private:
  std::vector<Node> nodes_;
  std::size_t size_ = 0;
  std::vector<std::size_t> open_;
};

}  // namespace bildungskiosk::ui
