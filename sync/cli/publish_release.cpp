#include <iostream>

#include "sync/base/clock.hpp"
#include "sync/cli/exit_codes.hpp"
#include "sync/cli/messages.hpp"
#include "sync/cli/publish_commands.hpp"
#include "sync/cli/publish_exit_codes.hpp"
#include "sync/publish/durable_folders.hpp"
#include "sync/publish/limits.hpp"
#include "sync/publish/office.hpp"
#include "sync/publish/repository_writer.hpp"
#include "sync/publish/stick_export.hpp"

/// The commands that sign and hand out: init, release and export.
namespace bildungskiosk::cli {
namespace {

using base::Error;
using base::ErrorCode;
using publish::ReleaseResult;

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

void print_waiting(const ReleaseResult& result) {
  for (const ReleaseResult::Waiting& waiting : result.waiting) {
    std::cout << "Für " << waiting.source << " fehlt noch "
              << (waiting.missing == 1 ? "eine Unterschrift" : std::to_string(waiting.missing) + " Unterschriften")
              << "; so lange bleibt, was zuletzt veröffentlicht war. Zu unterschreiben: " << waiting.draft_path
              << ".\n";
  }
  if (result.root.state == publish::RootProgress::State::kWaiting) {
    std::cout << "Die nächste Vertrauensdatei wartet auf Unterschriften: siehe kiosk-publish keys ORDNER.\n";
  }
}

/// What the office does about it; the release is out all the same.
void print_map_problem(const Error& problem) {
  std::string what = "kann nicht gelesen werden. Bitte Datei und Rechte prüfen";
  if (problem.code == ErrorCode::kNotFound) what = "ist nicht da. Bitte \"map\" in office.toml prüfen";
  if (problem.code == ErrorCode::kTooLarge) {
    what = "ist größer als " + german_bytes(publish::kMapBytesMax) + ". Bitte weniger Zoomstufen wählen";
  }
  if (problem.code == ErrorCode::kUnsupportedFormat) what = "ist keine MBTiles-Datei. Bitte eine solche angeben";
  std::cout << "Die Landkarte " << what << "; so lange bleibt, was zuletzt veröffentlicht war (" << problem.detail
            << ").\n";
}

}  // namespace

void print_release(const ReleaseResult& result) {
  const std::string until = german_date(result.expires);
  switch (result.outcome) {
    case ReleaseResult::Outcome::kReleased:
      std::cout << "Veröffentlicht: Fassung " << result.version << " mit " << german_number(result.offers)
                << " Angeboten, gültig bis " << until << ".\n";
      if (result.merged > 0) {
        std::cout << german_number(result.merged)
                  << " davon haben mehrere Quellen; gezeigt werden sie einmal (kiosk-publish check sagt, welche).\n";
      }
      if (!result.changed_sources.empty()) std::cout << "Geändert: " << joined(result.changed_sources) << ".\n";
      if (result.deltas > 0) {
        std::cout << "Wer eine frühere Fassung hat, holt nur die Änderungen: " << german_number(result.deltas)
                  << (result.deltas == 1 ? " Änderungsdatei," : " Änderungsdateien, zusammen") << " "
                  << german_bytes(result.delta_bytes) << ".\n";
      }
      break;
    case ReleaseResult::Outcome::kRenewed:
      std::cout << "Erneuert: Fassung " << result.version << " mit demselben Inhalt, gültig bis " << until << ".\n";
      break;
    case ReleaseResult::Outcome::kUnchanged:
      std::cout << "Nichts hat sich geändert: Fassung " << result.version << " bleibt, gültig bis " << until << ".\n";
      break;
  }
  print_waiting(result);
  if (result.map_problem) print_map_problem(*result.map_problem);
  if (result.root.state == publish::RootProgress::State::kPublished) {
    std::cout << "Die Vertrauensdatei root.json wurde erneuert.\n";
  }
}

int run_publish_init(const CommonArguments& common, const PublishInitArguments& arguments) {
  auto& files = base::posix_file_system();
  const auto allowed = publish::Office::may_create(files, arguments.directory);
  if (!allowed) return refuse_publish(allowed.error());
  if (!*allowed) {
    static_cast<void>(refuse_publish(
        "Der Ordner " + arguments.directory + " ist schon belegt. Bitte einen neuen oder leeren Ordner angeben.",
        Error{ErrorCode::kInvalidArgument, "not empty"}));
    return kExitOfficeExists;
  }
  std::string passphrase;
  if (arguments.encrypt) {
    const auto read = read_passphrase(common);
    if (!read) return refuse_publish(read.error());
    if (read->empty()) {
      return refuse_publish(
          "Zum Verschlüsseln fehlt die Passphrase. Bitte BILDUNGSKIOSK_PASSPHRASE setzen oder "
          "--passphrase-file angeben.",
          Error{ErrorCode::kKeyUnusable, "no passphrase"});
    }
    passphrase = *read;
  }
  publish::OfficeSettings settings;
  settings.office = arguments.office;
  settings.region = arguments.region;
  settings.languages = arguments.languages;
  // The folder comes first, so that two who begin at once don't mix their keys.
  if (auto made = publish::create_folders_durably(files, arguments.directory); !made)
    return refuse_publish(made.error());
  const auto lock = base::FolderLock::acquire(arguments.directory);
  if (!lock) return refuse_publish(lock.error());
  const auto office =
      publish::Office::create(files, arguments.directory, settings, passphrase, base::SystemClock().now(),
                              {arguments.key_type, arguments.root_keys, arguments.root_threshold});
  if (!office && office.error().code == ErrorCode::kInvalidArgument) {
    return refuse_publish(
        "Name und Gebiet dürfen nicht leer sein, Sprachen stehen als Kürzel da: --languages de,en,uk.", office.error());
  }
  if (!office) return refuse_publish(office.error());
  std::cout << "Angelegt: " << arguments.directory << "\n"
            << "Die Schlüssel liegen in " << arguments.directory << "/keys. Bitte sichern und niemandem geben"
            << (arguments.encrypt ? ".\n" : "; sie sind nicht verschlüsselt.\n")
            << (arguments.root_keys > 1
                    ? "Die Schlüssel root-… gehören in verschiedene Hände: bitte je einen verteilen "
                      "und hier löschen.\n"
                    : "")
            << "Für die Kioske: " << arguments.directory << "/root.json (kiosk-sync init --root).\n"
            << "Weiter: kiosk-publish add " << arguments.directory << " --source ID DATEI\n";
  return kExitDone;
}

int run_release(const CommonArguments& common, const ReleaseArguments& arguments) {
  const auto working = open_office(arguments.directory, OfficeUse::kChange);
  if (!working) return refuse_office(arguments.directory, working.error());
  const publish::Office& office = working->office;
  const auto passphrase = read_passphrase(common);
  if (!passphrase) return refuse_publish(passphrase.error());
  publish::ReleaseOptions options;
  options.valid_days = arguments.valid_days.value_or(office.settings().valid_days);
  if (arguments.force) options.when = publish::ReleaseOptions::When::kAlways;
  const auto released = publish::release(office, *passphrase, options, base::SystemClock().now());
  if (!released && released.error().code == ErrorCode::kEmptyExport) {
    return refuse_publish("Es ist noch keine Quelle aufgenommen. Bitte zuerst: kiosk-publish add " +
                              arguments.directory + " --source ID DATEI.",
                          released.error());
  }
  if (!released) return refuse_publish(released.error());
  print_release(*released);
  print_expiry_warnings(office, base::SystemClock().now());
  return kExitDone;
}

int run_export(const CommonArguments&, const ExportArguments& arguments) {
  const auto working = open_office(arguments.directory, OfficeUse::kChange);
  if (!working) return refuse_office(arguments.directory, working.error());
  const publish::Office& office = working->office;
  const auto exported = publish::export_to_stick(office, arguments.stick, base::SystemClock().now());
  if (!exported) {
    const Error& error = exported.error();
    switch (error.code) {
      case ErrorCode::kNoPackage:
        return refuse_publish(
            "Es ist noch nichts veröffentlicht. Bitte zuerst: kiosk-publish release " + arguments.directory + ".",
            error);
      case ErrorCode::kNotFound:
        return refuse_publish(
            "Der Stick " + arguments.stick + " ist nicht da. Bitte einstecken und seinen Ordner angeben.", error);
      case ErrorCode::kNotAFile:
        return refuse_publish(arguments.stick + " ist kein Ordner. Bitte den Ordner angeben, in dem der Stick liegt.",
                              error);
      case ErrorCode::kNoSpace:
        return refuse_publish("Auf dem Stick ist zu wenig Platz. Bitte Platz schaffen oder einen größeren nehmen.",
                              error);
      case ErrorCode::kPermissionDenied:
        return refuse_publish("Auf den Stick darf nicht geschrieben werden. Bitte Schreibschutz und Rechte prüfen.",
                              error);
      case ErrorCode::kHashMismatch:
      case ErrorCode::kLengthMismatch:
        return refuse_publish(
            "Was auf dem Stick steht, ist nicht, was geschrieben wurde: der Stick ist wohl defekt. "
            "Bitte einen anderen nehmen.",
            error);
      default:
        return refuse_publish(error);
    }
  }
  std::cout << "Geschrieben und nachgeprüft: " << exported->files << " Dateien, " << german_bytes(exported->bytes)
            << ", in " << exported->folder << ".\n"
            << "Der Stick kann jetzt ausgeworfen und abgezogen werden.\n";
  return kExitDone;
}

}  // namespace bildungskiosk::cli
