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
  BILDUNGSKIOSK_TRY(auto server, transport::HttpsSource::open(files, arguments.source, std::move(options), cancel));
  const auto* network = server.get();
  return PackageSource(std::move(server), network);
}

std::string PackageSource::traffic_sentence() const {
  if (network_ == nullptr) return {};
  return "Aus dem Netz geladen: " + german_bytes(network_->bytes_received()) + ".";
}

}  // namespace bildungskiosk::cli
