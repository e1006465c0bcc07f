#include "sync/transport/package_path.hpp"
#include "sync/transport/package_url.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::transport {
namespace {

std::string error_of(const std::string& text, PlainHttp plain_http = PlainHttp::kLoopbackOnly) {
  const auto parsed = parse_package_url(text, plain_http);
  return parsed ? "none" : std::string(base::to_string(parsed.error().code));
}

}  // namespace

TEST_CASE("A base URL ends in a slash, with or without one given") {
  for (const char* text : {"https://office.example/kiosk-update", "https://office.example/kiosk-update/",
                           "HTTPS://office.example/kiosk-update"}) {
    const auto parsed = parse_package_url(text, PlainHttp::kLoopbackOnly);
    CHECK(parsed.value().text == "https://office.example/kiosk-update/");
    CHECK(parsed.value().is_encrypted);
    CHECK(parsed.value().reach == Reach::kNetwork);
  }
  CHECK(parse_package_url("https://office.example", PlainHttp::kLoopbackOnly).value().text ==
        "https://office.example/");
}

TEST_CASE("http is for this machine only, unless somebody allows it") {
  for (const char* text : {"http://localhost/", "http://127.0.0.1:8080/a", "http://127.9.9.9/", "http://[::1]/"}) {
    INFO(text);
    CHECK(parse_package_url(text, PlainHttp::kLoopbackOnly).value().reach == Reach::kLoopback);
  }
  for (const char* text : {"http://office.example/", "http://127.office.example/", "http://localhost.office.example/",
                           "http://192.168.1.1/", "http://[::2]/", "http://127.0.0.1@office.example/"}) {
    INFO(text);
    CHECK(error_of(text) != "none");
  }
  CHECK(error_of("http://office.example/") == "insecure-url");
  CHECK(error_of("http://office.example/", PlainHttp::kAllowed) == "none");
}

TEST_CASE("What is no base URL of a web server is refused") {
  for (const char* text :
       {"", "office.example", "/media/stick", "https://", "ftp://office.example/", "file:///etc/passwd",
        "https://user:word@office.example/", "https://user@office.example/", "https://office.example/?a=b",
        "https://office.example/#a", "https://office.example/a b", "https://office.example:99999/"}) {
    INFO(text);
    CHECK(error_of(text, PlainHttp::kAllowed) == "invalid-argument");
  }
  CHECK(error_of("https://office.example/" + std::string(2'000, 'a')) == "invalid-argument");
}

TEST_CASE("A proxy is a host and a port, perhaps with a password that no message repeats") {
  CHECK(check_proxy_url("http://proxy.example:3128"));
  CHECK(check_proxy_url("https://name:word@proxy.example:3128"));
  for (const char* text : {"proxy.example:3128", "socks5://proxy.example", "http://", "http://name:secret@ho st/"}) {
    INFO(text);
    const auto checked = check_proxy_url(text);
    REQUIRE_FALSE(checked);
    CHECK(checked.error().detail.find("secret") == std::string::npos);
  }
}

TEST_CASE("A folder is no URL, whatever it is called") {
  CHECK(looks_like_url("https://office.example"));
  CHECK(looks_like_url("ftp://office.example"));
  CHECK_FALSE(looks_like_url("/media/https:/a"));
  CHECK_FALSE(looks_like_url("office.example"));
}

TEST_CASE("Everything but letters, digits and four signs is percent-encoded") {
  CHECK(percent_encode_path("vhs/A-z_0.9~.zst") == "vhs/A-z_0.9~.zst");
  CHECK(percent_encode_path(" %?#&+=\"\xC3\xA4\n") == "%20%25%3F%23%26%2B%3D%22%C3%A4%0A");
}

}  // namespace bildungskiosk::transport
