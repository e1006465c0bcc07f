#include "kiosk/app/trouble_sentences.hpp"

namespace bildungskiosk::app {

std::string catalogue_sentence(const base::Error& error, const std::string& store) {
  using base::ErrorCode;
  switch (error.code) {
    case ErrorCode::kNoCatalogue:
    case ErrorCode::kNotInitialised:
    case ErrorCode::kNotFound:
      return "Im Ordner " + store + " ist noch kein Katalog; bitte mit „kiosk-sync install“ einen einspielen.";
    case ErrorCode::kPermissionDenied:
      return "Der Katalog im Ordner " + store + " darf nicht gelesen werden (" + error.detail +
             "); bitte die Rechte des Ordners prüfen.";
    case ErrorCode::kInternal:
      return "Unerwarteter Fehler beim Lesen des Katalogs im Ordner " + store + " (" + error.detail +
             "); der Kiosk versucht es noch einmal. Bleibt es dabei, bitte den Kiosk neu starten.";
    default:
      return "Der Katalog im Ordner " + store + " ist beschädigt (" + error.detail +
             "); bitte mit „kiosk-sync rollback“ zum vorigen zurückkehren oder neu einspielen.";
  }
}

std::string window_sentence(const base::Error& error) {
  if (error.code == base::ErrorCode::kNotFound) {
    return "Keine Anzeige gefunden (" + error.detail +
           "); bitte am Bildschirm des Kiosks starten oder DISPLAY setzen, zum Beispiel DISPLAY=:0.";
  }
  return "Die Anzeige kann nicht zeichnen (" + error.detail +
         "); nötig ist OpenGL 3.3, zum Beispiel durch das Paket "
         "libgl1-mesa-dri.";
}

}  // namespace bildungskiosk::app
