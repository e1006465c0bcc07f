#include "sync/publish/taxonomy.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/sync/publish/import_support.hpp"

using namespace bildungskiosk;
using namespace bildungskiosk::test;
using offer::Phase;
using Phases = std::vector<Phase>;

namespace {

offer::Offer offer_with(const std::vector<std::string>& keywords, const std::string& code = {},
                        const std::string& version = "2.0") {
  offer::Offer offer;
  offer.name["de"] = "Angebot";
  offer.keywords = keywords;
  if (!code.empty()) offer.categories = {{"dvv", version, code}};
  return offer;
}

}  // namespace

TEST_CASE("A keyword that is the name of a phase decides alone, and the first is the main one") {
  const auto assigned = product_taxonomy().assign(offer_with({"Älter werden", "Familie", "Deutschkurs"}, "4.06"));
  CHECK(assigned.phases == Phases{Phase::kLaterLife, Phase::kFamily});
  CHECK_FALSE(assigned.inferred);
}

TEST_CASE("All eight phases can be named, with their ampersand or in words") {
  const std::vector<std::pair<std::string, Phase>> names = {
      {"Frühe Bildung", Phase::kEarlyEducation},
      {"Schule", Phase::kSchool},
      {"Ausbildung & Studium", Phase::kTrainingAndStudy},
      {"Arbeit und Weiterbildung", Phase::kWorkAndFurtherTraining},
      {"SPRACHE & INTEGRATION", Phase::kLanguageAndIntegration},
      {"Familie", Phase::kFamily},
      {"Aelter werden", Phase::kLaterLife},
      {"Beratung", Phase::kCounselling},
  };
  for (const auto& [name, phase] : names) {
    INFO(name);
    CHECK(product_taxonomy().assign(offer_with({name})).phases == Phases{phase});
  }
}

TEST_CASE("Without words the category decides, by the longest code that a table lists") {
  CHECK(product_taxonomy().assign(offer_with({}, "4.06")).phases == Phases{Phase::kLanguageAndIntegration});
  CHECK(product_taxonomy().assign(offer_with({}, "6.01", "1.0")).phases == Phases{Phase::kSchool});
  CHECK(product_taxonomy().assign(offer_with({}, "7.01", "2.0")).phases.front() == Phase::kLanguageAndIntegration);
  CHECK(product_taxonomy().category({"dvv", "2.0", "4.06"})->name.at("de") == "Sprachen");
  CHECK(product_taxonomy().category({"dvv", "1.0", "6.01"})->name.at("de") == "Grundbildung – Schulabschlüsse");
}

TEST_CASE("A category that no table knows is reported, and the offer still has a phase") {
  const auto assigned = product_taxonomy().assign(offer_with({}, "9.99"));
  CHECK(assigned.unmapped.size() == 1);
  CHECK(assigned.phases == Phases{Phase::kWorkAndFurtherTraining});
  // "40.1" is not below "4".
  CHECK_FALSE(product_taxonomy().category({"dvv", "2.0", "40.1"}).has_value());
}

TEST_CASE("A field of ISCED-F falls to the broader one by its digits") {
  const auto name = [](const std::string& code) {
    const auto category = product_taxonomy().category({"isced-f", "2013", code});
    return category ? category->name.at("de") : std::string();
  };
  CHECK(name("0231") == "Sprachen");
  CHECK(name("0922") == "Kinderbetreuung und Jugendarbeit");
  CHECK(name("0613") == "Informatik und Kommunikationstechnologie");
  CHECK(name("9999").empty());
  offer::Offer offer = offer_with({});
  offer.categories = {{"isced-f", "2013", "0231"}};
  CHECK(product_taxonomy().assign(offer).phases == Phases{Phase::kLanguageAndIntegration});
}

TEST_CASE("Words in keywords, audience and title add phases, marked as inferred") {
  offer::Offer offer = offer_with({"Kita"}, "1.06");
  offer.audience.groups = {"Eltern von Kleinkindern"};
  const auto assigned = product_taxonomy().assign(offer);
  CHECK(assigned.inferred);
  CHECK(assigned.phases == Phases{Phase::kEarlyEducation, Phase::kFamily, Phase::kWorkAndFurtherTraining});
}

TEST_CASE("A word counts only as a word") {
  CHECK(product_taxonomy().assign(offer_with({"Akita"})).phases == Phases{Phase::kWorkAndFurtherTraining});
}

TEST_CASE("A table with a mistake is refused with file and line") {
  const TemporaryDirectory directory;
  write_text_file(directory / "a.toml",
                  "scheme = \"dvv\"\n\n[[category]]\ncode = \"1\"\nname = \"X\"\nphases = [\"nix\"]\n");
  const auto loaded = publish::Taxonomy::load(base::posix_file_system(), directory.path());
  REQUIRE_FALSE(loaded);
  CHECK_THAT(loaded.error().detail, ContainsSubstring("a.toml: line 6"));
}
