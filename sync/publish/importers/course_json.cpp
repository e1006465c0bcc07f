#include "sync/publish/importers/course_json.hpp"

#include <simdjson.h>

#include "sync/publish/limits.hpp"

namespace bildungskiosk::publish {
namespace {

namespace dom = simdjson::dom;

/// Walks through a parsed course.
class TreeBuilding {
 public:
  TreeBuilding(ElementBuilder& builder, std::size_t depth_max) : builder_(builder), depth_left_(depth_max) {}

  bool fields(dom::object object) {
    for (const dom::key_value_pair field : object) {
      if (!value(field.key, field.value)) return false;
    }
    return true;
  }

 private:
  bool value(std::string_view key, dom::element value) {
    switch (value.type()) {
      case dom::element_type::OBJECT:
        return object(key, dom::object(value));
      case dom::element_type::ARRAY:
        return array(key, dom::array(value));
      case dom::element_type::STRING:
        return scalar(key, std::string_view(value));
      case dom::element_type::INT64:
        return scalar(key, std::to_string(std::int64_t{value}));
      case dom::element_type::UINT64:
        return scalar(key, std::to_string(std::uint64_t{value}));
      case dom::element_type::BOOL:
        return scalar(key, bool{value} ? "true" : "false");
      case dom::element_type::NULL_VALUE:
        return scalar(key, {});
      case dom::element_type::DOUBLE:
        break;  // how it was written is not known here
    }
    return false;
  }

  bool object(std::string_view key, dom::object object) {
    if (depth_left_ == 0) return false;
    --depth_left_;
    builder_.begin(key);
    const bool read = fields(object);
    builder_.end();  // never the outermost: the course is open
    ++depth_left_;
    return read;
  }

  /// The items repeat the key that the array stands for.
  bool array(std::string_view key, dom::array items) {
    if (depth_left_ == 0) return false;
    --depth_left_;
    for (const dom::element item : items) {
      if (!value(key, item)) return false;
    }
    ++depth_left_;
    return true;
  }

  bool scalar(std::string_view key, std::string_view text) {
    add_json_scalar(builder_, key, text);
    return true;
  }

  ElementBuilder& builder_;
  std::size_t depth_left_;
};

}  // namespace

struct CourseJson::Parser {
  dom::parser parser{kRecordBytesMax + 2};
};

CourseJson::CourseJson() : parser_(std::make_unique<Parser>()) {}
CourseJson::~CourseJson() = default;

bool CourseJson::read(std::string_view inside, std::size_t depth_max, ElementBuilder& builder) {
  ((text_ = "{") += inside) += '}';
  const std::size_t length = text_.size();
  text_.append(simdjson::SIMDJSON_PADDING, ' ');
  dom::object course;
  constexpr bool kIsPadded = false;  // nothing to copy for it
  if (parser_->parser.parse(text_.data(), length, kIsPadded).get(course) != simdjson::SUCCESS) return false;
  return TreeBuilding(builder, depth_max).fields(course);
}

void add_json_scalar(ElementBuilder& builder, std::string_view key, std::string_view text) {
  if (key == "#text") {
    builder.text(text);
  } else if (key.starts_with('@')) {
    builder.attribute(key.substr(1), text);
  } else {
    builder.begin(key);
    builder.text(text);
    builder.end();  // never the outermost: a course is open
  }
}

}  // namespace bildungskiosk::publish
