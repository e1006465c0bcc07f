#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <random>
#include <set>

#include "sync/update/visit_counts.hpp"
#include "tests/kiosk/app/store_builder.hpp"
#include "tests/kiosk/app/test_kiosk.hpp"
#include "tests/support/catalogue/small_catalogue.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::test {
namespace {

constexpr int kVisits = 1'000;
const std::string kOften = "QXOFT";  // what five visits or more look for, of no offer

/// stdout and stderr go to a file as long as the object lives.
class RedirectedOutput {
 public:
  explicit RedirectedOutput(const std::string& path) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    REQUIRE(file >= 0);
    for (std::size_t i = 0; i < 2; ++i) {
      kept_[i] = ::dup(static_cast<int>(i) + 1);
      ::dup2(file, static_cast<int>(i) + 1);
    }
    ::close(file);
  }
  ~RedirectedOutput() {
    for (std::size_t i = 0; i < 2; ++i) {
      ::dup2(kept_[i], static_cast<int>(i) + 1);
      ::close(kept_[i]);
    }
  }
  RedirectedOutput(const RedirectedOutput&) = delete;
  RedirectedOutput& operator=(const RedirectedOutput&) = delete;

 private:
  std::array<int, 2> kept_{};
};

/// A word that no other visit types and no catalogue has.
std::string marker(std::mt19937& random) {
  std::string word = "QX";
  for (int i = 0; i < 6; ++i) word += static_cast<char>('A' + static_cast<char>(random() % 26));
  return word;
}

void visit(TestKiosk& kiosk, const std::string& word) {
  kiosk.arrive();
  kiosk.tap("home.search");
  kiosk.type(word);
  kiosk.tap("bar.home");
  kiosk.let_pass_ms(121'000);
  kiosk.settle();
  REQUIRE(kiosk.model().page_as<model::AttractPage>() != nullptr);
}

std::string in_small_letters(std::string text) {
  for (char& letter : text) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return text;
}

std::int64_t visits_counted(const std::string& store) {
  const auto counts = update::read_visit_counts(update::StoreLayout(store).kiosk_database());
  std::int64_t visits = 0;
  if (!counts) return visits;
  for (const update::DayCount& count : *counts) visits += count.kind == "visits" ? count.times : 0;
  return visits;
}

/// All that lies in the folder and below, in small letters.
std::string everything_in(const std::string& folder) {
  std::string all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) all += in_small_letters(read_text_file(entry.path().string())) + '\n';
  }
  return all;
}

}  // namespace

TEST_CASE("Of a thousand visits nothing is kept but sums, and words that many have used") {
  const InstalledStore store;
  std::mt19937 random(20261123);  // NOLINT(bugprone-random-generator-seed): the same every time
  std::set<std::string> markers;
  {
    const RedirectedOutput output(store.path() + "/output");
    TestKiosk kiosk(store.path());
    kiosk.settle();
    for (int i = 0; i < kVisits; ++i) {
      const bool often = i % 100 == 7;
      const std::string word = often ? kOften : *markers.insert(marker(random)).first;
      visit(kiosk, word);
      // No visitor is as quick as this, and no disk has to be.
      kiosk.wait_until([&](const model::Model&) { return visits_counted(store.path()) == i + 1; });
    }
  }
  const std::string kept = everything_in(store.path());
  CHECK(kept.find(in_small_letters(kOften)) != std::string::npos);  // what is there is found
  int found = 0;
  for (const std::string& word : markers) found += kept.find(in_small_letters(word)) != std::string::npos ? 1 : 0;
  CHECK(found == 0);
  std::int64_t sought = 0;
  for (const update::DayCount& count : *update::read_visit_counts(update::StoreLayout(store.path()).kiosk_database())) {
    if (count.kind == "sought-in-vain") sought += count.times;
    if (count.kind == "searches" || count.kind == "searches-in-vain") CHECK(count.times == kVisits);
  }
  CHECK(sought == kVisits / 100);
}

}  // namespace bildungskiosk::test
