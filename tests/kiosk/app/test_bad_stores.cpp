#include <sys/stat.h>
#include <unistd.h>

#include "sync/base/file_system.hpp"
#include "tests/kiosk/app/store_builder.hpp"
#include "tests/kiosk/app/test_kiosk.hpp"
#include "tests/support/catalogue/offer_builder.hpp"
#include "tests/support/catalogue/small_catalogue.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::test {
namespace {

/// A file or folder closed to everybody, and this program somebody for whom that counts: root may read everything.
class WithoutRights {
 public:
  explicit WithoutRights(std::string path) : path_(std::move(path)), was_root_(::geteuid() == 0) {
    REQUIRE(::chmod(path_.c_str(), 0) == 0);
    constexpr uid_t kNobody = 65534;
    if (was_root_) REQUIRE(::seteuid(kNobody) == 0);
  }
  ~WithoutRights() {
    if (was_root_) static_cast<void>(!::seteuid(0));
    static_cast<void>(::chmod(path_.c_str(), 0700));
  }
  WithoutRights(const WithoutRights&) = delete;
  WithoutRights& operator=(const WithoutRights&) = delete;

 private:
  std::string path_;
  bool was_root_;
};

}  // namespace

TEST_CASE("Without a store the screen tells staff how to install a catalogue") {
  TestKiosk kiosk("/nowhere/at/all");
  kiosk.settle();
  CHECK(kiosk.model().catalogue.status == model::CatalogueStatus::kMissing);
  CHECK(kiosk.shows("Noch kein Katalog im Kiosk"));
  CHECK(kiosk.shows("kiosk-sync install"));
  CHECK(kiosk.shows("Bald geht es los."));
}

TEST_CASE("The first catalogue is noticed by itself") {
  InstalledStore store(InstalledStore::kEmpty);
  TestKiosk kiosk(store.path());
  kiosk.settle();
  REQUIRE(model::catalogue_unusable(kiosk.model()));
  store.install(small_offers());
  kiosk.let_pass_ms(model::kCatalogueCheckMs + 1'000);
  kiosk.wait_until([](const model::Model& model) { return !model::catalogue_unusable(model); });
  kiosk.arrive();
  CHECK(kiosk.shows("Was möchten Sie lernen?"));
}

TEST_CASE("A new catalogue is taken over when nobody is there, and not during a visit") {
  InstalledStore store;
  TestKiosk kiosk(store.path());
  kiosk.arrive();
  const int before = kiosk.model().catalogue.overview->offers;
  store.install({OfferBuilder("vhs:new").title("Ganz neu").session("2026-11-25", "10:00", "11:00")});
  kiosk.let_pass_ms(30'000);
  CHECK(kiosk.model().catalogue.overview->offers == before);
  kiosk.let_pass_ms(model::kIdleResetMs);
  kiosk.wait_until([before](const model::Model& model) {
    return model.catalogue.overview && model.catalogue.overview->offers != before;
  });
  CHECK(kiosk.model().catalogue.overview->offers == 1);
}

TEST_CASE("A catalogue cut in half, altered or replaced by rubbish is said to be damaged") {
  const InstalledStore store;
  const std::string path = store.catalogue_path();
  REQUIRE(::chmod(path.c_str(), 0644) == 0);
  std::string bytes = read_text_file(path);
  SECTION("cut in half") { bytes.resize(bytes.size() / 2); }
  SECTION("rubbish") { bytes = "This is no database."; }
  SECTION("empty") { bytes.clear(); }
  SECTION("one byte of a text altered") {
    const std::size_t at = bytes.find("Babymassage");
    REQUIRE(at != std::string::npos);
    bytes[at] = 'R';
  }
  write_text_file(path, bytes);
  TestKiosk kiosk(store.path());
  kiosk.wait_until(model::catalogue_unusable);
  CHECK(kiosk.model().catalogue.status == model::CatalogueStatus::kDamaged);
  kiosk.settle();
  CHECK(kiosk.shows("Der Katalog lässt sich nicht öffnen."));
  CHECK(kiosk.shows("kiosk-sync rollback"));
  CHECK(kiosk.shows("catalogue-damaged"));
}

TEST_CASE("A store without rights says so, and what to do") {
  const InstalledStore store;
  const WithoutRights nobody(store.path());
  TestKiosk kiosk(store.path());
  kiosk.settle();
  CHECK(kiosk.model().catalogue.status == model::CatalogueStatus::kNoPermission);
  CHECK(kiosk.shows("darf nicht gelesen werden"));
  CHECK(kiosk.shows("Rechte prüfen"));
}

TEST_CASE("When the catalogue's rights are mended, the kiosk notices by itself") {
  const InstalledStore store;
  REQUIRE(::chmod(store.path().c_str(), 0755) == 0);  // the way to the file is open, the file is not
  TestKiosk kiosk(store.path());
  {
    const WithoutRights nobody(store.catalogue_path());
    kiosk.settle();
    CHECK(kiosk.model().catalogue.status == model::CatalogueStatus::kNoPermission);
    kiosk.let_pass_ms(3 * model::kCatalogueCheckMs);
    CHECK(kiosk.model().catalogue.status == model::CatalogueStatus::kNoPermission);
  }
  kiosk.let_pass_ms(model::kCatalogueCheckMs + 1'000);
  kiosk.wait_until([](const model::Model& model) { return !model::catalogue_unusable(model); });
}

TEST_CASE("A display smaller than 1024 × 600 says so instead of showing targets too small to hit") {
  const InstalledStore store;
  TestKiosk kiosk(store.path(), {800, 600});
  kiosk.kiosk().turn(0);
  CHECK(kiosk.shows("800 × 600"));
  CHECK(kiosk.shows("1024 × 600"));
  CHECK(kiosk.model().display_too_small);
}

TEST_CASE("At 1024 × 600 the journey works") {
  const InstalledStore store;
  TestKiosk kiosk(store.path(), {1024, 600});
  kiosk.arrive();
  kiosk.tap("home.search");
  kiosk.type("DEUTSCH");
  CHECK(kiosk.page<model::SearchPage>().text == "Deutsch");
}

}  // namespace bildungskiosk::test
