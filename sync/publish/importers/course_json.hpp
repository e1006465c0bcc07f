#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "sync/publish/importers/element_tree.hpp"

namespace bildungskiosk::publish {

/// Makes a course's tree out of its JSON object at once: what the events of a JSON lexer would give, in a tenth of
/// their time. One thread.
class CourseJson {
 public:
  CourseJson();
  ~CourseJson();

  /// Adds to the element that is open in `builder` what the object holds. `inside`: the object without its braces.
  /// False when it is no JSON, is nested deeper than `depth_max`, or holds a number with decimals or of more than 64
  /// bits, which nobody has met yet; the builder then holds any part of it.
  [[nodiscard]] bool read(std::string_view inside, std::size_t depth_max, ElementBuilder& builder);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
  std::string text_;  // with simdjson's padding
};

/// A scalar of the JSON that Open-vhs XML becomes: "@name" is an attribute, "#text" the text, else it is an element.
void add_json_scalar(ElementBuilder& builder, std::string_view key, std::string_view text);

}  // namespace bildungskiosk::publish
