#pragma once

#include <cstdint>
#include <string>

#include "sync/base/cancel_token.hpp"
#include "sync/base/fetcher.hpp"
#include "sync/base/result.hpp"
#include "sync/transport/http_connection.hpp"

namespace bildungskiosk::transport {

/// One file of a web server that signs nothing: an export of a provider.
struct FileRequest {
  std::string url;         // that parse_file_url has taken
  std::string known_etag;  // of what is there already; empty: nothing is
  std::uint64_t length_max_bytes = 0;
  int time_max_s = 0;  // for the whole of it; 0: as long as HttpSettings' slowest speed allows
};

struct FileAnswer {
  enum class State { kFetched, kNotModified } state = State::kFetched;
  std::string etag;  // to be asked with next time; empty when the server has none that can be relied on
};

/// Hands the file to `sink` as it arrives, each byte once; nothing of it when it is not modified. What broke off is not
/// taken up again: the next run asks anew. Errors: those of HttpConnection and judge_status; kTooLarge; kTimedOut; the
/// sink's. Details name the URL without its query.
base::Result<FileAnswer> download_file(HttpConnection& connection, const FileRequest& request, base::ByteSink& sink,
                                       const base::CancelToken& cancel);

}  // namespace bildungskiosk::transport
