#include "sync/transport/curl_failure.hpp"

namespace bildungskiosk::transport {
namespace {

using base::ErrorCode;

// OpenSSL's X509_V_ERR_CERT_NOT_YET_VALID and X509_V_ERR_CERT_HAS_EXPIRED, as CURLINFO_SSL_VERIFYRESULT gives them.
constexpr long kNotYetValid = 9;
constexpr long kHasExpired = 10;

/// The proxy was asked for a way to the server and gave none. A kept connection (no new ones) had been let through.
bool is_refused_by_proxy(CURL* transfer, CURLcode code) {
  if (code == CURLE_COULDNT_RESOLVE_PROXY || code == CURLE_COULDNT_CONNECT || code == CURLE_PROXY) return true;
  long connect_status = 0;
  long connections = 0;
  curl_easy_getinfo(transfer, CURLINFO_HTTP_CONNECTCODE, &connect_status);
  curl_easy_getinfo(transfer, CURLINFO_NUM_CONNECTS, &connections);
  if (connect_status != 0) return connect_status / 100 != 2;
  const bool broke_off = code == CURLE_RECV_ERROR || code == CURLE_SEND_ERROR || code == CURLE_GOT_NOTHING;
  return broke_off && connections > 0;
}

/// The URL asked for was looked at before. A protocol that is none of ours is therefore where a redirect leads, or what
/// the server speaks in place of HTTP/1.1.
bool is_redirected(CURL* transfer) {
  long redirects = 0;
  curl_easy_getinfo(transfer, CURLINFO_REDIRECT_COUNT, &redirects);
  return redirects > 0;
}

ErrorCode certificate_code(CURL* transfer) {
  long verdict = 0;
  curl_easy_getinfo(transfer, CURLINFO_SSL_VERIFYRESULT, &verdict);
  const bool is_out_of_time = verdict == kNotYetValid || verdict == kHasExpired;
  return is_out_of_time ? ErrorCode::kCertificateExpired : ErrorCode::kCertificateRefused;
}

ErrorCode code_for(CURL* transfer, CURLcode code) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return ErrorCode::kNameNotResolved;
    case CURLE_COULDNT_CONNECT:
    case CURLE_INTERFACE_FAILED:
      return ErrorCode::kServerUnreachable;
    case CURLE_OPERATION_TIMEDOUT:
      return ErrorCode::kTimedOut;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR:
      return certificate_code(transfer);
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
      return ErrorCode::kTlsFailed;
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_PARTIAL_FILE:
      return ErrorCode::kConnectionLost;
    case CURLE_UNSUPPORTED_PROTOCOL:
      return is_redirected(transfer) ? ErrorCode::kInsecureUrl : ErrorCode::kServerError;
    case CURLE_OUT_OF_MEMORY:
    case CURLE_FAILED_INIT:
    case CURLE_BAD_FUNCTION_ARGUMENT:
    case CURLE_NOT_BUILT_IN:
    case CURLE_UNKNOWN_OPTION:
      return ErrorCode::kInternal;
    default:  // whatever else an answer can be that is no HTTP
      return ErrorCode::kServerError;
  }
}

}  // namespace

bool is_of_an_earlier_answer(CURL* transfer, CURLcode code) {
  long connections = 0;
  curl_easy_getinfo(transfer, CURLINFO_NUM_CONNECTS, &connections);
  const bool is_no_http = code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_WEIRD_SERVER_REPLY;
  return connections == 0 && is_no_http && !is_redirected(transfer);
}

base::Error explain_curl_failure(CURL* transfer, CURLcode code, Way way, const std::string& explanation) {
  const bool is_proxy = way == Way::kProxy && is_refused_by_proxy(transfer, code);
  return {is_proxy ? ErrorCode::kProxyRefused : code_for(transfer, code),
          explanation.empty() ? curl_easy_strerror(code) : explanation};
}

}  // namespace bildungskiosk::transport
