#include "sync/publish/importers/element.hpp"

#include "sync/base/check.hpp"
#include "sync/publish/importers/values.hpp"
#include "sync/publish/limits.hpp"

namespace bildungskiosk::publish {
namespace {

/// Of a whole course, white space between them counted: growing by doubling would move each several times.
constexpr std::size_t kUsualChildren = 64;

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
  out += '<' + element.name;
  for (const auto& [name, value] : element.attributes) {
    out += ' ' + name + "=\"";
    append_escaped(out, value);
    out += '"';
  }
  out += '>';
  for (const Element& child : element.children) append_markup(out, child);
  out += "</" + element.name + '>';
}

}  // namespace

const Element* Element::child(std::string_view child_name) const {
  for (const Element& candidate : children) {
    if (candidate.name == child_name) return &candidate;
  }
  return nullptr;
}

std::vector<const Element*> Element::children_named(std::string_view child_name) const {
  std::vector<const Element*> found;
  for (const Element& candidate : children) {
    if (candidate.name == child_name) found.push_back(&candidate);
  }
  return found;
}

std::string_view Element::attribute(std::string_view attribute_name) const {
  for (const auto& [candidate, value] : attributes) {
    if (candidate == attribute_name) return value;
  }
  return {};
}

std::string Element::content() const {
  bool only_text = true;
  for (const Element& node : children) only_text = only_text && node.name.empty();
  std::string out;
  for (const Element& node : children) {
    if (only_text) {
      out += node.text;
    } else {
      append_markup(out, node);
    }
  }
  return std::string(trim(out));
}

std::string Element::content_of(std::string_view child_name) const {
  const Element* found = child(child_name);
  return found != nullptr ? found->content() : std::string();
}

bool ElementBuilder::count(std::size_t bytes) {
  bytes_ += bytes;
  ++nodes_;
  if (bytes_ > kRecordBytesMax || nodes_ > kRecordNodesMax || depth_ > kRecordDepthMax) overflowed_ = true;
  return !overflowed_;
}

void ElementBuilder::begin(std::string name) {
  ++depth_;
  if (!count(name.size())) return;
  open_.push_back(Element{std::move(name), {}, {}, {}});
  if (open_.size() == 1) open_.back().children.reserve(kUsualChildren);
}

void ElementBuilder::attribute(std::string name, std::string value) {
  if (!count(name.size() + value.size())) return;
  open_.back().attributes.emplace_back(std::move(name), std::move(value));
}

void ElementBuilder::text(std::string_view text) {
  if (text.empty() || !count(text.size())) return;
  auto& siblings = open_.back().children;
  // Parsers hand long text over in pieces.
  if (!siblings.empty() && siblings.back().name.empty()) {
    siblings.back().text += text;
  } else {
    siblings.push_back(Element{{}, std::string(text), {}, {}});
  }
}

bool ElementBuilder::end() {
  BILDUNGSKIOSK_CHECK(depth_ > 0);
  --depth_;
  if (!overflowed_) {
    Element closed = std::move(open_.back());
    open_.pop_back();
    if (open_.empty()) {
      finished_ = std::move(closed);
    } else {
      open_.back().children.push_back(std::move(closed));
    }
  }
  return depth_ == 0;
}

Element ElementBuilder::take() {
  Element result = std::move(finished_);
  reset();
  return result;
}

void ElementBuilder::reset() { *this = ElementBuilder(); }

}  // namespace bildungskiosk::publish
