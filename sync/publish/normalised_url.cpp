#include <algorithm>
#include <array>

#include "sync/publish/offer_identity.hpp"

namespace bildungskiosk::publish {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char small = lower(c);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

bool is_unreserved(char c) {
  return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
}

/// RFC 3986, 6.2.2: escaped letters are letters, the digits of other escapes are capitals.
std::string with_plain_escapes(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? hex_value(text[i + 2]) : -1;
    if (text[i] != '%' || high < 0 || low < 0) {
      out += text[i];
      continue;
    }
    const auto byte = static_cast<char>(high * 16 + low);
    if (is_unreserved(byte)) {
      out += byte;
    } else {
      ((out += '%') += kDigits[static_cast<std::size_t>(high)]) += kDigits[static_cast<std::size_t>(low)];
    }
    i += 2;
  }
  return out;
}

/// Where somebody came from, or that he is here: nothing that names the page.
bool is_mark(std::string_view parameter) {
  const std::string name = lowered(parameter.substr(0, parameter.find('=')));
  if (name.empty() || name.starts_with("utm_") || name.starts_with("mtm_") || name.starts_with("pk_")) return true;
  constexpr std::array<std::string_view, 9> kMarks = {"fbclid", "gclid",     "msclkid",    "mc_cid", "mc_eid",
                                                      "sid",    "phpsessid", "jsessionid", "session"};
  return std::find(kMarks.begin(), kMarks.end(), name) != kMarks.end();
}

std::string sorted_parameters(std::string_view query) {
  std::vector<std::string> parameters;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    if (!is_mark(query.substr(0, end))) parameters.push_back(with_plain_escapes(query.substr(0, end)));
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  std::sort(parameters.begin(), parameters.end());
  std::string out;
  for (const std::string& parameter : parameters) out += (out.empty() ? "?" : "&") + parameter;
  return out;
}

std::string plain_host(std::string_view authority) {
  const std::size_t at = authority.rfind('@');
  if (at != std::string_view::npos) authority.remove_prefix(at + 1);
  std::string host = lowered(authority);
  for (const std::string_view port : {":80", ":443", "."}) {
    if (host.ends_with(port)) host.resize(host.size() - port.size());
  }
  return host.starts_with("www.") ? host.substr(4) : host;
}

std::string plain_path(std::string_view path) {
  std::string out = with_plain_escapes(path);
  const std::size_t session = lowered(out).find(";jsessionid=");
  if (session != std::string::npos) out.resize(session);
  for (const std::string_view index : {"/index.html", "/index.htm", "/index.php"}) {
    if (lowered(out).ends_with(index)) out.resize(out.size() - index.size());
  }
  while (out.ends_with('/')) out.pop_back();
  return out;
}

}  // namespace

std::string normalised_url(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find('#'));
  const std::size_t query_at = std::min(url.find('?'), url.size());
  const std::string query = sorted_parameters(url.substr(std::min(query_at + 1, url.size())));
  url = url.substr(0, query_at);
  const std::size_t path_at = std::min(url.find('/'), url.size());
  const std::string host = plain_host(url.substr(0, path_at));
  const std::string path = plain_path(url.substr(path_at));
  if (host.empty() || (path.empty() && query.empty())) return {};
  return host + path + query;
}

}  // namespace bildungskiosk::publish
