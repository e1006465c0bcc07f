#include <chrono>
#include <thread>

#include "sync/transport/limits.hpp"
#include "tests/sync/transport/source_fixture.hpp"

// A server that misbehaves, reply by reply. The same faults with the whole product stand in tests/scenario/network.

namespace bildungskiosk::transport {

using test::HttpReply;

namespace {

HttpReply file(const std::string& bytes) {
  HttpReply reply;
  reply.headers = {"ETag: " + test::etag_of(bytes)};
  reply.body = bytes;
  return reply;
}

HttpReply reset_after(const std::string& bytes, std::size_t count) {
  HttpReply reply = file(bytes);
  reply.reset_after_bytes = count;
  return reply;
}

const std::string kPath = "targets/vhs/a";

}  // namespace

// Seen to fail with the Range taken out of request_headers: everything came twice.
TEST_CASE("A transfer that is reset goes on where it was, of the very same file") {
  SourceFixture fixture;
  const std::size_t broke_at = GENERATE(std::size_t{1}, std::size_t{100'000}, std::size_t{299'000});
  fixture.server.reply_next(kPath, reset_after(fixture.content, broke_at));
  CHECK(fixture.fetch_to() == "done");
  CHECK(fixture.sink.text == fixture.content);
  const auto questions = fixture.server.questions();
  REQUIRE(questions.size() == 2);
  CHECK(questions[1].headers.at("range") == "bytes=" + std::to_string(broke_at) + "-");
  CHECK(questions[1].headers.at("if-range") == test::etag_of(fixture.content));
  CHECK(fixture.server.body_bytes_sent() == fixture.content.size());
}

TEST_CASE("A transfer that is closed before its announced end goes on as well") {
  SourceFixture fixture;
  HttpReply reply = file(fixture.content);
  reply.close_after_bytes = 150'000;
  fixture.server.reply_next(kPath, reply);
  CHECK(fixture.fetch_to() == "done");
  CHECK(fixture.sink.text == fixture.content);
}

TEST_CASE("A server without ranges sends everything again, and the beginning is left out") {
  SourceFixture fixture;
  fixture.server.honour_ranges(false);
  fixture.server.reply_next(kPath, reset_after(fixture.content, 100'000));
  fixture.server.reply_next(kPath, reset_after(fixture.content, 50'000));
  CHECK(fixture.fetch_to() == "done");
  CHECK(fixture.sink.text == fixture.content);
}

TEST_CASE("A file that changes while it is fetched is not put together from two") {
  SourceFixture fixture;
  fixture.server.reply_next(kPath, reset_after(fixture.content, 100'000));
  fixture.server.set_file(kPath, fixture.content + "more");
  CHECK(fixture.fetch_to() == "server-error");
  CHECK_THAT(fixture.detail, ContainsSubstring("changed"));
  CHECK(fixture.sink.text == fixture.content.substr(0, 100'000));
}

TEST_CASE("Another range than asked for is refused") {
  const std::string range = GENERATE(as<std::string>{}, "bytes 99999-299999/300000", "bytes 0-299999/300000",
                                     "bytes ?/9", "items 100000-1/2", "");
  SourceFixture fixture;
  fixture.server.reply_next(kPath, reset_after(fixture.content, 100'000));
  HttpReply wrong = file(fixture.content);
  wrong.status = 206;
  wrong.headers.push_back("Content-Range: " + range);
  fixture.server.reply_next(kPath, wrong);
  INFO(range);
  CHECK(fixture.fetch_to() == "server-error");
  CHECK(fixture.sink.text.size() == 100'000);
}

TEST_CASE("A part that nobody asked for is refused") {
  SourceFixture fixture;
  HttpReply part = file("abc");
  part.status = 206;
  part.headers.push_back("Content-Range: bytes 0-2/3");
  fixture.server.reply_next(kPath, part);
  CHECK(fixture.fetch_to() == "server-error");
}

TEST_CASE("A line that breaks again and again is given up after some tries") {
  SourceFixture fixture;
  fixture.server.reply_always(reset_after(fixture.content, 1'000));
  CHECK(fixture.fetch_to() == "connection-lost");
  CHECK(fixture.server.questions().size() == kResumptionsMax + 1);
}

TEST_CASE("A body shorter than announced is never taken for whole") {
  SourceFixture fixture;
  HttpReply reply = file("short");
  reply.content_length = "100";
  fixture.server.reply_always(reply);
  CHECK(fixture.fetch_to() == "connection-lost");
}

TEST_CASE("A body longer than announced ends where it was announced, and spoils no later file") {
  SourceFixture fixture;
  HttpReply reply = file("0123456789");
  reply.content_length = "4";
  fixture.server.reply_next(kPath, reply);
  CHECK(fixture.fetch() == "0123");
  CHECK(fixture.fetch() == fixture.content);
}

TEST_CASE(
    "What comes late behind a body, when the connection asks for the next file already, is not taken for its answer") {
  SourceFixture fixture;
  HttpReply reply = file("0123456789");
  reply.content_length = "4";
  reply.pause_per_byte_ms = 30;
  fixture.server.reply_next(kPath, reply);
  CHECK(fixture.fetch() == "0123");
  CHECK(fixture.fetch() == fixture.content);
}

TEST_CASE("A server that speaks something else than HTTP is no server, and no insecure address") {
  SourceFixture fixture;
  HttpReply reply;
  reply.is_headless = true;
  reply.body = "SSH-2.0-OpenSSH\r\n";
  fixture.server.reply_always(reply);
  CHECK(fixture.fetch() == "server-error");
}

TEST_CASE("A length that is no number, or too great for any, is no answer") {
  SourceFixture fixture;
  const std::string length = GENERATE(as<std::string>{}, "-1", "abc", "99999999999999999999999999", "0x10");
  HttpReply reply = file("0123456789");
  reply.content_length = length;
  fixture.server.reply_always(reply);
  const std::string said = fixture.fetch_to();
  INFO(length);
  // What the length hides, the count of the bytes finds; the hash is the last to judge.
  CHECK((said == "server-error" || said == "too-large" || said == "done"));
  CHECK(fixture.sink.text.size() <= 10);
}

TEST_CASE("One byte a second is given up") {
  SourceFixture fixture({.low_speed_time_limit_s = 1});
  HttpReply reply = file(fixture.content);
  reply.pause_per_byte_ms = 1'000;
  fixture.server.reply_always(reply);
  CHECK(fixture.fetch_to() == "timed-out");
}

TEST_CASE("A server that says nothing, or stops after its headers or in mid-body, is given up") {
  SourceFixture fixture({.low_speed_time_limit_s = 1});
  HttpReply reply = file(fixture.content);
  SECTION("after the headers") { reply.hang_after_bytes = 0; }
  SECTION("in mid-body") { reply.hang_after_bytes = 100'000; }
  fixture.server.reply_always(reply);
  CHECK(fixture.fetch_to() == "timed-out");
}

TEST_CASE("A body without an end stops at the length asked for") {
  SourceFixture fixture;
  HttpReply reply = file(std::string(10'000, 'x'));
  reply.is_endless = true;
  fixture.server.reply_always(reply);
  CHECK(fixture.fetch_to(kPath, 250'000) == "too-large");
  CHECK(fixture.sink.text.size() <= 250'000);
}

TEST_CASE("Headers without an end are no answer") {
  SourceFixture fixture;
  HttpReply reply = file("a");
  SECTION("many") { reply.headers.resize(10'000, "X-Filler: nothing to see here"); }
  SECTION("one") { reply.headers.push_back("X-Filler: " + std::string(90'000, 'x')); }
  fixture.server.reply_always(reply);
  CHECK(fixture.fetch_to() == "server-error");
}

TEST_CASE("An endless error page is not read to its end, and its status counts") {
  SourceFixture fixture;
  HttpReply reply;
  reply.status = 404;
  reply.body = std::string(10'000, 'x');
  reply.is_endless = true;
  fixture.server.reply_always(reply);
  CHECK(fixture.fetch_to() == "not-found");
}

// Seen to fail with begins_like_html answering false.
TEST_CASE("A web page in place of the file is a captive portal, and nothing of it reaches the sink") {
  SourceFixture fixture;
  const std::string page =
      GENERATE(as<std::string>{}, "<html>Bitte anmelden</html>", "\xEF\xBB\xBF\r\n <!doctype html>");
  HttpReply reply;
  reply.headers = {"Content-Type: text/html; charset=utf-8"};
  reply.body = page;
  fixture.server.reply_always(reply);
  CHECK(fixture.fetch_to() == "captive-portal");
  CHECK(fixture.sink.text.empty());
  reply.status = 511;
  fixture.server.reply_always(reply);
  CHECK(fixture.fetch_to() == "captive-portal");
}

TEST_CASE("A server that calls everything HTML still serves packages") {
  SourceFixture fixture;
  HttpReply reply = file("{\"signed\":{}}");
  reply.headers.push_back("Content-Type: text/html");
  fixture.server.reply_always(reply);
  CHECK(fixture.fetch() == "{\"signed\":{}}");
}

TEST_CASE("A redirect to http is refused, also on the loopback") {
  SourceFixture fixture;
  for (const int status : {301, 302, 303, 307, 308}) {
    HttpReply reply;
    reply.status = status;
    reply.headers = {"Location: " + fixture.server.url() + "/targets/b"};
    fixture.server.reply_always(reply);
    CHECK(fixture.fetch_to() == "insecure-url");
  }
  for (const std::string& path : fixture.server.paths()) CHECK(path == "/targets/vhs/a");
}

TEST_CASE("A redirect to a file of this machine is refused") {
  SourceFixture fixture;
  HttpReply reply;
  reply.status = 302;
  reply.headers = {"Location: file:///etc/passwd"};
  fixture.server.reply_always(reply);
  CHECK(fixture.fetch_to() == "insecure-url");
}

TEST_CASE("Nobody listening, and a name that is none, are said as what they are") {
  SourceFixture fixture;
  const auto error_at = [&](const std::string& url) {
    const auto source = HttpsSource::open(fixture.disk, url, {}, fixture.cancel).value();
    return std::string(base::to_string(source->fetch("metadata/timestamp.json", 10).error().code));
  };
  CHECK(error_at("https://127.0.0.1:1/") == "server-unreachable");
  CHECK(error_at("https://office.invalid/") == "name-not-resolved");
  // A server that speaks no TLS.
  CHECK(error_at("https://127.0.0.1:" + std::to_string(fixture.server.port()) + "/") == "tls-failed");
}

TEST_CASE("A proxy that refuses, breaks off or is not there is named") {
  SourceFixture fixture;
  test::HttpServer proxy;
  const auto error_through = [&](const std::string& address) {
    HttpsOptions options;
    options.proxy = address;
    const auto source = HttpsSource::open(fixture.disk, "https://office.invalid/", options, fixture.cancel).value();
    return std::string(base::to_string(source->fetch("metadata/timestamp.json", 10).error().code));
  };
  for (const int status : {403, 407, 502}) {
    proxy.reply_always({.status = status, .headers = {}, .body = "no", .content_length = {}});
    CHECK(error_through(proxy.url()) == "proxy-refused");
  }
  CHECK(proxy.paths().front() == "office.invalid:443");
  CHECK(error_through("http://127.0.0.1:1") == "proxy-refused");
  CHECK(error_through("http://proxy.invalid:3128") == "proxy-refused");
}

TEST_CASE("A wish to stop is heard while a server hangs, before a fetch and between two tries") {
  SourceFixture fixture;
  HttpReply reply = file(fixture.content);
  SECTION("hanging") { reply.hang_after_bytes = 10; }
  SECTION("breaking off") { reply.reset_after_bytes = 10; }
  SECTION("endless") { reply.is_endless = true; }
  fixture.server.reply_always(reply);
  std::thread somebody([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(150));
    fixture.cancel.cancel();
  });
  const auto began = std::chrono::steady_clock::now();
  const std::string said = fixture.fetch_to(kPath, std::uint64_t{1} << 40U);
  const auto took = std::chrono::steady_clock::now() - began;
  somebody.join();
  CHECK(said == "cancelled");
  // Not a measure of speed: without the look at the token this takes 30 s.
  CHECK(took < std::chrono::seconds(10));
  CHECK(fixture.fetch_to() == "cancelled");
}

TEST_CASE("The sink's refusal ends the transfer and is passed on") {
  class FullSink final : public base::ByteSink {
   public:
    base::Result<void> write(base::ByteView) override { return base::Error{base::ErrorCode::kNoSpace, "full"}; }
  };
  SourceFixture fixture;
  FullSink full;
  CHECK(fixture.source->fetch_to(kPath, SourceFixture::kMax, full, fixture.cancel).error().code ==
        base::ErrorCode::kNoSpace);
}

}  // namespace bildungskiosk::transport
