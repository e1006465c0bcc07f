#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "sync/base/bytes.hpp"
#include "sync/base/cancel_token.hpp"
#include "sync/base/clock.hpp"
#include "sync/base/result.hpp"
#include "sync/transport/limits.hpp"

namespace bildungskiosk::transport {

/// What stays the same from request to request.
struct HttpSettings {
  std::string proxy;    // a URL that was checked; empty: none, whatever the environment says
  std::string ca_file;  // PEM certificates in place of the system's; empty: the system's
  int connect_time_limit_ms = kConnectTimeLimit_ms;
  int low_speed_bytes_per_second = kLowSpeedBytesPerSecond;
  int low_speed_time_limit_s = kLowSpeedTimeLimit_s;
};

struct HttpRequest {
  std::string url;
  std::uint64_t first_byte = 0;  // above 0: "Range: bytes=N-"
  std::string if_range;          // ETag; the range is wanted of this very file only
  std::string if_none_match;     // ETag; 304 when it is still that
  int time_max_s = 0;            // for the whole transfer (kTimedOut); 0: the slowest speed is the only limit
};

/// The last answer's status and headers, after redirects.
struct AnswerHead {
  int status = 0;
  std::string etag;  // empty when there is none, or a senseless one
  bool is_html = false;
  std::optional<std::uint64_t> body_bytes;  // as announced
  std::optional<std::uint64_t> range_first_byte;
  std::optional<std::uint64_t> file_bytes;       // of the whole file, as a 416 says it
  std::optional<base::UnixSeconds> modified_at;  // Last-Modified
  std::optional<base::UnixSeconds> sent_at;      // Date
};

/// Takes the body of a 200 or 206 apart; an error of its own ends the transfer and is passed on.
class AnswerReader {
 public:
  virtual ~AnswerReader() = default;
  /// Once, before the first byte of the body, also of an empty one.
  virtual base::Result<void> begin(const AnswerHead& head) = 0;
  virtual base::Result<void> body(base::ByteView bytes) = 0;
};

/// GET over HTTP/1.1 by libcurl, one request after the other, keeping the connection. Certificates are checked (TLS 1.2
/// or newer); redirects are followed to https only; no cookies, no credentials, no compression, no environment
/// variables. Answers are bounded (kHeaderBytesMax, kErrorPageBytesMax); the body's bound is the reader's.
///
/// An answer of any status is a success; the body of anything but 200 and 206 is thrown away. Errors:
///   kNameNotResolved · kServerUnreachable · kProxyRefused · kTimedOut · kTlsFailed · kCertificateExpired
///   · kCertificateRefused
///   kConnectionLost  broken off before the end, also before the first byte
///   kInsecureUrl     a redirect to something other than https
///   kServerError     no HTTP, endless headers or error pages, a circle of redirects
///   kCancelled       at most kWait_ms after somebody asked; also while a name is looked up
///   and the reader's.
/// Details name the URL. One thread; not for use in the child of a fork.
class HttpConnection {
 public:
  explicit HttpConnection(HttpSettings settings);
  ~HttpConnection();
  HttpConnection(const HttpConnection&) = delete;
  HttpConnection& operator=(const HttpConnection&) = delete;

  base::Result<AnswerHead> get(const HttpRequest& request, AnswerReader& reader, const base::CancelToken& cancel);

  /// Header and body bytes that came since the beginning, over all requests.
  [[nodiscard]] std::uint64_t bytes_received() const { return bytes_received_; }

 private:
  enum class Connection { kKept, kNew };
  /// nullopt: what came belongs to an earlier answer; nothing of it has reached the reader. Only with `kKept`.
  base::Result<std::optional<AnswerHead>> try_to_get(const HttpRequest& request, AnswerReader& reader,
                                                     const base::CancelToken& cancel, Connection connection);

  struct Pool;
  std::unique_ptr<Pool> pool_;
  HttpSettings settings_;
  std::uint64_t bytes_received_ = 0;
};

/// Whether the answer's ETag can be relied on. Servers that make one of a file's length and whole second (nginx) give
/// the same to two releases of one second: what was written in the very second of the answer may be written once more.
[[nodiscard]] bool is_settled(const AnswerHead& head);

/// What a final status means: nothing for 200 and 206; kNotFound (404, 410), kProxyRefused (407), kCaptivePortal (511),
/// kServerError for any other. The detail names the URL without its query.
base::Result<void> judge_status(const AnswerHead& head, const std::string& url);

}  // namespace bildungskiosk::transport
