#include "sync/cli/messages.hpp"

#include <array>
#include <cstdio>

#include "sync/base/check.hpp"
#include "sync/cli/exit_codes.hpp"

namespace bildungskiosk::cli {

using base::ErrorCode;

namespace {

constexpr std::string_view kCopyAgain = "Bitte den Stick neu beschreiben und noch einmal versuchen.";
constexpr std::string_view kAskOffice = "Bitte beim Bildungsbüro nachfragen.";
constexpr std::string_view kCheckConnection =
    "Bitte die Internetverbindung des Geräts prüfen und es später noch einmal versuchen.";
constexpr std::string_view kUpdateProgram = "Bitte zuerst das Programm aktualisieren.";

struct Row {
  ErrorCode code;
  ExitCode exit_code;
  Message message;
};

constexpr std::array kRows = {
    Row{ErrorCode::kIo,
        kExitUnreadable,
        {"Lesen oder Schreiben ist fehlgeschlagen.",
         "Steckt der Stick noch? Bitte neu einstecken und noch einmal versuchen."}},
    Row{ErrorCode::kNotFound, kExitDamaged, {"Eine Datei fehlt.", "Bitte den Ordner und seinen Inhalt prüfen."}},
    Row{ErrorCode::kPermissionDenied,
        kExitStoreUnusable,
        {"Der Zugriff ist nicht erlaubt.",
         "Bitte mit den nötigen Rechten starten oder die Rechte des Ordners ändern."}},
    Row{ErrorCode::kNoSpace,
        kExitNoSpace,
        {"Auf der Festplatte ist zu wenig Platz.", "Bitte Platz schaffen und noch einmal versuchen."}},
    Row{ErrorCode::kNotAFile,
        kExitDamaged,
        {"An der Stelle einer Datei liegt etwas anderes, zum Beispiel ein Ordner oder eine Verknüpfung.", kCopyAgain}},
    Row{ErrorCode::kTooLarge, kExitDamaged, {"Eine Datei ist größer als erlaubt.", kAskOffice}},
    Row{ErrorCode::kCancelled,
        kExitCancelled,
        {"Der Vorgang wurde abgebrochen.", "Es wurde nichts verändert; er kann jederzeit neu gestartet werden."}},
    Row{ErrorCode::kBusy,
        kExitBusy,
        {"Ein anderer Vorgang läuft gerade.", "Bitte warten, bis er fertig ist, und dann noch einmal versuchen."}},
    Row{ErrorCode::kStoreChanged,
        kExitBusy,
        {"Der Katalog wurde inzwischen auf anderem Weg geändert.", "Bitte das Paket noch einmal prüfen lassen."}},
    Row{ErrorCode::kInvalidArgument,
        kExitUsage,
        {"Eine Angabe stimmt nicht.", "Bitte die Angabe prüfen; --help hilft."}},
    Row{ErrorCode::kInternal,
        kExitFailed,
        {"Im Programm ist etwas Unerwartetes passiert.", "Bitte diese Zeile an die Betreuung weitergeben."}},

    Row{ErrorCode::kMalformedMetadata, kExitDamaged, {"Das Paket ist beschädigt.", kCopyAgain}},
    Row{ErrorCode::kUnsupportedSpecVersion,
        kExitDamaged,
        {"Das Paket ist für eine neuere Fassung dieses Programms gemacht.", kUpdateProgram}},
    Row{ErrorCode::kWrongSignature,
        kExitWrongSignature,
        {"Die Unterschrift des Pakets stimmt nicht.", "Bitte das Paket nur direkt vom Bildungsbüro beziehen."}},
    Row{ErrorCode::kOtherOrganisation,
        kExitOtherOrganisation,
        {"Das Paket stammt von einer anderen Stelle als der, die hier eingerichtet ist.",
         "Bitte den Stick des eigenen Bildungsbüros verwenden."}},
    Row{ErrorCode::kMissingRoot,
        kExitDamaged,
        {"Im Paket fehlt eine ältere Schlüsseldatei.", "Bitte das Bildungsbüro um ein vollständiges Paket bitten."}},
    Row{ErrorCode::kTooManyRoots,
        kExitDamaged,
        {"Seit der letzten Aktualisierung wurden die Schlüssel sehr oft gewechselt.",
         "Bitte noch einmal installieren: jedes Mal wird ein Teil der neuen Schlüssel übernommen."}},
    Row{ErrorCode::kTooManyDelegations, kExitDamaged, {"Das Paket nennt mehr Anbieter als erlaubt.", kAskOffice}},
    Row{ErrorCode::kWrongRootVersion,
        kExitDamaged,
        {"Die Schlüsseldateien des Pakets passen nicht zusammen.", kAskOffice}},
    Row{ErrorCode::kOlderThanInstalled,
        kExitOlder,
        {"Das Paket ist älter als der Katalog auf diesem Gerät.", "Es ist nichts zu tun."}},
    Row{ErrorCode::kSameVersionOtherContent,
        kExitDamaged,
        {"Das Paket trägt dieselbe Nummer wie das installierte, hat aber einen anderen Inhalt.",
         "Bitte das Bildungsbüro um eine neue Veröffentlichung bitten."}},
    Row{ErrorCode::kMixedExports,
        kExitDamaged,
        {"Auf dem Stick sind zwei Veröffentlichungen vermischt.",
         "Bitte den Ordner kiosk-update löschen und neu auf den Stick schreiben."}},
    Row{ErrorCode::kMetadataExpired,
        kExitExpired,
        {"Das Paket ist abgelaufen.", "Bitte ein neues Paket vom Bildungsbüro holen und die Uhr des Geräts prüfen."}},
    Row{ErrorCode::kLengthMismatch,
        kExitDamaged,
        {"Eine Datei des Pakets ist unvollständig oder zu lang.", kCopyAgain}},
    Row{ErrorCode::kHashMismatch, kExitDamaged, {"Eine Datei des Pakets ist verändert oder beschädigt.", kCopyAgain}},
    Row{ErrorCode::kTargetUnknown,
        kExitDamaged,
        {"Das Paket nennt eine Datei, für die niemand unterschrieben hat.", kAskOffice}},
    Row{ErrorCode::kUnsafePath, kExitDamaged, {"Das Paket enthält einen unzulässigen Dateinamen.", kAskOffice}},
    Row{ErrorCode::kUnsupportedKey,
        kExitDamaged,
        {"Das Paket verwendet eine Schlüsselart, die dieses Programm nicht annimmt.", kAskOffice}},
    Row{ErrorCode::kKeyUnusable,
        kExitFailed,
        {"Ein privater Schlüssel lässt sich nicht lesen.", "Bitte die Schlüsseldatei und das Kennwort prüfen."}},
    Row{ErrorCode::kNoPackage,
        kExitNoPackage,
        {"Hier liegt kein Paket.",
         "Auf dem Stick muss der Ordner kiosk-update liegen, unter einer Adresse metadata/ und targets/; bitte die "
         "Angabe "
         "prüfen."}},
    Row{ErrorCode::kNotInitialised,
        kExitStoreUnusable,
        {"Dieser Ablageordner ist noch nicht eingerichtet.",
         "Bitte zuerst einrichten: kiosk-sync init --store ORDNER --root root.json."}},
    Row{ErrorCode::kTrustDamaged,
        kExitStoreUnusable,
        {"Die Schlüsseldatei dieses Geräts ist beschädigt.",
         "Bitte das Gerät vom Bildungsbüro neu einrichten lassen."}},

    Row{ErrorCode::kInsecureUrl,
        kExitNotSecure,
        {"Die Adresse ist nicht sicher: Sie selbst oder eine Weiterleitung führt zu http.",
         "Bitte eine Adresse mit https angeben oder beim Bildungsbüro nachfragen."}},
    Row{ErrorCode::kNameNotResolved,
        kExitNoConnection,
        {"Der Name des Servers ist im Netz unbekannt.",
         "Bitte die Internetverbindung des Geräts und die Adresse prüfen."}},
    Row{ErrorCode::kServerUnreachable, kExitNoConnection, {"Der Server ist nicht erreichbar.", kCheckConnection}},
    Row{ErrorCode::kProxyRefused,
        kExitNoConnection,
        {"Der Proxy lässt die Verbindung nicht zu.",
         "Bitte die Einstellung des Proxys prüfen oder bei der IT-Betreuung nachfragen."}},
    Row{ErrorCode::kTimedOut,
        kExitNoConnection,
        {"Der Server antwortet nicht oder viel zu langsam.", kCheckConnection}},
    Row{ErrorCode::kConnectionLost,
        kExitNoConnection,
        {"Die Verbindung zum Server ist mitten in der Übertragung abgebrochen.", kCheckConnection}},
    Row{ErrorCode::kTlsFailed,
        kExitNotSecure,
        {"Mit dem Server kommt keine sichere Verbindung zustande.",
         "Bitte die Adresse prüfen und beim Bildungsbüro nachfragen."}},
    Row{ErrorCode::kCertificateExpired,
        kExitNotSecure,
        {"Das Zertifikat des Servers gilt zurzeit nicht.",
         "Bitte die Uhr des Geräts prüfen; geht sie richtig, dem Bildungsbüro Bescheid geben."}},
    Row{ErrorCode::kCertificateRefused,
        kExitNotSecure,
        {"Der Server kann sich nicht ausweisen: Sein Zertifikat ist unbekannt oder gilt für einen anderen Namen.",
         "Bitte die Adresse prüfen und dem Bildungsbüro Bescheid geben."}},
    Row{ErrorCode::kServerError,
        kExitServerFailed,
        {"Der Server liefert das Paket zurzeit nicht.",
         "Bitte später noch einmal versuchen; bleibt es dabei, dem Bildungsbüro Bescheid geben."}},
    Row{ErrorCode::kCaptivePortal,
        kExitServerFailed,
        {"Statt des Pakets kam eine Webseite, wie sie Anmeldeseiten von WLANs schicken.",
         "Bitte das Gerät im Netz anmelden oder bei der IT-Betreuung nachfragen."}},

    Row{ErrorCode::kMalformedCompression,
        kExitDamaged,
        {"Eine gepackte Datei lässt sich nicht auspacken.", kAskOffice}},
    Row{ErrorCode::kMalformedRecord, kExitDamaged, {"Ein Angebot im Paket ist fehlerhaft aufgebaut.", kAskOffice}},
    Row{ErrorCode::kDuplicateId, kExitDamaged, {"Eine Kennung kommt im Paket doppelt vor.", kAskOffice}},
    Row{ErrorCode::kUnsupportedFormat,
        kExitFailed,
        {"Diese Datei hat ein Format oder eine Fassung, die das Programm nicht liest.",
         "Bitte das Format der Datei prüfen oder das Programm aktualisieren."}},
    Row{ErrorCode::kMalformedExport,
        kExitDamaged,
        {"Die Exportdatei ist beschädigt oder hat ein anderes Format.", "Bitte die Datei neu exportieren."}},
    Row{ErrorCode::kEmptyExport,
        kExitDamaged,
        {"Die Exportdatei enthält kein einziges Angebot.", "Bitte den Export im Kursprogramm prüfen."}},
    Row{ErrorCode::kCatalogueDamaged,
        kExitDamaged,
        {"Der Katalog auf diesem Gerät ist beschädigt.",
         "Bitte den Stick noch einmal installieren oder mit kiosk-sync rollback zum vorigen Katalog zurückkehren."}},
    Row{ErrorCode::kNoCatalogue,
        kExitStoreUnusable,
        {"Auf diesem Gerät ist noch kein Katalog installiert.",
         "Bitte einen Stick installieren: kiosk-sync install ORDNER."}},
    Row{ErrorCode::kNoEarlierGeneration,
        kExitFailed,
        {"Es ist kein früherer Katalog aufbewahrt.", "Bitte einen Stick mit dem gewünschten Katalog installieren."}},
    Row{ErrorCode::kDatabase,
        kExitFailed,
        {"Die Datenbank hat einen Fehler gemeldet.", "Bitte den freien Platz und die Rechte des Ordners prüfen."}},
    Row{ErrorCode::kUpToDate, kExitUpToDate, {"Der Katalog ist schon auf diesem Stand.", "Es ist nichts zu tun."}},
};

const Row& row_for(ErrorCode code) {
  for (const auto& row : kRows) {
    if (row.code == code) return row;
  }
  base::fail_check("every error code has a message", __FILE__, __LINE__);
}

}  // namespace

ExitCode exit_code_for(ErrorCode code) { return row_for(code).exit_code; }

std::string printable(std::string_view text) {
  std::string clean;
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    clean.push_back(byte < 0x20 || byte == 0x7F ? '?' : letter);
  }
  return clean;
}

Message message_for(ErrorCode code) { return row_for(code).message; }

std::string error_line(std::string_view program, const base::Error& error) {
  return error_line(program, message_for(error.code).what, error);
}

std::string error_line(std::string_view program, std::string_view sentence, const base::Error& error) {
  return error_line(program, Message{sentence, message_for(error.code).advice}, error);
}

std::string error_line(std::string_view program, const Message& message, const base::Error& error) {
  std::string line(program);
  line.append(": ").append(message.what).append(" ").append(message.advice);
  line.append(" [").append(base::to_string(error.code));
  if (!error.detail.empty()) line.append(": ").append(printable(error.detail));
  return line + "]";
}

std::string german_offers(std::uint64_t number) {
  return german_number(number) + (number == 1 ? " Angebot" : " Angebote");
}

std::string with_german_offers(std::uint64_t number) {
  return "mit " + german_number(number) + (number == 1 ? " Angebot" : " Angeboten");
}

std::string german_bytes(std::uint64_t bytes) {
  constexpr std::array kUnits = {"kB", "MB", "GB", "TB"};
  if (bytes < 1000) return std::to_string(bytes) + " Bytes";
  std::uint64_t tenths = (bytes + 99) / 100;  // rounded up: what is missing must not look smaller
  std::size_t unit = 0;
  while (tenths >= 10'000 && unit + 1 < kUnits.size()) {
    tenths = (tenths + 999) / 1000;
    ++unit;
  }
  return german_number(tenths / 10) + "," + std::to_string(tenths % 10) + " " + kUnits.at(unit);
}

std::string german_date(base::Date date) {
  const auto day = base::year_month_day(date);
  std::array<char, 48> text{};
  const int length = std::snprintf(text.data(), text.size(), "%02d.%02d.%04d", day.day, day.month, day.year);
  return std::string(text.data(), static_cast<std::size_t>(length));
}

std::string german_date(base::UnixSeconds time) { return german_date(base::german_local_time(time).date); }

std::string german_date_time(base::UnixSeconds time) {
  return german_date(time) + ", " + base::format_time_of_day(base::german_local_time(time).minute) + " Uhr";
}

std::string sentence(const base::ConfigurationProblem& problem) {
  using Kind = base::ConfigurationProblem::Kind;
  std::string where = problem.line == 0 ? std::string() : "Zeile " + std::to_string(problem.line) + ": ";
  switch (problem.kind) {
    case Kind::kNoToml:
      return where + "Das ist kein TOML (" + problem.text + ").";
    case Kind::kUnknownKey:
      return where + "Die Angabe " + problem.key + " gibt es nicht.";
    case Kind::kWrongType:
      return where + "Zu " + problem.key + " gehört " + problem.text + ".";
    case Kind::kWrongValue:
      return where + "Der Wert zu " + problem.key + " passt nicht; erlaubt ist " + problem.text + ".";
    case Kind::kMissing:
      return where + "Es fehlt " + problem.key + ": " + problem.text + ".";
  }
  return where;
}

}  // namespace bildungskiosk::cli
