#include <functional>
#include <map>
#include <string>

#include "sync/cli/command_line.hpp"
#include "sync/cli/publish_commands.hpp"
#include "sync/publish/limits.hpp"

namespace bildungskiosk::cli {
namespace {

constexpr const char* kDescription =
    "Macht aus den Exportdateien der Bildungsanbieter einen signierten Katalog.\n"
    "\n"
    "Der Weg: init (einmal) – add (je Anbieter) – check – release – export.";

constexpr const char* kFooter =
    "\nEine beschädigte Datei wird ganz abgelehnt; ein einzelnes unbrauchbares Angebot wird\n"
    "weggelassen und im Bericht genannt.\n"
    "\nRückgabewerte:\n"
    "   0  erledigt                          21  Datei oder Stick nicht lesbar\n"
    "   1  anderer Fehler                    30  Datei ohne ein einziges Angebot\n"
    "   2  Befehlszeile nicht verständlich   31  Datei beschädigt oder unvollständig\n"
    "  15  Arbeitsordner oder Stick defekt   32  anderes Format oder andere Fassung\n"
    "  16  zu wenig Platz                    33  Arbeitsordner ist schon belegt\n"
    "  17  noch nichts veröffentlicht        34  Schlüssel oder Passphrase falsch\n"
    "  18  Arbeitsordner nicht angelegt      35  Datei größer als erlaubt\n"
    "  19  ein anderer Vorgang läuft         36  schlechter als in office.toml erlaubt\n"
    "                                        37  sync: nicht alle Quellen gelesen\n"
    "\nIn ORDNER/office.toml sagt der Abschnitt [thresholds], wie viel schlechter ein Bestand werden\n"
    "darf (Prozent; für eine Quelle: [thresholds.sources.ID]). Sonst bleibt der bisherige; auch\n"
    "check endet dann mit 36:\n"
    "  fewer_offers      weniger Angebote als beim letzten Mal (ohne Angabe: 30)\n"
    "  left_out, past    weggelassene, vergangene\n"
    "  without_…         …description, …category, …price, …place, …dates, …registration\n"
    "  from_offers       erst ab so vielen Angeboten wird geprüft (ohne Angabe: 20)\n";

std::string format_names(const std::string& separator) {
  std::string names;
  for (const publish::Format format : publish::all_formats()) {
    names += (names.empty() ? "" : separator) + std::string(publish::to_string(format));
  }
  return names;
}

/// An empty path would be the root folder or the working directory, whatever is put behind it.
std::string refuse_empty(const std::string& path) { return path.empty() ? "empty" : std::string(); }

class CommandLine {
 public:
  CommandLine() : app_(kDescription, "kiosk-publish") {
    speak_german(app_);
    app_.footer(kFooter);
    app_.set_version_flag("--version", std::string("kiosk-publish ") + BILDUNGSKIOSK_VERSION,
                          "Fassung des Programms zeigen");
    app_.require_subcommand(1);
    add_init();
    add_add();
    add_check();
    add_release();
    add_renew();
    add_export();
    add_template();
    add_remove();
    add_keys();
    add_rotate();
    add_delegate();
    add_sign();
    add_sync();
  }

  int run(int argc, const char* const* argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      return explain_parse_error(app_, error, "kiosk-publish");
    }
    return chosen_();
  }

 private:
  CLI::App& command(const std::string& name, const std::string& description, std::function<int()> run) {
    CLI::App& added = add_command(app_, name, description);
    added.callback([this, run = std::move(run)] { chosen_ = run; });
    return added;
  }

  static void add_directory(CLI::App& command, std::string& directory) {
    command.add_option("ORDNER", directory, "Arbeitsordner des Bildungsbüros")
        ->type_name("")
        ->required()
        ->check(refuse_empty);
  }

  void add_passphrase(CLI::App& command) {
    command
        .add_option("--passphrase-file", common_.passphrase_file,
                    "Datei mit der Passphrase der Schlüssel (sonst BILDUNGSKIOSK_PASSPHRASE)")
        ->type_name("DATEI");
  }

  void add_import_options(CLI::App& command, std::string& provider_name, std::string& mapping) {
    command.add_option("--format", format_, "Format der Dateien; ohne Angabe wird es erkannt")
        ->type_name(format_names("|"))
        ->check([](const std::string& name) {
          return publish::format_from_string(name) ? std::string() : name + " ist keines von: " + format_names(", ");
        });
    command.add_option("--mapping", mapping, "Tabellen (csv): TOML-Datei, die sagt, welche Spalte was ist")
        ->type_name("DATEI")
        ->check(refuse_empty);
    command.add_option("--provider-name", provider_name, "Name des Anbieters, statt dessen in der Datei")
        ->type_name("NAME");
    command.add_option("--assets", common_.assets, "Ordner mit den Zuordnungstabellen")->type_name("ORDNER");
  }

  void add_init() {
    auto& init = command("init", "Arbeitsordner und Schlüssel anlegen: einmal",
                         [this] { return run_publish_init(common_, init_); });
    add_directory(init, init_.directory);
    init.add_option("--office", init_.office, "Name des Bildungsbüros, wie er auf den Kiosken steht")
        ->type_name("NAME")
        ->required();
    init.add_option("--region", init_.region, "Gebiet, zum Beispiel „Landkreis Sonnfeld“")
        ->type_name("NAME")
        ->required();
    init.add_option("--languages", init_.languages, "Sprachen des Katalogs, mit Komma getrennt")
        ->type_name("de,en,…")
        ->delimiter(',')
        ->capture_default_str();
    init.add_flag("--encrypt", init_.encrypt, "Schlüssel mit einer Passphrase verschlüsseln");
    add_key_type(init, init_.key_type);
    init.add_option("--root-keys", init_.root_keys,
                    "So viele Schlüssel für die Vertrauensdatei, für ebenso viele Hände")
        ->type_name("ZAHL")
        ->check(CLI::Range(1, publish::kRootKeysMax));
    init.add_option("--root-threshold", init_.root_threshold, "So viele davon müssen unterschreiben")
        ->type_name("ZAHL")
        ->check(CLI::Range(1, publish::kRootKeysMax));
    add_passphrase(init);
  }

  void add_add() {
    auto& add = command("add", "Exportdateien eines Anbieters aufnehmen; sie ersetzen seinen ganzen Bestand", [this] {
      add_.format = publish::format_from_string(format_);
      return run_add(common_, add_);
    });
    add_directory(add, add_.directory);
    add.add_option("--source", add_.source, "Kennung der Quelle, zum Beispiel vhs-sonnfeld")
        ->type_name("ID")
        ->required();
    add_import_options(add, add_.provider_name, add_.mapping);
    add.add_flag("--force", add_.force, "Auch einen Bestand aufnehmen, der schlechter ist als in office.toml erlaubt");
    add.add_option("DATEI", add_.files, "Exportdateien")->type_name("")->required()->check(refuse_empty);
  }

  void add_check() {
    auto& check = command("check", "Zeigen, was gelesen, übernommen und weggelassen wurde, und warum", [this] {
      check_.format = publish::format_from_string(format_);
      if (json_) check_.form = publish::ReportForm::kJson;
      return run_check(common_, check_);
    });
    check.add_option("PFAD", check_.paths, "Arbeitsordner, oder Exportdateien zum Probelesen")
        ->type_name("")
        ->required()
        ->check(refuse_empty);
    add_import_options(check, check_.provider_name, check_.mapping);
    static const std::map<std::string, publish::ReportForm> kForms = {{"text", publish::ReportForm::kText},
                                                                      {"json", publish::ReportForm::kJson},
                                                                      {"csv", publish::ReportForm::kCsv},
                                                                      {"html", publish::ReportForm::kHtml}};
    auto* form = check
                     .add_option("--form", check_.form,
                                 "Form des Berichts: Text, JSON, Tabelle (CSV) oder eine Seite zum Drucken und "
                                 "Weitergeben (HTML); sonst Text")
                     ->type_name("text|json|csv|html")
                     ->transform(CLI::CheckedTransformer(kForms).description(""));
    check.add_option("--output", check_.output, "Den Bericht in diese Datei schreiben; sie wird ersetzt")
        ->type_name("DATEI")
        ->check(refuse_empty);
    check.add_flag("--json", json_, "Kurz für --form json")->excludes(form);
  }

  void add_release() {
    auto& release = command("release", "Den Bestand signieren und veröffentlichen, wenn sich etwas geändert hat",
                            [this] { return run_release(common_, release_); });
    add_directory(release, release_.directory);
    release.add_option("--valid-days", release_.valid_days, "So viele Tage darf der Katalog installiert werden")
        ->type_name("TAGE")
        ->check(CLI::Range(1, 3650));
    release.add_flag("--force", release_.force, "Auch ohne Änderung neu veröffentlichen");
    add_passphrase(release);
  }

  static void add_key_type(CLI::App& command, trust::KeyType& type) {
    static const std::map<std::string, trust::KeyType> kTypes = {
        {"ed25519", trust::KeyType::kEd25519}, {"ecdsa", trust::KeyType::kEcdsaP256}, {"rsa", trust::KeyType::kRsaPss}};
    command.add_option("--key-type", type, "Art neuer Schlüssel; sonst ed25519")
        ->type_name("ed25519|ecdsa|rsa")
        ->transform(CLI::CheckedTransformer(kTypes).description(""));
  }

  void add_renew() {
    auto& renew = command("renew", "Denselben Bestand neu signieren, bevor die Gültigkeit endet", [this] {
      release_.force = true;
      return run_release(common_, release_);
    });
    add_directory(renew, release_.directory);
    renew.add_option("--valid-days", release_.valid_days, "So viele Tage darf der Katalog installiert werden")
        ->type_name("TAGE")
        ->check(CLI::Range(1, 3650));
    add_passphrase(renew);
  }

  void add_remove() {
    auto& remove =
        command("remove", "Eine Quelle aus dem Katalog nehmen", [this] { return run_remove(common_, remove_); });
    add_directory(remove, remove_.directory);
    remove.add_option("--source", remove_.source, "Kennung der Quelle")->type_name("ID")->required();
  }

  void add_keys() {
    auto& keys = command("keys", "Zeigen, wer unterschreiben darf, welche Schlüssel hier liegen und was wann abläuft",
                         [this] { return run_keys(common_, keys_); });
    add_directory(keys, keys_.directory);
    add_passphrase(keys);
    auto& keygen = command("keygen", "Einen Schlüssel anlegen: NAME.pem (geheim) und NAME.pub (für das Bildungsbüro)",
                           [this] { return run_keygen(common_, keygen_); });
    keygen.add_option("NAME", keygen_.name, "Pfad ohne Endung")->type_name("")->required()->check(refuse_empty);
    add_key_type(keygen, keygen_.type);
    keygen.add_flag("--encrypt", keygen_.encrypt, "Mit einer Passphrase verschlüsseln");
    add_passphrase(keygen);
  }

  void add_rotate() {
    auto& rotate =
        command("rotate", "Die Schlüssel einer Rolle wechseln: ohne weitere Angabe ein neuer an Stelle des alten",
                [this] { return run_rotate(common_, rotate_); });
    add_directory(rotate, rotate_.directory);
    rotate.add_option("ROLLE", rotate_.role, "root, targets, snapshot oder timestamp")->type_name("");
    rotate.add_option("--add", rotate_.added, "Öffentlicher Schlüssel, der dazukommt (NAME.pub)")->type_name("DATEI");
    rotate.add_option("--remove", rotate_.removed, "Kennung eines Schlüssels, der wegfällt (Anfang genügt)")
        ->type_name("ID");
    rotate.add_option("--threshold", rotate_.threshold, "So viele Unterschriften sind dann nötig")
        ->type_name("ZAHL")
        ->check(CLI::Range(1, 64));
    add_key_type(rotate, rotate_.type);
    rotate.add_flag("--discard", rotate_.discard, "Eine vorbereitete Vertrauensdatei verwerfen");
    add_passphrase(rotate);
  }

  void add_delegate() {
    auto& delegate = command("delegate", "Einen Anbieter für seine Quelle selbst unterschreiben lassen",
                             [this] { return run_delegate(common_, delegate_); });
    add_directory(delegate, delegate_.directory);
    delegate.add_option("--source", delegate_.source, "Kennung der Quelle")->type_name("ID")->required();
    auto* key = delegate.add_option("--key", delegate_.keys, "Öffentlicher Schlüssel des Anbieters (NAME.pub)")
                    ->type_name("DATEI");
    delegate.add_option("--threshold", delegate_.threshold, "So viele Unterschriften sind nötig; sonst eine")
        ->type_name("ZAHL")
        ->check(CLI::Range(1, 64));
    auto* revoke = delegate.add_flag("--revoke", delegate_.revoke, "Wieder das Bildungsbüro unterschreiben lassen");
    revoke->excludes(key);
  }

  void add_sign() {
    auto& sign = command("sign", "Einen Entwurf aus to-sign unterschreiben: auch auf einem Rechner ohne Netz",
                         [this] { return run_sign(common_, sign_); });
    sign.add_option("DATEI", sign_.draft, "Der Entwurf")->type_name("")->required()->check(refuse_empty);
    sign.add_option("--key", sign_.keys, "Geheimer Schlüssel: NAME.pem, oder NAME.uri mit der Adresse auf einer Karte")
        ->type_name("DATEI")
        ->required();
    add_passphrase(sign);
    auto& accept = command("accept", "Einen unterschriebenen Entwurf zurücknehmen",
                           [this] { return run_accept(common_, accept_); });
    add_directory(accept, accept_.directory);
    accept.add_option("DATEI", accept_.draft, "Der unterschriebene Entwurf")
        ->type_name("")
        ->required()
        ->check(refuse_empty);
    add_passphrase(accept);
  }

  void add_sync() {
    auto& sync =
        command("sync", "Alle Quellen neu lesen und veröffentlichen, was sich geändert hat: für cron und systemd",
                [this] { return run_sync(common_, sync_); });
    sync.footer(
        "\nDie Konfiguration nennt den Arbeitsordner und je Quelle Dateien, Ordner oder Adressen; jede Angabe ist in\n"
        "der Vorlage publish.toml erklärt. Eine Quelle, die sich nicht ganz lesen lässt, bleibt, wie sie war.\n"
        "Rückgabewerte wie bei den anderen Befehlen, dazu 37: veröffentlicht, aber nicht alle Quellen gelesen.\n");
    sync.add_option("DATEI", sync_.configuration_file, "Konfiguration (TOML)")
        ->type_name("")
        ->required()
        ->check(refuse_empty);
    sync.add_flag_callback(
        "--monitoring", [this] { sync_.ending = SyncArguments::Ending::kMonitoring; },
        "Für Icinga, Nagios und andere: 0 gut, 1 Warnung, 2 Fehler, 3 unklar, und eine Zeile mit Zahlen");
    sync.add_option("--assets", common_.assets, "Ordner mit den Zuordnungstabellen")->type_name("ORDNER");
    add_passphrase(sync);
  }

  void add_export() {
    auto& command_export = command("export", "Die letzte Veröffentlichung auf einen Stick schreiben und nachprüfen",
                                   [this] { return run_export(common_, export_); });
    add_directory(command_export, export_.directory);
    command_export.add_option("STICK", export_.stick, "Ordner, in dem der Stick eingehängt ist")
        ->type_name("")
        ->required()
        ->check(refuse_empty);
  }

  void add_template() {
    auto& command_template = command("template", "Eine Tabelle zum Ausfüllen schreiben, mit erklärtem Beispiel",
                                     [this] { return run_template(template_); });
    command_template.add_option("TABELLE", template_.sheet, "offers (Angebote) oder places (Orte)")
        ->type_name("offers|places")
        ->required()
        ->check(CLI::IsMember({"offers", "places"}));
    command_template.add_option("DATEI", template_.file, "Neue Datei; ohne Angabe wird die Tabelle ausgegeben")
        ->type_name("")
        ->check(refuse_empty);
  }

  CLI::App app_;
  CommonArguments common_;
  PublishInitArguments init_;
  AddArguments add_;
  CheckArguments check_;
  ReleaseArguments release_;
  ExportArguments export_;
  TemplateArguments template_;
  SyncArguments sync_;
  KeygenArguments keygen_;
  KeysArguments keys_;
  RotateArguments rotate_;
  SignArguments sign_;
  AcceptArguments accept_;
  DelegateArguments delegate_;
  RemoveArguments remove_;
  std::string format_;
  bool json_ = false;
  std::function<int()> chosen_;
};

}  // namespace
}  // namespace bildungskiosk::cli

int main(int argc, char** argv) { return bildungskiosk::cli::CommandLine().run(argc, argv); }
