#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sync/base/cancel_token.hpp"
#include "sync/catalogue/search_query.hpp"
#include "sync/service/service.hpp"
#include "sync/transport/package_url.hpp"
#include "sync/update/updater.hpp"

/// The commands of `kiosk-sync`, each from its parsed command line to the exit code. German goes to stdout (results)
/// and stderr (refusals, progress).
namespace bildungskiosk::cli {

enum class OutputForm { kText, kJson };

struct InitArguments {
  std::string store;
  std::string root_file;
};
int run_init(const InitArguments& arguments);

/// For a source on the network.
struct NetworkArguments {
  std::string proxy;
  std::string ca_file;
  transport::PlainHttp plain_http = transport::PlainHttp::kLoopbackOnly;
};

struct InstallArguments {
  std::string store;
  std::string source;  // a folder, or a base URL
  NetworkArguments network;
  update::TimeSource time_source = update::TimeSource::kSystemClock;
};
int run_install(const InstallArguments& arguments, const base::CancelToken& cancel);

/// The background service, until SIGTERM or SIGINT.
struct WatchArguments {
  std::string store;  // in place of the configuration's; empty: the configuration's
  std::string configuration_file = "/etc/bildungskiosk/sync.toml";
  bool is_configuration_named = false;  // else it may be missing
  std::string mountinfo = "/proc/self/mountinfo";
  service::Service::FirstLook first_look = service::Service::FirstLook::kBySchedule;
};
int run_watch(const WatchArguments& arguments);

int run_verify(const std::string& store, const base::CancelToken& cancel);
int run_rollback(const std::string& store, const base::CancelToken& cancel);

int run_status(const std::string& store, OutputForm form);

/// What visits to the screen were counted, by day.
int run_counts(const std::string& store, OutputForm form);

struct SearchArguments {
  std::string store;
  std::vector<std::string> words;
  std::string language = "de";
  std::size_t limit = 20;
  OutputForm form = OutputForm::kText;
  catalogue::CorrectionUse correction = catalogue::CorrectionUse::kAllowed;
  catalogue::UnderstandingUse understanding = catalogue::UnderstandingUse::kAllowed;
  bool explain = false;
};
int run_search(const SearchArguments& arguments);

/// Prints the error's line for `kiosk-sync` and returns its exit code.
int refuse(const base::Error& error);
int refuse(std::string_view sentence, const base::Error& error);

}  // namespace bildungskiosk::cli
