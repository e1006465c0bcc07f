#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "sync/base/cancel_token.hpp"
#include "sync/base/fetcher.hpp"
#include "sync/base/result.hpp"
#include "sync/cli/sync_commands.hpp"
#include "sync/transport/https_source.hpp"

namespace bildungskiosk::cli {

/// Where `install` takes a package from: a folder (a stick) or a base URL.
class PackageSource {
 public:
  /// What the source's `open` says. `cancel` must outlive it.
  static base::Result<PackageSource> open(const InstallArguments& arguments, const base::CancelToken& cancel);

  [[nodiscard]] base::Fetcher& fetcher() const { return *fetcher_; }
  /// To be told after the run; see HttpsSource.
  void run_ended(const base::Result<void>& result) const;
  /// "Aus dem Netz geladen: 1,2 kB." after a run; empty for a folder.
  [[nodiscard]] std::string traffic_sentence() const;

 private:
  explicit PackageSource(std::unique_ptr<base::Fetcher> fetcher, transport::HttpsSource* network)
      : fetcher_(std::move(fetcher)), network_(network) {}

  std::unique_ptr<base::Fetcher> fetcher_;
  transport::HttpsSource* network_;  // the same object, when it is one
};

}  // namespace bildungskiosk::cli
