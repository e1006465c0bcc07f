#include "sync/publish/importers/element.hpp"

#include "sync/publish/importers/values.hpp"

namespace bildungskiosk::publish {
namespace {

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
}

// Depth is bounded by kRecordDepthMax, so recursion is.
void append_markup(std::string& out, const Element& element) {
  if (element.name.empty()) {
    append_escaped(out, element.text);
    return;
  }
  (out += '<') += element.name;
  for (const Element* attribute : element.attributes()) {
    ((out += ' ') += attribute->name) += "=\"";
    append_escaped(out, attribute->text);
    out += '"';
  }
  out += '>';
  for (const Element* child : element.children()) append_markup(out, *child);
  ((out += "</") += element.name) += '>';
}

}  // namespace

std::string_view Element::attribute(std::string_view attribute_name) const {
  for (const Element* candidate : attributes()) {
    if (candidate->name == attribute_name) return candidate->text;
  }
  return {};
}

std::string Element::content() const {
  // Text that touches is one node.
  if (first_child_ == nullptr) return {};
  if (const Element* only = only_child(); only != nullptr && only->name.empty()) return std::string(trim(only->text));
  std::string out;
  for (const Element* node : children()) append_markup(out, *node);
  return std::string(trim(out));
}

std::string Element::content_of(std::string_view child_name) const {
  const Element* found = child(child_name);
  return found != nullptr ? found->content() : std::string();
}

}  // namespace bildungskiosk::publish
