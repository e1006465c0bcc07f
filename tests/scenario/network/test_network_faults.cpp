#include <signal.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <thread>

#include "tests/scenario/programs.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/fault_table/fault_trial.hpp"
#include "tests/support/http_server/http_server.hpp"

// Each fault of the network with the real program: the catalogue from before stays, the line says what happened, and
// when the fault is gone the next run installs.

namespace bildungskiosk::scenario {
namespace {

using test::HttpReply;
using test::HttpServer;

constexpr const char* kTimestamp = "metadata/timestamp.json";

/// A terminal that shows "Kurs alt" from a server which has "Kurs neu" next.
class OnlineOffice {
 public:
  OnlineOffice() : package_(now()) {
    package_.set_titles("vhs", {"Kurs alt"});
    package_.release();
    terminal_ = std::make_unique<Terminal>(package_);
    server.set_files(package_.repository.files);
    REQUIRE(install().exit_code == 0);
    package_.set_titles("vhs", {"Kurs neu"});
    package_.release();
    server.set_files(package_.repository.files);
    terminal_->keep();
  }

  [[nodiscard]] test::Finished install() const { return terminal_->install(server.url()); }
  /// The file of the new release's courses.
  [[nodiscard]] std::string target() const { return package_.served_path("vhs"); }
  [[nodiscard]] std::string bytes_of(const std::string& path) const { return package_.repository.files.at(path); }

  /// Installs from `arguments` (the server's URL without) while the fault is there; then without it.
  void survives(test::FaultTrial& trial, int exit_code, const std::string& code,
                std::vector<std::string> arguments = {}) {
    terminal_->restore();
    if (arguments.empty()) arguments = {server.url()};
    arguments.insert(arguments.begin(), "install");
    judge(trial, exit_code, code, terminal_->sync(arguments));
  }
  void judge(test::FaultTrial& trial, int exit_code, const std::string& code, const test::Finished& finished) {
    INFO(finished.err);
    const bool is_told = finished.exit_code == exit_code && finished.err.find("[" + code) != std::string::npos &&
                         std::count(finished.err.begin(), finished.err.end(), '\n') == 1 && finished.out.empty();
    const bool is_whole = terminal_->titles("Kurs") == "Kurs alt" && terminal_->sync({"verify"}).exit_code == 0;
    server.reply_normally();
    const bool goes_on = install().exit_code == 0 && terminal_->titles("Kurs") == "Kurs neu";
    CHECK(is_told);
    CHECK(is_whole);
    CHECK(goes_on);
    trial.add(test::survived_if(is_told && is_whole && goes_on), test::kSawOld, test::sentence_of(finished.err));
  }
  [[nodiscard]] Terminal& terminal() { return *terminal_; }

  HttpServer server;

 private:
  test::SamplePackage package_;
  std::unique_ptr<Terminal> terminal_;
};

HttpReply status(int number) {
  HttpReply reply;
  reply.status = number;
  reply.body = "no";
  return reply;
}

TEST_CASE("A captive portal is told as one, whatever it is asked for") {
  OnlineOffice office;
  HttpReply page;
  page.headers = {"Content-Type: text/html"};
  page.body = "<!DOCTYPE html><title>WLAN</title>";
  test::FaultTrial trial("captive portal answering 200 with HTML",
                         "in place of every file, of the timestamp, of a target");
  office.server.reply_always(page);
  office.survives(trial, 24, "captive-portal");
  for (const std::string& path : {std::string(kTimestamp), office.target()}) {
    office.server.reply_always(path, page);
    office.survives(trial, 24, "captive-portal");
  }
}

TEST_CASE("A server's failure is not taken for a missing file") {
  OnlineOffice office;
  test::FaultTrial trial("5xx", "500, 502, 503 for every file, the next root, the timestamp, a target; also 403");
  for (const int number : {500, 502, 503, 403}) {
    office.server.reply_always(status(number));
    office.survives(trial, 24, "server-error");
    for (const std::string& path : {std::string("metadata/2.root.json"), std::string(kTimestamp), office.target()}) {
      office.server.reply_always(path, status(number));
      office.survives(trial, 24, "server-error");
    }
  }
}

TEST_CASE("A redirect to http is not followed") {
  OnlineOffice office;
  test::FaultTrial trial("redirect to http", "301 and 302 for every file, for a target");
  for (const int number : {301, 302}) {
    HttpReply reply = status(number);
    reply.headers = {"Location: http://127.0.0.1:" + std::to_string(office.server.port()) + "/elsewhere"};
    office.server.reply_always(reply);
    office.survives(trial, 23, "insecure-url");
    office.server.reply_always(office.target(), reply);
    office.survives(trial, 23, "insecure-url");
  }
}

TEST_CASE("A wrong Content-Length harms nothing") {
  OnlineOffice office;
  HttpReply reply;
  reply.body = office.bytes_of(office.target());
  const std::size_t length = reply.body.size();
  {
    test::FaultTrial trial("wrong Content-Length", "a target announced one byte longer, and 100 GB longer");
    reply.content_length = std::to_string(length + 1);
    office.server.reply_always(office.target(), reply);
    office.survives(trial, 15, "length-mismatch");
    reply.content_length = "100000000000";
    office.server.reply_always(office.target(), reply);
    office.survives(trial, 15, "length-mismatch");
  }
  test::FaultTrial trial("wrong Content-Length", "a target announced one byte shorter");
  reply.content_length = std::to_string(length - 1);
  office.server.reply_always(office.target(), reply);
  office.survives(trial, 15, "length-mismatch");
}

TEST_CASE("A connection that is reset in mid-body again and again is given up, and one reset is not even noticed") {
  OnlineOffice office;
  HttpReply reply;
  reply.body = office.bytes_of(office.target());
  reply.headers = {"ETag: " + test::etag_of(reply.body)};
  {
    test::FaultTrial trial("reset in mid-body", "a target, each time in its middle; the timestamp after one byte");
    reply.reset_after_bytes = reply.body.size() / 2;
    office.server.reply_always(office.target(), reply);
    office.survives(trial, 22, "connection-lost");
    HttpReply torn;
    torn.body = office.bytes_of(kTimestamp);
    torn.reset_after_bytes = 1;
    office.server.reply_always(kTimestamp, torn);
    office.survives(trial, 22, "connection-lost");
  }
  test::FaultTrial trial("reset in mid-body", "a target, once");
  office.server.reply_next(office.target(), reply);
  office.terminal().restore();
  const auto installed = office.install();
  const bool is_new = installed.exit_code == 0 && office.terminal().titles("Kurs") == "Kurs neu";
  CHECK(is_new);
  trial.add(test::survived_if(is_new), test::kSawNew, test::sentence_of(installed.out));
}

// Takes as long as the limit: half a minute, waiting.
TEST_CASE("One byte a second and a server that hangs are given up") {
  OnlineOffice slow;
  OnlineOffice hanging;
  HttpReply reply;
  reply.body = slow.bytes_of(kTimestamp);
  reply.pause_per_byte_ms = 1'000;
  slow.server.reply_always(kTimestamp, reply);
  reply.pause_per_byte_ms = 0;
  reply.hang_after_bytes = 1;
  hanging.server.reply_always(kTimestamp, reply);
  test::Process first(slow.terminal().command({"install", slow.server.url()}));
  test::Process second(hanging.terminal().command({"install", hanging.server.url()}));
  test::FaultTrial trial("one byte a second", "the timestamp; and a server that stops after one byte");
  slow.judge(trial, 22, "timed-out", first.wait(std::chrono::seconds(300)));
  hanging.judge(trial, 22, "timed-out", second.wait(std::chrono::seconds(300)));
}

TEST_CASE("A name that is not resolved is said to be unknown") {
  OnlineOffice office;
  test::FaultTrial trial("name not resolved", "a name below .invalid");
  office.survives(trial, 22, "name-not-resolved", {"https://bildungsbuero.invalid/kiosk-update/"});
}

TEST_CASE("A proxy that refuses is named as what stands in the way") {
  OnlineOffice office;
  HttpServer proxy;
  test::FaultTrial trial("proxy that refuses", "403 and 407 to CONNECT, and nobody listening");
  for (const int number : {403, 407}) {
    proxy.reply_always(status(number));
    office.survives(trial, 22, "proxy-refused", {"https://bildungsbuero.invalid/", "--proxy", proxy.url()});
  }
  office.survives(trial, 22, "proxy-refused", {"https://bildungsbuero.invalid/", "--proxy", "http://127.0.0.1:1"});
}

TEST_CASE("A network run that is asked to stop ends soon, and changes nothing") {
  OnlineOffice office;
  HttpReply reply;
  reply.body = office.bytes_of(kTimestamp);
  reply.hang_after_bytes = 1;
  office.server.forget_questions();
  office.server.reply_always(kTimestamp, reply);
  test::Process install(office.terminal().command({"install", office.server.url()}));
  while (office.server.paths().empty() || office.server.paths().back() != std::string("/") + kTimestamp) {
    REQUIRE(install.running());
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  install.send(SIGTERM);
  // Far below the limit after which a hanging server is given up anyway.
  const auto finished = install.wait(std::chrono::seconds(20));
  CHECK(finished.exit_code == 20);
  CHECK(office.terminal().titles("Kurs") == "Kurs alt");
}

}  // namespace
}  // namespace bildungskiosk::scenario
