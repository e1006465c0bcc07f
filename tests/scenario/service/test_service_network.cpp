#include <iostream>

#include "tests/scenario/running_service.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/fault_table/fault_trial.hpp"
#include "tests/support/http_server/http_server.hpp"

// `kiosk-sync watch` with a web server, alone and together with sticks.

namespace bildungskiosk::scenario {
namespace {

using test::HttpReply;
using test::HttpServer;
using test::SamplePackage;
using update::MediumStage;
using update::NetworkStatus;
using update::ServiceStatus;

std::string configuration(const HttpServer& server) {
  return "[media]\nfolders = [\"/\"]\npolicy = \"install\"\n[network]\nurl = \"" + server.url() +
         "/\"\nwindow = \"00:00-00:00\"\n";
}

bool has_asked(const ServiceStatus& status) {
  return status.network.last_success_at != 0 && status.network.activity == NetworkStatus::Activity::kWaiting;
}

/// The first of the package's larger files: what a terminal downloads longest.
std::string path_of_offers(const SamplePackage& package) {
  for (const auto& [path, bytes] : package.repository.files) {
    if (path.find("offers") != std::string::npos) return "/" + path;
  }
  return "";
}

TEST_CASE("The service installs from a web server without a question, and asks again by its schedule") {
  const SamplePackage package;
  const Terminal terminal(package);
  HttpServer server;
  server.set_files(package.repository.files);
  RunningService service(terminal, configuration(server), {}, {"--network-now"});
  const auto status = service.wait_for(has_asked);
  CHECK(terminal.titles("englisch") == "Englisch am Abend");
  CHECK_FALSE(status.network.last_error);
  CHECK(service.wait_for([](const ServiceStatus& now) { return now.network.next_attempt_at != 0; })
            .network.next_attempt_at > now());
  CHECK(status.medium.stage == MediumStage::kNone);
}

TEST_CASE("A server that fails is told of in the status and tried again later, and what is shown stays") {
  const SamplePackage package;
  const Terminal terminal(package);
  HttpServer server;
  server.reply_always(HttpReply{503, {}, "", {}});
  RunningService service(terminal, configuration(server), {}, {"--network-now"});
  const auto status = service.wait_for([](const ServiceStatus& now) { return now.network.last_error.has_value(); });
  CHECK(status.network.last_error == base::ErrorCode::kServerError);
  CHECK(status.network.last_success_at == 0);
}

TEST_CASE("USB and HTTPS at once: one waits, and both end well") {
  test::FaultTrial trial("USB and HTTPS at once", "kiosk-sync watch, a stick put in during a download");
  SamplePackage package;
  const Terminal terminal(package);
  const Stick stick(package);  // the older one
  package.set_titles("vhs", {"Töpfern"});
  package.release();
  HttpServer server;
  server.set_files(package.repository.files);
  HttpReply hanging;
  hanging.body = std::string(1000, 'x');
  hanging.hang_after_bytes = 10;
  server.reply_next(path_of_offers(package), hanging);
  RunningService service(terminal, configuration(server), {}, {"--network-now"});
  service.wait_for([](const ServiceStatus& now) { return now.network.activity == NetworkStatus::Activity::kRunning; });
  service.put_in(stick.path());
  const auto done = service.wait_for(MediumStage::kDone);
  CHECK(done.network.activity == NetworkStatus::Activity::kWaiting);
  const bool installed = terminal.titles("englisch") == "Englisch am Abend";
  CHECK(installed);
  trial.add(test::survived_if(installed), test::kSawNew, "the stick installed, the download put off");
}

TEST_CASE("The service ends in under a second in the middle of a download, and the next one finishes it") {
  const SamplePackage package;
  const Terminal terminal(package);
  HttpServer server;
  server.set_files(package.repository.files);
  HttpReply hanging;
  hanging.body = std::string(1000, 'x');
  hanging.hang_after_bytes = 10;
  server.reply_next(path_of_offers(package), hanging);
  RunningService service(terminal, configuration(server), {}, {"--network-now"});
  service.wait_for([&](const ServiceStatus&) {
    const auto paths = server.paths();
    return !paths.empty() && paths.back() == path_of_offers(package);
  });
  CHECK(service.stop().exit_code == 0);
  std::cout << "SIGTERM in mid-download: ended after " << service.milliseconds_to_end() << " ms\n";
  service.start();
  service.wait_for(has_asked);
  CHECK(terminal.titles("englisch") == "Englisch am Abend");
}

}  // namespace
}  // namespace bildungskiosk::scenario
