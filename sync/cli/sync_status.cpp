#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>

#include "sync/base/civil_time.hpp"
#include "sync/cli/exit_codes.hpp"
#include "sync/cli/messages.hpp"
#include "sync/cli/sync_commands.hpp"
#include "sync/update/generation_store.hpp"
#include "sync/update/journal.hpp"
#include "sync/update/package.hpp"

namespace bildungskiosk::cli {

using base::Error;
using base::ErrorCode;
using nlohmann::json;
using update::GenerationStore;
using update::Manifest;

namespace {

/// What `status` tells, gathered before a word is printed.
struct StoreStatus {
  std::string store;
  update::Current current;  // zeros without a catalogue
  std::optional<Manifest> shown;
  base::UnixSeconds metadata_expires_at = 0;
  std::optional<update::JournalEntry> last_install;
};

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
      if (entry.action != update::JournalAction::kInstall) continue;
      status.last_install = entry;
      break;
    }
  }
  return status;
}

std::string source_name(const update::ManifestTarget& target) {
  const std::string source(update::source_of(target.path));
  return source.empty() ? target.path : source;
}

json to_json(const StoreStatus& status) {
  json value{{"store", status.store}, {"generation", nullptr}, {"last_install", nullptr}};
  if (status.shown) {
    value["generation"] = status.current.catalogue;
    value["metadata_generation"] = status.current.metadata;
    value["catalogue_date"] = base::format_utc(status.shown->generated_at);
    value["installed_at"] = base::format_utc(status.shown->installed_at);
    value["office"] = status.shown->office;
    value["region"] = status.shown->region;
    value["offers"] = status.shown->catalogue ? status.shown->catalogue->offers : 0;
    value["metadata_expires"] = base::format_utc(status.metadata_expires_at);
    value["sources"] = json::array();
    for (const auto& target : status.shown->targets) {
      value["sources"].push_back(
          json{{"source", source_name(target)}, {"kind", target.kind}, {"version", target.version}});
    }
  }
  if (status.last_install) {
    value["last_install"] = json{{"at", base::format_utc(status.last_install->at)},
                                 {"source", status.last_install->source},
                                 {"result", status.last_install->result},
                                 {"detail", status.last_install->detail}};
  }
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

void print(const StoreStatus& status) {
  std::cout << "Ablageordner:        " << status.store << '\n';
  if (!status.shown) {
    std::cout << "Katalog:             noch keiner installiert\n";
  } else {
    const std::uint64_t offers = status.shown->catalogue ? status.shown->catalogue->offers : 0;
    std::cout << "Katalog:             vom " << german_date(status.shown->generated_at) << ", " << german_offers(offers)
              << " (Stand Nr. " << status.current.catalogue << ")\n"
              << "Herausgegeben von:   " << status.shown->office << '\n'
              << "Installiert am:      " << german_date_time(status.shown->installed_at) << '\n'
              << "Unterschrift gilt:   bis " << german_date(status.metadata_expires_at) << '\n';
    for (const auto& target : status.shown->targets) {
      if (target.kind != update::kKindOffers) continue;
      std::cout << "Quelle:              " << source_name(target) << ", Fassung " << target.version << '\n';
    }
  }
  if (status.last_install) {
    std::cout << "Letzter Versuch:     " << german_date_time(status.last_install->at) << ", "
              << result_sentence(status.last_install->result) << '\n';
  }
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
