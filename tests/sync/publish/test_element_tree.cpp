#include <string>

#include "sync/publish/importers/element_tree.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/heap.hpp"

using namespace bildungskiosk;
using publish::Element;
using publish::ElementTree;
using test::heap_bytes;

namespace {

/// A course whose text goes on again and again behind another attribute, as JSON can have it. Returns how often the
/// text was moved to another place.
int moves_of_a_scattered_text(ElementTree& tree, const std::string& beginning, int pieces) {
  Element& course = tree.append(nullptr, "kurs");
  tree.append_text(course, beginning);
  const Element& text = *course.only_child();
  int moves = 0;
  for (int i = 0; i < pieces; ++i) {
    const char* const before = text.text.data();
    tree.add_attribute(course, "a", "b");
    tree.append_text(course, "c");
    moves += text.text.data() == before ? 0 : 1;
  }
  CHECK(text.text == beginning + std::string(static_cast<std::size_t>(pieces), 'c'));
  const Element::Range attributes = course.attributes();
  CHECK(std::distance(attributes.begin(), attributes.end()) == pieces);
  return moves;
}

}  // namespace

TEST_CASE("A long text that goes on behind attributes is not moved for each piece") {
  ElementTree tree;
  CHECK(moves_of_a_scattered_text(tree, std::string(500'000, 't'), 10'000) == 1);
  tree.clear();
  CHECK(moves_of_a_scattered_text(tree, "t", 10'000) < 20);
}

TEST_CASE("A tree that is used again holds nothing of the one before") {
  ElementTree tree;
  for (const std::size_t length : {std::size_t{700'000}, std::size_t{3}, std::size_t{40'000}}) {
    const std::string beginning(length, static_cast<char>('a' + length % 26));
    CHECK(moves_of_a_scattered_text(tree, beginning, 50) >= 1);
    tree.clear();
  }
}

TEST_CASE("The memory of a long text is not kept for the trees that come after it") {
  ElementTree tree;
  moves_of_a_scattered_text(tree, "t", 50);
  tree.clear();
  const std::size_t before = heap_bytes();
  moves_of_a_scattered_text(tree, std::string(700'000, 't'), 50);
  tree.clear();
  CHECK(heap_bytes() < before + 100'000);
}

TEST_CASE("What comes behind a text that has room to grow leaves it as it was") {
  ElementTree tree;
  Element& root = tree.append(nullptr, "a");
  tree.append_text(root, "eins");
  tree.add_attribute(root, "x", "y");
  tree.append_text(root, "zwei");  // moved, with room behind it
  const Element& first = *root.only_child();
  Element& child = tree.append(&root, "b");
  tree.append_text(child, "drei");
  tree.append_text(root, "vier");
  CHECK(first.text == "einszwei");
  CHECK(child.only_child()->text == "drei");
  CHECK(root.content() == "einszwei<b>drei</b>vier");
}
