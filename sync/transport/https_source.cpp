#include "sync/transport/https_source.hpp"

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

#include "sync/transport/etag.hpp"
#include "sync/transport/package_path.hpp"

namespace bildungskiosk::transport {
namespace {

using base::Bytes;
using base::ByteView;
using base::CancelToken;
using base::Error;
using base::ErrorCode;
using base::Result;

/// The one file whose content changes under its name.
constexpr std::string_view kTimestampPath = "metadata/timestamp.json";
constexpr std::string_view kMetadataFolder = "metadata/";
constexpr std::string_view kTargetsFolder = "targets/";

class MemorySink final : public base::ByteSink {
 public:
  Result<void> write(ByteView bytes) override {
    taken.insert(taken.end(), bytes.begin(), bytes.end());
    return {};
  }
  Bytes taken;
};

/// False when somebody asked to stop.
bool wait_ms(int total_ms, const CancelToken& cancel) {
  for (int waited_ms = 0; waited_ms < total_ms; waited_ms += kWait_ms) {
    if (cancel.cancelled()) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(std::min(kWait_ms, total_ms - waited_ms)));
  }
  return !cancel.cancelled();
}

HttpRequest request_for(const std::string& url) {
  HttpRequest request;
  request.url = url;
  return request;
}

/// Whether what calls itself HTML begins like it. JSON and zstd never do, so that a server which calls everything HTML
/// still serves packages.
bool begins_like_html(ByteView bytes) {
  const std::string_view text = base::as_text(bytes);
  const std::size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return first != std::string_view::npos && text[first] == '<';
}

}  // namespace

/// Puts the pieces of one file together, over as many answers as it takes, behind what an earlier run has kept of it.
class HttpsSource::Receiver final : public AnswerReader {
 public:
  Receiver(std::uint64_t length_max_bytes, base::ByteSink& sink) : length_max_bytes_(length_max_bytes), sink_(sink) {}

  /// From now on what comes is kept as well, and `kept` (nullopt: nothing) stands before it if the server agrees.
  void keep_in(const PartialDownloads& partials, const std::string& url, std::optional<PartialDownloads::Kept> kept,
               const CancelToken& cancel) {
    partials_ = &partials;
    url_ = url;
    kept_ = std::move(kept);
    cancel_ = &cancel;
  }

  /// The server's file is the one that `kept` is of.
  Result<void> replay() {
    BILDUNGSKIOSK_TRY_VOID(partials_->replay(*kept_, sink_, *cancel_));
    received_bytes_ = kept_->bytes;
    etag_ = kept_->etag;
    return {};
  }

  Result<void> begin(const AnswerHead& head) override {
    const bool is_first_answer = etag_.empty() && received_bytes_ == 0;
    const bool is_same_file = kept_ && (head.etag.empty() || head.etag == kept_->etag);
    const bool goes_on = is_first_answer && is_same_file && head.status == 206 && head.range_first_byte == kept_->bytes;
    if (goes_on) BILDUNGSKIOSK_TRY_VOID(replay());
    if (is_first_answer && partials_ != nullptr) {
      keeper_ = partials_->keep(url_, goes_on ? kept_->etag : head.etag, goes_on ? &*kept_ : nullptr);
    }
    may_be_web_page_ = head.is_html && head.status == 200;
    skipped_bytes_left_ = 0;
    const bool is_other_file = !etag_.empty() && !head.etag.empty() && head.etag != etag_;
    if (is_other_file) return Error{ErrorCode::kServerError, "changed while it was fetched"};
    if (etag_.empty()) etag_ = head.etag;
    if (head.status == 200) {
      skipped_bytes_left_ = received_bytes_;  // the range was not honoured
    } else if (received_bytes_ == 0 || head.range_first_byte != received_bytes_) {
      return Error{ErrorCode::kServerError, "another range than asked for"};
    }
    const std::uint64_t before_bytes = head.status == 200 ? 0 : received_bytes_;
    if (head.body_bytes && *head.body_bytes > length_max_bytes_ - before_bytes) return too_large();
    return {};
  }

  Result<void> body(ByteView bytes) override {
    if (std::exchange(may_be_web_page_, false) && begins_like_html(bytes)) {
      return Error{ErrorCode::kCaptivePortal, "a web page in place of the file"};
    }
    const std::size_t skipped = static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), skipped_bytes_left_));
    skipped_bytes_left_ -= skipped;
    const ByteView fresh = bytes.subspan(skipped);
    if (fresh.empty()) return {};
    if (fresh.size() > length_max_bytes_ - received_bytes_) return too_large();
    received_bytes_ += fresh.size();
    if (keeper_) keeper_->take(fresh);
    return sink_.write(fresh);
  }

  [[nodiscard]] std::uint64_t received_bytes() const { return received_bytes_; }
  [[nodiscard]] const std::string& etag() const { return etag_; }

 private:
  [[nodiscard]] Error too_large() const {
    return {ErrorCode::kTooLarge, "longer than " + std::to_string(length_max_bytes_) + " bytes"};
  }

  std::uint64_t length_max_bytes_;
  base::ByteSink& sink_;
  const PartialDownloads* partials_ = nullptr;
  std::string url_;
  std::optional<PartialDownloads::Kept> kept_;
  const CancelToken* cancel_ = nullptr;
  std::unique_ptr<PartialDownloads::Keeper> keeper_;
  std::uint64_t received_bytes_ = 0;      // handed to the sink
  std::uint64_t skipped_bytes_left_ = 0;  // of an answer that begins anew
  std::string etag_;                      // of the first answer
  bool may_be_web_page_ = false;          // until its first bytes were seen
};

Result<std::unique_ptr<HttpsSource>> HttpsSource::open(base::FileSystem& files, const std::string& base_url,
                                                       HttpsOptions options, const CancelToken& cancel) {
  BILDUNGSKIOSK_TRY(const PackageUrl base, parse_package_url(base_url, options.plain_http));
  return open(files, Urls{base.text + std::string(kMetadataFolder), base.text + std::string(kTargetsFolder)},
              std::move(options), cancel);
}

Result<std::unique_ptr<HttpsSource>> HttpsSource::open(base::FileSystem& files, const Urls& urls, HttpsOptions options,
                                                       const CancelToken& cancel) {
  BILDUNGSKIOSK_TRY(const PackageUrl metadata, parse_package_url(urls.metadata, options.plain_http));
  BILDUNGSKIOSK_TRY(const PackageUrl targets, parse_package_url(urls.targets, options.plain_http));
  if (!options.proxy.empty()) BILDUNGSKIOSK_TRY_VOID(check_proxy_url(options.proxy));
  if (!options.ca_file.empty()) BILDUNGSKIOSK_TRY_VOID(files.open_for_reading(options.ca_file));
  HttpSettings settings{options.proxy, options.ca_file, options.connect_time_limit_ms,
                        options.low_speed_bytes_per_second, options.low_speed_time_limit_s};
  // Through a proxy, plain http would leave this machine after all.
  const auto stays_here = [](const PackageUrl& url) { return !url.is_encrypted && url.reach == Reach::kLoopback; };
  if (stays_here(metadata) || stays_here(targets)) settings.proxy.clear();
  std::string name = metadata.text;
  const bool is_usual = name.size() > kMetadataFolder.size() && name.ends_with("/" + std::string(kMetadataFolder));
  if (is_usual) name.resize(name.size() - kMetadataFolder.size());
  return std::unique_ptr<HttpsSource>(new HttpsSource(files, std::move(name), Urls{metadata.text, targets.text},
                                                      std::move(options), std::move(settings), cancel));
}

HttpsSource::HttpsSource(base::FileSystem& files, std::string name, Urls urls, HttpsOptions options,
                         HttpSettings settings, const CancelToken& cancel)
    : name_(std::move(name)),
      urls_(std::move(urls)),
      options_(std::move(options)),
      memory_(files, options_.answer_file),
      partials_(files, options_.partial_folder),
      connection_(std::move(settings)),
      cancel_(&cancel) {}

Result<std::string> HttpsSource::url_of(std::string_view path) const {
  BILDUNGSKIOSK_TRY_VOID(check_package_path(path));
  if (path.starts_with(kMetadataFolder)) {
    const std::string_view name = path.substr(kMetadataFolder.size());
    const bool is_encoded = options_.metadata_urls == MetadataUrls::kRoleNames;
    return urls_.metadata + (is_encoded ? std::string(name) : percent_encode_path(name));
  }
  if (path.starts_with(kTargetsFolder)) return urls_.targets + percent_encode_path(path.substr(kTargetsFolder.size()));
  return Error{ErrorCode::kUnsafePath, "\"" + std::string(path) + "\" is in neither metadata/ nor targets/"};
}

Result<AnswerHead> HttpsSource::get_all(HttpRequest request, Receiver& receiver, const CancelToken& cancel) {
  for (int resumptions = 0;; ++resumptions) {
    auto head = connection_.get(request, receiver, cancel);
    const bool broke_off = !head && head.error().code == ErrorCode::kConnectionLost;
    if (!broke_off || resumptions == kResumptionsMax) return head;
    if (!wait_ms(kResumptionWait_ms * (resumptions + 1), cancel)) return Error{ErrorCode::kCancelled, request.url};
    if (receiver.received_bytes() == 0) continue;
    request.first_byte = receiver.received_bytes();
    request.if_range = is_strong_etag(receiver.etag()) ? receiver.etag() : std::string();
    request.if_none_match.clear();
  }
}

Result<Bytes> HttpsSource::fetch(std::string_view path, std::uint64_t length_max_bytes) {
  BILDUNGSKIOSK_TRY(const std::string url, url_of(path));
  if (path == kTimestampPath && !options_.answer_file.empty()) return fetch_remembered(url, length_max_bytes);
  MemorySink sink;
  Receiver receiver(length_max_bytes, sink);
  BILDUNGSKIOSK_TRY(const AnswerHead head, get_all(request_for(url), receiver, *cancel_));
  BILDUNGSKIOSK_TRY_VOID(judge_status(head, url));
  return std::move(sink.taken);
}

Result<Bytes> HttpsSource::fetch_remembered(const std::string& url, std::uint64_t length_max_bytes) {
  const auto known = memory_.recall(url);
  const bool is_usable = known && known->body.size() <= length_max_bytes;
  MemorySink sink;
  Receiver receiver(length_max_bytes, sink);
  HttpRequest request = request_for(url);
  if (is_usable) request.if_none_match = known->etag;
  BILDUNGSKIOSK_TRY(const AnswerHead head, get_all(std::move(request), receiver, *cancel_));
  if (head.status == 304 && is_usable) return known->body;
  BILDUNGSKIOSK_TRY_VOID(judge_status(head, url));
  memory_.remember(url, is_settled(head) ? head.etag : std::string(), sink.taken);
  return std::move(sink.taken);
}

Result<void> HttpsSource::fetch_to(std::string_view path, std::uint64_t length_max_bytes, base::ByteSink& sink,
                                   const CancelToken& cancel) {
  BILDUNGSKIOSK_TRY(const std::string url, url_of(path));
  Receiver receiver(length_max_bytes, sink);
  HttpRequest request = request_for(url);
  std::optional<PartialDownloads::Kept> kept;
  if (!options_.partial_folder.empty()) {
    kept = partials_.find(url);
    const bool is_too_long = kept && kept->bytes > length_max_bytes;
    if (is_too_long) partials_.forget(url);
    if (is_too_long) kept.reset();
    if (kept) request.first_byte = kept->bytes;
    if (kept) request.if_range = kept->etag;
    receiver.keep_in(partials_, url, kept, cancel);
  }
  BILDUNGSKIOSK_TRY(const AnswerHead head, get_all(std::move(request), receiver, cancel));
  if (head.status != 416 || !kept || receiver.received_bytes() > 0) return judge_status(head, url);
  // Nothing behind what is kept: that is all of the file, or it is of another one.
  if (head.file_bytes == kept->bytes) return receiver.replay();
  partials_.forget(url);
  return judge_status(head, url);
}

void HttpsSource::run_ended(const Result<void>& result) {
  if (options_.partial_folder.empty()) return;
  const ErrorCode code = result ? ErrorCode::kUpToDate : result.error().code;
  const bool goes_on = base::is_of_the_way(code) || code == ErrorCode::kCancelled || code == ErrorCode::kBusy ||
                       code == ErrorCode::kStoreChanged;
  if (!goes_on) partials_.forget_all();
}

}  // namespace bildungskiosk::transport
