#include "kiosk/view/refusals.hpp"

#include <array>

#include "kiosk/view/wording.hpp"
#include "sync/base/check.hpp"

namespace bildungskiosk::view {
namespace {

using base::ErrorCode;
using i18n::marked;

enum class AdviceKind {
  kCopyAgain,
  kNewPackage,
  kNewPackageOrClock,
  kOtherSocket,
  kInsertAgain,
  kFreeSpace,
  kWait,
  kNewerProgram,
  kDoNotUse,
  kOwnStick,
  kRightStick,
  kSetUpAgain,
  kOfficeRepairs,
  kEngineer,
  kNothing,
  kNetwork,
};

struct Row {
  ErrorCode code;
  int number;
  const char* sentence;
  AdviceKind advice;
};

// A test walks all codes in all languages.
constexpr std::array kRows = {
    Row{ErrorCode::kIo, 101, marked("Der Stick lässt sich nicht lesen."), AdviceKind::kOtherSocket},
    Row{ErrorCode::kNotFound, 102, marked("Auf dem Stick fehlt eine Datei."), AdviceKind::kCopyAgain},
    Row{ErrorCode::kPermissionDenied, 103, marked("Dem Kiosk fehlen Rechte an seinem Ordner."), AdviceKind::kEngineer},
    Row{ErrorCode::kNoSpace, 104, marked("Auf dem Kiosk ist zu wenig Platz."), AdviceKind::kFreeSpace},
    Row{ErrorCode::kNotAFile, 105, marked("Auf dem Stick liegt ein Ordner, wo eine Datei sein muss."),
        AdviceKind::kCopyAgain},
    Row{ErrorCode::kTooLarge, 106, marked("Eine Datei auf dem Stick ist größer als erlaubt."),
        AdviceKind::kOfficeRepairs},
    Row{ErrorCode::kCancelled, 107, marked("Die Installation wurde abgebrochen."), AdviceKind::kInsertAgain},
    Row{ErrorCode::kBusy, 108, marked("Der Kiosk ist gerade mit einer anderen Aktualisierung beschäftigt."),
        AdviceKind::kWait},
    Row{ErrorCode::kInvalidArgument, 109, marked("Der Kiosk ist falsch eingestellt."), AdviceKind::kEngineer},
    Row{ErrorCode::kInternal, 110, marked("Im Kiosk ist etwas Unerwartetes passiert."), AdviceKind::kEngineer},
    Row{ErrorCode::kMalformedMetadata, 201, marked("Die Aktualisierung auf dem Stick ist beschädigt."),
        AdviceKind::kCopyAgain},
    Row{ErrorCode::kUnsupportedSpecVersion, 202, marked("Die Aktualisierung braucht ein neueres Programm."),
        AdviceKind::kNewerProgram},
    Row{ErrorCode::kWrongSignature, 203, marked("Die Unterschrift der Aktualisierung stimmt nicht."),
        AdviceKind::kDoNotUse},
    Row{ErrorCode::kOlderThanInstalled, 204, marked("Diese Aktualisierung ist älter als die installierte."),
        AdviceKind::kNewPackage},
    Row{ErrorCode::kOtherOrganisation, 205, marked("Diese Aktualisierung ist nicht von Ihrem Bildungsbüro."),
        AdviceKind::kOwnStick},
    Row{ErrorCode::kMissingRoot, 206, marked("In der Aktualisierung fehlt eine ältere Schlüsseldatei."),
        AdviceKind::kOfficeRepairs},
    Row{ErrorCode::kTooManyRoots, 207, marked("Die Schlüssel wurden zu oft gewechselt."), AdviceKind::kSetUpAgain},
    Row{ErrorCode::kTooManyDelegations, 208, marked("Die Aktualisierung nennt mehr Anbieter als erlaubt."),
        AdviceKind::kOfficeRepairs},
    Row{ErrorCode::kWrongRootVersion, 209, marked("Die Schlüsseldateien passen nicht zusammen."),
        AdviceKind::kCopyAgain},
    Row{ErrorCode::kSameVersionOtherContent, 210, marked("Zwei verschiedene Aktualisierungen tragen dieselbe Nummer."),
        AdviceKind::kOfficeRepairs},
    Row{ErrorCode::kMixedExports, 211, marked("Auf dem Stick sind zwei Aktualisierungen vermischt."),
        AdviceKind::kCopyAgain},
    Row{ErrorCode::kMetadataExpired, 212, marked("Diese Aktualisierung ist abgelaufen."),
        AdviceKind::kNewPackageOrClock},
    Row{ErrorCode::kLengthMismatch, 213, marked("Eine Datei auf dem Stick ist unvollständig."), AdviceKind::kCopyAgain},
    Row{ErrorCode::kHashMismatch, 214, marked("Eine Datei auf dem Stick ist verändert."), AdviceKind::kCopyAgain},
    Row{ErrorCode::kTargetUnknown, 215, marked("Für eine Datei auf dem Stick hat niemand unterschrieben."),
        AdviceKind::kOfficeRepairs},
    Row{ErrorCode::kUnsafePath, 216, marked("Die Aktualisierung enthält einen Dateinamen, der nicht erlaubt ist."),
        AdviceKind::kDoNotUse},
    Row{ErrorCode::kUnsupportedKey, 217, marked("Der Kiosk kennt diese Art von Unterschrift nicht."),
        AdviceKind::kNewerProgram},
    Row{ErrorCode::kKeyUnusable, 218, marked("Ein Schlüssel lässt sich nicht lesen."), AdviceKind::kOfficeRepairs},
    Row{ErrorCode::kNoPackage, 219, marked("Auf diesem Stick ist keine Aktualisierung."), AdviceKind::kRightStick},
    Row{ErrorCode::kNotInitialised, 220, marked("Dieser Kiosk ist noch nicht eingerichtet."), AdviceKind::kSetUpAgain},
    Row{ErrorCode::kTrustDamaged, 221, marked("Die Schlüsseldatei des Kiosks ist beschädigt."),
        AdviceKind::kSetUpAgain},
    Row{ErrorCode::kMalformedCompression, 301, marked("Eine Datei auf dem Stick lässt sich nicht auspacken."),
        AdviceKind::kCopyAgain},
    Row{ErrorCode::kMalformedRecord, 302, marked("Ein Angebot in der Aktualisierung ist fehlerhaft."),
        AdviceKind::kOfficeRepairs},
    Row{ErrorCode::kDuplicateId, 303, marked("In der Aktualisierung kommt ein Angebot doppelt vor."),
        AdviceKind::kOfficeRepairs},
    Row{ErrorCode::kUnsupportedFormat, 304, marked("Die Aktualisierung hat ein Format, das der Kiosk nicht kennt."),
        AdviceKind::kNewerProgram},
    Row{ErrorCode::kMalformedExport, 305, marked("Eine Exportdatei ist beschädigt."), AdviceKind::kOfficeRepairs},
    Row{ErrorCode::kEmptyExport, 306, marked("Eine Exportdatei enthält kein Angebot."), AdviceKind::kOfficeRepairs},
    Row{ErrorCode::kCatalogueDamaged, 307, marked("Der Katalog im Kiosk ist beschädigt."), AdviceKind::kInsertAgain},
    Row{ErrorCode::kNoCatalogue, 308, marked("Im Kiosk ist noch kein Katalog."), AdviceKind::kInsertAgain},
    Row{ErrorCode::kNoEarlierGeneration, 309, marked("Im Kiosk ist kein früherer Katalog aufbewahrt."),
        AdviceKind::kInsertAgain},
    Row{ErrorCode::kDatabase, 310, marked("Die Datenbank des Kiosks meldet einen Fehler."), AdviceKind::kEngineer},
    Row{ErrorCode::kUpToDate, 311, marked("Der Katalog ist bereits aktuell."), AdviceKind::kNothing},
    Row{ErrorCode::kStoreChanged, 312, marked("Der Katalog hat sich inzwischen geändert."), AdviceKind::kInsertAgain},
    Row{ErrorCode::kInsecureUrl, 401, marked("Die Adresse des Servers ist nicht sicher."), AdviceKind::kNetwork},
    Row{ErrorCode::kNameNotResolved, 402, marked("Der Name des Servers ist im Netz unbekannt."), AdviceKind::kNetwork},
    Row{ErrorCode::kServerUnreachable, 403, marked("Der Server ist nicht erreichbar."), AdviceKind::kNetwork},
    Row{ErrorCode::kProxyRefused, 404, marked("Der Proxy lässt die Verbindung nicht zu."), AdviceKind::kNetwork},
    Row{ErrorCode::kTimedOut, 405, marked("Der Server antwortet nicht."), AdviceKind::kNetwork},
    Row{ErrorCode::kConnectionLost, 406, marked("Die Verbindung zum Server ist abgebrochen."), AdviceKind::kNetwork},
    Row{ErrorCode::kTlsFailed, 407, marked("Zum Server gibt es keine sichere Verbindung."), AdviceKind::kNetwork},
    Row{ErrorCode::kCertificateExpired, 408, marked("Das Zertifikat des Servers gilt zurzeit nicht."),
        AdviceKind::kNetwork},
    Row{ErrorCode::kCertificateRefused, 409, marked("Der Server kann sich nicht ausweisen."), AdviceKind::kNetwork},
    Row{ErrorCode::kServerError, 410, marked("Der Server liefert die Aktualisierung nicht."), AdviceKind::kNetwork},
    Row{ErrorCode::kCaptivePortal, 411, marked("Das Netz verlangt eine Anmeldung."), AdviceKind::kNetwork},
};

struct AdviceText {
  AdviceKind kind;
  const char* title;
  const char* how;
};

constexpr std::array kAdvice = {
    AdviceText{AdviceKind::kCopyAgain, marked("Aktualisierung noch einmal kopieren"),
               marked("Den Ordner „kiosk-update“ auf dem Stick löschen und neu darauf kopieren.")},
    AdviceText{AdviceKind::kNewPackage, marked("Neue Aktualisierung auf den Stick kopieren"),
               marked("Den Ordner „kiosk-update“ bekommen Sie vom Bildungsbüro.")},
    AdviceText{
        AdviceKind::kNewPackageOrClock, marked("Datum unten prüfen"),
        marked(
            "Stimmt es, brauchen Sie eine neue Aktualisierung. Stimmt es nicht, muss zuerst die Uhr gestellt werden.")},
    AdviceText{AdviceKind::kOtherSocket, marked("Stick noch einmal einstecken"),
               marked("Am besten an einem anderen Anschluss. Oder einen anderen Stick nehmen.")},
    AdviceText{AdviceKind::kInsertAgain, marked("Stick wieder einstecken"), marked("Der Kiosk beginnt dann von vorn.")},
    AdviceText{AdviceKind::kFreeSpace, marked("Platz schaffen lassen"),
               marked("Auf der Festplatte des Kiosks muss die Technik Platz frei machen.")},
    AdviceText{AdviceKind::kWait, marked("Einen Moment warten"), marked("Danach den Stick noch einmal einstecken.")},
    AdviceText{AdviceKind::kNewerProgram, marked("Programm des Kiosks erneuern lassen"),
               marked("Danach denselben Stick noch einmal einstecken.")},
    AdviceText{AdviceKind::kDoNotUse, marked("Diesen Stick nicht mehr verwenden"),
               marked("Aktualisierungen nur direkt vom Bildungsbüro nehmen.")},
    AdviceText{AdviceKind::kOwnStick, marked("Stick des eigenen Bildungsbüros nehmen"),
               marked("Dieser Stick gehört zu den Kiosken einer anderen Stelle.")},
    AdviceText{AdviceKind::kRightStick, marked("Richtigen Stick suchen"),
               marked("Auf dem Stick muss der Ordner „kiosk-update“ liegen.")},
    AdviceText{AdviceKind::kSetUpAgain, marked("Kiosk neu einrichten lassen"),
               marked("Das kann nur das Bildungsbüro.")},
    AdviceText{AdviceKind::kOfficeRepairs, marked("Bildungsbüro um eine neue Aktualisierung bitten"),
               marked("An diesem Stick lässt sich das nicht beheben.")},
    AdviceText{AdviceKind::kEngineer, marked("Technik rufen"), marked("Der Fehler liegt am Kiosk, nicht am Stick.")},
    AdviceText{AdviceKind::kNetwork, marked("Netz prüfen lassen"),
               marked("Oder einen USB-Stick vom Bildungsbüro einstecken.")},
    AdviceText{AdviceKind::kNothing, marked("Es ist nichts zu tun"), marked("Der Stick bringt nichts Neues.")},
};

/// What no row speaks of is a fault of the program.
const Row& row_for(ErrorCode code) {
  const Row* internal = nullptr;
  for (const Row& row : kRows) {
    if (row.code == code) return row;
    if (row.code == ErrorCode::kInternal) internal = &row;
  }
  BILDUNGSKIOSK_CHECK(internal != nullptr);
  return *internal;
}

}  // namespace

int message_number(ErrorCode code) { return row_for(code).number; }

const std::string& refusal_sentence(const Texts& texts, ErrorCode code) { return texts.tr(row_for(code).sentence); }

Advice refusal_advice(const Texts& texts, const update::Refusal& refusal, const model::StaffSetup& setup) {
  const AdviceKind kind = row_for(refusal.code).advice;
  Advice advice;
  for (const AdviceText& text : kAdvice) {
    if (text.kind == kind) advice = {texts.tr(text.title), texts.tr(text.how)};
  }
  const bool needs_new = kind == AdviceKind::kNewPackage;
  if (needs_new && !setup.package_at.empty()) {
    advice.how = i18n::fill(texts.tr("Sie liegt hier: {1}"), {setup.package_at});
  }
  if (kind == AdviceKind::kFreeSpace && refusal.missing_bytes > 0) {
    advice.how =
        i18n::fill(texts.tr("Auf der Festplatte des Kiosks fehlen {1}."), {bytes_text(texts, refusal.missing_bytes)});
  }
  return advice;
}

}  // namespace bildungskiosk::view
