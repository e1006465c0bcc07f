#include <csignal>
#include <functional>
#include <iostream>
#include <string>

#include "sync/base/cancel_token.hpp"
#include "sync/cli/command_line.hpp"
#include "sync/cli/exit_codes.hpp"
#include "sync/cli/sync_commands.hpp"

namespace bildungskiosk::cli {
namespace {

constexpr const char* kDescription =
    "Holt signierte Kataloge auf dieses Gerät, prüft sie und schaltet auf sie um.\n"
    "Was schon installiert ist, bleibt bei jedem Fehler erhalten.";

constexpr const char* kExitCodes =
    "\nRückgabewerte:\n"
    "   0  erledigt                         15  Paket oder Katalog beschädigt\n"
    "   1  anderer Fehler                   16  zu wenig Platz auf der Festplatte\n"
    "   2  Befehlszeile nicht verständlich  17  kein Paket gefunden\n"
    "  10  schon auf diesem Stand           18  Ablageordner nicht eingerichtet oder nicht nutzbar\n"
    "  11  älter als das Installierte       19  ein anderer Vorgang läuft gerade\n"
    "  12  Paket abgelaufen                 20  abgebrochen\n"
    "  13  Unterschrift falsch              21  Datenträger nicht lesbar\n"
    "  14  von einer anderen Stelle         22  keine Verbindung zum Server\n"
    "                                       23  Verbindung zum Server nicht sicher\n"
    "                                       24  Server liefert das Paket nicht\n";

// The one thing a signal handler may touch: an atomic flag.
base::CancelToken& cancel_token() {
  static base::CancelToken token;
  return token;
}

void on_signal(int /*signal*/) { cancel_token().cancel(); }

void watch_signals() {
  static_cast<void>(cancel_token());  // made before the first signal can come
  struct sigaction action {};
  action.sa_handler = on_signal;
  sigemptyset(&action.sa_mask);
  static_cast<void>(sigaction(SIGINT, &action, nullptr));
  static_cast<void>(sigaction(SIGTERM, &action, nullptr));
}

/// "/var/lib/kiosk/" and "/var/lib/kiosk" are one store.
std::string without_trailing_slashes(std::string path) {
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return path;
}

/// An empty path would be the root folder, whatever is put behind it.
std::string refuse_empty(const std::string& path) { return path.empty() ? "empty" : std::string(); }

class CommandLine {
 public:
  CommandLine() : app_(kDescription, "kiosk-sync") {
    speak_german(app_);
    app_.footer(kExitCodes);
    app_.set_version_flag("--version", std::string("kiosk-sync ") + BILDUNGSKIOSK_VERSION,
                          "Fassung des Programms zeigen");
    app_.require_subcommand(1);
    add_init();
    add_install();
    add_watch();
    add_status();
    add_verify();
    add_rollback();
    add_search();
    add_counts();
  }

  int run(int argc, const char* const* argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      return explain_parse_error(app_, error, "kiosk-sync");
    }
    store_ = without_trailing_slashes(store_);
    return chosen_();
  }

 private:
  void add_watch() {
    auto& watch = command("watch", "Als Dienst laufen: Sticks und Netz im Blick behalten und installieren", [this] {
      watch_.is_configuration_named = app_.get_subcommand("watch")->count("--config") > 0;
      if (app_.get_subcommand("watch")->count("--store") > 0) watch_.store = store_;
      return run_watch(watch_);
    });
    watch.add_option("--config", watch_.configuration_file, "Konfiguration (TOML); die Vorlage erklärt jede Angabe")
        ->type_name("DATEI")
        ->capture_default_str();
    watch.add_flag_callback(
        "--network-now", [this] { watch_.first_look = service::Service::FirstLook::kAtOnce; },
        "Beim Start sofort im Netz nachsehen");
    watch.add_option("--mountinfo", watch_.mountinfo, "Tabelle der eingehängten Datenträger")
        ->type_name("DATEI")
        ->capture_default_str();
  }

  CLI::App& command(const std::string& name, const std::string& description, std::function<int()> run) {
    CLI::App& added = add_command(app_, name, description);
    added.add_option("--store", store_, "Ablageordner des Geräts")
        ->type_name("ORDNER")
        ->envname("BILDUNGSKIOSK_STORE")
        ->check(refuse_empty)
        ->capture_default_str();
    added.callback([this, run = std::move(run)] { chosen_ = run; });
    return added;
  }

  void add_init() {
    auto& init = command("init", "Gerät einrichten: einmal, mit der Schlüsseldatei des Bildungsbüros", [this] {
      init_.store = store_;
      return run_init(init_);
    });
    init.add_option("--root", init_.root_file, "Schlüsseldatei root.json")->type_name("DATEI")->required();
  }

  void add_install() {
    auto& install =
        command("install", "Katalog von einem Stick, aus einem Ordner oder aus dem Netz installieren", [this] {
          install_.store = store_;
          if (allow_http_) install_.network.plain_http = transport::PlainHttp::kAllowed;
          if (ignore_clock_) install_.time_source = update::TimeSource::kSignedTimeOnly;
          return run_install(install_, cancel_token());
        });
    install
        .add_option("QUELLE", install_.source,
                    "Stick oder Ordner, in dem kiosk-update liegt, oder Adresse (https://…), unter der metadata/ und "
                    "targets/ liegen")
        ->type_name("")
        ->required();
    install.add_option("--proxy", install_.network.proxy, "Mit einer Adresse: der Weg ins Netz, http://name:port")
        ->type_name("ADRESSE");
    install
        .add_option("--ca-file", install_.network.ca_file,
                    "Mit einer Adresse: Zertifikate (PEM), denen statt denen des Systems vertraut wird")
        ->type_name("DATEI");
    install.add_flag("--allow-http", allow_http_, "Auch eine Adresse mit http annehmen, ohne Verschlüsselung");
    install.add_flag("--ignore-clock", ignore_clock_,
                     "Die Uhr dieses Geräts geht falsch: sie beim Ablaufdatum nicht beachten");
  }

  void add_status() {
    auto& status = command("status", "Zeigen, was installiert ist", [this] { return run_status(store_, form()); });
    status.add_flag("--json", json_, "Ausgabe als JSON");
  }

  void add_counts() {
    auto& counts = command("counts", "Zeigen, was an diesem Gerät gezählt wurde: Besuche, Suchen, Angebote, ohne Namen",
                           [this] { return run_counts(store_, form()); });
    counts.add_flag("--json", json_, "Ausgabe als JSON");
  }

  void add_verify() {
    command("verify", "Den installierten Katalog vollständig nachprüfen",
            [this] { return run_verify(store_, cancel_token()); });
  }

  void add_rollback() {
    command("rollback", "Zum vorigen Katalog zurückkehren", [this] { return run_rollback(store_, cancel_token()); });
  }

  void add_search() {
    auto& search = command("search", "Im installierten Katalog suchen", [this] {
      search_.store = store_;
      search_.form = form();
      return run_search(search_);
    });
    search.add_option("WORT", search_.words, "Suchwörter; das letzte darf ein Wortanfang sein")
        ->type_name("")
        ->required();
    search.add_flag("--json", json_, "Ausgabe als JSON");
    search.add_flag_callback(
        "--exact", [this] { search_.correction = catalogue::CorrectionUse::kRefused; },
        "Nur nach den Wörtern suchen, wie sie dastehen: nichts für verschrieben halten");
    search.add_flag_callback(
        "--literal", [this] { search_.understanding = catalogue::UnderstandingUse::kRefused; },
        "Auch Wörter wie „abends“ oder „kostenlos“ nur im Text suchen, nicht als Filter verstehen");
    search.add_flag("--explain", search_.explain, "Zu jedem Angebot sagen, warum es an seiner Stelle steht");
    search.add_option("--language", search_.language, "Sprache der Anzeige: de, en, tr, uk, ar …")
        ->type_name("SPRACHE")
        ->capture_default_str();
    search.add_option("--limit", search_.limit, "Höchstzahl der gezeigten Angebote, bis 200")
        ->type_name("ZAHL")
        ->check(CLI::Range(0, 200))
        ->capture_default_str();
  }

  [[nodiscard]] OutputForm form() const { return json_ ? OutputForm::kJson : OutputForm::kText; }

  CLI::App app_;
  std::string store_ = "/var/lib/bildungskiosk";
  InitArguments init_;
  InstallArguments install_;
  WatchArguments watch_;
  SearchArguments search_;
  bool ignore_clock_ = false;
  bool allow_http_ = false;
  bool json_ = false;
  std::function<int()> chosen_;
};

}  // namespace
}  // namespace bildungskiosk::cli

int main(int argc, char** argv) {
  bildungskiosk::cli::watch_signals();
  return bildungskiosk::cli::CommandLine().run(argc, argv);
}
