#include <algorithm>
#include <cstdint>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "sync/base/civil_time.hpp"
#include "sync/cli/build_date.hpp"
#include "sync/cli/exit_codes.hpp"
#include "sync/cli/messages.hpp"
#include "sync/cli/service_sentences.hpp"
#include "sync/cli/sync_commands.hpp"
#include "sync/cli/sync_progress.hpp"
#include "sync/update/generation_store.hpp"
#include "sync/update/journal.hpp"
#include "sync/update/limits.hpp"
#include "sync/update/package.hpp"
#include "sync/update/service_state.hpp"

namespace bildungskiosk::cli {

using base::ErrorCode;
using nlohmann::json;
using update::GenerationStore;
using update::Manifest;
using update::MediumStage;

namespace {

/// What `status` tells, gathered before a word is printed.
struct StoreStatus {
  std::string store;
  update::Current current;  // zeros without a catalogue
  std::optional<Manifest> shown;
  base::UnixSeconds metadata_expires_at = 0;
  std::vector<update::JournalEntry> last_attempts;  // newest first
  std::optional<update::ServiceStatus> service;     // its last words
  std::optional<std::uint64_t> free_bytes;
  base::UnixSeconds now = 0;
};

constexpr std::size_t kAttemptsShown = 3;
constexpr std::int64_t kSecondsPerDay = 86'400;

base::Result<StoreStatus> gather(const std::string& store_root) {
  const GenerationStore store(base::posix_file_system(), store_root);
  StoreStatus status;
  status.store = store_root;
  auto current = store.current();
  if (!current && current.error().code != ErrorCode::kNoCatalogue) return std::move(current).error();
  if (current) {
    status.current = *current;
    BILDUNGSKIOSK_TRY(status.shown, store.manifest(current->catalogue));
    BILDUNGSKIOSK_TRY(const auto trusted, store.manifest(current->metadata));
    status.metadata_expires_at = trusted.metadata_expires_at;
  }
  // The journal may not be there yet, or may not be readable to this user: then there is nothing to tell of it.
  if (auto journal = update::Journal::open_for_reading(store.layout().journal()); journal) {
    const auto entries = journal->newest(update::kJournalEntries_max);
    for (const auto& entry : entries ? *entries : std::vector<update::JournalEntry>{}) {
      const bool is_install = entry.action == update::JournalAction::kInstall;
      if (is_install && status.last_attempts.size() < kAttemptsShown) status.last_attempts.push_back(entry);
    }
  }
  if (auto reader = update::ServiceStatusReader::open(store.layout().journal()); reader) {
    if (auto words = reader->read_if_changed()) status.service = std::move(*words);
  }
  if (const auto free = base::posix_file_system().free_bytes(store_root)) status.free_bytes = *free;
  status.now = base::SystemClock().now();
  return status;
}

std::string source_name(const update::ManifestTarget& target) {
  const std::string source(update::source_of(target.path));
  return source.empty() ? target.path : source;
}

std::int64_t age_days(const StoreStatus& status) {
  return std::max<std::int64_t>(0, (status.now - status.shown->generated_at) / kSecondsPerDay);
}

/// Behind this program's build, or what the service says of one that is far ahead.
bool is_clock_wrong(const StoreStatus& status) {
  return status.now < build_date() || (status.service && status.service->clock == update::ClockTrust::kUntrusted);
}

json to_json(const update::JournalEntry& attempt) {
  return json{{"at", base::format_utc(attempt.at)},
              {"source", attempt.source},
              {"result", attempt.result},
              {"detail", attempt.detail}};
}

std::string_view name_of(ServiceState state) {
  switch (state) {
    case ServiceState::kNeverRan:
      return "never-ran";
    case ServiceState::kRunning:
      return "running";
    case ServiceState::kEnded:
      return "ended";
    case ServiceState::kSilent:
      return "silent";
  }
  return "";
}

/// What it publishes for the screen program (sync/update/service_state.hpp), and whether it lives.
json service_to_json(const StoreStatus& status) {
  json value = status.service ? json::parse(update::serialise(*status.service)) : json::object();
  value["state"] = name_of(service_state(status.service, status.now));
  return value;
}

json to_json(const StoreStatus& status) {
  json value{{"store", status.store}, {"generation", nullptr}, {"last_install", nullptr}};
  value["clock"] = is_clock_wrong(status) ? "wrong" : "plausible";
  value["free_bytes"] = status.free_bytes ? json(*status.free_bytes) : json(nullptr);
  value["service"] = service_to_json(status);
  if (status.shown) {
    value["generation"] = status.current.catalogue;
    value["metadata_generation"] = status.current.metadata;
    value["catalogue_date"] = base::format_utc(status.shown->generated_at);
    value["catalogue_age_days"] = age_days(status);
    value["installed_at"] = base::format_utc(status.shown->installed_at);
    value["office"] = status.shown->office;
    value["region"] = status.shown->region;
    value["offers"] = status.shown->catalogue ? status.shown->catalogue->offers : 0;
    value["fetched_bytes"] = status.shown->fetched_bytes;
    value["metadata_expires"] = base::format_utc(status.metadata_expires_at);
    value["sources"] = json::array();
    for (const auto& target : status.shown->targets) {
      value["sources"].push_back(
          json{{"source", source_name(target)}, {"kind", target.kind}, {"version", target.version}});
    }
  }
  if (!status.last_attempts.empty()) value["last_install"] = to_json(status.last_attempts.front());
  value["last_attempts"] = json::array();
  for (const auto& attempt : status.last_attempts) value["last_attempts"].push_back(to_json(attempt));
  return value;
}

/// The German sentence for what the journal wrote down.
std::string result_sentence(const std::string& result) {
  if (result == update::kResultDone) return "installiert";
  for (const ErrorCode code : base::all_error_codes()) {
    if (base::to_string(code) == result) return std::string(message_for(code).what);
  }
  return result;
}

std::string age_sentence(const StoreStatus& status) {
  const std::int64_t days = age_days(status);
  if (days == 0) return "von heute";
  return days == 1 ? "1 Tag alt" : german_number(static_cast<std::uint64_t>(days)) + " Tage alt";
}

/// What was shown goes on being shown; what is due is said.
std::string signature_sentence(const StoreStatus& status) {
  const std::string day = german_date(status.metadata_expires_at);
  if (status.metadata_expires_at > status.now) return "bis " + day;
  return "seit " + day + " nicht mehr; der Katalog wird weiter gezeigt, ein neuer ist fällig";
}

/// "24.11.2026, 09:30 Uhr, installiert (von /media/BILDUNG)"
std::string attempt_sentence(const update::JournalEntry& attempt) {
  const std::string what = german_date_time(attempt.at) + ": " + result_sentence(attempt.result);
  return attempt.source.empty() ? what : what + " (" + printable(attempt.source) + ")";
}

void print_service(const StoreStatus& status) {
  const ServiceState state = service_state(status.service, status.now);
  std::cout << "Dienst:              " << sentence(state) << '\n';
  if (state == ServiceState::kRunning) {
    std::cout << "USB-Anschluss:       " << sentence(status.service->medium) << '\n';
    const auto& medium = status.service->medium;
    const bool is_busy = medium.stage == MediumStage::kChecking || medium.stage == MediumStage::kInstalling;
    if (is_busy) std::cout << "                     " << describe(medium.progress) << '\n';
  }
  if (status.service && status.service->network.activity != update::NetworkStatus::Activity::kOff) {
    std::cout << "Netz:                " << sentence(status.service->network).substr(std::string("Netz: ").size())
              << '\n';
  }
  if (is_clock_wrong(status)) {
    std::cout << "Uhr:                 geht vermutlich falsch (" << german_date_time(status.now)
              << "); bitte stellen lassen"
              << (status.now < build_date() ? "" : ", bis dahin installiert ein Stick nur mit der PIN des Personals")
              << '\n';
  }
  if (status.free_bytes) {
    const bool is_little = *status.free_bytes < update::kFreeSpaceFloor_bytes;
    std::cout << "Freier Platz:        " << german_bytes(*status.free_bytes)
              << (is_little ? "; das ist zu wenig für eine Aktualisierung" : "") << '\n';
  }
}

void print(const StoreStatus& status) {
  std::cout << "Ablageordner:        " << status.store << '\n';
  if (!status.shown) {
    std::cout << "Katalog:             noch keiner installiert\n";
  } else {
    const std::uint64_t offers = status.shown->catalogue ? status.shown->catalogue->offers : 0;
    std::cout << "Katalog:             vom " << german_date(status.shown->generated_at) << ", " << german_offers(offers)
              << ", " << age_sentence(status) << " (Stand Nr. " << status.current.catalogue << ")\n"
              << "Herausgegeben von:   " << status.shown->office << '\n'
              << "Installiert am:      " << german_date_time(status.shown->installed_at) << '\n'
              << "Unterschrift gilt:   " << signature_sentence(status) << '\n';
    for (const auto& target : status.shown->targets) {
      if (target.kind != update::kKindOffers) continue;
      std::cout << "Quelle:              " << source_name(target) << ", Fassung " << target.version << '\n';
    }
  }
  const char* label = "Letzte Versuche:     ";
  for (const auto& attempt : status.last_attempts) {
    std::cout << label << attempt_sentence(attempt) << '\n';
    label = "                     ";
  }
  print_service(status);
}

}  // namespace

int run_status(const std::string& store, OutputForm form) {
  const auto status = gather(store);
  if (!status) return refuse(status.error());
  if (form == OutputForm::kJson) {
    std::cout << to_json(*status).dump(2, ' ', false, json::error_handler_t::replace) << '\n';
  } else {
    print(*status);
  }
  return kExitDone;
}

}  // namespace bildungskiosk::cli
