#include "sync/catalogue/search/spelling.hpp"
#include "sync/catalogue/search/stemming.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk {
namespace {

using catalogue::LastLetter;
using catalogue::Speller;
using catalogue::Stemmer;
using catalogue::Vocabulary;

unsigned distance(std::string_view typed, std::string_view word, unsigned limit = 2) {
  return catalogue::spelling_distance(catalogue::characters_of(typed), catalogue::characters_of(word), limit);
}

Vocabulary words() {
  Vocabulary vocabulary;
  std::uint32_t offers = 1;
  for (const char* word : {"deutsch", "deutschkurs", "gitarre", "kurs", "physiotherapie", "schwimmen", "yoga"}) {
    vocabulary.add(word, offers++);
  }
  return vocabulary;
}

std::string nearest(std::string_view typed, LastLetter last = LastLetter::kTyped) {
  const Vocabulary vocabulary = words();
  const auto term = Speller(vocabulary).nearest(typed, last);
  return term ? std::string(vocabulary.term(*term)) : "";
}

TEST_CASE("A missing, a further, a wrong letter and two swapped ones are one mistake each") {
  CHECK(distance("gitarre", "gitarre") == 0);
  CHECK(distance("gitare", "gitarre") == 1);
  CHECK(distance("gitarrre", "gitarre") == 1);
  CHECK(distance("gitarra", "gitarre") == 1);
  CHECK(distance("gtiarre", "gitarre") == 1);
  CHECK(distance("gtiare", "gitarre") == 2);
  CHECK(distance("kurs", "gitarre") == 3);  // past the limit
  CHECK(distance("німецкої", "німецької") == 1);
}

TEST_CASE("The distance to a beginning leaves the rest to be typed") {
  CHECK(catalogue::beginning_distance(U"deutchk", U"deutschkurs", 2) == 1);
  CHECK(catalogue::beginning_distance(U"deutschk", U"deutschkurs", 2) == 0);
  CHECK(catalogue::beginning_distance(U"yogamatte", U"yoga", 2) == 3);
}

TEST_CASE("What sounds the same to German ears has one sound") {
  CHECK(catalogue::sound_of("fisio") == catalogue::sound_of("physio"));
  CHECK(catalogue::sound_of("yoger") == catalogue::sound_of("yoga"));
  CHECK(catalogue::sound_of("joga") == catalogue::sound_of("yoga"));
  CHECK(catalogue::sound_of("smartfon") == catalogue::sound_of("smartphone"));
  CHECK(catalogue::sound_of("filosofie") == catalogue::sound_of("philosophie"));
  CHECK(catalogue::sound_of("gitarre") != catalogue::sound_of("schwimmen"));
}

TEST_CASE("The nearest word is found, and of nonsense none") {
  CHECK(nearest("gitare") == "gitarre");
  CHECK(nearest("yoger") == "yoga");
  CHECK(nearest("deutshkurs") == "deutschkurs");
  CHECK(nearest("deutchk", LastLetter::kMayFollow) == "deutschkurs");
  CHECK(nearest("deutchk") == "deutsch");
  CHECK(nearest("qqqqqqq").empty());
  CHECK(nearest("ks").empty());
  CHECK(nearest("").empty());
}

TEST_CASE("Words in other endings share a stem") {
  Stemmer stemmer;
  const auto share = [&stemmer](std::string_view a, std::string_view b) {
    return stemmer.share_stem(stemmer.stems(a), b);
  };
  CHECK(share("kurse", "kurs"));
  CHECK(share("schulabschlusse", "schulabschluss"));
  CHECK_FALSE(share("kurs", "kuche"));
  CHECK(share("формуляри", "формулярами"));
  CHECK(share("садок", "садка"));
  CHECK(share("روضه", "الروضه"));
  CHECK_FALSE(share("speaking", "speak"));
  stemmer.choose("en");
  CHECK(share("speaking", "speak"));
}

}  // namespace
}  // namespace bildungskiosk
