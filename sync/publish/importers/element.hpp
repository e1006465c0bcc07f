#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bildungskiosk::publish {

/// A node of one course's tree: the Berlin JSON is Open-vhs XML run through a converter ("@version" for an
/// attribute, "#text" for the text, a single child not wrapped in an array), so one tree serves both.
/// A node without a name is text.
struct Element {
  std::string name;
  std::string text;  // of a text node
  std::vector<std::pair<std::string, std::string>> attributes;
  std::vector<Element> children;

  /// The first child of that name, or nullptr.
  [[nodiscard]] const Element* child(std::string_view child_name) const;
  [[nodiscard]] std::vector<const Element*> children_named(std::string_view child_name) const;
  /// The attribute's value, or "".
  [[nodiscard]] std::string_view attribute(std::string_view attribute_name) const;
  /// All it says, trimmed. With elements inside (XHTML in a description) it is markup again, text escaped.
  [[nodiscard]] std::string content() const;
  /// `content` of the first child of that name, or "".
  [[nodiscard]] std::string content_of(std::string_view child_name) const;
};

/// Builds one tree at a time from the events of a parser, and stops collecting, not parsing, past the limits.
class ElementBuilder {
 public:
  void begin(std::string name);
  void attribute(std::string name, std::string value);
  void text(std::string_view text);
  /// Ends the innermost element; true when it was the outermost, whose tree is then `take`n.
  bool end();
  [[nodiscard]] bool active() const { return depth_ > 0; }
  [[nodiscard]] bool overflowed() const { return overflowed_; }
  [[nodiscard]] Element take();
  void reset();

 private:
  bool count(std::size_t bytes);

  std::vector<Element> open_;  // from the outermost in
  Element finished_;
  std::size_t depth_ = 0;
  std::size_t bytes_ = 0;
  std::size_t nodes_ = 0;
  bool overflowed_ = false;
};

}  // namespace bildungskiosk::publish
