#include "sync/cli/service_sentences.hpp"

#include "sync/cli/messages.hpp"
#include "sync/service/limits.hpp"

namespace bildungskiosk::cli {

using base::ErrorCode;
using update::MediumStage;
using update::MediumStatus;
using update::NetworkStatus;

namespace {

std::string name_of(const MediumStatus& medium) { return "Stick „" + printable(medium.label) + "“"; }

std::string release_of(const MediumStatus& medium) {
  if (!medium.release) return "Katalog";
  return "Katalog vom " + german_date(medium.release->generated_at) + " " + with_german_offers(medium.release->offers);
}

std::string changes_of(const MediumStatus& medium) {
  if (!medium.changes) return "";
  return " (" + german_number(medium.changes->added) + " neu, " + german_number(medium.changes->changed) +
         " geändert, " + german_number(medium.changes->removed) + " entfallen)";
}

/// "unterschrieben von „Bildungsbüro Landkreis Sonnfeld“ (Schlüssel 7f3a91c2)"
std::string signer_of(const MediumStatus& medium) {
  if (!medium.release || medium.release->office.empty()) return "";
  return ", unterschrieben von „" + medium.release->office + "“ (Schlüssel " + medium.release->signing_key + "),";
}

std::string refusal_of(const MediumStatus& medium) {
  if (!medium.refusal) return "abgelehnt.";
  const auto& refusal = *medium.refusal;
  std::string text(message_for(refusal.code).what);
  if (refusal.code == ErrorCode::kNoSpace && refusal.missing_bytes > 0) {
    text = "Auf der Festplatte fehlen " + german_bytes(refusal.missing_bytes) + ".";
  }
  if (refusal.code == ErrorCode::kOlderThanInstalled && medium.installed) {
    text =
        "Das Paket ist älter als der installierte Katalog (vom " + german_date(medium.installed->generated_at) + ").";
  }
  return text + " " + std::string(message_for(refusal.code).advice);
}

}  // namespace

ServiceState service_state(const std::optional<update::ServiceStatus>& status, base::UnixSeconds now) {
  if (!status || status->process_id == 0) return ServiceState::kNeverRan;
  if (!status->running) return ServiceState::kEnded;
  // A clock that was set back makes a sign of life look like one of the future: it is one.
  constexpr std::int64_t kMissedSigns = 3;
  const bool is_silent = now > status->alive_at + kMissedSigns * service::kAlivePeriod_s;
  return is_silent ? ServiceState::kSilent : ServiceState::kRunning;
}

std::string sentence(ServiceState state) {
  switch (state) {
    case ServiceState::kNeverRan:
      return "war auf diesem Gerät noch nie gestartet; Sticks werden nicht von selbst erkannt";
    case ServiceState::kRunning:
      return "läuft";
    case ServiceState::kEnded:
      return "ist beendet; bis zum nächsten Start wird kein Stick erkannt";
    case ServiceState::kSilent:
      return "antwortet nicht mehr; bitte das Gerät neu starten";
  }
  return "";
}

std::string sentence(const MediumStatus& medium) {
  switch (medium.stage) {
    case MediumStage::kNone:
      return "Kein Stick.";
    case MediumStage::kFound:
      return medium.refusal ? name_of(medium) + " wartet: " + refusal_of(medium) : name_of(medium) + " gefunden.";
    case MediumStage::kChecking:
      return name_of(medium) + " wird geprüft, bitte nicht abziehen.";
    case MediumStage::kOffered:
      return name_of(medium) + ": " + release_of(medium) + changes_of(medium) + signer_of(medium) +
             " liegt bereit und wartet auf die Zustimmung des Personals.";
    case MediumStage::kInstalling:
      return name_of(medium) + ": " + release_of(medium) + " wird installiert; der Stick kann abgezogen werden.";
    case MediumStage::kDone:
      return name_of(medium) + ": " + release_of(medium) + " ist installiert; der Stick kann abgezogen werden.";
    case MediumStage::kUpToDate:
      return name_of(medium) + ": schon auf diesem Stand; der Stick kann abgezogen werden.";
    case MediumStage::kRefused:
      return name_of(medium) + ": " + refusal_of(medium);
  }
  return "";
}

std::string sentence(const NetworkStatus& network) {
  if (network.activity == NetworkStatus::Activity::kOff) return "Netz: nicht eingerichtet.";
  if (network.activity == NetworkStatus::Activity::kRunning) return "Netz: wird gerade abgefragt.";
  std::string text = "Netz: ";
  if (network.last_error) {
    text += "Der Versuch am " + german_date_time(network.last_attempt_at) + " ist gescheitert: ";
    text.append(message_for(*network.last_error).what).append(" ").append(message_for(*network.last_error).advice);
    text += network.last_success_at == 0 ? std::string(" Noch nie erreicht")
                                         : " Zuletzt erreicht am " + german_date_time(network.last_success_at);
  } else {
    text += network.last_success_at == 0 ? std::string("noch nie erreicht")
                                         : "zuletzt erreicht am " + german_date_time(network.last_success_at);
  }
  if (network.next_attempt_at != 0) text += "; nächster Versuch am " + german_date_time(network.next_attempt_at);
  return text + ".";
}

std::string sentence(const update::ServiceStatus& status) {
  std::string text = sentence(status.medium);
  if (status.network.activity != NetworkStatus::Activity::kOff) text += " " + sentence(status.network);
  if (status.clock == update::ClockTrust::kUntrusted) {
    text +=
        " Die Uhr des Geräts geht vermutlich falsch; ein Stick lässt sich nur mit der PIN des Personals installieren.";
  }
  return text;
}

}  // namespace bildungskiosk::cli
