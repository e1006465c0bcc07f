#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>

#include "tests/scenario/network/nginx.hpp"
#include "tests/scenario/office.hpp"
#include "tests/scenario/programs.hpp"
#include "tests/support/catch.hpp"

// A provider's export over HTTPS: Debian's nginx, a certificate of the test's own, and the office's real nightly run.

namespace bildungskiosk::scenario {
namespace {

struct Night {
  Night(const std::string& url, const std::string& authority_file) {
    const auto made = test::run_program({program("kiosk-publish"), "init", folder / "buero", "--office",
                                         "Bildungsbüro Sonnfeld (fiktiv)", "--region", "Landkreis Sonnfeld"});
    REQUIRE(made.exit_code == 0);
    trust(url, authority_file);
  }
  void trust(const std::string& url, const std::string& authority_file) const {
    test::write_text_file(folder / "publish.toml",
                          "office = \"buero\"\n[network]\nca_file = \"" + authority_file +
                              "\"\n[[source]]\nid = \"vhs\"\nprovider_name = \"Volkshochschule (fiktiv)\"\nurls = [\"" +
                              url + "/vhs.xml\"]\n");
  }
  [[nodiscard]] test::Finished run() const {
    return test::run_program({program("kiosk-publish"), "sync", folder / "publish.toml"});
  }

  test::TemporaryDirectory folder;
};

TEST_CASE(
    "An office reads a provider's export over https, fetches it again only when it has changed, and keeps what "
    "it has where the server can't say who it is") {
  if (!Nginx::is_available()) {
    std::cout << "skipped: an export over https: nginx or openssl is not installed\n";
    return;
  }
  const test::TemporaryDirectory served;
  test::write_text_file(served / "vhs.xml", open_vhs_file({"Kurs Töpfern", "Kurs Nähen"}));
  // Not of this second: nginx makes its ETag of a whole one.
  std::filesystem::last_write_time(served / "vhs.xml",
                                   std::filesystem::file_time_type::clock::now() - std::chrono::seconds(5));
  TestAuthority authority;
  const Nginx server(served.path(), authority.issue("localhost"));
  const Night night(server.url(), authority.file());

  const auto first = night.run();
  INFO(first.out << first.err);
  CHECK(first.exit_code == 0);
  CHECK_THAT(first.out, ContainsSubstring("Veröffentlicht: Fassung 1 mit 2 Angeboten"));
  CHECK(night.run().exit_code == 0);
  const auto requests = server.requests();
  REQUIRE(requests.size() == 2);
  CHECK(requests[0].starts_with("/vhs.xml 200 "));
  CHECK(requests[1] == "/vhs.xml 304 0");

  const TestAuthority stranger;
  night.trust(server.url(), stranger.file());
  const auto refused = night.run();
  INFO(refused.out << refused.err);
  CHECK(refused.exit_code == 37);
  CHECK_THAT(refused.err, ContainsSubstring("vhs bleibt, wie es war"));
  CHECK_THAT(refused.err, ContainsSubstring("Zertifikat"));
  CHECK_THAT(refused.out, ContainsSubstring("Nichts hat sich geändert: Fassung 1 bleibt"));
}

}  // namespace
}  // namespace bildungskiosk::scenario
