#include "sync/cli/sync_commands.hpp"

#include <iostream>
#include <optional>

#include "sync/base/low_priority.hpp"
#include "sync/cli/build_date.hpp"
#include "sync/cli/exit_codes.hpp"
#include "sync/cli/messages.hpp"
#include "sync/cli/progress_line.hpp"
#include "sync/cli/sync_progress.hpp"
#include "sync/cli/sync_source.hpp"
#include "sync/update/limits.hpp"
#include "sync/update/verification.hpp"

namespace bildungskiosk::cli {

using base::Error;
using base::ErrorCode;
using base::posix_file_system;
using base::SystemClock;
using update::GenerationStore;
using update::StoreLock;
using update::Updater;

namespace {

constexpr std::string_view kProgram = "kiosk-sync";

/// Where a code speaks of any file, an installation means one of the package.
std::optional<Message> about_package(ErrorCode code) {
  constexpr std::string_view kAdvice = "Bitte den Stick neu beschreiben und noch einmal versuchen.";
  if (code == ErrorCode::kNotFound) return Message{"Im Paket fehlt eine Datei.", kAdvice};
  if (code == ErrorCode::kNotAFile) {
    return Message{"Im Paket liegt an der Stelle einer Datei oder eines Ordners etwas anderes.", kAdvice};
  }
  return std::nullopt;
}

/// What the bare code does not say: which date, how many bytes.
int refuse_installation(const Error& error, const update::InstallFacts& facts) {
  if (error.code == ErrorCode::kUpToDate) {
    std::cout << "Der Katalog ist schon auf diesem Stand (" << german_date(facts.installed_generated_at) << ", "
              << german_offers(facts.offers_before) << ").\n";
    return kExitUpToDate;
  }
  if (error.code == ErrorCode::kOlderThanInstalled && facts.installed_generated_at > 0) {
    return refuse(
        "Das Paket ist älter als der installierte Katalog (vom " + german_date(facts.installed_generated_at) + ").",
        error);
  }
  if (error.code == ErrorCode::kNoSpace && facts.missing_bytes > 0) {
    return refuse("Auf der Festplatte fehlen " + german_bytes(facts.missing_bytes) + ".", error);
  }
  if (const auto message = about_package(error.code)) {
    std::cerr << error_line(kProgram, *message, error) << '\n';
    return exit_code_for(error.code);
  }
  return refuse(error);
}

/// Which way the database came about.
std::string making_sentence(const update::InstallFacts& facts) {
  if (!facts.making) return {};
  if (facts.making->way == update::CatalogueWay::kBuilt) return "Datenbank: neu aufgebaut.\n";
  return "Datenbank: aus der vorigen fortgeschrieben, " + german_offers(facts.making->offers_written) +
         " neu geschrieben.\n";
}

/// Errors of a store that was reached and can't be used: whatever went wrong with it, it is the store.
int refuse_store(const Error& error) {
  if (error.code == ErrorCode::kNotAFile) {
    const Message message{"Im Ablageordner liegt etwas anderes, wo eine Datei sein muss.",
                          "Bitte entfernen, was die Klammer nennt, und noch einmal versuchen."};
    std::cerr << error_line(kProgram, message, error) << '\n';
    return kExitStoreUnusable;
  }
  const int code = refuse(error);
  return error.code == ErrorCode::kNotFound ? kExitStoreUnusable : code;
}

}  // namespace

int refuse(const Error& error) {
  std::cerr << error_line(kProgram, error) << '\n';
  return exit_code_for(error.code);
}

int refuse(std::string_view sentence, const Error& error) {
  std::cerr << error_line(kProgram, sentence, error) << '\n';
  return exit_code_for(error.code);
}

int run_init(const InitArguments& arguments) {
  auto& files = posix_file_system();
  const auto root = base::read_file(files, arguments.root_file, update::kRootFile_bytes_max);
  if (!root) {
    static_cast<void>(refuse("Die Schlüsseldatei " + arguments.root_file + " lässt sich nicht lesen.", root.error()));
    return kExitUsage;
  }
  const auto done = update::initialise_store(files, arguments.store, *root);
  if (!done && done.error().code == ErrorCode::kInvalidArgument) {
    static_cast<void>(refuse("Hier ist schon eine andere Schlüsseldatei eingerichtet.", done.error()));
    return kExitStoreUnusable;
  }
  if (!done && done.error().code == ErrorCode::kMalformedMetadata) {
    return refuse("Die Datei " + arguments.root_file + " ist keine Schlüsseldatei (root.json).", done.error());
  }
  if (!done) return refuse_store(done.error());
  std::cout << "Eingerichtet: " << arguments.store << '\n';
  return kExitDone;
}

int run_install(const InstallArguments& arguments, const base::CancelToken& cancel) {
  auto& files = posix_file_system();
  auto lock = StoreLock::acquire(arguments.store);
  if (!lock) return refuse_store(lock.error());
  const auto source = PackageSource::open(arguments, cancel);
  if (!source) return refuse_installation(source.error(), {});
  // Somebody may be standing at the screen of this terminal.
  base::lower_thread_priority();
  const SystemClock clock;
  update::InstallOptions options;
  options.time_source = arguments.time_source;
  Updater updater(std::move(*lock), arguments.store, {files, clock, build_date()}, options);
  ProgressLine line;
  const auto installed =
      updater.install(source->fetcher(), cancel,
                      [&line](const update::InstallStepProgress& progress) { line.show(describe(progress)); });
  line.clear();
  const auto& facts = updater.facts();
  source->run_ended(installed);
  const std::string traffic = source->traffic_sentence();
  if (!installed) {
    const int code = refuse_installation(installed.error(), facts);
    if (code == kExitUpToDate && !traffic.empty()) std::cout << traffic << '\n';
    return code;
  }
  std::cout << "Installiert: Katalog vom " << german_date(facts.generated_at) << " " << with_german_offers(facts.offers)
            << " (vorher " << german_number(facts.offers_before) << ").\n"
            << making_sentence(facts);
  if (!traffic.empty()) std::cout << traffic << '\n';
  return kExitDone;
}

int run_verify(const std::string& store, const base::CancelToken& cancel) {
  auto& files = posix_file_system();
  const auto manifest = update::verify_current(files, GenerationStore(files, store), cancel);
  if (!manifest) return refuse_store(manifest.error());
  std::cout << "In Ordnung: Katalog vom " << german_date(manifest->generated_at) << " "
            << with_german_offers(manifest->catalogue->offers) << ".\n";
  return kExitDone;
}

int run_rollback(const std::string& store, const base::CancelToken& cancel) {
  auto& files = posix_file_system();
  auto lock = StoreLock::acquire(store);
  if (!lock) return refuse_store(lock.error());
  const SystemClock clock;
  Updater updater(std::move(*lock), store, {files, clock, build_date()});
  const auto current = updater.roll_back(cancel);
  if (!current) return refuse_store(current.error());
  const auto manifest = GenerationStore(files, store).manifest(current->catalogue);
  if (!manifest) return refuse_store(manifest.error());
  std::cout << "Zurückgekehrt zum Katalog vom " << german_date(manifest->generated_at) << " "
            << with_german_offers(manifest->catalogue ? manifest->catalogue->offers : 0) << ".\n";
  return kExitDone;
}

}  // namespace bildungskiosk::cli
