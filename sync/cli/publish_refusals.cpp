#include <cstdlib>
#include <iostream>

#include "sync/base/file_system.hpp"
#include "sync/cli/exit_codes.hpp"
#include "sync/cli/messages.hpp"
#include "sync/cli/publish_commands.hpp"
#include "sync/cli/publish_exit_codes.hpp"
#include "sync/exchange/text_rules.hpp"
#include "sync/publish/limits.hpp"

namespace bildungskiosk::cli {
namespace {

using base::Error;
using base::ErrorCode;

constexpr std::string_view kProgram = "kiosk-publish";

int exit_code(const Error& error) {
  switch (error.code) {
    case ErrorCode::kEmptyExport:
      return kExitEmptyExport;
    case ErrorCode::kMalformedExport:
      return kExitMalformedExport;
    case ErrorCode::kUnsupportedFormat:
      return kExitUnsupportedExport;
    case ErrorCode::kKeyUnusable:
    case ErrorCode::kWrongSignature:  // made by a key that the root does not name
      return kExitKeyUnusable;
    case ErrorCode::kTrustDamaged:
      return kExitDamaged;
    case ErrorCode::kNotFound:
    case ErrorCode::kPermissionDenied:
    case ErrorCode::kNotAFile:
      return kExitUnreadable;
    default:
      return exit_code_for(error.code);
  }
}

std::string position_text(const std::optional<publish::TextPosition>& at) {
  if (!at || at->line == 0) return {};
  std::string text = " (Zeile " + std::to_string(at->line);
  if (at->column > 0) text += ", Spalte " + std::to_string(at->column);
  return text + ")";
}

/// The whole sentence for the office, where the shared one speaks to a librarian with a stick.
std::optional<std::string> own_line(const Error& error) {
  switch (error.code) {
    case ErrorCode::kNotInitialised:
      return "Dieser Ordner ist noch kein Arbeitsordner. Bitte zuerst anlegen: kiosk-publish init ORDNER --office … "
             "--region …";
    case ErrorCode::kNoSpace:
      return "Der Platz reicht nicht. Bitte Platz schaffen und noch einmal versuchen.";
    case ErrorCode::kNotFound:
      return "Die Datei oder der Ordner ist nicht da. Bitte den Namen prüfen.";
    case ErrorCode::kPermissionDenied:
      return "Der Zugriff ist nicht erlaubt. Bitte die Rechte der Datei oder des Ordners prüfen.";
    case ErrorCode::kNotAFile:
      return "Das ist keine gewöhnliche Datei. Bitte eine Datei angeben.";
    case ErrorCode::kKeyUnusable:
      return "Ein Schlüssel lässt sich nicht öffnen. Bitte die Passphrase prüfen (BILDUNGSKIOSK_PASSPHRASE oder "
             "--passphrase-file).";
    case ErrorCode::kBusy:
      return "In diesem Arbeitsordner arbeitet gerade ein anderer Vorgang. Bitte warten, bis er fertig ist, und noch "
             "einmal versuchen.";
    case ErrorCode::kTrustDamaged:
      return "Die Veröffentlichung im Arbeitsordner ist beschädigt. Bitte neu veröffentlichen (kiosk-publish release "
             "ORDNER); hilft das nicht, den Ordner aus der Sicherung wiederherstellen.";
    case ErrorCode::kMalformedRecord:
      return "Der gespeicherte Bestand ist beschädigt. Bitte die Quelle neu aufnehmen: kiosk-publish add ORDNER "
             "--source ID DATEI.";
    case ErrorCode::kWrongSignature:
      return "Ein Schlüssel in keys passt nicht zur Vertrauensdatei root.json. Bitte die Schlüssel aus der Sicherung "
             "wiederherstellen.";
    default:
      return std::nullopt;
  }
}

/// "Open-vhs-XML 0.9 bis 1.2, … und …"
std::string known_formats() {
  const auto formats = publish::all_formats();
  std::string names;
  for (std::size_t i = 0; i < formats.size(); ++i) {
    if (i > 0) names += i + 1 == formats.size() ? " und " : ", ";
    names += publish::german_name(formats[i]);
  }
  return names;
}

/// One line, and nothing that a file's name or content could use to write elsewhere on the screen.
std::string one_line(std::string_view text) { return exchange::clean_text(text, exchange::TextShape::kLine); }

int print(const std::string& sentence, const Error& error) {
  std::cerr << kProgram << ": " << one_line(sentence) << " [" << base::to_string(error.code)
            << (error.detail.empty() ? "" : ": ") << one_line(error.detail) << "]\n";
  return exit_code(error);
}

}  // namespace

std::string publish_sentence(const Error& error) {
  if (auto sentence = own_line(error)) return *std::move(sentence);
  const Message message = message_for(error.code);
  return std::string(message.what) + " " + std::string(message.advice);
}

int refuse_publish(const Error& error) { return print(publish_sentence(error), error); }

int refuse_publish(const std::string& sentence, const Error& error) { return print(sentence, error); }

int refuse_office(const std::string& directory, const Error& error) {
  if (error.code == ErrorCode::kNotFound) return refuse_publish({ErrorCode::kNotInitialised, error.detail});
  if (error.code != ErrorCode::kInvalidArgument) return refuse_publish(error);
  return print(
      "Die Einstellungen in " + directory + "/office.toml sind nicht verständlich. Bitte die Datei berichtigen.",
      error);
}

int refuse_thresholds(const std::string& advice, const std::vector<publish::SourceReport>& reports) {
  for (const publish::SourceReport& report : reports) {
    for (const publish::BrokenThreshold& broken : report.broken) {
      std::cerr << kProgram << ": " << report.source << ": " << publish::german_sentence(broken) << ". " << advice
                << " [threshold: " << publish::to_string(broken.kind) << "]\n";
    }
  }
  return kExitThresholdBroken;
}

base::Result<WorkingOffice> open_office(const std::string& directory, OfficeUse use) {
  BILDUNGSKIOSK_TRY(auto office, publish::Office::open(base::posix_file_system(), directory));
  WorkingOffice working{std::move(office), std::nullopt};
  auto lock = base::FolderLock::acquire(directory);
  if (lock) {
    working.lock = *std::move(lock);
  } else if (use == OfficeUse::kChange || lock.error().code == ErrorCode::kBusy) {
    return std::move(lock).error();
  }
  return working;
}

std::string export_sentence(const std::string& path, const Error& error,
                            const std::optional<publish::TextPosition>& at) {
  switch (error.code) {
    case ErrorCode::kEmptyExport:
      return "In " + path + " steht kein einziges Angebot. Bitte den Export im Kursprogramm prüfen.";
    case ErrorCode::kTooLarge:
      return path + " ist größer als erlaubt" + position_text(at) + ". Bitte den Export aufteilen.";
    case ErrorCode::kMalformedExport:
      return path + " ist beschädigt oder unvollständig" + position_text(at) +
             ". Nichts davon wurde übernommen. Bitte die Datei neu exportieren.";
    case ErrorCode::kUnsupportedFormat:
      return path + " hat ein anderes Format oder eine andere Fassung" + position_text(at) + ". Gelesen werden " +
             known_formats() + ".";
    case ErrorCode::kNotFound:
      return path + " ist nicht da. Bitte den Namen der Datei prüfen.";
    case ErrorCode::kPermissionDenied:
      return path + " darf nicht gelesen werden. Bitte die Rechte der Datei prüfen.";
    case ErrorCode::kNotAFile:
      return path + " ist keine gewöhnliche Datei. Bitte eine Exportdatei angeben.";
    default:
      return publish_sentence(error);
  }
}

int refuse_export(const std::string& path, const Error& error, const std::optional<publish::TextPosition>& at) {
  const int code = print(export_sentence(path, error, at), error);
  return error.code == ErrorCode::kTooLarge ? kExitTooLargeExport : code;
}

base::Result<std::string> read_passphrase(const CommonArguments& common) {
  if (common.passphrase_file.empty()) {
    const char* passphrase = std::getenv("BILDUNGSKIOSK_PASSPHRASE");
    return std::string(passphrase == nullptr ? "" : passphrase);
  }
  BILDUNGSKIOSK_TRY(const auto bytes,
                    base::read_file(base::posix_file_system(), common.passphrase_file, publish::kKeyFileBytesMax));
  const std::string_view text = base::as_text(bytes);
  std::string_view line = text.substr(0, text.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return std::string(line);
}

}  // namespace bildungskiosk::cli
