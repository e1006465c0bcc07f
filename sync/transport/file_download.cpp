#include "sync/transport/file_download.hpp"

#include <utility>

#include "sync/transport/package_url.hpp"

namespace bildungskiosk::transport {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

class Receiver final : public AnswerReader {
 public:
  Receiver(base::ByteSink& sink, std::uint64_t length_max_bytes) : sink_(sink), left_bytes_(length_max_bytes) {}

  Result<void> begin(const AnswerHead& head) override {
    if (head.status != 200) return Error{ErrorCode::kServerError, "a part where the whole was asked for"};
    if (head.body_bytes && *head.body_bytes > left_bytes_) return too_large();
    return {};
  }
  Result<void> body(base::ByteView bytes) override {
    if (bytes.size() > left_bytes_) return too_large();
    left_bytes_ -= bytes.size();
    return sink_.write(bytes);
  }

 private:
  static Error too_large() { return {ErrorCode::kTooLarge, "longer than allowed"}; }
  base::ByteSink& sink_;
  std::uint64_t left_bytes_;
};

/// The URL's query may hold a key, and details go to logs.
Error without_secrets(Error error, const std::string& url) {
  const std::string public_part = without_query(url);
  for (std::size_t at = 0; (at = error.detail.find(url, at)) != std::string::npos; at += public_part.size()) {
    error.detail.replace(at, url.size(), public_part);
  }
  return error;
}

}  // namespace

Result<FileAnswer> download_file(HttpConnection& connection, const FileRequest& request, base::ByteSink& sink,
                                 const base::CancelToken& cancel) {
  HttpRequest question;
  question.url = request.url;
  question.if_none_match = request.known_etag;
  question.time_max_s = request.time_max_s;
  Receiver receiver(sink, request.length_max_bytes);
  auto head = connection.get(question, receiver, cancel);
  if (!head) return without_secrets(std::move(head).error(), request.url);
  if (head->status == 304 && !request.known_etag.empty()) {
    return FileAnswer{FileAnswer::State::kNotModified, request.known_etag};
  }
  BILDUNGSKIOSK_TRY_VOID(judge_status(*head, request.url));
  return FileAnswer{FileAnswer::State::kFetched, is_settled(*head) ? head->etag : std::string()};
}

}  // namespace bildungskiosk::transport
