#include "tests/scenario/network/test_authority.hpp"

#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/process.hpp"

namespace bildungskiosk::scenario {
namespace {

void openssl(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "openssl");
  const auto finished = test::run_program(arguments);
  INFO(finished.err);
  REQUIRE(finished.exit_code == 0);
}

/// A request, or with "-x509" a certificate that vouches for itself.
std::vector<std::string> request(const std::string& name, const std::string& key, const std::string& out) {
  return {"req", "-new",  "-newkey",     "ec",   "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
          key,   "-subj", "/CN=" + name, "-out", out};
}

}  // namespace

bool TestAuthority::is_available() { return test::is_installed("openssl"); }

TestAuthority::TestAuthority() {
  auto arguments = request("Test authority", folder_ / "authority.key", file());
  arguments.insert(arguments.end(), {"-x509", "-days", "2"});
  openssl(arguments);
}

std::string TestAuthority::next_name() { return folder_ / ("server-" + std::to_string(++issued_)); }

ServerCertificate TestAuthority::issue(const std::string& host, int days) {
  const std::string name = next_name();
  const ServerCertificate issued{name + ".pem", name + ".key"};
  openssl(request(host, issued.key_file, name + ".csr"));
  test::write_text_file(name + ".ext", "subjectAltName=DNS:" + host + "\n");
  openssl({"x509", "-req", "-in", name + ".csr", "-CA", file(), "-CAkey", folder_ / "authority.key", "-CAcreateserial",
           "-days", std::to_string(days), "-extfile", name + ".ext", "-out", issued.certificate_file});
  return issued;
}

ServerCertificate TestAuthority::self_signed(const std::string& host) {
  const std::string name = next_name();
  const ServerCertificate issued{name + ".pem", name + ".key"};
  auto arguments = request(host, issued.key_file, issued.certificate_file);
  arguments.insert(arguments.end(), {"-x509", "-days", "2", "-addext", "subjectAltName=DNS:" + host});
  openssl(arguments);
  return issued;
}

}  // namespace bildungskiosk::scenario
