#pragma once

#include <string>
#include <string_view>

#include "sync/base/result.hpp"

namespace bildungskiosk::transport {

/// Whether plain `http://` may leave this machine. Signatures protect the package itself; what is given away without
/// TLS is who asks, and the protection against being held back (a freeze).
enum class PlainHttp { kLoopbackOnly, kAllowed };

/// Where the network may have to go through to reach a server.
enum class Reach { kNetwork, kLoopback };

/// A base URL that was looked at: absolute, https (or http as far as allowed), without user, password, query and
/// fragment, ending in '/'.
struct PackageUrl {
  std::string text;
  bool is_encrypted = true;
  Reach reach = Reach::kNetwork;  // kLoopback: localhost, 127.0.0.0/8, ::1
};

/// Whether somebody meant a URL rather than a folder: "https://…", or any other scheme.
[[nodiscard]] bool looks_like_url(std::string_view text);

/// kInsecureUrl: http to another machine without `kAllowed`. kInvalidArgument: no URL, another scheme, credentials, a
/// query or fragment, longer than kBaseUrlBytesMax.
base::Result<PackageUrl> parse_package_url(const std::string& text, PlainHttp plain_http);

/// The address of one file, which may have a query ("https://vhs.example/export.php?format=openvhs"): `text` as it was
/// given, the rest as above. Errors as above, but for the query.
base::Result<PackageUrl> parse_file_url(const std::string& text, PlainHttp plain_http);
/// Without query and fragment, for people to read: a query may hold a key.
[[nodiscard]] std::string without_query(std::string_view url);

/// "http://proxy.example:3128" or https; a name and password may stand before the host. kInvalidArgument otherwise.
base::Result<void> check_proxy_url(const std::string& text);

}  // namespace bildungskiosk::transport
