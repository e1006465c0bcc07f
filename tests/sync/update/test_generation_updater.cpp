#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "sync/catalogue/catalogue_reader.hpp"
#include "sync/exchange/compressed_lines.hpp"
#include "sync/update/generation_updater.hpp"
#include "sync/update/journal.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/faulty_file_system.hpp"
#include "tests/sync/update/updater_fixture.hpp"

// The way of an installation that changes a copy of the present database, and that everything unforeseen leads to the
// other one.

namespace bildungskiosk::update {
namespace {

using base::CancelToken;
using base::ErrorCode;
using base::posix_file_system;
using test::SamplePackage;
using test_support::Terminal;

std::string newest_detail(const Terminal& terminal) {
  auto journal = Journal::open_for_reading(terminal.store().layout().journal());
  REQUIRE(journal);
  return journal->newest(1).value().at(0).detail;
}

TEST_CASE("A small change is written into a copy of the present database, and the journal says which way was taken") {
  SamplePackage package;
  Terminal terminal(package);
  REQUIRE(terminal.install(package) == "done");
  CHECK(terminal.facts.making->way == CatalogueWay::kBuilt);
  CHECK(newest_detail(terminal) == "built: nothing is shown yet");
  package.set_titles("fz", {"Töpfern"});
  package.release();
  REQUIRE(terminal.install(package) == "done");
  CHECK(terminal.shown() == "Englisch am Abend, Nähkurs für Anfänger, Rechnen im Alltag, Töpfern");
  CHECK(terminal.facts.making->way == CatalogueWay::kUpdated);
  CHECK(terminal.facts.making->offers_written == 1);
  CHECK(newest_detail(terminal) == "updated: 1 offers written");
  REQUIRE(terminal.roll_back() == "done");
  CHECK(newest_detail(terminal).empty());
}

TEST_CASE("A present database with one altered byte is never carried on") {
  SamplePackage package;
  Terminal terminal(package);
  REQUIRE(terminal.install(package) == "done");
  const std::string path = terminal.store().layout().catalogue(1);
  std::string bytes = test::read_text_file(path);
  const std::size_t at = bytes.find("Rechnen im Alltag");
  REQUIRE(at != std::string::npos);
  bytes[at] = 'X';
  test::write_text_file(path, bytes);
  package.set_titles("fz", {"Krabbelgruppe"});
  package.release();
  REQUIRE(terminal.install(package) == "done");
  CHECK(terminal.facts.making->way == CatalogueWay::kBuilt);
  CHECK_THAT(newest_detail(terminal), ContainsSubstring("not what was published"));
  CHECK(terminal.shown() == "Englisch am Abend, Krabbelgruppe, Nähkurs für Anfänger, Rechnen im Alltag");
}

/// Staged files of two sources and the office, written by hand.
class Staged {
 public:
  void write(const std::string& source, const std::vector<std::string>& lines) {
    const std::string kind = source == "office" ? "catalogue" : "offers";
    const auto frame = exchange::compress(exchange::join_lines(lines), 1);
    REQUIRE(base::write_file_atomically(posix_file_system(), folder_ / source, frame.value()));
    StagedFile file;
    file.path = folder_ / source;
    file.target.path = source + '/' + kind + "-1.jsonl.zst";
    file.target.file.custom = {{"kind", kind}, {"version", 1}};
    std::erase_if(files_, [&](const StagedFile& known) { return known.path == file.path; });
    files_.push_back(file);
  }
  [[nodiscard]] const std::vector<StagedFile>& files() const { return files_; }
  [[nodiscard]] std::string path(const std::string& name) const { return folder_ / name; }

 private:
  test::TemporaryDirectory folder_;
  std::vector<StagedFile> files_;
};

const std::string kInfo =
    R"({"generated_at":"2026-11-20T10:00:00Z","office":"Bildungsbüro","region":"Sonnfeld","type":"catalogue"})";

/// A present catalogue of the sources "vhs" and "fz" beside what a next release is staged as.
struct Present {
  Staged staged;
  PresentCatalogue catalogue;
  std::vector<std::string> vhs = SamplePackage::lines_for("vhs", {"Nähen", "Rechnen", "Yoga"});
  std::vector<std::string> fz = SamplePackage::lines_for("fz", {"Krabbelgruppe"});

  Present() {
    stage();
    catalogue.path = staged.path("present.sqlite");
    catalogue.file =
        build_catalogue(posix_file_system(), staged.files(), catalogue.path, CancelToken(), {}).value().file;
  }
  void stage() {
    staged.write("office", {kInfo});
    staged.write("vhs", vhs);
    staged.write("fz", fz);
  }
  [[nodiscard]] auto update(const std::string& path, base::FileSystem& files = posix_file_system()) {
    stage();
    return update_catalogue(files, catalogue, staged.files(), path, CancelToken(), {});
  }
};

bool exists(const std::string& path) { return posix_file_system().status(path).has_value(); }

TEST_CASE("What a build refuses an update refuses, leaves nothing, and the build says what is wrong") {
  struct Wrong {
    const char* name;
    std::function<void(Present&)> spoil;
    ErrorCode code;
  };
  const std::vector<Wrong> wrongs = {
      {"an offer of another source, known from its own",
       [](Present& present) {
         present.fz.push_back(present.vhs.back());
         present.vhs.pop_back();
       },
       ErrorCode::kMalformedRecord},
      {"the same line twice", [](Present& present) { present.vhs.push_back(present.vhs.back()); },
       ErrorCode::kDuplicateId},
      {"the same id twice with other words",
       [](Present& present) {
         std::string line = present.vhs.back();
         line.replace(line.find("Yoga"), 4, "Joga");
         present.vhs.push_back(line);
       },
       ErrorCode::kDuplicateId},
      {"a line that is no record", [](Present& present) { present.vhs.emplace_back("{}"); },
       ErrorCode::kMalformedRecord},
      {"no provider any more",
       [](Present& present) {
         std::erase_if(present.fz,
                       [](const std::string& line) { return line.find(R"("type":"provider")") != std::string::npos; });
       },
       ErrorCode::kMalformedRecord},
  };
  for (const Wrong& wrong : wrongs) {
    INFO(wrong.name);
    Present present;
    wrong.spoil(present);
    const std::string path = present.staged.path("next.sqlite");
    CHECK_FALSE(present.update(path));
    CHECK_FALSE(exists(path));
    const auto made = make_catalogue(posix_file_system(), present.catalogue, std::nullopt, present.staged.files(), path,
                                     CancelToken(), {});
    REQUIRE_FALSE(made);
    CHECK(made.error().code == wrong.code);
  }
}

TEST_CASE("An update that is asked to stop stops, and leaves no file") {
  Present present;
  present.vhs.pop_back();
  present.stage();
  CancelToken cancel;
  cancel.cancel();
  const std::string path = present.staged.path("next.sqlite");
  const auto made =
      make_catalogue(posix_file_system(), present.catalogue, std::nullopt, present.staged.files(), path, cancel, {});
  REQUIRE_FALSE(made);
  CHECK(made.error().code == ErrorCode::kCancelled);
  CHECK_FALSE(exists(path));
}

TEST_CASE("More changes than an update is good for are not begun") {
  Present present;
  const ReleaseChanges changes{.added = 1'000, .changed = 0, .removed = 0};
  const std::string path = present.staged.path("next.sqlite");
  const auto made =
      make_catalogue(posix_file_system(), present.catalogue, changes, present.staged.files(), path, CancelToken(), {});
  REQUIRE(made);
  CHECK(made->making.way == CatalogueWay::kBuilt);
  CHECK_THAT(made->making.why_built, ContainsSubstring("too much has changed: 1000"));
}

TEST_CASE("A file operation that fails during an update leads to a build, not to a broken database") {
  Present present;
  present.vhs.pop_back();
  present.stage();
  const std::string path = present.staged.path("next.sqlite");
  const auto clean = build_catalogue(posix_file_system(), present.staged.files(), path, CancelToken(), {}).value().info;
  int built = 0;
  for (std::uint64_t operation = 0;; ++operation) {
    INFO("operation " << operation);
    REQUIRE(posix_file_system().remove_tree(path));
    test::FaultyFileSystem faulty(posix_file_system());
    faulty.fail_at(operation, test::FaultKind::kOnce, ErrorCode::kIo);
    const auto made =
        make_catalogue(faulty, present.catalogue, std::nullopt, present.staged.files(), path, CancelToken(), {});
    if (!faulty.struck()) {
      REQUIRE(made);
      CHECK(made->making.way == CatalogueWay::kUpdated);
      break;
    }
    if (!made) continue;
    CHECK(made->built.info == clean);
    auto reader = catalogue::CatalogueReader::open(path);
    REQUIRE(reader);
    CHECK(reader->verify(CancelToken()));
    if (made->making.way == CatalogueWay::kBuilt) ++built;
  }
  CHECK(built > 3);
}

}  // namespace
}  // namespace bildungskiosk::update
