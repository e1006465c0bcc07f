#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/scenario/network/test_authority.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::scenario {

/// Debian's nginx on the loopback with TLS, serving a folder as an office would: nothing configured but folder and
/// certificate. Below /moved/ it redirects to the same files over https, below /circle/ to itself, below /plain/ to
/// http. Ends with the object. Trouble with starting it stops the test.
class Nginx {
 public:
  Nginx(const std::string& served_folder, const ServerCertificate& certificate);
  ~Nginx();
  Nginx(const Nginx&) = delete;
  Nginx& operator=(const Nginx&) = delete;

  [[nodiscard]] static bool is_available();

  /// "https://localhost:<port>"
  [[nodiscard]] std::string url() const { return "https://localhost:" + std::to_string(port_); }
  /// "<path> <status> <bytes of the body>" of each request so far.
  [[nodiscard]] std::vector<std::string> requests() const;

 private:
  [[nodiscard]] bool start(const std::string& served_folder, const ServerCertificate& certificate);

  test::TemporaryDirectory folder_;
  int port_ = 0;
  std::unique_ptr<test::Process> process_;
};

}  // namespace bildungskiosk::scenario
