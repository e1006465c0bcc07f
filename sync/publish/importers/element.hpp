#pragma once

#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>

namespace bildungskiosk::publish {

/// A node of one course's tree: the Berlin JSON is Open-vhs XML run through a converter ("@version" for an
/// attribute, "#text" for the text, a single child not wrapped in an array), so one tree serves both.
/// A node without a name is text. Nodes and their texts lie in an ElementTree and live as long as it.
class Element {
 public:
  /// Nodes in their order; with a name, only those of that name.
  class Range {
   public:
    class Iterator {
     public:
      using iterator_category = std::forward_iterator_tag;
      using value_type = const Element*;
      using difference_type = std::ptrdiff_t;
      using pointer = const value_type*;
      using reference = value_type;

      Iterator() = default;
      Iterator(const Element* at, std::string_view name) : at_(at), name_(name) { skip_others(); }
      const Element* operator*() const { return at_; }
      Iterator& operator++() {
        at_ = at_->next_;
        skip_others();
        return *this;
      }
      Iterator operator++(int) {
        const Iterator before = *this;
        ++*this;
        return before;
      }
      bool operator==(const Iterator& other) const { return at_ == other.at_; }

     private:
      void skip_others() {
        if (name_.data() == nullptr) return;
        while (at_ != nullptr && at_->name != name_) at_ = at_->next_;
      }
      const Element* at_ = nullptr;
      std::string_view name_;
    };

    Range(const Element* first, std::string_view name) : first_(first), name_(name) {}
    [[nodiscard]] Iterator begin() const { return {first_, name_}; }
    [[nodiscard]] Iterator end() const { return {}; }
    [[nodiscard]] bool empty() const { return begin() == end(); }

   private:
    const Element* first_;
    std::string_view name_;
  };

  std::string_view name;
  std::string_view text;  // of a text node; of an attribute its value

  [[nodiscard]] Range attributes() const { return {first_attribute_, {}}; }
  [[nodiscard]] Range children() const { return {first_child_, {}}; }
  [[nodiscard]] Range children_named(std::string_view child_name) const { return {first_child_, child_name}; }
  /// The one child; nullptr when there is none, or another one beside it.
  [[nodiscard]] const Element* only_child() const { return first_child_ == last_child_ ? first_child_ : nullptr; }
  /// The first child of that name, or nullptr.
  [[nodiscard]] const Element* child(std::string_view child_name) const { return *children_named(child_name).begin(); }
  /// The attribute's value, or "".
  [[nodiscard]] std::string_view attribute(std::string_view attribute_name) const;
  /// All it says, trimmed. With elements inside (XHTML in a description) it is markup again, text escaped.
  [[nodiscard]] std::string content() const;
  /// `content` of the first child of that name, or "".
  [[nodiscard]] std::string content_of(std::string_view child_name) const;

 private:
  friend class ElementTree;
  const Element* first_child_ = nullptr;
  Element* last_child_ = nullptr;
  const Element* first_attribute_ = nullptr;
  Element* last_attribute_ = nullptr;
  const Element* next_ = nullptr;
};

}  // namespace bildungskiosk::publish
