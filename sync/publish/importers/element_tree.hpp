#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "sync/publish/importers/element.hpp"

namespace bildungskiosk::publish {

/// Owns the nodes of one tree and their texts, in a few large blocks that the next tree uses again: a file has dozens
/// of nodes for each course. Texts that are handed in are copied. Can be moved; nodes stay where they are.
class ElementTree {
 public:
  /// The outermost element; before the first `append` there is none.
  [[nodiscard]] const Element& root() const { return *root_; }

  /// A new last child; without a parent the outermost element.
  Element& append(Element* parent, std::string_view name);
  /// Text behind the other children: more of the text that stands there last, or a node of its own. In however many
  /// pieces a text comes, and whatever is added between them, it is moved a few times at most.
  void append_text(Element& parent, std::string_view text);
  void add_attribute(Element& element, std::string_view name, std::string_view value);
  /// The element with everything in it, of whatever tree, as a new last child.
  void append_copy(Element* parent, const Element& element);

  /// Forgets the tree and keeps the memory, but for that of texts which are longer than is usual.
  void clear();

 private:
  static constexpr std::size_t kBlockNodes = 128;
  static constexpr std::size_t kBlockBytes = std::size_t{32} << 10U;

  struct TextBlock {
    std::unique_ptr<char[]> bytes;  // NOLINT(modernize-avoid-c-arrays): not to be filled with zeros
    std::size_t size = 0;
  };

  Element& new_node();
  static void link(const Element*& first, Element*& last, Element& node);
  /// Room for so many bytes, at the end of what is in use.
  char* room_for(std::size_t bytes);
  std::string_view keep(std::string_view text);
  /// Where the text goes on without being moved; nullptr when there is no room for so much behind it.
  char* room_behind(std::string_view text, std::size_t bytes);
  /// To where it has room for so much, and for as much again as it has then; returns where it goes on.
  char* move(Element& node, std::size_t bytes);

  std::vector<std::unique_ptr<Element[]>> nodes_;  // NOLINT(modernize-avoid-c-arrays): blocks of one size
  std::size_t nodes_used_ = 0;
  std::vector<TextBlock> texts_;
  std::size_t text_block_ = 0;  // in use
  std::size_t text_used_ = 0;   // of that block
  std::span<char> room_;        // behind the text that was moved last; only one at a time goes on
  const Element* root_ = nullptr;
};

/// Builds one tree at a time from the events of a parser, and stops collecting, not parsing, past the limits.
class ElementBuilder {
 public:
  void begin(std::string_view name);
  void attribute(std::string_view name, std::string_view value);
  void text(std::string_view text);
  /// Ends the innermost element; true when it was the outermost, and the tree is whole.
  bool end();
  [[nodiscard]] bool active() const { return depth_ > 0; }
  [[nodiscard]] bool overflowed() const { return overflowed_; }
  /// The whole tree's outermost element, until `reset`.
  [[nodiscard]] const Element& element() const { return tree_.root(); }
  /// Ready for the next tree.
  void reset();

 private:
  bool count(std::size_t bytes);

  ElementTree tree_;
  std::vector<Element*> open_;  // from the outermost in
  std::size_t depth_ = 0;
  std::size_t bytes_ = 0;
  std::size_t nodes_ = 0;
  bool overflowed_ = false;
};

}  // namespace bildungskiosk::publish
