#pragma once

#include <string>

#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::scenario {

/// A certificate and its key, PEM files.
struct ServerCertificate {
  std::string certificate_file;
  std::string key_file;
};

/// An authority of the test's own, made by the openssl command. Every step stops the test when it fails.
class TestAuthority {
 public:
  TestAuthority();

  /// Is there what it needs?
  [[nodiscard]] static bool is_available();
  /// The authority's certificate: what `--ca-file` takes.
  [[nodiscard]] std::string file() const { return folder_ / "authority.pem"; }

  /// For that host from now on; `days` of -1 has expired.
  [[nodiscard]] ServerCertificate issue(const std::string& host, int days = 2);
  /// Vouched for by nobody but itself.
  [[nodiscard]] ServerCertificate self_signed(const std::string& host);

 private:
  [[nodiscard]] std::string next_name();

  test::TemporaryDirectory folder_;
  int issued_ = 0;
};

}  // namespace bildungskiosk::scenario
