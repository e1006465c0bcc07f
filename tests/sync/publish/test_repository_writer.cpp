#include <sys/resource.h>

#include "sync/publish/repository_writer.hpp"
#include "sync/publish/stick_export.hpp"
#include "sync/publish/validity.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/faulty_file_system.hpp"
#include "tests/support/memory_file_system.hpp"
#include "tests/sync/publish/office_support.hpp"

using namespace bildungskiosk;
using namespace bildungskiosk::test;
using base::ErrorCode;
using Outcome = publish::ReleaseResult::Outcome;
using Paths = std::vector<std::string>;

namespace {

base::Result<publish::ReleaseResult> release_at(const publish::Office& office, base::UnixSeconds now,
                                                publish::ReleaseOptions options = {},
                                                std::string_view passphrase = {}) {
  return publish::release(office, passphrase, options, now);
}

}  // namespace

TEST_CASE("A release is accepted by a TUF client and holds every source and the office's own records") {
  MemoryFileSystem files;
  auto office = make_office(files, "/office");
  add_courses(office, "vhs", 3);
  add_courses(office, "bib", 2);
  const auto released = release_at(office, kReleaseTime);
  REQUIRE(released);
  CHECK(released->outcome == Outcome::kReleased);
  CHECK(released->offers == 5);
  CHECK(released->changed_sources == Paths{"bib", "vhs"});
  const auto received = receive(files, office, "/office/repository");
  REQUIRE_FALSE(received.error);
  CHECK(received.paths == Paths{"bib/offers-1.jsonl.zst", "office/catalogue-1.jsonl.zst", "vhs/offers-1.jsonl.zst"});
  CHECK(received.offers == 5);
}

TEST_CASE("Nothing changed makes no new release, not a byte") {
  MemoryFileSystem files;
  auto office = make_office(files, "/office");
  add_courses(office, "vhs", 3);
  REQUIRE(release_at(office, kReleaseTime));
  const auto before = base::read_file(files, "/office/repository/metadata/timestamp.json", 1U << 20U).value();
  add_courses(office, "vhs", 3);  // the same content again
  const auto again = release_at(office, kReleaseTime + 86'400);
  REQUIRE(again);
  CHECK(again->outcome == Outcome::kUnchanged);
  CHECK(again->version == 1);
  CHECK(base::read_file(files, "/office/repository/metadata/timestamp.json", 1U << 20U).value() == before);
}

TEST_CASE("However many sources change in one night, few files are open at a time") {
  MemoryFileSystem files;
  auto office = make_office(files, "/office");
  constexpr int kSources = 40;
  for (int i = 0; i < kSources; ++i) add_courses(office, "s" + std::to_string(i), 1);
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
  const rlimit few{kSources, before.rlim_max};
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &few) == 0);
  const auto released = release_at(office, kReleaseTime);
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &before) == 0);
  REQUIRE(released);
  CHECK(released->offers == kSources);
}

TEST_CASE("Only the source that changed gets a new version") {
  MemoryFileSystem files;
  auto office = make_office(files, "/office");
  add_courses(office, "vhs", 3);
  add_courses(office, "bib", 2);
  REQUIRE(release_at(office, kReleaseTime));
  add_courses(office, "vhs", 4);
  const auto second = release_at(office, kReleaseTime + 60);
  REQUIRE(second);
  CHECK(second->outcome == Outcome::kReleased);
  CHECK(second->version == 2);
  CHECK(second->offers == 6);
  CHECK(second->changed_sources == Paths{"vhs"});
  const auto received = receive(files, office, "/office/repository", kReleaseTime + 60);
  REQUIRE_FALSE(received.error);
  CHECK(received.paths == Paths{"bib/offers-1.jsonl.zst", "office/catalogue-2.jsonl.zst", "vhs/offers-2.jsonl.zst"});
}

TEST_CASE("A source whose folder is gone leaves the catalogue") {
  MemoryFileSystem files;
  auto office = make_office(files, "/office");
  add_courses(office, "vhs", 1);
  add_courses(office, "bib", 2);
  REQUIRE(release_at(office, kReleaseTime));
  REQUIRE(files.remove_tree("/office/sources/bib"));
  CHECK(release_at(office, kReleaseTime + 60)->outcome == Outcome::kReleased);
  const auto received = receive(files, office, "/office/repository", kReleaseTime + 60);
  CHECK(received.paths == Paths{"office/catalogue-2.jsonl.zst", "vhs/offers-1.jsonl.zst"});
}

TEST_CASE("The same content is signed again when half of its validity is over, or by wish") {
  MemoryFileSystem files;
  auto office = make_office(files, "/office");
  add_courses(office, "vhs", 1);
  const publish::ReleaseOptions ten_days{10, publish::ReleaseOptions::When::kChanged};
  REQUIRE(release_at(office, kReleaseTime, ten_days));
  CHECK(release_at(office, kReleaseTime + 4 * publish::kDay_s, ten_days)->outcome == Outcome::kUnchanged);
  const auto renewed = release_at(office, kReleaseTime + 6 * publish::kDay_s, ten_days);
  REQUIRE(renewed);
  CHECK(renewed->outcome == Outcome::kRenewed);
  CHECK(renewed->expires == kReleaseTime + 16 * publish::kDay_s);
  CHECK_FALSE(receive(files, office, "/office/repository", kReleaseTime + 12 * publish::kDay_s).error);
  const publish::ReleaseOptions always{400, publish::ReleaseOptions::When::kAlways};
  CHECK(release_at(office, kReleaseTime + 6 * publish::kDay_s, always)->outcome == Outcome::kRenewed);
}

TEST_CASE("The root is written anew after a year, and a terminal with the first one follows") {
  MemoryFileSystem files;
  auto office = make_office(files, "/office");
  add_courses(office, "vhs", 1);
  REQUIRE(release_at(office, kReleaseTime));
  const auto first_root = base::read_file(files, "/office/root.json", 1U << 20U).value();
  const base::UnixSeconds later = kReleaseTime + publish::kRootRenewedAfter_s + publish::kDay_s;
  const auto renewed = release_at(office, later);
  REQUIRE(renewed);
  CHECK(renewed->root.state == publish::RootProgress::State::kPublished);
  CHECK(base::read_file(files, "/office/repository/metadata/2.root.json", 1U << 20U).has_value());
  REQUIRE(base::write_file_atomically(files, "/office/root.json", first_root));
  CHECK_FALSE(receive(files, office, "/office/repository", later).error);
}

TEST_CASE("Keys are private, and encrypted ones need their passphrase") {
  MemoryFileSystem files;
  auto office = make_office(files, "/office", "geheim");
  add_courses(office, "vhs", 1);
  const auto pem = base::read_file(files, "/office/keys/targets.pem", 1U << 16U).value();
  CHECK_THAT(std::string(base::as_text(pem)), ContainsSubstring("ENCRYPTED"));
  const auto wrong = release_at(office, kReleaseTime, {}, "falsch");
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().code == ErrorCode::kKeyUnusable);
  CHECK_FALSE(release_at(office, kReleaseTime));
  CHECK(release_at(office, kReleaseTime, {}, "geheim"));
}

TEST_CASE("Without a source there is nothing to release") {
  MemoryFileSystem files;
  const auto office = make_office(files, "/office");
  const auto released = release_at(office, kReleaseTime);
  REQUIRE_FALSE(released);
  CHECK(released.error().code == ErrorCode::kEmptyExport);
}

TEST_CASE("An office is made only where nothing is lost") {
  MemoryFileSystem files;
  const auto office = make_office(files, "/office");
  CHECK_FALSE(publish::Office::may_create(files, "/office").value());
  const auto again = publish::Office::create(files, "/office", office.settings(), {}, kReleaseTime);
  REQUIRE_FALSE(again);
  CHECK(again.error().code == ErrorCode::kInvalidArgument);
  CHECK(publish::Office::open(files, "/nirgends").error().code == ErrorCode::kNotInitialised);
}

TEST_CASE("The office's settings come back as they were written") {
  MemoryFileSystem files;
  const auto office = make_office(files, "/office");
  const auto opened = publish::Office::open(files, "/office");
  REQUIRE(opened);
  CHECK(opened->settings().office == "Bildungsbüro Sonnfeld");
  CHECK(opened->settings().languages == Paths{"de", "uk"});
  CHECK(opened->settings().valid_days == 400);
  CHECK(opened->settings().deltas == 4);
}

TEST_CASE("A release that is stopped at any operation leaves the old or the new one, whole") {
  const publish::SourceStock before = stock_of("vhs", 2);
  const publish::SourceStock after = stock_of("vhs", 3);
  bool struck = true;
  for (std::uint64_t n = 0; struck; ++n) {
    INFO("operation " << n);
    MemoryFileSystem disk;
    auto office = make_office(disk, "/office");
    REQUIRE(office.store_source("vhs", before));
    REQUIRE(release_at(office, kReleaseTime));
    REQUIRE(office.store_source("vhs", after));

    FaultyFileSystem faulty(disk);
    faulty.fail_at(n, FaultKind::kForGood, ErrorCode::kIo);
    const auto reopened = publish::Office::open(faulty, "/office");
    // What can't be removed after the new release is there to be seen does not undo it: the next one removes it.
    const bool succeeded = reopened && release_at(*reopened, kReleaseTime + 60).has_value();
    struck = faulty.struck();
    CHECK((succeeded || struck));

    for (const PowerCut cut : {PowerCut::kOnlySynced, PowerCut::kAllSurvives}) {
      const auto left = disk.after(cut);
      const auto received = receive(*left, office, "/office/repository", kReleaseTime + 60);
      INFO((received.error ? received.error->detail : std::string()));
      REQUIRE_FALSE(received.error);
      CHECK((received.offers == 2 || received.offers == 3));
      if (succeeded) CHECK(received.offers == 3);
    }
    // And the next run mends whatever was left half done.
    if (!succeeded) {
      REQUIRE(release_at(office, kReleaseTime + 120));
      CHECK(receive(disk, office, "/office/repository", kReleaseTime + 120).offers == 3);
    }
  }
}

TEST_CASE("An office that has lost its settings is not overwritten, and an interrupted beginning may be repeated") {
  MemoryFileSystem files;
  auto office = make_office(files, "/office");
  REQUIRE(files.remove_file("/office/office.toml"));
  REQUIRE(base::write_file_atomically(files, "/office/root.json.tmp", base::Bytes{'{'}));
  CHECK(publish::Office::may_create(files, "/office").value());
  add_courses(office, "vhs", 1);
  CHECK_FALSE(publish::Office::may_create(files, "/office").value());
  REQUIRE(release_at(office, kReleaseTime));
  REQUIRE(files.remove_tree("/office/sources"));
  CHECK_FALSE(publish::Office::may_create(files, "/office").value());
}

TEST_CASE("Settings that every terminal would refuse are refused in the office") {
  MemoryFileSystem files;
  for (const publish::OfficeSettings& settings :
       {publish::OfficeSettings{"", "B", {"de"}}, publish::OfficeSettings{"A\nB", "B", {"de"}},
        publish::OfficeSettings{"A", std::string(3'000, 'b'), {"de"}}, publish::OfficeSettings{"A", "B", {"Deutsch"}},
        publish::OfficeSettings{"A", "B", {}}, publish::OfficeSettings{"A", "B", {"de"}, 400, 17},
        publish::OfficeSettings{"A", "B", {"de"}, 400, -1}}) {
    const auto created = publish::Office::create(files, "/office", settings, {}, kReleaseTime);
    REQUIRE_FALSE(created);
    CHECK(created.error().code == ErrorCode::kInvalidArgument);
  }
}

TEST_CASE("A target that was lost or altered in the folder is written anew by the next release") {
  MemoryFileSystem files;
  auto office = make_office(files, "/office");
  add_courses(office, "vhs", 2);
  REQUIRE(release_at(office, kReleaseTime));
  const std::string folder = "/office/repository/targets/vhs";
  const std::string path = folder + "/" + files.list(folder).value().front();
  const bool lost = GENERATE(true, false);
  if (lost) {
    REQUIRE(files.remove_file(path));
  } else {
    REQUIRE(base::write_file_atomically(files, path, base::Bytes{'x'}));
  }
  REQUIRE(files.create_directories("/stick"));
  CHECK(publish::export_to_stick(office, "/stick", kReleaseTime).error().code == ErrorCode::kTrustDamaged);
  REQUIRE(release_at(office, kReleaseTime + 60));
  CHECK(receive(files, office, "/office/repository", kReleaseTime + 60).offers == 2);
}

TEST_CASE("Metadata in the folder that is not whole is damage of the office's own") {
  MemoryFileSystem files;
  auto office = make_office(files, "/office");
  add_courses(office, "vhs", 1);
  REQUIRE(release_at(office, kReleaseTime));
  REQUIRE(base::write_file_atomically(files, "/office/repository/metadata/timestamp.json", base::Bytes{'{'}));
  CHECK(release_at(office, kReleaseTime).error().code == ErrorCode::kTrustDamaged);
}

TEST_CASE("An import that is stopped at any operation leaves records with the report that belongs to them") {
  const publish::SourceStock before = stock_of("vhs", 2);
  const publish::SourceStock after = stock_of("vhs", 3);
  bool succeeded = false;
  for (std::uint64_t n = 0; !succeeded; ++n) {
    INFO("operation " << n);
    MemoryFileSystem disk;
    auto office = make_office(disk, "/office");
    REQUIRE(office.store_source("vhs", before));
    FaultyFileSystem faulty(disk);
    auto reopened = publish::Office::open(faulty, "/office").value();
    faulty.fail_at(n, FaultKind::kForGood, ErrorCode::kIo);
    succeeded = reopened.store_source("vhs", after).has_value();
    for (const PowerCut cut : {PowerCut::kOnlySynced, PowerCut::kAllSurvives}) {
      const auto left = disk.after(cut);
      const auto report = publish::Office::open(*left, "/office")->source_report("vhs", import_day());
      REQUIRE(report);
      CHECK(report->import.taken == report->stock.offers);
      if (succeeded) CHECK(report->stock.offers == 3);
    }
  }
  CHECK(succeeded);
}
