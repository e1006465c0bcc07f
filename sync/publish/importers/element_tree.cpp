#include "sync/publish/importers/element_tree.hpp"

#include <algorithm>
#include <cstring>

#include "sync/base/check.hpp"
#include "sync/publish/limits.hpp"

namespace bildungskiosk::publish {

Element& ElementTree::new_node() {
  if (nodes_used_ == nodes_.size() * kBlockNodes) nodes_.push_back(std::make_unique<Element[]>(kBlockNodes));
  Element& node = nodes_[nodes_used_ / kBlockNodes][nodes_used_ % kBlockNodes];
  ++nodes_used_;
  node = Element();
  return node;
}

void ElementTree::link(const Element*& first, Element*& last, Element& node) {
  if (first == nullptr) first = &node;
  if (last != nullptr) last->next_ = &node;
  last = &node;
}

char* ElementTree::room_for(std::size_t bytes) {
  while (text_block_ < texts_.size() && texts_[text_block_].size - text_used_ < bytes) {
    ++text_block_;
    text_used_ = 0;
  }
  if (text_block_ == texts_.size()) {
    const std::size_t size = std::max(kBlockBytes, bytes);
    texts_.push_back({std::unique_ptr<char[]>(new char[size]), size});  // NOLINT(modernize-avoid-c-arrays)
  }
  return texts_[text_block_].bytes.get() + text_used_;
}

std::string_view ElementTree::keep(std::string_view text) {
  if (text.empty()) return {};
  char* const place = room_for(text.size());
  std::memcpy(place, text.data(), text.size());
  text_used_ += text.size();
  return {place, text.size()};
}

Element& ElementTree::append(Element* parent, std::string_view name) {
  Element& node = new_node();
  node.name = keep(name);
  if (parent != nullptr) {
    link(parent->first_child_, parent->last_child_, node);
  } else {
    root_ = &node;
  }
  return node;
}

void ElementTree::append_text(Element& parent, std::string_view text) {
  Element* const last = parent.last_child_;
  if (last == nullptr || !last->name.empty()) {
    Element& node = append(&parent, {});
    node.text = keep(text);
    return;
  }
  char* place = room_behind(last->text, text.size());
  if (place == nullptr) place = move(*last, text.size());
  std::copy(text.begin(), text.end(), place);
  last->text = {last->text.data(), last->text.size() + text.size()};
}

char* ElementTree::room_behind(std::string_view text, std::size_t bytes) {
  const char* const end = text.data() + text.size();
  char* const unused = texts_.empty() ? nullptr : texts_[text_block_].bytes.get() + text_used_;
  // Parsers hand long text over in pieces: mostly the first one lies at the end of what is in use.
  if (unused != nullptr && end == unused && texts_[text_block_].size - text_used_ >= bytes) {
    text_used_ += bytes;
    return unused;
  }
  if (end != room_.data() || room_.size() < bytes) return nullptr;
  char* const place = room_.data();
  room_ = room_.subspan(bytes);
  return place;
}

char* ElementTree::move(Element& node, std::size_t bytes) {
  const std::size_t length = node.text.size() + bytes;
  char* const place = room_for(2 * length);
  std::copy(node.text.begin(), node.text.end(), place);
  text_used_ += 2 * length;
  room_ = {place + length, length};
  node.text = {place, node.text.size()};
  return place + node.text.size();
}

void ElementTree::add_attribute(Element& element, std::string_view name, std::string_view value) {
  Element& node = new_node();
  node.name = keep(name);
  node.text = keep(value);
  link(element.first_attribute_, element.last_attribute_, node);
}

// ElementBuilder bounds the depth, so recursion is.
void ElementTree::append_copy(Element* parent, const Element& element) {
  Element& copy = append(parent, element.name);
  copy.text = keep(element.text);
  for (const Element* attribute : element.attributes()) add_attribute(copy, attribute->name, attribute->text);
  for (const Element* child : element.children()) append_copy(&copy, *child);
}

void ElementTree::clear() {
  std::erase_if(texts_, [](const TextBlock& block) { return block.size > kBlockBytes; });
  nodes_used_ = 0;
  text_block_ = 0;
  text_used_ = 0;
  room_ = {};
  root_ = nullptr;
}

bool ElementBuilder::count(std::size_t bytes) {
  bytes_ += bytes;
  ++nodes_;
  if (bytes_ > kRecordBytesMax || nodes_ > kRecordNodesMax || depth_ > kRecordDepthMax) overflowed_ = true;
  return !overflowed_;
}

void ElementBuilder::begin(std::string_view name) {
  ++depth_;
  if (count(name.size())) open_.push_back(&tree_.append(open_.empty() ? nullptr : open_.back(), name));
}

void ElementBuilder::attribute(std::string_view name, std::string_view value) {
  if (count(name.size() + value.size())) tree_.add_attribute(*open_.back(), name, value);
}

void ElementBuilder::text(std::string_view text) {
  if (!text.empty() && count(text.size())) tree_.append_text(*open_.back(), text);
}

bool ElementBuilder::end() {
  BILDUNGSKIOSK_CHECK(depth_ > 0);
  --depth_;
  if (!overflowed_) open_.pop_back();
  return depth_ == 0;
}

void ElementBuilder::reset() {
  tree_.clear();
  open_.clear();
  depth_ = 0;
  bytes_ = 0;
  nodes_ = 0;
  overflowed_ = false;
}

}  // namespace bildungskiosk::publish
