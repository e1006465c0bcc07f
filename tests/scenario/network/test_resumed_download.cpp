#include <signal.h>

#include <chrono>
#include <filesystem>
#include <iostream>
#include <random>
#include <thread>

#include "sync/transport/limits.hpp"
#include "tests/scenario/programs.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/http_server/http_server.hpp"

// A download that one run of the real program begins, and the next one ends.

namespace bildungskiosk::scenario {
namespace {

namespace fs = std::filesystem;
using test::HttpReply;
using test::HttpServer;

/// Titles that no compression makes much shorter, for a file of more than one piece.
std::vector<std::string> random_titles(std::size_t count) {
  std::mt19937 engine(7);
  std::vector<std::string> titles;
  for (std::size_t number = 0; number < count; ++number) {
    std::string title = "Kurs ";
    while (title.size() < 200)
      title.push_back("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"[engine() % 62]);
    titles.push_back(title);
  }
  return titles;
}

/// Written to its end: a piece that is not is no good, and is fetched again.
bool has_piece(const std::string& store) {
  std::error_code none;
  for (const auto& entry : fs::recursive_directory_iterator(store + "/network/partial", none)) {
    const bool is_first = entry.path().filename().string().starts_with("00001-");
    if (is_first && entry.file_size(none) == transport::kPartialPieceBytes) return true;
  }
  return false;
}

TEST_CASE("A download is continued by the next run, after a broken line and after the program was killed") {
  test::SamplePackage package(now());
  package.set_titles("vhs", random_titles(10'000));
  package.release();
  const Terminal terminal(package);
  HttpServer server;
  server.set_files(package.repository.files);
  const std::string target = package.served_path("vhs");
  HttpReply reply;
  reply.body = package.repository.files.at(target);
  reply.headers = {"ETag: " + test::etag_of(reply.body)};
  const std::size_t whole = reply.body.size();
  REQUIRE(whole > transport::kPartialPieceBytes * 5 / 4);

  SECTION("a broken line") {
    reply.reset_after_bytes = whole - 1'000;
    server.reply_always(target, reply);
    CHECK(terminal.install(server.url()).exit_code == 22);
  }
  SECTION("killed") {
    reply.hang_after_bytes = whole - 1'000;
    server.reply_always(target, reply);
    test::Process install(terminal.command({"install", server.url()}));
    while (!has_piece(terminal.store())) {
      REQUIRE(install.running());
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    install.send(SIGKILL);
    CHECK(install.wait().signal == SIGKILL);
  }
  server.reply_normally();
  server.forget_questions();
  CHECK(terminal.install(server.url()).exit_code == 0);
  CHECK(terminal.sync({"verify"}).exit_code == 0);
  CHECK(server.body_bytes_sent() < whole - transport::kPartialPieceBytes + 20'000);
  CHECK_FALSE(fs::exists(terminal.store() + "/network/partial"));
  std::cout << "continued: " << server.body_bytes_sent() << " of " << whole << " bytes\n";
}

}  // namespace
}  // namespace bildungskiosk::scenario
