#include "sync/transport/package_url.hpp"

#include <arpa/inet.h>
#include <curl/curl.h>

#include "sync/base/unique_handle.hpp"
#include "sync/transport/limits.hpp"

namespace bildungskiosk::transport {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

class ParsedUrl {
 public:
  explicit ParsedUrl(const std::string& text) : url_(curl_url()) {
    BILDUNGSKIOSK_CHECK(static_cast<bool>(url_));
    is_valid_ = curl_url_set(url_.get(), CURLUPART_URL, text.c_str(), 0) == CURLUE_OK;
  }

  [[nodiscard]] bool is_valid() const { return is_valid_; }
  /// Empty when the URL has no such part.
  [[nodiscard]] std::string part(CURLUPart which) const {
    char* text = nullptr;
    if (curl_url_get(url_.get(), which, &text, 0) != CURLUE_OK) return {};
    std::string copy(text);
    curl_free(text);
    return copy;
  }

 private:
  base::UniqueHandle<CURLU*, curl_url_cleanup> url_;
  bool is_valid_ = false;
};

/// libcurl itself takes "localhost" for the loopback without asking a name server.
bool is_loopback(const std::string& host) {
  in_addr address{};
  const bool is_ipv4 = inet_pton(AF_INET, host.c_str(), &address) == 1;
  return host == "localhost" || host == "[::1]" || (is_ipv4 && ntohl(address.s_addr) >> 24U == 127);
}

Error not_a_url(const std::string& why) { return {ErrorCode::kInvalidArgument, "the URL " + why}; }

}  // namespace

bool looks_like_url(std::string_view text) { return text.find("://") != std::string_view::npos; }

Result<PackageUrl> parse_package_url(const std::string& text, PlainHttp plain_http) {
  if (text.size() > kBaseUrlBytesMax) return not_a_url("is too long");
  const ParsedUrl url(text);
  if (!url.is_valid()) return not_a_url("\"" + text + "\" is none");
  const std::string scheme = url.part(CURLUPART_SCHEME);
  if (scheme != "https" && scheme != "http") return not_a_url("begins with " + scheme + ", not with https");
  // They would end up in logs, and every terminal would carry them.
  if (!url.part(CURLUPART_USER).empty() || !url.part(CURLUPART_PASSWORD).empty()) {
    return not_a_url("holds a user name or password");
  }
  if (!url.part(CURLUPART_QUERY).empty() || !url.part(CURLUPART_FRAGMENT).empty()) {
    return not_a_url("holds a query or fragment; files' names are put behind it");
  }
  PackageUrl parsed;
  parsed.text = url.part(CURLUPART_URL);
  if (parsed.text.back() != '/') parsed.text.push_back('/');
  parsed.is_encrypted = scheme == "https";
  const std::string host = url.part(CURLUPART_HOST);
  parsed.reach = is_loopback(host) ? Reach::kLoopback : Reach::kNetwork;
  if (!parsed.is_encrypted && parsed.reach != Reach::kLoopback && plain_http != PlainHttp::kAllowed) {
    return Error{ErrorCode::kInsecureUrl, parsed.text + " is not https"};
  }
  return parsed;
}

std::string without_query(std::string_view url) { return std::string(url.substr(0, url.find_first_of("?#"))); }

Result<PackageUrl> parse_file_url(const std::string& text, PlainHttp plain_http) {
  const ParsedUrl url(text);
  if (text.size() > kBaseUrlBytesMax || !url.is_valid() || !url.part(CURLUPART_FRAGMENT).empty()) {
    return not_a_url("\"" + without_query(text) + "\" is none, is too long, or names a part of a page");
  }
  BILDUNGSKIOSK_TRY(PackageUrl parsed, parse_package_url(without_query(text), plain_http));
  parsed.text = text;
  return parsed;
}

Result<void> check_proxy_url(const std::string& text) {
  const ParsedUrl url(text);
  const std::string scheme = url.part(CURLUPART_SCHEME);
  if (text.size() > kBaseUrlBytesMax || !url.is_valid() || (scheme != "http" && scheme != "https")) {
    // Not quoted: it may hold a password.
    return Error{ErrorCode::kInvalidArgument, "the proxy's address is not like http://proxy.example:3128"};
  }
  return {};
}

}  // namespace bildungskiosk::transport
