#include "sync/publish/importers/element_spool.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/heap.hpp"

using namespace bildungskiosk;
using publish::Element;
using publish::ElementSpool;
using publish::ElementTree;

namespace {

/// An element that holds no more than a text.
ElementTree named(const std::string& name, const std::string& text = {}) {
  ElementTree tree;
  Element& root = tree.append(nullptr, name);
  if (!text.empty()) tree.append_text(root, text);
  return tree;
}

std::vector<ElementSpool::Entry> drained(ElementSpool& spool) {
  std::vector<ElementSpool::Entry> entries;
  REQUIRE(spool.drain([&](const ElementSpool::Entry& entry) -> base::Result<void> {
    entries.push_back({entry.group, entry.rank, entry.line, ElementTree()});
    entries.back().tree.append_copy(nullptr, entry.element());
    return {};
  }));
  return entries;
}

}  // namespace

TEST_CASE("A tree comes out of the spool as it was put in") {
  ElementTree tree;
  Element& root = tree.append(nullptr, "a");
  tree.add_attribute(root, "type", "true");
  tree.add_attribute(root, "leer", "");
  tree.append_text(root, "Grü");
  tree.append_text(root, "ße\n");
  tree.append(&tree.append(&root, "b"), "c");
  tree.append_text(root, std::string_view("\0x", 2));
  auto spool = ElementSpool::create().value();
  REQUIRE(spool.put("gruppe", 3, 17, root));
  const auto entries = drained(spool);
  REQUIRE(entries.size() == 1);
  CHECK(entries[0].group == "gruppe");
  CHECK(entries[0].rank == 3);
  CHECK(entries[0].line == 17);
  const Element& read = entries[0].element();
  CHECK(read.name == "a");
  CHECK(read.attribute("type") == "true");
  const Element::Range attributes = read.attributes();
  CHECK(std::distance(attributes.begin(), attributes.end()) == 2);
  const Element::Range found = read.children();
  const std::vector<const Element*> children(found.begin(), found.end());
  REQUIRE(children.size() == 3);
  CHECK(children[0]->text == "Grüße\n");
  REQUIRE(children[1]->only_child() != nullptr);
  CHECK(children[1]->only_child()->name == "c");
  CHECK(children[2]->text == std::string_view("\0x", 2));
}

TEST_CASE("The spool gives groups together, the lower rank first, and the rest as it came") {
  auto spool = ElementSpool::create().value();
  std::uint64_t line = 0;
  for (const auto& [group, rank] : std::vector<std::pair<std::string, int>>{
           {"b", 1}, {"a", 1}, {"b", 0}, {"", 1}, {"b", 1}, {std::string("a\0z", 3), 0}}) {
    REQUIRE(spool.put(group, rank, ++line, named("x").root()));
  }
  std::vector<std::uint64_t> lines;
  for (const auto& entry : drained(spool)) lines.push_back(entry.line);
  CHECK(lines == std::vector<std::uint64_t>{4, 2, 6, 3, 1, 5});
}

TEST_CASE("An entry holds nothing of the one before it") {
  auto spool = ElementSpool::create().value();
  REQUIRE(spool.put("a", 0, 1, named("lang", std::string(200'000, 'x')).root()));
  REQUIRE(spool.put("b", 0, 2, named("kurz", "Text").root()));
  REQUIRE(spool.put("c", 0, 3, named("leer").root()));
  const auto entries = drained(spool);
  REQUIRE(entries.size() == 3);
  CHECK(entries[0].element().only_child()->text == std::string(200'000, 'x'));
  CHECK(entries[1].element().name == "kurz");
  CHECK(entries[1].element().only_child()->text == "Text");
  CHECK(entries[2].element().name == "leer");
  CHECK(entries[2].element().only_child() == nullptr);
}

TEST_CASE("However many entries come out of the spool, the memory is that of one") {
  auto spool = ElementSpool::create().value();
  constexpr int kCount = 2'000;
  const ElementTree tree = named("t", std::string(10'000, 'x'));  // 20 MB in all
  for (int i = 0; i < kCount; ++i) REQUIRE(spool.put("g", 0, 1, tree.root()));
  std::size_t first = 0;
  std::size_t last = 0;
  REQUIRE(spool.drain([&](const ElementSpool::Entry&) -> base::Result<void> {
    last = test::heap_bytes();
    if (first == 0) first = last;
    return {};
  }));
  CHECK(last < first + 5'000'000);
}

TEST_CASE("The spool passes on who refuses an entry, and stops there") {
  auto spool = ElementSpool::create().value();
  REQUIRE(spool.put("a", 0, 1, named("x").root()));
  REQUIRE(spool.put("b", 0, 2, named("x").root()));
  int seen = 0;
  const auto stopped = spool.drain([&](const ElementSpool::Entry&) -> base::Result<void> {
    ++seen;
    return base::Error{base::ErrorCode::kCancelled, "genug"};
  });
  REQUIRE_FALSE(stopped);
  CHECK(stopped.error().code == base::ErrorCode::kCancelled);
  CHECK(seen == 1);
}

TEST_CASE("More than the spool's cache goes through the disk and comes back whole") {
  auto spool = ElementSpool::create().value();
  const std::string text(100'000, 'x');
  constexpr int kCount = 300;  // 30 MB
  for (int i = 0; i < kCount; ++i) {
    REQUIRE(spool.put("g" + std::to_string(i % 7), 0, static_cast<std::uint64_t>(i), named("t", text).root()));
  }
  const auto entries = drained(spool);
  REQUIRE(entries.size() == kCount);
  for (const auto& entry : entries) {
    REQUIRE(entry.group == "g" + std::to_string(entry.line % 7));
    REQUIRE(entry.element().only_child()->text == text);
  }
}
