#include "sync/cli/sync_source.hpp"

#include <utility>

#include "sync/cli/messages.hpp"
#include "sync/transport/folder_source.hpp"
#include "sync/update/generation_store.hpp"

namespace bildungskiosk::cli {

using base::posix_file_system;
using base::Result;

Result<PackageSource> PackageSource::open(const InstallArguments& arguments, const base::CancelToken& cancel) {
  auto& files = posix_file_system();
  if (!transport::looks_like_url(arguments.source)) {
    BILDUNGSKIOSK_TRY(auto folder, transport::FolderSource::open(files, arguments.source));
    return PackageSource(std::move(folder), nullptr);
  }
  transport::HttpsOptions options;
  options.proxy = arguments.network.proxy;
  options.ca_file = arguments.network.ca_file;
  options.plain_http = arguments.network.plain_http;
  options.answer_file = update::StoreLayout(arguments.store).remembered_timestamp();
  options.partial_folder = update::StoreLayout(arguments.store).partial_downloads();
  BILDUNGSKIOSK_TRY(auto server, transport::HttpsSource::open(files, arguments.source, std::move(options), cancel));
  auto* network = server.get();
  return PackageSource(std::move(server), network);
}

void PackageSource::run_ended(const Result<void>& result) const {
  if (network_ != nullptr) network_->run_ended(result);
}

std::string PackageSource::traffic_sentence() const {
  if (network_ == nullptr) return {};
  return "Aus dem Netz geladen: " + german_bytes(network_->bytes_received()) + ".";
}

}  // namespace bildungskiosk::cli
