#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "sync/exchange/content_diff.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::exchange {
namespace {

std::string line(int number, int current = 5) {
  return R"({"capacity":{"current":)" + std::to_string(current) + R"(,"maximum":)" + std::to_string(10 + number % 7) +
         R"(},"id":"vhs:)" + std::to_string(number) + R"(","kind":"course","name":{"de":"Kurs )" +
         std::to_string(number * 7919) + R"("},"type":"offer"})" + "\n";
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& next : lines) text += next;
  return text;
}

std::vector<std::string> lines(int count) {
  std::vector<std::string> all(static_cast<std::size_t>(count));
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = line(static_cast<int>(i));
  return all;
}

std::string follow(const std::vector<Edit>& edits, std::string_view earlier) {
  std::string result;
  for (const Edit& edit : edits) {
    REQUIRE(edit.copied_bytes + edit.skipped_bytes <= earlier.size());
    CHECK(edit.copied_bytes + edit.skipped_bytes + edit.inserted.size() > 0);
    result += earlier.substr(0, edit.copied_bytes);
    earlier.remove_prefix(edit.copied_bytes + edit.skipped_bytes);
    result += edit.inserted;
  }
  return result;
}

std::size_t inserted_bytes(const std::vector<Edit>& edits) {
  std::size_t bytes = 0;
  for (const Edit& edit : edits) bytes += edit.inserted.size();
  return bytes;
}

TEST_CASE("One changed number among many lines is one step that inserts it") {
  auto changed = lines(1'000);
  const std::string earlier = joined(changed);
  changed[500] = line(500, 8);
  const std::string content = joined(changed);
  const auto edits = edits_between(earlier, content);
  CHECK(follow(edits, earlier) == content);
  REQUIRE(edits.size() == 2);
  CHECK(edits[0].inserted == "8");
  CHECK(edits[0].skipped_bytes == 1);
  CHECK(edits[1].inserted.empty());
}

TEST_CASE("Two changed fields of one line are two small steps, not the line anew") {
  auto changed = lines(100);
  const std::string earlier = joined(changed);
  std::string& fiftieth = changed[50];
  fiftieth = line(50, 9);
  fiftieth.replace(fiftieth.find("Kurs"), 4, "Abendkurs");
  const std::string content = joined(changed);
  const auto edits = edits_between(earlier, content);
  CHECK(follow(edits, earlier) == content);
  CHECK(inserted_bytes(edits) <= 10);
}

TEST_CASE("A line that came is inserted, one that went is skipped, and their neighbours are copied") {
  auto changed = lines(100);
  const std::string earlier = joined(changed);
  changed.erase(changed.begin() + 20);
  changed.insert(changed.begin() + 60, line(1'000));
  const std::string content = joined(changed);
  const auto edits = edits_between(earlier, content);
  CHECK(follow(edits, earlier) == content);
  CHECK(inserted_bytes(edits) == line(1'000).size());
}

TEST_CASE("A line that moved costs itself, not what lies between") {
  auto changed = lines(100);
  const std::string earlier = joined(changed);
  std::rotate(changed.begin() + 3, changed.begin() + 4, changed.end() - 1);
  const std::string content = joined(changed);
  const auto edits = edits_between(earlier, content);
  CHECK(follow(edits, earlier) == content);
  CHECK(inserted_bytes(edits) <= line(3).size());
}

TEST_CASE("The same content is one step, and what is empty none or one") {
  const std::string some = joined(lines(3));
  CHECK(edits_between(some, some).size() == 1);
  CHECK(edits_between("", "").empty());
  CHECK(inserted_bytes(edits_between("", some)) == some.size());
  CHECK(follow(edits_between(some, ""), some).empty());
}

TEST_CASE("The steps between any two texts give the second one") {
  std::mt19937 random(4'711);
  const auto below = [&random](std::size_t end) { return static_cast<std::size_t>(random()) % end; };
  // Few letters, so that everything repeats: lines, fields, beginnings and ends.
  const auto any_text = [&below] {
    std::string text;
    for (std::size_t left = below(60); left > 0; --left) text += "aab,\n"[below(5)];
    return text;
  };
  for (int round = 0; round < 3'000; ++round) {
    const std::string earlier = any_text();
    std::string content = below(2) == 0 ? any_text() : earlier;
    for (std::size_t changes = below(4); changes > 0 && !content.empty(); --changes) {
      content.replace(below(content.size()), below(5), std::string(below(4), 'b'));
    }
    INFO(earlier << "\n->\n" << content);
    REQUIRE(follow(edits_between(earlier, content), earlier) == content);
  }
}

}  // namespace
}  // namespace bildungskiosk::exchange
