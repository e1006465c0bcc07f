#include <fstream>
#include <sstream>

#include "sync/cli/messages.hpp"
#include "sync/service/configuration.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::service {
namespace {

Configuration good(const std::string& text) {
  auto parsed = parse_configuration(text);
  if (const auto* problem = std::get_if<ConfigurationProblem>(&parsed)) FAIL(cli::sentence(*problem));
  return std::get<Configuration>(parsed);
}

std::string bad(const std::string& text) {
  const auto parsed = parse_configuration(text);
  const auto* problem = std::get_if<ConfigurationProblem>(&parsed);
  return problem == nullptr ? "no problem" : cli::sentence(*problem);
}

TEST_CASE("Every key of a configuration counts") {
  const auto read = good(R"(
store = "/srv/kiosk/"
free_space_mb = 10
[media]
folders = ["/mnt/sticks", "/media"]
policy = "install"
[network]
url = "https://office.example/kiosk-update"
proxy = "http://proxy.example:3128"
ca_file = "/etc/ssl/office.pem"
allow_http = true
window = "22:30-04:00"
missed_window = "wait"
)");
  CHECK(read.store == "/srv/kiosk");
  CHECK(read.free_space_floor_bytes == 10U << 20U);
  CHECK(read.media_folders == std::vector<std::string>{"/mnt/sticks", "/media"});
  CHECK(read.policy == Policy::kInstallAtOnce);
  CHECK(read.network.url == "https://office.example/kiosk-update");
  CHECK(read.network.proxy == "http://proxy.example:3128");
  CHECK(read.network.ca_file == "/etc/ssl/office.pem");
  CHECK(read.network.plain_http == transport::PlainHttp::kAllowed);
  CHECK(read.network.window == update::SyncWindow{22 * 60 + 30, 4 * 60});
  CHECK(read.network.missed_window == update::MissedWindow::kWait);
}

TEST_CASE("The documented example says what holds without it") {
  const auto example = good(test::read_text_file(SYSTEM_FILES "/sync.toml"));
  const auto defaults = good("");
  CHECK(example.store == defaults.store);
  CHECK(example.free_space_floor_bytes == defaults.free_space_floor_bytes);
  CHECK(example.media_folders == defaults.media_folders);
  CHECK(example.policy == defaults.policy);
  CHECK(example.network.url == defaults.network.url);
  CHECK(example.network.plain_http == defaults.network.plain_http);
  CHECK(example.network.window == defaults.network.window);
  CHECK(example.network.missed_window == defaults.network.missed_window);
}

TEST_CASE("What a configuration gets wrong is said in German, with the line") {
  CHECK(bad("stroe = \"/x\"") == "Zeile 1: Die Angabe stroe gibt es nicht.");
  CHECK(bad("\n[media]\n\nurl = 3") == "Zeile 4: Die Angabe media.url gibt es nicht.");
  CHECK(bad("[network]\nurl = 3") == "Zeile 2: Zu network.url gehört Text in Anführungszeichen.");
  CHECK(bad("media = 3") == "Zeile 1: Zu media gehört ein Abschnitt in eckigen Klammern.");
  CHECK(bad("store = \"relative\"") ==
        "Zeile 1: Der Wert zu store passt nicht; erlaubt ist ein vollständiger Pfad, der mit / beginnt.");
  CHECK(bad("store = \"\"").starts_with("Zeile 1: Der Wert zu store"));
  CHECK(bad("[media]\nfolders = \"/media\"").starts_with("Zeile 2: Zu media.folders gehört eine Liste"));
  CHECK(bad("[media]\nfolders = [1]").starts_with("Zeile 2: Zu media.folders gehört Text"));
  CHECK(bad("[media]\npolicy = \"never\"") ==
        "Zeile 2: Der Wert zu media.policy passt nicht; erlaubt ist \"ask\" oder \"install\".");
  CHECK(bad("[network]\nwindow = \"2 Uhr\"").starts_with("Zeile 2: Der Wert zu network.window"));
  CHECK(bad("[network]\nallow_http = \"yes\"") == "Zeile 2: Zu network.allow_http gehört true oder false.");
  CHECK(bad("[network]\nurl = \"ftp://x\"").starts_with("Zeile 2: Der Wert zu network.url"));
  CHECK(bad("free_space_mb = 0") == "Zeile 1: Der Wert zu free_space_mb passt nicht; erlaubt ist 1 bis 1000000.");
  CHECK(bad("free_space_mb = 1.5") == "Zeile 1: Zu free_space_mb gehört eine ganze Zahl.");
  CHECK(bad("store = ").starts_with("Zeile 1: Das ist kein TOML"));
  CHECK(bad("a = 1\nstore = 3\nb = 1").starts_with("Zeile 1: "));
  CHECK(bad("\xFF").starts_with("Zeile 1: "));
}

TEST_CASE("No configuration lists more folders than the limit") {
  std::string folders = "[media]\nfolders = [";
  for (int i = 0; i < 17; ++i) folders += "\"/m" + std::to_string(i) + "\",";
  CHECK(bad(folders + "]").starts_with("Zeile 2: Der Wert zu media.folders"));
}

}  // namespace
}  // namespace bildungskiosk::service
