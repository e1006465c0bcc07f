#include <algorithm>
#include <atomic>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "sync/catalogue/catalogue_reader.hpp"
#include "tests/support/catalogue/offer_builder.hpp"
#include "tests/support/catalogue/small_catalogue.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/heap.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk {
namespace {

using base::CancelToken;
using base::ErrorCode;
using catalogue::CatalogueReader;
using offer::Phase;
using test::now;

CatalogueReader open(const std::string& path) {
  auto reader = CatalogueReader::open(path);
  return std::move(reader).value();
}

struct SmallCatalogue {
  test::TemporaryDirectory folder;
  std::string path = folder / "c.sqlite";
  CatalogueReader reader = [this] {
    test::build_small_catalogue(path);
    return open(path);
  }();
};

TEST_CASE("The overview counts what can be found, in phases and towns") {
  SmallCatalogue small;
  const auto overview = small.reader.overview(now("2026-11-23"), "de").value();
  CHECK(overview.info.region == "Landkreis Sonnfeld");
  CHECK(overview.offers == static_cast<int>(test::small_offers().size()) - 1);  // the walk in October is over
  CHECK(overview.providers == 2);
  CHECK(overview.offers_by_phase[static_cast<std::size_t>(Phase::kEarlyEducation)] == 2);
  CHECK(overview.offers_by_phase[static_cast<std::size_t>(Phase::kCounselling)] == 3);
  REQUIRE(overview.towns.size() == 4);
  CHECK(overview.towns[0].town == "Auerbrunn");
  CHECK(overview.towns[1] == catalogue::TownCount{"Lindach", 5});
  CHECK(overview.towns[3] == catalogue::TownCount{"Hohenried", 1});
  REQUIRE(overview.news.size() == 1);
  CHECK(small.reader.overview(now("2026-12-06"), "de").value().news.empty());
}

TEST_CASE("This week runs from now to Sunday, each offer once") {
  SmallCatalogue small;
  const auto overview = small.reader.overview(now("2026-11-25", "15:30"), "de", 3).value();
  CHECK(overview.week_starts == test::date("2026-11-23"));
  CHECK(overview.week_ends == test::date("2026-11-29"));
  CHECK(overview.this_week_total == 6);
  std::vector<std::string> ids;
  for (const auto& item : overview.this_week) ids.push_back(item.id);
  CHECK(ids == std::vector<std::string>{"vhs:9", "vhs:7", "vhs:17"});  // Wednesday, Thursday, Friday
  const auto sunday = small.reader.overview(now("2026-11-29"), "de").value();
  CHECK(sunday.week_starts == test::date("2026-11-23"));
  CHECK(sunday.this_week_total == 0);
}

TEST_CASE("A summary has what a card shows") {
  SmallCatalogue small;
  const auto found = small.reader.summaries({"vhs:9", "no:such", "fz:4", "vhs:11"}, now("2026-11-23"), "de").value();
  REQUIRE(found.size() == 3);
  CHECK(found[0].title == "Bewerbung schreiben – Schritt für Schritt");
  CHECK(found[0].provider_name == "Volkshochschule Sonnfeld");
  CHECK(found[0].phase == Phase::kTrainingAndStudy);
  CHECK(found[0].phases.size() == 2);
  CHECK(found[0].town == "Steinau");
  CHECK(found[0].place_name == "Alte Schule");
  CHECK(found[0].next == catalogue::NextDate{test::date("2026-11-25"), 15 * 60, 17 * 60});
  CHECK(found[0].price.free == offer::TriState::kYes);
  CHECK(found[1].town == "Lindach");  // counselling without a place: the provider's office
  CHECK(found[1].weekly.size() == 1);
  CHECK(found[1].next->date == test::date("2026-11-26"));
  CHECK(found[2].town.empty());  // online
}

TEST_CASE("The detail has the offer with its provider, place, category names and meetings to come") {
  SmallCatalogue small;
  const auto detail = small.reader.detail("vhs:5", now("2026-11-23"), "de").value();
  CHECK(detail.offer == test::small_offers()[9]);
  CHECK(detail.provider.telephone == "09999 100");
  REQUIRE(detail.place);
  CHECK(detail.place->address.street == "Lindenplatz 4");
  REQUIRE(detail.categories.size() == 1);
  CHECK(detail.categories[0].name.at("de") == "Textiles Gestalten");
  CHECK(detail.upcoming.size() == 1);
  CHECK(small.reader.detail("vhs:1", now("2026-12-09", "21:00"), "de").value().upcoming.size() == 1);
  CHECK(small.reader.detail("vhs:16", now("2026-11-23"), "de").value().upcoming.empty());
  CHECK(small.reader.detail("no:such", now("2026-11-23"), "de").error().code == ErrorCode::kNotFound);
}

TEST_CASE("An offer with everything comes out of the catalogue unchanged") {
  const test::TemporaryDirectory folder;
  test::build_catalogue(folder / "c.sqlite", {test::offer_with_everything()});
  CatalogueReader reader = open(folder / "c.sqlite");
  const auto detail = reader.detail("vhs:everything", now("2026-11-23"), "ar").value();
  CHECK(detail.offer == test::offer_with_everything());
  CHECK(detail.summary.title_language == "ar");
  CHECK(detail.summary.upcoming_count == 1);  // the other one is cancelled …
  REQUIRE(detail.upcoming.size() == 2);       // … and listed as such
  CHECK(detail.upcoming[1].session.cancelled);
  REQUIRE(detail.upcoming[1].place);
  CHECK(detail.upcoming[1].place->name == "Alte Schule");
}

TEST_CASE("Similar offers share a rare word, a category or the phase, and are to come") {
  SmallCatalogue small;
  const auto similar = small.reader.similar("vhs:5", 3, now("2026-11-23"), "de").value();
  REQUIRE_FALSE(similar.empty());
  CHECK(similar[0].id == "vhs:6");  // same category and phase
  for (const auto& item : similar) CHECK(item.id != "vhs:5");
  const auto german = small.reader.similar("vhs:1", 2, now("2026-11-23"), "de").value();
  REQUIRE(german.size() == 2);
  for (const auto& item : german) CHECK(item.title.find("eutsch") != std::string::npos);
  const auto like_the_next = small.reader.similar("vhs:15", 50, now("2026-11-23"), "de").value();
  for (const auto& item : like_the_next) CHECK(item.id != "vhs:16");
  CHECK(small.reader.similar("no:such", 3, now("2026-11-23"), "de").error().code == ErrorCode::kNotFound);
}

TEST_CASE("A catalogue without offers is a catalogue") {
  const test::TemporaryDirectory folder;
  test::build_catalogue(folder / "c.sqlite", {});
  CatalogueReader reader = open(folder / "c.sqlite");
  CHECK(reader.verify(CancelToken()));
  CHECK(reader.overview(now("2026-11-23"), "de").value().offers == 0);
  catalogue::SearchQuery query;
  query.text = "deutsch";
  CHECK(reader.search(query).value().total == 0);
}

TEST_CASE("A catalogue as it was built verifies") {
  SmallCatalogue small;
  CHECK(small.reader.verify(CancelToken()));
  CancelToken cancel;
  cancel.cancel();
  CHECK(small.reader.verify(cancel).error().code == ErrorCode::kCancelled);
}

TEST_CASE("What is no finished catalogue of this version is told apart") {
  const test::TemporaryDirectory folder;
  CHECK(CatalogueReader::open(folder / "none.sqlite").error().code == ErrorCode::kNotFound);
  test::write_text_file(folder / "empty.sqlite", "");
  CHECK(CatalogueReader::open(folder / "empty.sqlite").error().code == ErrorCode::kCatalogueDamaged);
  test::write_text_file(folder / "text.sqlite", std::string(100'000, 'x'));
  CHECK(CatalogueReader::open(folder / "text.sqlite").error().code == ErrorCode::kCatalogueDamaged);

  test::build_small_catalogue(folder / "c.sqlite");
  const std::string whole = test::read_text_file(folder / "c.sqlite");
  std::string other_version = whole;
  other_version[63] = '\x63';  // user_version, big-endian at 60
  test::write_text_file(folder / "version.sqlite", other_version);
  CHECK(CatalogueReader::open(folder / "version.sqlite").error().code == ErrorCode::kUnsupportedFormat);
  std::string unfinished = whole;
  unfinished.replace(68, 4, 4, '\0');  // application_id
  test::write_text_file(folder / "unfinished.sqlite", unfinished);
  CHECK(CatalogueReader::open(folder / "unfinished.sqlite").error().code == ErrorCode::kCatalogueDamaged);
  test::write_text_file(folder / "cut.sqlite", whole.substr(0, whole.size() / 2));
  auto cut = CatalogueReader::open(folder / "cut.sqlite");
  CHECK((!cut || !cut->verify(CancelToken())));
}

/// Opens, verifies and uses a damaged file; whatever it says, it must say it as an error value.
enum class Verdict { kRefused, kPassed };
Verdict try_file(const std::string& path) {
  auto reader = CatalogueReader::open(path);
  if (!reader) return Verdict::kRefused;
  catalogue::SearchQuery query;
  query.text = "deutsch";
  query.now = now("2026-11-23");
  static_cast<void>(reader->search(query));
  static_cast<void>(reader->overview(now("2026-11-23"), "de"));
  static_cast<void>(reader->detail("vhs:1", now("2026-11-23"), "de"));
  static_cast<void>(reader->similar("vhs:1", 5, now("2026-11-23"), "de"));
  return reader->verify(CancelToken()) ? Verdict::kPassed : Verdict::kRefused;
}

TEST_CASE("A byte changed anywhere in the catalogue's rows is noticed and never stops the program") {
  SmallCatalogue small;
  const std::string whole = test::read_text_file(small.path);
  const std::string path = small.folder / "damaged.sqlite";
  int passed = 0;
  int tried = 0;
  for (std::size_t at = 100; at < whole.size(); at += 1'511) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x5a);
    test::write_text_file(path, damaged);
    ++tried;
    if (try_file(path) == Verdict::kPassed) {
      ++passed;
      // Only in space that no row uses may a byte change unnoticed: zeros, or rests of what was deleted.
      CAPTURE(at);
      CHECK(open(path).content_digest() == small.reader.content_digest());
    }
  }
  WARN(std::to_string(tried) + " bytes changed, " + std::to_string(passed) + " in unused space");
  // Where the text of an offer lies, the change is certain to be seen.
  const std::size_t text = whole.find("Sie lernen, sich vorzustellen");
  REQUIRE(text != std::string::npos);
  std::string damaged = whole;
  damaged[text] = 's';
  test::write_text_file(path, damaged);
  CHECK(try_file(path) == Verdict::kRefused);
}

TEST_CASE("An interrupted search ends with kCancelled, and the next one is whole") {
  const test::TemporaryDirectory folder;
  test::build_catalogue(folder / "c.sqlite", test::generated_offers(500));
  CatalogueReader reader = open(folder / "c.sqlite");
  catalogue::SearchQuery query;
  query.text = "grundlagen";
  query.now = now("2026-11-23");
  query.limit = 200;
  std::atomic<bool> done{false};
  std::thread other([&] {
    while (!done.load()) reader.interrupt();
  });
  bool cancelled = false;
  for (int i = 0; i < 10'000 && !cancelled; ++i) {
    const auto result = reader.search(query);
    if (!result) {
      CHECK(result.error().code == ErrorCode::kCancelled);
      cancelled = true;
    }
  }
  done.store(true);
  other.join();
  CHECK(cancelled);
  CHECK(reader.search(query));
}

TEST_CASE("Checking a whole catalogue leaves little of it in memory") {
  const test::TemporaryDirectory folder;
  const std::string path = folder / "c.sqlite";
  constexpr std::size_t kCatalogueBytes = 8U << 20U;
  constexpr std::size_t kKeptBytesMax = 4U << 20U;
  std::string text;
  for (int i = 0; i < 400; ++i) text += "Dieselben Worte noch einmal. ";
  std::vector<offer::Offer> offers;
  offers.reserve(1'000);
  for (int i = 0; i < 1'000; ++i) {
    offers.push_back(
        test::OfferBuilder("vhs:" + std::to_string(i)).title("Kurs " + std::to_string(i)).description(text));
  }
  test::build_catalogue(path, offers);
  REQUIRE(std::filesystem::file_size(path) > kCatalogueBytes);
  CatalogueReader reader = open(path);
  const std::size_t before = test::heap_bytes();
  REQUIRE(reader.verify(CancelToken()));
  CHECK(test::heap_bytes() < before + kKeptBytesMax);
}

}  // namespace
}  // namespace bildungskiosk
