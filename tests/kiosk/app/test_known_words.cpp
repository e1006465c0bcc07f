#include <sstream>

#include "kiosk/app/known_words.hpp"
#include "sync/base/file_system.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::test {

TEST_CASE("The shipped lists of words are known to the kiosk") {
  std::ostringstream complaints;
  const auto words = app::load_known_words(BILDUNGSKIOSK_TEST_SHARE_DIR, complaints);
  CHECK_FALSE(words.synonyms_of("kita").empty());
  CHECK(complaints.str().empty());
}

TEST_CASE("A list of words that is damaged or missing is complained about once, and the kiosk goes on without") {
  const TemporaryDirectory folder;
  std::ostringstream complaints;
  SECTION("no folder") {
    CHECK(app::load_known_words(folder.path(), complaints).all_meanings(catalogue::Lexicon::Sense::kSynonym).empty());
    CHECK_THAT(complaints.str(), ContainsSubstring("Wortlisten der Suche"));
  }
  SECTION("a line that is none") {
    REQUIRE(base::posix_file_system().create_directories(folder / "search"));
    write_text_file(folder / "search/synonyms-de.txt", "Kita = Krippe\nno sign at all\n");
    CHECK(app::load_known_words(folder.path(), complaints).all_meanings(catalogue::Lexicon::Sense::kSynonym).empty());
    CHECK_THAT(complaints.str(), ContainsSubstring("synonyms-de.txt:2"));
  }
}

}  // namespace bildungskiosk::test
