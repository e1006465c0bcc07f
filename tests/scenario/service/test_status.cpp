#include <nlohmann/json.hpp>

#include "tests/scenario/running_service.hpp"
#include "tests/scenario/tracing.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/http_server/http_server.hpp"

// `kiosk-sync status` beside a service that runs, as a librarian reads it.

namespace bildungskiosk::scenario {
namespace {

using Catch::Matchers::EndsWith;
using Catch::Matchers::StartsWith;
using nlohmann::json;
using test::SamplePackage;
using update::MediumStage;
using update::ServiceStatus;

constexpr const char* kAsk = "[media]\nfolders = [\"/\"]\npolicy = \"ask\"\n";
constexpr const char* kInstall = "[media]\nfolders = [\"/\"]\npolicy = \"install\"\n";

struct World {
  SamplePackage package{now()};
  Terminal terminal{package};
  Stick stick{package};

  /// What follows the label, up to the line's end; "" without such a line.
  [[nodiscard]] std::string line(const std::string& label) const {
    const auto finished = terminal.sync({"status"});
    CHECK(finished.exit_code == 0);
    CHECK(finished.err.empty());
    const std::string text = "\n" + finished.out;
    const std::size_t at = text.find("\n" + label + ":");
    if (at == std::string::npos) return "";
    const std::size_t begin = text.find_first_not_of(' ', at + label.size() + 2);
    return text.substr(begin, text.find('\n', begin) - begin);
  }
  [[nodiscard]] json told() const { return json::parse(terminal.sync({"status", "--json"}).out); }
  [[nodiscard]] std::string stick_name() const { return stick.path().substr(stick.path().rfind('/') + 1); }
};

TEST_CASE("Without a service the status says that sticks are not found, and what is shown all the same") {
  World world;
  CHECK(world.line("Dienst") == "war auf diesem Gerät noch nie gestartet; Sticks werden nicht von selbst erkannt");
  CHECK(world.line("USB-Anschluss").empty());
  CHECK(world.line("Katalog") == "noch keiner installiert");
  CHECK(world.told().at("service").at("state") == "never-ran");
  CHECK(world.told().at("generation").is_null());

  REQUIRE(world.terminal.install(world.stick.path()).exit_code == 0);
  CHECK_THAT(world.line("Katalog"), ContainsSubstring("3 Angebote, von heute"));
  CHECK(world.line("Herausgegeben von") == "Bildungsbüro Landkreis Sonnfeld");
  CHECK_THAT(world.line("Letzte Versuche"), ContainsSubstring(": installiert (" + world.stick.path()));
  CHECK(world.line("Uhr").empty());
  CHECK_THAT(world.line("Freier Platz"), ContainsSubstring("B"));
  CHECK(world.told().at("clock") == "plausible");
  CHECK(world.told().at("offers") == 3);

  RunningService service(world.terminal, kAsk);
  REQUIRE(service.stop().exit_code == 0);
  CHECK(world.line("Dienst") == "ist beendet; bis zum nächsten Start wird kein Stick erkannt");
  CHECK(world.told().at("service").at("state") == "ended");
}

TEST_CASE("The status of an idle service names no stick, and no network where none is set up") {
  World world;
  RunningService service(world.terminal, kAsk);
  CHECK(world.line("Dienst") == "läuft");
  CHECK(world.line("USB-Anschluss") == "Kein Stick.");
  CHECK(world.line("Netz").empty());
  CHECK(world.told().at("service").at("state") == "running");
  CHECK(world.told().at("service").at("medium").at("stage") == "none");
}

TEST_CASE("The status of an offered stick says who signed it, what changes, and whose turn it is") {
  World world;
  RunningService service(world.terminal, kAsk);
  service.put_in(world.stick.path());
  const auto offered = service.wait_for(MediumStage::kOffered);
  const std::string line = world.line("USB-Anschluss");
  CHECK_THAT(line, ContainsSubstring("Stick „" + world.stick_name() + "“: Katalog vom ") &&
                       ContainsSubstring("mit 3 Angeboten (3 neu, 0 geändert, 0 entfallen)"));
  CHECK_THAT(line, ContainsSubstring("unterschrieben von „Bildungsbüro Landkreis Sonnfeld“ (Schlüssel " +
                                     offered.medium.release->signing_key + ")"));
  CHECK_THAT(line, ContainsSubstring("wartet auf die Zustimmung des Personals."));
  const auto told = world.told().at("service").at("medium");
  CHECK(told.at("stage") == "offered");
  CHECK(told.at("release").at("offers") == 3);
  CHECK(told.at("changes").at("added") == 3);
}

TEST_CASE("The status of a stick that is installed says how far it is, and that the stick may go") {
  if (!can_trace()) return;
  World world;
  world.package.set_titles("vhs", many_titles(3'000));
  world.package.release();
  world.stick.write(world.package);
  // Every fsync lasts, so that there is a time in which it can be asked.
  RunningService service(world.terminal, kInstall, hurt("fsync,fdatasync:delay_enter=400000", {}));
  service.put_in(world.stick.path());
  service.wait_for([](const ServiceStatus& status) {
    return status.medium.stage == MediumStage::kInstalling && status.medium.progress.offers_total > 0;
  });
  const auto status = world.terminal.sync({"status"});
  CHECK_THAT(status.out, ContainsSubstring("wird installiert; der Stick kann abgezogen werden."));
  const bool has_measure = status.out.find(" von 3.000\n") != std::string::npos ||
                           status.out.find("Schalte auf den neuen Katalog um") != std::string::npos;
  INFO(status.out);
  CHECK(has_measure);
  service.wait_for(MediumStage::kDone);
  CHECK_THAT(world.line("USB-Anschluss"), ContainsSubstring("ist installiert; der Stick kann abgezogen werden."));
  CHECK_THAT(world.line("Katalog"), ContainsSubstring("3.000 Angebote"));
}

TEST_CASE("The status of a refused stick says why, and what to do") {
  World world;
  RunningService service(world.terminal, kAsk);
  const SamplePackage foreign;
  const Stick stick(foreign);
  service.put_in(stick.path());
  service.wait_for(MediumStage::kRefused);
  CHECK_THAT(world.line("USB-Anschluss"),
             ContainsSubstring("“: Das Paket stammt von einer anderen Stelle als der, die hier eingerichtet ist. "
                               "Bitte den Stick des eigenen Bildungsbüros verwenden."));
  CHECK_THAT(world.line("Letzte Versuche"), ContainsSubstring("einer anderen Stelle"));
  const auto told = world.told();
  CHECK(told.at("service").at("medium").at("refusal").at("code") == "other-organisation");
  CHECK(told.at("last_install").at("result") == "other-organisation");
}

TEST_CASE("The status of a network that fails says why, what to do, and when it is tried again") {
  World world;
  test::HttpServer server;
  server.reply_always(test::HttpReply{503, {}, "", {}});
  RunningService service(world.terminal, "[network]\nurl = \"" + server.url() + "/\"\nwindow = \"00:00-00:00\"\n", {},
                         {"--network-now"});
  service.wait_for([](const ServiceStatus& status) {
    return status.network.last_error.has_value() && status.network.next_attempt_at != 0;
  });
  const std::string line = world.line("Netz");
  CHECK_THAT(line, ContainsSubstring("Der Versuch am ") &&
                       ContainsSubstring(" ist gescheitert: Der Server liefert das Paket zurzeit nicht. Bitte später"));
  CHECK_THAT(line, ContainsSubstring(" Noch nie erreicht; nächster Versuch am ") && EndsWith(" Uhr."));
  CHECK(world.told().at("service").at("network").at("last_error") == "server-error");

  server.reply_normally();
  server.set_files(world.package.repository.files);
  REQUIRE(service.stop().exit_code == 0);
  service.start();
  service.wait_for([](const ServiceStatus& status) {
    return status.network.last_success_at != 0 && status.network.next_attempt_at != 0;
  });
  CHECK_THAT(world.line("Netz"), StartsWith("zuletzt erreicht am ") && ContainsSubstring("; nächster Versuch am "));
  CHECK_THAT(world.line("Katalog"), ContainsSubstring("3 Angebote"));
}

TEST_CASE("The status of a catalogue whose signature has run out says that it goes on being shown") {
  World world;
  world.package.set_expiry(now() + 2);
  world.package.release();
  world.stick.write(world.package);
  REQUIRE(world.terminal.install(world.stick.path()).exit_code == 0);
  CHECK_THAT(world.line("Unterschrift gilt"), StartsWith("bis ") || StartsWith("seit "));
  for (int i = 0; i < 600 && world.line("Unterschrift gilt").starts_with("bis "); ++i) {
  }
  CHECK_THAT(world.line("Unterschrift gilt"), ContainsSubstring(" nicht mehr; der Katalog wird weiter gezeigt"));
}

}  // namespace
}  // namespace bildungskiosk::scenario
