#include <filesystem>

#include "sync/publish/sync_run.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/http_server/http_server.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/sync/publish/import_support.hpp"
#include "tests/sync/publish/office_support.hpp"

// One run of continuous operation after the other, over folders and a web server of our own.

namespace bildungskiosk::publish {
namespace {

using base::ErrorCode;
using Outcome = ReleaseResult::Outcome;

class FixedClock final : public base::Clock {
 public:
  [[nodiscard]] base::UnixSeconds now() const override { return time; }
  base::UnixSeconds time = test::kReleaseTime;
};

struct World {
  test::TemporaryDirectory folder;
  Office office = test::make_office(base::posix_file_system(), folder / "buero");
  SyncConfiguration configuration;
  FixedClock clock;
  base::CancelToken cancel;
  std::vector<std::string> told;

  World() {
    std::filesystem::create_directory(folder / "eingang");
    add_source("vhs").paths = {folder / "eingang"};
  }
  SyncSource& add_source(const std::string& id) {
    auto& source = configuration.sources.emplace_back();
    source.id = id;
    return source;
  }
  void put(const std::string& name, const std::string& content) const {
    test::write_text_file(folder / "eingang/" + name, content);
  }
  SyncOutcome run() {
    clock.time += 86'400;
    told.clear();
    return run_sync(office, configuration,
                    {test::product_taxonomy(), clock, cancel, "",
                     [this](const SourceOutcome& source) { told.push_back(source.source); }});
  }
};

std::string course(const std::string& guid, const std::string& name) {
  return "<veranstaltung><guid>" + guid + "</guid><name>" + name + "</name></veranstaltung>";
}
std::string export_of(const std::string& courses, const std::string& time_stamp = "2026-09-01T06:00:00") {
  return R"(<?xml version="1.0" encoding="UTF-8"?><veranstaltungen version="1.2" datum=")" + time_stamp + "\">" +
         courses + "</veranstaltungen>";
}

/// Its only source is one address, whose query holds a key; one course of it is released.
struct ServedWorld : World {
  ServedWorld() {
    configuration.sources.clear();
    add_source("vhs").urls = {server.url() + "/" + kFile};
    serve(course("1", "Töpfern"));
    const auto first = run();
    INFO((first.sources.at(0).error ? first.sources.at(0).error->detail : std::string("read")));
    REQUIRE(first.release);
    REQUIRE(first.release->offers == 1);
  }
  void serve(const std::string& courses) { server.set_file(kFile, export_of(courses)); }

  static constexpr const char* kFile = "export.php?key=geheim";
  test::HttpServer server;
};

TEST_CASE("A run takes every file of a folder and releases; the next one with the same offers releases nothing") {
  World world;
  world.put("a.xml", export_of(course("1", "Töpfern")));
  world.put("b.xml", export_of(course("2", "Nähen")));
  world.put(".verborgen.xml", "kein XML");
  world.put("c.xml.part", "kein XML");
  world.put("d.xml~", "kein XML");
  const auto first = world.run();
  REQUIRE(first.release);
  CHECK(first.release->outcome == Outcome::kReleased);
  CHECK(first.release->offers == 2);
  CHECK(first.sources.at(0).offers == 2);
  CHECK(world.told == std::vector<std::string>{"vhs"});

  world.put("a.xml", export_of(course("1", "Töpfern"), "2026-09-02T06:00:00"));
  const auto second = world.run();
  REQUIRE(second.release);
  CHECK(second.release->outcome == Outcome::kUnchanged);
  CHECK(second.release->version == first.release->version);

  world.put("a.xml", export_of(course("1", "Töpfern für Anfänger"), "2026-09-03T06:00:00"));
  const auto third = world.run();
  REQUIRE(third.release);
  CHECK(third.release->outcome == Outcome::kReleased);
  CHECK(third.release->changed_sources == std::vector<std::string>{"vhs"});
}

TEST_CASE("A source that fails keeps what it had, and is no trouble for the others") {
  World world;
  world.put("a.xml", export_of(course("1", "Töpfern") + course("2", "Nähen")));
  test::write_text_file(world.folder / "haus.xml", export_of(course("9", "Krabbelgruppe")));
  world.add_source("haus").paths = {world.folder / "haus.xml"};
  REQUIRE(world.run().release->offers == 3);

  test::write_text_file(world.folder / "haus.xml", export_of(course("9", "Krabbelgruppe") + course("8", "Spieltreff")));
  const auto broken = [&](const std::string& content, ErrorCode code) {
    world.put("a.xml", content);
    auto outcome = world.run();
    INFO(content);
    REQUIRE(outcome.sources.at(0).error);
    CHECK(outcome.sources.at(0).error->code == code);
    CHECK(outcome.sources.at(0).place == world.folder / "eingang/a.xml");
    CHECK_FALSE(outcome.sources.at(1).error);
    REQUIRE(outcome.release);
    CHECK(outcome.release->offers == 4);  // two kept, two read anew
    return outcome;
  };
  const auto cut = broken("<veranstaltungen>\n" + course("1", "Töpfern"), ErrorCode::kMalformedExport);
  REQUIRE(cut.sources.at(0).at);
  CHECK(cut.sources.at(0).at->line == 2);
  broken("", ErrorCode::kEmptyExport);
  broken("%PDF-1.7", ErrorCode::kUnsupportedFormat);
  const auto received = test::receive(base::posix_file_system(), world.office, world.office.directory() + "/repository",
                                      world.clock.time);
  CHECK_FALSE(received.error);
  CHECK(received.offers == 4);
}

TEST_CASE("An empty folder, and one that is not there, are no reason to forget a source") {
  World world;
  world.put("a.xml", export_of(course("1", "Töpfern")));
  REQUIRE(world.run().release);
  std::filesystem::remove(world.folder / "eingang/a.xml");
  auto outcome = world.run();
  CHECK(outcome.sources.at(0).error->code == ErrorCode::kEmptyExport);
  CHECK(outcome.sources.at(0).place == world.folder / "eingang");
  CHECK(outcome.release->outcome == Outcome::kUnchanged);
  std::filesystem::remove(world.folder / "eingang");
  outcome = world.run();
  CHECK(outcome.sources.at(0).error->code == ErrorCode::kNotFound);
  CHECK(outcome.release->offers == 1);
}

TEST_CASE("An export that is much worse than the last one does not replace it") {
  World world;
  std::string courses;
  for (int i = 0; i < 40; ++i) courses += course(std::to_string(i), "Kurs " + std::to_string(i));
  world.put("a.xml", export_of(courses));
  REQUIRE(world.run().release->offers == 40);
  world.put("a.xml", export_of(course("1", "Kurs 1")));
  const auto outcome = world.run();
  CHECK(outcome.sources.at(0).is_kept());
  REQUIRE(outcome.sources.at(0).broken.size() == 1);
  CHECK(outcome.sources.at(0).broken.front().kind == ThresholdKind::kFewerOffers);
  CHECK(outcome.release->outcome == Outcome::kUnchanged);
  CHECK(outcome.release->offers == 40);
}

TEST_CASE("When nothing was ever read, nothing is released and the run says so") {
  World world;
  const auto outcome = world.run();
  CHECK(outcome.sources.at(0).error);
  REQUIRE(outcome.release_error);
  CHECK(outcome.release_error->code == ErrorCode::kEmptyExport);
}

TEST_CASE("A release that has lived half of its time is signed anew though nothing has changed") {
  World world;
  world.put("a.xml", export_of(course("1", "Töpfern")));
  REQUIRE(world.run().release);
  world.clock.time += 250LL * 86'400;
  const auto outcome = world.run();
  REQUIRE(outcome.release);
  CHECK(outcome.release->outcome == Outcome::kRenewed);
}

TEST_CASE("A run that is asked to stop keeps the sources it has not read and releases nothing") {
  World world;
  world.put("a.xml", export_of(course("1", "Töpfern")));
  world.cancel.cancel();
  const auto outcome = world.run();
  CHECK(outcome.sources.at(0).error->code == ErrorCode::kCancelled);
  CHECK_FALSE(outcome.release);
  CHECK(outcome.release_error->code == ErrorCode::kCancelled);
}

TEST_CASE("The folder that is served follows each release, and is written again only when it is behind") {
  World world;
  world.configuration.publish_to = world.folder / "www/bildung";
  world.put("a.xml", export_of(course("1", "Töpfern")));
  CHECK(world.run().exported == SyncOutcome::Export::kWritten);
  CHECK(world.run().exported == SyncOutcome::Export::kUpToDate);
  world.put("a.xml", export_of(course("1", "Nähen")));
  CHECK(world.run().exported == SyncOutcome::Export::kWritten);
  // Whatever took it away or left it half done: the next run mends it.
  std::filesystem::remove(world.folder / "www/bildung/kiosk-update/metadata/timestamp.json");
  CHECK(world.run().exported == SyncOutcome::Export::kWritten);
  const auto received = test::receive(base::posix_file_system(), world.office,
                                      world.folder / "www/bildung/kiosk-update", world.clock.time);
  CHECK_FALSE(received.error);
  CHECK(received.offers == 1);

  // So is a target that was lost or cut.
  for (const bool is_lost : {true, false}) {
    for (const auto& entry :
         std::filesystem::directory_iterator(world.folder / "www/bildung/kiosk-update/targets/vhs")) {
      if (is_lost) {
        std::filesystem::remove(entry.path());
      } else {
        std::filesystem::resize_file(entry.path(), 3);
      }
    }
    CHECK(world.run().exported == SyncOutcome::Export::kWritten);
    CHECK(world.run().exported == SyncOutcome::Export::kUpToDate);
  }

  std::filesystem::remove_all(world.folder / "www");
  test::write_text_file(world.folder / "www", "a file in the way");
  const auto outcome = world.run();
  CHECK(outcome.export_error);
  CHECK(outcome.release);
}

TEST_CASE("A file from a web server is fetched again only when it has changed") {
  ServedWorld world;
  const auto sent = world.server.body_bytes_sent();
  CHECK(sent > 0);
  CHECK(world.run().release->outcome == Outcome::kUnchanged);
  CHECK(world.server.body_bytes_sent() == sent);

  SECTION("changed there") {
    world.serve(course("1", "Töpfern") + course("2", "Nähen"));
    CHECK(world.run().release->offers == 2);
  }
  SECTION("altered here: what is kept has no hash that fits, and is fetched anew") {
    for (const auto& entry : std::filesystem::directory_iterator(world.office.directory() + "/fetched/vhs")) {
      if (entry.path().extension() == ".data") test::write_text_file(entry.path(), export_of(course("7", "Falsch")));
    }
    CHECK(world.run().release->outcome == Outcome::kUnchanged);
    CHECK(world.server.body_bytes_sent() == 2 * sent);
  }
  SECTION("no longer named: forgotten") {
    world.configuration.sources.clear();
    CHECK(world.run().release->offers == 1);
    CHECK_FALSE(std::filesystem::exists(world.office.directory() + "/fetched/vhs"));
  }
}

TEST_CASE("Whatever a web server answers instead of the file, the source stays as it was") {
  ServedWorld world;
  world.serve(course("2", "Nähen"));

  const auto kept = [&](ErrorCode code) {
    const auto outcome = world.run();
    REQUIRE(outcome.sources.at(0).error);
    CHECK(outcome.sources.at(0).error->code == code);
    // The key in the address is nobody's business.
    CHECK(outcome.sources.at(0).place == world.server.url() + "/export.php");
    CHECK(outcome.sources.at(0).error->detail.find("geheim") == std::string::npos);
    CHECK(outcome.release->outcome == Outcome::kUnchanged);
  };
  test::HttpReply reply;
  SECTION("an error") {
    reply.status = 500;
    reply.body = "oops";
    world.server.reply_always(reply);
    kept(ErrorCode::kServerError);
  }
  SECTION("nothing there") {
    world.server.remove_file(ServedWorld::kFile);
    kept(ErrorCode::kNotFound);
  }
  SECTION("a page to log in") {
    reply.headers = {"Content-Type: text/html"};
    reply.body = "<!DOCTYPE html><html><body>Anmelden</body></html>";
    world.server.reply_always(reply);
    const auto outcome = world.run();
    CHECK(outcome.sources.at(0).error);
    CHECK(outcome.release->outcome == Outcome::kUnchanged);
  }
  SECTION("half of it") {
    reply.body = export_of(course("2", "Nähen"));
    reply.close_after_bytes = 60;
    world.server.reply_always(reply);
    kept(ErrorCode::kConnectionLost);
  }
}

TEST_CASE("Plain http goes to this machine only, unless the configuration allows it") {
  World world;
  world.configuration.sources.clear();
  world.add_source("vhs").urls = {"http://vhs.example/export.xml"};
  const auto outcome = world.run();
  CHECK(outcome.sources.at(0).error->code == ErrorCode::kInsecureUrl);
}

}  // namespace
}  // namespace bildungskiosk::publish
