#include "sync/catalogue/search/lexicon.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk {
namespace {

using catalogue::Lexicon;
using Phrases = std::vector<Lexicon::Phrase>;

TEST_CASE("Synonyms find each other, or in one direction only") {
  Lexicon lexicon;
  CHECK(lexicon.add_synonyms("Kita = Kindertagesstätte"));
  CHECK(lexicon.synonyms_of("kita") == Phrases{{"kindertagesstatte"}});
  CHECK(lexicon.synonyms_of("kindertagesstatte") == Phrases{{"kita"}});
  CHECK(lexicon.add_synonyms("KI > künstliche Intelligenz"));
  CHECK(lexicon.synonyms_of("ki") == Phrases{{"kunstliche", "intelligenz"}});
  CHECK(lexicon.synonyms_of("intelligenz").empty());
  CHECK_FALSE(lexicon.add_synonyms("only words"));
  CHECK_FALSE(lexicon.add_synonyms("= right"));
}

TEST_CASE("Several words mean something together, and other languages' words are kept apart from synonyms") {
  using Sense = Lexicon::Sense;
  Lexicon lexicon;
  CHECK(lexicon.add_synonyms("first aid > Erste Hilfe", Sense::kTranslation));
  CHECK(lexicon.meanings_of("first aid", Sense::kTranslation) == Phrases{{"erste", "hilfe"}});
  CHECK(lexicon.synonyms_of("first aid").empty());
  CHECK(lexicon.add_synonyms("one two three four > Zahlen"));
  CHECK(lexicon.synonyms_of("one two three four").empty());
}

TEST_CASE("The catalogue's own synonyms are added") {
  Lexicon lexicon;
  lexicon.add(offer::Synonym{"de", {"VHS", "Volkshochschule"}});
  CHECK(lexicon.synonyms_of("vhs") == Phrases{{"volkshochschule"}});
}

TEST_CASE("Lists are read from a folder, and a line that is none is named") {
  const test::TemporaryDirectory folder;
  test::write_text_file(folder / "synonyms-de.txt", "# a comment\nPC = Computer\n");
  test::write_text_file(folder / "fillers.txt", "ich suche\n");
  test::write_text_file(folder / "synonyms-en.txt", "sewing > Nähen\n");
  test::write_text_file(folder / "facets-de.toml", "[[facet]]\nkind = \"free\"\nwords = [\"gratis\"]\n");
  test::write_text_file(folder / "README.md", "no list");
  const auto lexicon = Lexicon::load(base::posix_file_system(), folder.path());
  REQUIRE(lexicon);
  CHECK(lexicon->synonyms_of("pc") == Phrases{{"computer"}});
  CHECK(lexicon->is_filler("suche"));
  CHECK_FALSE(lexicon->is_filler("pc"));
  CHECK(lexicon->meanings_of("sewing", Lexicon::Sense::kTranslation) == Phrases{{"nahen"}});
  const std::vector<std::string> words{"gratis"};
  CHECK(lexicon->facet_words().longest(words, "de", {}).has_value());
  test::write_text_file(folder / "synonyms-xx.txt", "PC = Computer\nnothing\n");
  const auto broken = Lexicon::load(base::posix_file_system(), folder.path());
  REQUIRE_FALSE(broken);
  CHECK(broken.error().detail == "synonyms-xx.txt:2");
  test::write_text_file(folder / "facets-de.toml", "\n[[facet]]\nkind = \"colour\"\nwords = [\"rot\"]\n");
  const auto no_facets = Lexicon::load(base::posix_file_system(), folder.path());
  REQUIRE_FALSE(no_facets);
  CHECK(no_facets.error().detail == "facets-de.toml:2");
}

}  // namespace
}  // namespace bildungskiosk
