#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "sync/base/fetcher.hpp"
#include "sync/transport/answer_memory.hpp"
#include "sync/transport/http_connection.hpp"
#include "sync/transport/limits.hpp"
#include "sync/transport/package_url.hpp"
#include "sync/transport/partial_downloads.hpp"

namespace bildungskiosk::transport {

/// How the names of metadata files become URLs. A role "a/b" has the file "a%2Fb.json": a web server that serves such
/// files from a folder is asked for "a%252Fb.json" (kFileNames); one that makes them up from roles, as the public
/// conformance suite does, for "a%2Fb.json" (kRoleNames).
enum class MetadataUrls { kFileNames, kRoleNames };

struct HttpsOptions {
  /// "http://proxy.example:3128"; empty: none, whatever the environment says. Plain http to the loopback goes direct.
  std::string proxy{};
  /// PEM file with the authorities that count in place of the system's; empty: the system's.
  std::string ca_file{};
  PlainHttp plain_http = PlainHttp::kLoopbackOnly;
  MetadataUrls metadata_urls = MetadataUrls::kFileNames;
  /// Where the last timestamp.json is remembered, to be asked for with If-None-Match; empty: nowhere.
  std::string answer_file{};
  /// Where downloads that break off are kept for the next run; empty: nowhere. See PartialDownloads.
  std::string partial_folder{};
  int connect_time_limit_ms = kConnectTimeLimit_ms;
  int low_speed_bytes_per_second = kLowSpeedBytesPerSecond;
  int low_speed_time_limit_s = kLowSpeedTimeLimit_s;
};

/// A package on a web server: static files below a base URL, by GET only. What HttpConnection promises of TLS,
/// redirects and limits holds here. A transfer that breaks off goes on where it was (Range, If-Range) up to
/// kResumptionsMax times; that the pieces fit together is seen by the hash that whoever asked checks.
///
/// Errors, beyond those of HttpConnection:
///   kNotFound       404 and 410 only
///   kTooLarge       more than `length_max_bytes`, as announced or as it comes
///   kUnsafePath     the path may leave the package
///   kCaptivePortal  a web page where a file belongs (HTML that begins like HTML), or status 511
///   kServerError    any other status, a wrong range, a file that changes while it is fetched
///   kProxyRefused   also status 407
/// `fetch` is cancelled by the token given to `open`, `fetch_to` by its own, at any time and within kWait_ms.
/// One thread.
class HttpsSource final : public base::Fetcher {
 public:
  struct Urls {
    std::string metadata;  // "https://office.example/kiosk-update/metadata/"
    std::string targets;
  };

  /// No request is made. kInsecureUrl, kInvalidArgument: see parse_package_url, check_proxy_url; kNotFound, kNotAFile,
  /// kPermissionDenied: the CA file. `files` and `cancel` must outlive the source.
  static base::Result<std::unique_ptr<HttpsSource>> open(base::FileSystem& files, const std::string& base_url,
                                                         HttpsOptions options, const base::CancelToken& cancel);
  /// The same with metadata and targets in different places.
  static base::Result<std::unique_ptr<HttpsSource>> open(base::FileSystem& files, const Urls& urls,
                                                         HttpsOptions options, const base::CancelToken& cancel);

  base::Result<base::Bytes> fetch(std::string_view path, std::uint64_t length_max_bytes) override;
  base::Result<void> fetch_to(std::string_view path, std::uint64_t length_max_bytes, base::ByteSink& sink,
                              const base::CancelToken& cancel) override;
  /// The base URL.
  [[nodiscard]] std::string describe() const override { return name_; }

  /// After a run: what was kept of downloads stays when the way or somebody's wish ended it, and goes when it is done,
  /// when its bytes were no good, or when the room is needed.
  void run_ended(const base::Result<void>& result);

  /// Header and body bytes that came over the network so far.
  [[nodiscard]] std::uint64_t bytes_received() const { return connection_.bytes_received(); }

 private:
  class Receiver;
  HttpsSource(base::FileSystem& files, std::string name, Urls urls, HttpsOptions options, HttpSettings settings,
              const base::CancelToken& cancel);
  [[nodiscard]] base::Result<std::string> url_of(std::string_view path) const;
  base::Result<AnswerHead> get_all(HttpRequest request, Receiver& receiver, const base::CancelToken& cancel);
  base::Result<base::Bytes> fetch_remembered(const std::string& url, std::uint64_t length_max_bytes);

  std::string name_;
  Urls urls_;
  HttpsOptions options_;
  AnswerMemory memory_;
  PartialDownloads partials_;
  HttpConnection connection_;
  const base::CancelToken* cancel_;
};

}  // namespace bildungskiosk::transport
