#include "sync/transport/http_connection.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <mutex>
#include <string_view>

#include "sync/base/unique_handle.hpp"
#include "sync/transport/curl_failure.hpp"
#include "sync/transport/package_url.hpp"
#include "sync/transport/pipe_signal_guard.hpp"

namespace bildungskiosk::transport {
namespace {

using base::CancelToken;
using base::Error;
using base::ErrorCode;
using base::Result;

using EasyHandle = base::UniqueHandle<CURL*, curl_easy_cleanup>;
using HeaderList = base::UniqueHandle<curl_slist*, curl_slist_free_all>;

void initialise_curl() {
  static std::once_flag once;
  std::call_once(once, [] { BILDUNGSKIOSK_CHECK(curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK); });
}

/// Of the last answer; empty when there is none.
std::string header(CURL* transfer, const char* name) {
  curl_header* found = nullptr;
  if (curl_easy_header(transfer, name, 0, CURLH_HEADER, -1, &found) != CURLHE_OK) return {};
  return found->value;
}

std::optional<base::UnixSeconds> date(CURL* transfer, const char* name) {
  const std::string text = header(transfer, name);
  const time_t time = text.empty() ? -1 : curl_getdate(text.c_str(), nullptr);
  return time < 0 ? std::nullopt : std::optional<base::UnixSeconds>(time);
}

/// "bytes 100-199/200": 100.
std::optional<std::uint64_t> range_first_byte(std::string_view content_range) {
  constexpr std::string_view kUnit = "bytes ";
  if (!content_range.starts_with(kUnit)) return std::nullopt;
  content_range.remove_prefix(kUnit.size());
  std::uint64_t first = 0;
  const auto [end, error] = std::from_chars(content_range.begin(), content_range.end(), first);
  if (error != std::errc() || end == content_range.end() || *end != '-') return std::nullopt;
  return first;
}

/// "bytes */200": 200.
std::optional<std::uint64_t> file_bytes(std::string_view content_range) {
  constexpr std::string_view kUnit = "bytes */";
  if (!content_range.starts_with(kUnit)) return std::nullopt;
  content_range.remove_prefix(kUnit.size());
  std::uint64_t bytes = 0;
  const auto [end, error] = std::from_chars(content_range.begin(), content_range.end(), bytes);
  if (error != std::errc() || end != content_range.end()) return std::nullopt;
  return bytes;
}

/// One GET: what libcurl's callbacks see.
class Exchange {
 public:
  Exchange(CURL* transfer, AnswerReader& reader, const CancelToken& cancel)
      : transfer_(transfer), reader_(reader), cancel_(cancel) {}

  /// Before the first byte of the body, or at the end of an answer without one.
  Result<void> begin() {
    if (has_begun_) return {};
    has_begun_ = true;
    long status = 0;
    curl_easy_getinfo(transfer_, CURLINFO_RESPONSE_CODE, &status);
    head_.status = static_cast<int>(status);
    head_.etag = header(transfer_, "ETag");
    if (head_.etag.size() > kEtagBytesMax) head_.etag.clear();
    head_.is_html = header(transfer_, "Content-Type").rfind("text/html", 0) == 0;
    curl_off_t length = -1;
    curl_easy_getinfo(transfer_, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    if (length >= 0) head_.body_bytes = static_cast<std::uint64_t>(length);
    const std::string range = header(transfer_, "Content-Range");
    head_.range_first_byte = range_first_byte(range);
    head_.file_bytes = file_bytes(range);
    head_.modified_at = date(transfer_, "Last-Modified");
    head_.sent_at = date(transfer_, "Date");
    return is_wanted() ? reader_.begin(head_) : Result<void>();
  }

  static std::size_t on_header(const char* /*bytes*/, std::size_t size, std::size_t count, void* self) {
    auto& exchange = *static_cast<Exchange*>(self);
    exchange.header_bytes_ += size * count;
    if (exchange.header_bytes_ <= kHeaderBytesMax) return size * count;
    exchange.failure_ =
        Error{ErrorCode::kServerError, "more than " + std::to_string(kHeaderBytesMax) + " header bytes"};
    return 0;
  }

  static std::size_t on_body(const char* bytes, std::size_t size, std::size_t count, void* self) {
    auto& exchange = *static_cast<Exchange*>(self);
    const Result<bool> goes_on = exchange.take(base::as_bytes(std::string_view(bytes, size * count)));
    if (!goes_on) exchange.failure_ = goes_on.error();
    return goes_on && *goes_on ? size * count : CURL_WRITEFUNC_ERROR;
  }

  [[nodiscard]] const AnswerHead& head() const { return head_; }
  /// Why we ended the transfer ourselves.
  [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }

 private:
  [[nodiscard]] bool is_wanted() const { return head_.status == 200 || head_.status == 206; }

  /// False: the answer is known, and nobody wants the rest of its page.
  Result<bool> take(base::ByteView bytes) {
    if (cancel_.cancelled()) return Error{ErrorCode::kCancelled, "asked to stop"};
    BILDUNGSKIOSK_TRY_VOID(begin());
    if (is_wanted()) {
      BILDUNGSKIOSK_TRY_VOID(reader_.body(bytes));
      return true;
    }
    error_page_bytes_ += bytes.size();
    return error_page_bytes_ <= kErrorPageBytesMax;
  }

  CURL* transfer_;
  AnswerReader& reader_;
  const CancelToken& cancel_;
  AnswerHead head_;
  bool has_begun_ = false;
  std::uint64_t header_bytes_ = 0;
  std::uint64_t error_page_bytes_ = 0;
  std::optional<Error> failure_;
};

/// The options of one transfer; remembers whether libcurl refused one.
class Options {
 public:
  explicit Options(CURL* transfer) : transfer_(transfer) {}

  template <typename Value>
  void set(CURLoption option, Value value) {
    if (curl_easy_setopt(transfer_, option, value) != CURLE_OK) all_taken_ = false;
  }
  [[nodiscard]] bool all_taken() const { return all_taken_; }

 private:
  CURL* transfer_;
  bool all_taken_ = true;
};

void set_security(Options& options, const HttpSettings& settings) {
  options.set(CURLOPT_PROTOCOLS_STR, "https,http");  // the base URL was looked at
  options.set(CURLOPT_REDIR_PROTOCOLS_STR, "https");
  options.set(CURLOPT_FOLLOWLOCATION, 1L);
  options.set(CURLOPT_MAXREDIRS, kRedirectsMax);
  options.set(CURLOPT_SSL_VERIFYPEER, 1L);
  options.set(CURLOPT_SSL_VERIFYHOST, 2L);
  options.set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!settings.ca_file.empty()) {
    // In place of the system's authorities, not beside them.
    options.set(CURLOPT_CAINFO, settings.ca_file.c_str());
    options.set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
  }
  // Set and empty: libcurl would otherwise ask https_proxy and no_proxy of the environment.
  options.set(CURLOPT_PROXY, settings.proxy.c_str());
  options.set(CURLOPT_NOPROXY, "");
}

void set_limits(Options& options, const HttpSettings& settings) {
  options.set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.connect_time_limit_ms));
  options.set(CURLOPT_LOW_SPEED_LIMIT, static_cast<long>(settings.low_speed_bytes_per_second));
  options.set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(settings.low_speed_time_limit_s));
  options.set(CURLOPT_BUFFERSIZE, static_cast<long>(kReadBufferBytes));
  options.set(CURLOPT_NOSIGNAL, 1L);  // PipeSignalGuard instead: libcurl's own way changes the whole process
  // Don't wait for a name server when somebody asks to stop; the one thread that looks up the name ends by itself.
  options.set(CURLOPT_QUICK_EXIT, 1L);
}

void set_request(Options& options, const HttpRequest& request, const HeaderList& headers) {
  options.set(CURLOPT_URL, request.url.c_str());
  options.set(CURLOPT_PATH_AS_IS, 1L);
  options.set(CURLOPT_HTTPGET, 1L);
  options.set(CURLOPT_TIMEOUT_MS, request.time_max_s * 1'000L);
  // One file after the other over one connection: what HTTP/2 adds is more to go wrong.
  options.set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  options.set(CURLOPT_USERAGENT, "bildungskiosk");
  options.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  if (headers) options.set(CURLOPT_HTTPHEADER, headers.get());
}

HeaderList request_headers(const HttpRequest& request) {
  HeaderList headers;
  const auto add = [&headers](const std::string& line) {
    curl_slist* longer = curl_slist_append(headers.get(), line.c_str());
    BILDUNGSKIOSK_CHECK(longer != nullptr);
    static_cast<void>(headers.release());
    headers.reset(longer);
  };
  if (request.first_byte > 0) add("Range: bytes=" + std::to_string(request.first_byte) + "-");
  if (request.first_byte > 0 && !request.if_range.empty()) add("If-Range: " + request.if_range);
  if (!request.if_none_match.empty()) add("If-None-Match: " + request.if_none_match);
  return headers;
}

std::uint64_t received_bytes(CURL* transfer) {
  curl_off_t body_bytes = 0;
  long header_bytes = 0;
  curl_easy_getinfo(transfer, CURLINFO_SIZE_DOWNLOAD_T, &body_bytes);
  curl_easy_getinfo(transfer, CURLINFO_HEADER_SIZE, &header_bytes);
  return static_cast<std::uint64_t>(body_bytes) + static_cast<std::uint64_t>(header_bytes);
}

}  // namespace

struct HttpConnection::Pool {
  base::UniqueHandle<CURLM*, curl_multi_cleanup> multi;

  /// Runs the transfer to its end; nullopt when somebody asked to stop.
  std::optional<CURLcode> run(CURL* transfer, const CancelToken& cancel) const {
    BILDUNGSKIOSK_CHECK(curl_multi_add_handle(multi.get(), transfer) == CURLM_OK);
    std::optional<CURLcode> ended = CURLE_OK;
    for (int running = 1; running > 0;) {
      if (curl_multi_perform(multi.get(), &running) != CURLM_OK) return remove(transfer, CURLE_FAILED_INIT);
      if (running > 0 && cancel.cancelled()) return remove(transfer, std::nullopt);
      if (running > 0) curl_multi_poll(multi.get(), nullptr, 0, kWait_ms, nullptr);
    }
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi.get(), &left)) {
      if (message->msg == CURLMSG_DONE) ended = message->data.result;
    }
    return remove(transfer, ended);
  }

 private:
  std::optional<CURLcode> remove(CURL* transfer, std::optional<CURLcode> ended) const {
    curl_multi_remove_handle(multi.get(), transfer);
    return ended;
  }
};

HttpConnection::HttpConnection(HttpSettings settings)
    : pool_(std::make_unique<Pool>()), settings_(std::move(settings)) {
  initialise_curl();
  pool_->multi.reset(curl_multi_init());
  BILDUNGSKIOSK_CHECK(static_cast<bool>(pool_->multi));
}

HttpConnection::~HttpConnection() {
  const PipeSignalGuard guard;  // closing a TLS connection says good-bye
  pool_.reset();
}

Result<AnswerHead> HttpConnection::get(const HttpRequest& request, AnswerReader& reader, const CancelToken& cancel) {
  const PipeSignalGuard guard;
  BILDUNGSKIOSK_TRY(auto head, try_to_get(request, reader, cancel, Connection::kKept));
  if (!head) {
    BILDUNGSKIOSK_TRY(head, try_to_get(request, reader, cancel, Connection::kNew));
  }
  return *std::move(head);
}

Result<std::optional<AnswerHead>> HttpConnection::try_to_get(const HttpRequest& request, AnswerReader& reader,
                                                             const CancelToken& cancel, Connection connection) {
  const HeaderList headers = request_headers(request);
  std::array<char, CURL_ERROR_SIZE> explanation{};
  const EasyHandle transfer(curl_easy_init());
  BILDUNGSKIOSK_CHECK(static_cast<bool>(transfer));
  Exchange exchange(transfer.get(), reader, cancel);
  Options options(transfer.get());
  set_security(options, settings_);
  set_limits(options, settings_);
  set_request(options, request, headers);
  options.set(CURLOPT_ERRORBUFFER, explanation.data());
  options.set(CURLOPT_HEADERFUNCTION, &Exchange::on_header);
  options.set(CURLOPT_HEADERDATA, static_cast<void*>(&exchange));
  options.set(CURLOPT_WRITEFUNCTION, &Exchange::on_body);
  options.set(CURLOPT_WRITEDATA, static_cast<void*>(&exchange));
  options.set(CURLOPT_FRESH_CONNECT, connection == Connection::kNew ? 1L : 0L);
  if (!options.all_taken()) return Error{ErrorCode::kInternal, "libcurl does not know an option"};

  const std::optional<CURLcode> ended = pool_->run(transfer.get(), cancel);
  bytes_received_ += received_bytes(transfer.get());
  if (!ended) return Error{ErrorCode::kCancelled, request.url};
  if (exchange.failure()) return base::with_context(*exchange.failure(), request.url);
  if (connection == Connection::kKept && is_of_an_earlier_answer(transfer.get(), *ended)) {
    return std::optional<AnswerHead>();
  }
  const bool is_cut_error_page = *ended == CURLE_WRITE_ERROR;
  if (*ended != CURLE_OK && !is_cut_error_page) {
    const Way way = settings_.proxy.empty() ? Way::kDirect : Way::kProxy;
    return base::with_context(explain_curl_failure(transfer.get(), *ended, way, explanation.data()), request.url);
  }
  BILDUNGSKIOSK_TRY_VOID(exchange.begin());
  return std::optional(exchange.head());
}

bool is_settled(const AnswerHead& head) {
  return !head.modified_at || (head.sent_at && *head.modified_at < *head.sent_at);
}

Result<void> judge_status(const AnswerHead& head, const std::string& url) {
  const std::string detail = without_query(url) + ": HTTP status " + std::to_string(head.status);
  switch (head.status) {
    case 200:
    case 206:
      return {};
    case 404:
    case 410:
      return Error{ErrorCode::kNotFound, detail};
    case 407:
      return Error{ErrorCode::kProxyRefused, detail};
    case 511:
      return Error{ErrorCode::kCaptivePortal, detail};
    default:
      return Error{ErrorCode::kServerError, detail};
  }
}

}  // namespace bildungskiosk::transport
