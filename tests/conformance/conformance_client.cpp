#include <CLI/CLI.hpp>
#include <iostream>
#include <string>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/file_system.hpp"
#include "sync/transport/https_source.hpp"
#include "sync/trust/limits.hpp"
#include "sync/trust/tuf_client.hpp"
#include "tests/conformance/target_folder.hpp"

// The command line that the public TUF conformance suite (theupdateframework/tuf-conformance, CLIENT-CLI.md) drives:
//
//   C --metadata-dir D init ROOT
//   C --metadata-url U --metadata-dir D refresh
//   C --metadata-url U --metadata-dir D (--target-name T)+ --target-dir TD --target-base-url TU download
//
// Ends with 0 when all of it succeeded, else with 1. Expiry is decided by the system's clock, once for each run.

namespace bildungskiosk::conformance {
namespace {

using base::Result;

struct Arguments {
  std::string metadata_dir;
  std::string metadata_url;
  std::string root_file;
  std::vector<std::string> target_names;
  std::string target_dir;
  std::string target_base_url;
};

Result<void> initialise(const Arguments& arguments) {
  base::FileSystem& files = base::posix_file_system();
  BILDUNGSKIOSK_TRY(const base::Bytes root, base::read_file(files, arguments.root_file, trust::kRootBytesMax));
  return trust::TufClient::initialise(files, arguments.metadata_dir, root);
}

Result<std::unique_ptr<transport::HttpsSource>> open_repository(const Arguments& arguments,
                                                                const base::CancelToken& never) {
  const auto with_slash = [](const std::string& url) { return url.ends_with('/') ? url : url + "/"; };
  const std::string metadata_url = with_slash(arguments.metadata_url);
  // Nothing is fetched from there by a refresh.
  const std::string targets_url = arguments.target_base_url.empty() ? metadata_url : arguments.target_base_url;
  transport::HttpsOptions options;
  options.metadata_urls = transport::MetadataUrls::kRoleNames;
  return transport::HttpsSource::open(base::posix_file_system(), {metadata_url, with_slash(targets_url)},
                                      std::move(options), never);
}

Result<void> refresh(const Arguments& arguments) {
  const base::CancelToken never;
  BILDUNGSKIOSK_TRY(const auto repository, open_repository(arguments, never));
  trust::TufClient client(base::posix_file_system(), arguments.metadata_dir, *repository, trust::Refusals::kAsFound);
  BILDUNGSKIOSK_TRY_VOID(client.refresh(base::SystemClock().now()));
  return {};
}

Result<void> download(const Arguments& arguments) {
  const base::CancelToken never;
  BILDUNGSKIOSK_TRY(const auto repository, open_repository(arguments, never));
  trust::TufClient client(base::posix_file_system(), arguments.metadata_dir, *repository, trust::Refusals::kAsFound);
  BILDUNGSKIOSK_TRY_VOID(client.refresh(base::SystemClock().now()));
  TargetFolder folder(base::posix_file_system(), arguments.target_dir);
  for (const std::string& name : arguments.target_names) {
    BILDUNGSKIOSK_TRY(const trust::TrustedTarget target, client.find_target(name));
    BILDUNGSKIOSK_TRY_VOID(folder.fetch(client, target));
  }
  return {};
}

int run(int argc, char** argv) {
  CLI::App app("TUF client for the public conformance suite");
  Arguments arguments;
  app.add_option("--metadata-dir", arguments.metadata_dir, "folder of the trusted metadata")->required();
  app.add_option("--metadata-url", arguments.metadata_url, "base URL of the repository's metadata");
  app.add_option("--target-name", arguments.target_names, "path of a target; once for each")->allow_extra_args(false);
  app.add_option("--target-dir", arguments.target_dir, "folder of the downloaded targets");
  app.add_option("--target-base-url", arguments.target_base_url, "base URL of the repository's targets");
  app.require_subcommand(1);
  CLI::App* init = app.add_subcommand("init", "trust this root from now on; no requests");
  init->add_option("root", arguments.root_file, "a root.json")->required();
  CLI::App* fetch_metadata = app.add_subcommand("refresh", "bring the top-level metadata up to date");
  CLI::App* fetch_targets = app.add_subcommand("download", "refresh, then fetch the targets named");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 1;  // 0: the help was asked for
  }
  const bool needs_url = fetch_metadata->parsed() || fetch_targets->parsed();
  const bool needs_targets = fetch_targets->parsed();
  if ((needs_url && arguments.metadata_url.empty()) ||
      (needs_targets &&
       (arguments.target_names.empty() || arguments.target_dir.empty() || arguments.target_base_url.empty()))) {
    std::cerr << "an option is missing, see --help\n";
    return 1;
  }
  const Result<void> done = init->parsed()             ? initialise(arguments)
                            : fetch_metadata->parsed() ? refresh(arguments)
                                                       : download(arguments);
  if (done) return 0;
  std::cerr << base::to_string(done.error().code) << ": " << done.error().detail << "\n";
  return 1;
}

}  // namespace
}  // namespace bildungskiosk::conformance

int main(int argc, char** argv) {
  try {
    return bildungskiosk::conformance::run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
