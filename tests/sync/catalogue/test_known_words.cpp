#include <algorithm>
#include <sstream>

#include "sync/base/asset_folder.hpp"
#include "sync/base/file_system.hpp"
#include "sync/cli/known_words.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::test {

TEST_CASE("The shipped lists of words are known to the programs") {
  std::ostringstream complaints;
  const auto words = cli::load_known_words("kiosk-sync", base::find_asset_folder(), complaints);
  CHECK_FALSE(words.synonyms_of("kita").empty());
  CHECK(complaints.str().empty());
}

TEST_CASE("A list of words that is damaged or missing is complained about once, and the search goes on without") {
  const TemporaryDirectory folder;
  std::ostringstream complaints;
  SECTION("no folder") {
    CHECK(cli::load_known_words("kiosk-sync", folder.path(), complaints)
              .all_meanings(catalogue::Lexicon::Sense::kSynonym)
              .empty());
    CHECK_THAT(complaints.str(), ContainsSubstring("Wortlisten der Suche"));
  }
  SECTION("not even the folder of the program's data") {
    const base::Error error{base::ErrorCode::kNotFound, "/nowhere"};
    CHECK(cli::load_known_words("kiosk-sync", error, complaints)
              .all_meanings(catalogue::Lexicon::Sense::kSynonym)
              .empty());
    CHECK_THAT(complaints.str(), ContainsSubstring("/nowhere"));
  }
  SECTION("a line that is none") {
    REQUIRE(base::posix_file_system().create_directories(folder / "search"));
    write_text_file(folder / "search/synonyms-de.txt", "Kita = Krippe\nno sign at all\n");
    CHECK(cli::load_known_words("kiosk-sync", folder.path(), complaints)
              .all_meanings(catalogue::Lexicon::Sense::kSynonym)
              .empty());
    CHECK_THAT(complaints.str(), ContainsSubstring("synonyms-de.txt:2"));
  }
  const std::string said = complaints.str();
  CHECK(std::count(said.begin(), said.end(), '\n') == 1);
  CHECK(said.ends_with('\n'));
}

}  // namespace bildungskiosk::test
