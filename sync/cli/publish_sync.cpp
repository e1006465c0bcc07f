#include <algorithm>
#include <array>
#include <csignal>
#include <iostream>
#include <sstream>
#include <variant>

#include "sync/base/cancel_token.hpp"
#include "sync/base/clock.hpp"
#include "sync/cli/exit_codes.hpp"
#include "sync/cli/messages.hpp"
#include "sync/cli/publish_commands.hpp"
#include "sync/cli/publish_exit_codes.hpp"
#include "sync/publish/limits.hpp"
#include "sync/publish/published_state.hpp"
#include "sync/publish/sync_configuration.hpp"
#include "sync/publish/sync_run.hpp"
#include "sync/publish/validity.hpp"

/// Continuous operation, for cron and systemd: one run of `sync`.
namespace bildungskiosk::cli {
namespace {

using base::Error;
using base::ErrorCode;
using publish::SourceOutcome;
using publish::SyncConfiguration;
using publish::SyncOutcome;

base::CancelToken& cancel_token() {
  static base::CancelToken token;
  return token;
}

/// A run that is asked to end keeps the sources that it has not read yet, and says so. From a second signal on, as in
/// the other commands, the process simply dies, which harms nothing either.
void watch_signals() {
  static_cast<void>(cancel_token());  // made before the first signal can come
  struct sigaction action {};
  action.sa_handler = [](int /*signal*/) { cancel_token().cancel(); };
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigemptyset(&action.sa_mask);
  static_cast<void>(sigaction(SIGINT, &action, nullptr));
  static_cast<void>(sigaction(SIGTERM, &action, nullptr));
}

std::variant<SyncConfiguration, int> read_configuration(const std::string& path) {
  const auto text = base::read_file(base::posix_file_system(), path, publish::kConfigurationBytesMax);
  if (!text) {
    static_cast<void>(refuse_publish(
        "Die Konfiguration " + path + " lässt sich nicht lesen. Bitte Name und Rechte prüfen.", text.error()));
    return kExitUsage;
  }
  auto parsed = publish::parse_sync_configuration(base::as_text(*text));
  if (const auto* problem = std::get_if<base::ConfigurationProblem>(&parsed); problem != nullptr) {
    std::cerr << "kiosk-publish: " << printable(path) << ", " << printable(sentence(*problem))
              << " Alle Angaben stehen in der Vorlage publish.toml.\n";
    return kExitUsage;
  }
  auto configuration = std::get<SyncConfiguration>(std::move(parsed));
  configuration.resolve(base::parent_path(path));
  return configuration;
}

std::string source_sentence(const SourceOutcome& outcome) {
  if (!outcome.is_kept()) return outcome.source + ": " + german_offers(outcome.offers) + " gelesen.";
  if (!outcome.broken.empty()) {
    std::string text = outcome.source + " bleibt, wie es war: Der neue Export ist viel schlechter (";
    for (const auto& broken : outcome.broken) text += (text.back() == '(' ? "" : "; ") + german_sentence(broken);
    return text + "). Bitte beim Anbieter nachfragen; ist er in Ordnung, mit kiosk-publish add --force aufnehmen.";
  }
  const Error& error = *outcome.error;
  std::string reason;
  if (error.code == ErrorCode::kInvalidArgument && !outcome.place.empty()) {
    reason = "Die Zuordnung der Spalten in " + outcome.place + " ist nicht verständlich. Bitte die Datei berichtigen.";
  } else if (outcome.place.empty()) {
    reason = publish_sentence(error);
  } else {
    reason = export_sentence(outcome.place, error, outcome.at);
    if (reason.find(outcome.place) == std::string::npos) reason = outcome.place + ": " + reason;
  }
  return outcome.source + " bleibt, wie es war: " + reason;
}

void print_source(const SourceOutcome& outcome) {
  if (!outcome.is_kept()) {
    std::cout << source_sentence(outcome) << std::endl;  // NOLINT(performance-avoid-endl): the progress of a long run
    return;
  }
  const Error error = outcome.error.value_or(Error{ErrorCode::kInvalidArgument, "thresholds of office.toml"});
  static_cast<void>(refuse_publish(source_sentence(outcome), error));
}

std::size_t kept_sources(const SyncOutcome& outcome) {
  return static_cast<std::size_t>(std::count_if(outcome.sources.begin(), outcome.sources.end(),
                                                [](const SourceOutcome& source) { return source.is_kept(); }));
}

bool expires_soon(const publish::Office& office, base::UnixSeconds now) {
  const auto state = publish::read_own_state(office.files(), office.directory() + "/repository");
  if (!state) return false;
  const auto parts = publish::expiries(*state);
  return !parts.empty() && parts.front().expires - now < publish::kWarnedBefore_s;
}

/// Whoever monitors reads stdout, and there the first line only; what is behind '|' would be taken for figures.
std::string monitored(std::string text) {
  std::replace(text.begin(), text.end(), '|', '/');
  return printable(text);
}

int refuse_release(const Error& error) {
  if (error.code != ErrorCode::kEmptyExport) return refuse_publish(error);
  return refuse_publish(
      "Noch ist keine Quelle aufgenommen, und keine ließ sich lesen. Bitte die Meldungen zu den "
      "Quellen beachten.",
      error);
}

std::string publish_to_sentence(const std::string& folder) {
  return "Die Veröffentlichung ließ sich nicht nach " + folder +
         " schreiben; dort bleibt die vorige. Bitte Platz und Rechte prüfen.";
}

/// The run's own ending: what is worst decides.
int print_ending(const SyncOutcome& outcome, const SyncConfiguration& configuration) {
  if (outcome.release_error) return refuse_release(*outcome.release_error);
  print_release(*outcome.release);
  if (outcome.exported == SyncOutcome::Export::kWritten) {
    std::cout << "Geschrieben und nachgeprüft: " << configuration.publish_to << "/kiosk-update.\n";
  }
  if (outcome.export_error) return refuse_publish(publish_to_sentence(configuration.publish_to), *outcome.export_error);
  if (kept_sources(outcome) > 0) return kExitSourcesKept;
  return kExitDone;
}

/// The line and the code that Icinga, Nagios and their like read from a check's output: the state, a sentence, and
/// behind the bar figures to plot. monitoring-plugins.org, "Plugin Output for Nagios".
enum Monitored : int { kMonitoredOk = 0, kMonitoredWarning = 1, kMonitoredCritical = 2, kMonitoredUnknown = 3 };

Monitored judge(const SyncOutcome& outcome, bool expires_soon) {
  if (outcome.release_error) {
    const bool is_cancelled = outcome.release_error->code == ErrorCode::kCancelled;
    return is_cancelled ? kMonitoredUnknown : kMonitoredCritical;
  }
  if (outcome.export_error) return kMonitoredCritical;
  return kept_sources(outcome) > 0 || expires_soon ? kMonitoredWarning : kMonitoredOk;
}

std::string monitored_line(Monitored state, const SyncOutcome& outcome) {
  static constexpr std::array kNames = {"OK", "WARNING", "CRITICAL", "UNKNOWN"};
  const std::size_t kept = kept_sources(outcome);
  std::ostringstream line;
  line << "BILDUNGSKIOSK " << kNames.at(state) << " - " << outcome.sources.size() - kept << " von "
       << outcome.sources.size() << " Quellen gelesen";
  if (outcome.release) {
    line << ", Fassung " << outcome.release->version << " " << with_german_offers(outcome.release->offers)
         << ", gültig bis " << german_date(outcome.release->expires) << " | offers=" << outcome.release->offers
         << " version=" << outcome.release->version << " sources_kept=" << kept;
  } else {
    line << "; nichts veröffentlicht | sources_kept=" << kept;
  }
  return line.str();
}

int end_monitored(const SyncOutcome& outcome, const SyncConfiguration& configuration, bool expires_soon) {
  const Monitored state = judge(outcome, expires_soon);
  std::cout << monitored_line(state, outcome) << '\n';
  for (const SourceOutcome& source : outcome.sources) std::cout << monitored(source_sentence(source)) << '\n';
  if (outcome.release_error) std::cout << monitored(publish_sentence(*outcome.release_error)) << '\n';
  if (outcome.export_error) std::cout << monitored(publish_to_sentence(configuration.publish_to)) << '\n';
  return state;
}

/// Nothing was begun; the reason stands on stderr.
int end_refused(const SyncArguments& arguments, int exit_code) {
  if (arguments.ending == SyncArguments::Ending::kOwnCodes) return exit_code;
  std::cout << "BILDUNGSKIOSK UNKNOWN - nichts getan: "
            << (exit_code == kExitBusy ? "ein anderer Vorgang arbeitet im Arbeitsordner"
                                       : "Konfiguration, Arbeitsordner oder Schlüssel lassen sich nicht verwenden")
            << '\n';
  return kMonitoredUnknown;
}

}  // namespace

int run_sync(const CommonArguments& common, const SyncArguments& arguments) {
  const bool is_monitored = arguments.ending == SyncArguments::Ending::kMonitoring;
  const auto refused = [&](int exit_code) { return end_refused(arguments, exit_code); };
  watch_signals();
  auto read = read_configuration(arguments.configuration_file);
  if (const int* exit_code = std::get_if<int>(&read); exit_code != nullptr) return refused(*exit_code);
  const auto& configuration = std::get<SyncConfiguration>(read);
  auto working = open_office(configuration.office, OfficeUse::kChange);
  if (!working) return refused(refuse_office(configuration.office, working.error()));
  const auto passphrase = read_passphrase(common);
  if (!passphrase) return refused(refuse_publish(passphrase.error()));
  const auto taxonomy = load_taxonomy(base::posix_file_system(), common);
  if (!taxonomy) return refused(refuse_taxonomy(taxonomy.error()));

  const base::SystemClock clock;
  publish::SyncSurroundings surroundings{*taxonomy, clock, cancel_token(), *passphrase};
  if (!is_monitored) surroundings.source_done = print_source;
  const SyncOutcome outcome = publish::run_sync(working->office, configuration, surroundings);
  if (is_monitored) return end_monitored(outcome, configuration, expires_soon(working->office, clock.now()));
  const int exit_code = print_ending(outcome, configuration);
  print_expiry_warnings(working->office, clock.now());
  return exit_code;
}

}  // namespace bildungskiosk::cli
