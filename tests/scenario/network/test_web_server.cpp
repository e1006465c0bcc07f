#include <chrono>
#include <filesystem>
#include <iostream>

#include "tests/scenario/network/nginx.hpp"
#include "tests/scenario/office.hpp"
#include "tests/scenario/programs.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/fault_table/fault_trial.hpp"

// The whole product over HTTPS: the office's release as it lies on its disk, Debian's nginx, and the real kiosk-sync.

namespace bildungskiosk::scenario {
namespace {

bool can_serve(const char* what) {
  if (Nginx::is_available()) return true;
  std::cout << "skipped: " << what << ": nginx or openssl is not installed\n";
  return false;
}

std::vector<std::string> from(const Nginx& server, const TestAuthority& authority) {
  return {"install", server.url(), "--ca-file", authority.file()};
}

/// "Aus dem Netz geladen: 1,2 kB."
std::string traffic(const test::Finished& finished) {
  const std::size_t begin = finished.out.find("Aus dem Netz geladen: ");
  return begin == std::string::npos ? "" : finished.out.substr(begin, finished.out.find('\n', begin) - begin);
}

TEST_CASE("A release goes over a web server to a terminal, and what has not changed is not fetched again") {
  if (!can_serve("a release over nginx")) return;
  Office office;
  office.add("vhs-sonnfeld", {"Kurs Töpfern", "Kurs Malen"});
  office.add("fz-lindach", {"Kurs Krabbeln"});
  office.release();
  TestAuthority authority;
  const Nginx server(office.repository(), authority.issue("localhost"));
  const Terminal terminal(office.root_file());
  // Not of this second, in which a release would not be remembered: nginx makes its ETag of a whole one.
  const std::filesystem::path timestamp = office.repository() + "/metadata/timestamp.json";
  std::filesystem::last_write_time(timestamp, std::filesystem::last_write_time(timestamp) - std::chrono::seconds(2));

  const auto first = terminal.sync(from(server, authority));
  INFO(first.err);
  CHECK(first.exit_code == 0);
  CHECK(terminal.titles("Kurs") == "Kurs Krabbeln, Kurs Malen, Kurs Töpfern");

  const std::size_t before = server.requests().size();
  const auto second = terminal.sync(from(server, authority));
  CHECK(second.exit_code == 10);
  const auto requests = server.requests();
  REQUIRE(requests.size() == before + 2);
  CHECK(requests[before].starts_with("/metadata/2.root.json 404 "));
  CHECK(requests[before + 1] == "/metadata/timestamp.json 304 0");
  std::cout << "first run: " << traffic(first) << " second run: " << traffic(second) << '\n';
  CHECK_THAT(traffic(second), ContainsSubstring(" Bytes."));

  office.add("vhs-sonnfeld", {"Kurs Weben"});
  office.release();
  const auto third = terminal.sync(from(server, authority));
  CHECK(third.exit_code == 0);
  CHECK(terminal.titles("Kurs") == "Kurs Krabbeln, Kurs Weben");
  // Two releases in one second look alike to nginx, and both are installed.
  for (const std::string title : {"Kurs Nähen", "Kurs Sägen"}) {
    office.add("vhs-sonnfeld", {title});
    office.release();
    CHECK(terminal.sync(from(server, authority)).exit_code == 0);
    CHECK(terminal.titles("Kurs") == "Kurs Krabbeln, " + title);
  }
  CHECK(terminal.sync({"verify"}).exit_code == 0);
}

TEST_CASE("A redirect is followed over https, not in circles, and never to http") {
  if (!can_serve("redirects")) return;
  Office office;
  office.add("vhs-sonnfeld", {"Kurs Töpfern"});
  office.release();
  TestAuthority authority;
  const Nginx server(office.repository(), authority.issue("localhost"));
  const Terminal terminal(office.root_file());
  const auto install = [&](const std::string& folder) {
    return terminal.sync({"install", server.url() + folder, "--ca-file", authority.file()});
  };
  const auto circle = install("/circle/");
  CHECK(circle.exit_code == 24);
  CHECK_THAT(circle.err, ContainsSubstring("[server-error"));
  {
    test::FaultTrial trial("redirect to http", "nginx that redirects from https to http");
    const auto plain = install("/plain/");
    const bool is_refused = plain.exit_code == 23 && plain.err.find("[insecure-url") != std::string::npos;
    CHECK(is_refused);
    trial.add(test::survived_if(is_refused), test::kSawNone, test::sentence_of(plain.err));
  }
  CHECK(install("/moved/").exit_code == 0);
  CHECK(terminal.titles("Kurs") == "Kurs Töpfern");
}

TEST_CASE("A server that can't prove who it is gives no catalogue, and the old one stays") {
  if (!can_serve("certificates")) return;
  Office office;
  office.add("vhs-sonnfeld", {"Kurs alt"});
  office.release();
  TestAuthority authority;
  const Terminal terminal(office.root_file());
  const ServerCertificate good = authority.issue("localhost");
  REQUIRE(terminal.sync(from(Nginx(office.repository(), good), authority)).exit_code == 0);
  office.add("vhs-sonnfeld", {"Kurs neu"});
  office.release();

  const auto refused = [&](const char* fault, const char* way, const ServerCertificate& certificate,
                           const std::string& code) {
    INFO(way);
    test::FaultTrial trial(fault, way);
    const Nginx server(office.repository(), certificate);
    const auto finished = terminal.sync(from(server, authority));
    INFO(finished.err);
    const bool is_refused = finished.exit_code == 23 && finished.err.find("[" + code) != std::string::npos;
    const bool is_whole = terminal.titles("Kurs") == "Kurs alt" && terminal.sync({"verify"}).exit_code == 0;
    CHECK(is_refused);
    CHECK(is_whole);
    CHECK(server.requests().empty());
    trial.add(test::survived_if(is_refused && is_whole), test::kSawOld, test::sentence_of(finished.err));
  };
  refused("certificate expired", "nginx with a certificate of yesterday", authority.issue("localhost", -1),
          "certificate-expired");
  refused("certificate of another host", "nginx with a certificate for other.example", authority.issue("other.example"),
          "certificate-refused");
  refused("certificate self-signed", "nginx with a certificate of its own making", authority.self_signed("localhost"),
          "certificate-refused");
  TestAuthority stranger;
  refused("certificate self-signed", "nginx with a certificate of an unknown authority", stranger.issue("localhost"),
          "certificate-refused");

  // Without --ca-file the system's authorities count, and none of them knows ours.
  const Nginx server(office.repository(), good);
  const auto unknown = terminal.sync({"install", server.url()});
  CHECK(unknown.exit_code == 23);
  CHECK(terminal.sync(from(server, authority)).exit_code == 0);
  CHECK(terminal.titles("Kurs") == "Kurs neu");
}

}  // namespace
}  // namespace bildungskiosk::scenario
