#include "sync/transport/file_download.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/http_server/http_server.hpp"

namespace bildungskiosk::transport {
namespace {

struct Download {
  class Sink final : public base::ByteSink {
   public:
    base::Result<void> write(base::ByteView bytes) override {
      text += base::as_text(bytes);
      return {};
    }
    std::string text;
  };
  base::Result<FileAnswer> fetch(FileRequest request) {
    request.url = server.url() + "/export.php?key=geheim";
    HttpConnection connection{HttpSettings{}};
    return download_file(connection, request, sink, base::CancelToken());
  }
  test::HttpServer server;
  Sink sink;
};

TEST_CASE("A file comes whole, with what to ask with the next time") {
  Download download;
  download.server.set_file("export.php?key=geheim", "some export");
  const auto first = download.fetch({"", "", 100, 0});
  REQUIRE(first);
  CHECK(download.sink.text == "some export");
  const auto second = download.fetch({"", first->etag, 100, 0});
  REQUIRE(second);
  CHECK(second->state == FileAnswer::State::kNotModified);
  CHECK(download.sink.text == "some export");
}

TEST_CASE("A file that is longer than allowed is refused, announced or not") {
  Download download;
  test::HttpReply reply;
  reply.body = std::string(101, 'x');
  if (GENERATE(false, true)) reply.content_length = "";
  reply.close_after_bytes = reply.body.size();
  download.server.reply_always(reply);
  const auto answer = download.fetch({"", "", 100, 0});
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == base::ErrorCode::kTooLarge);
  CHECK(answer.error().detail.find("geheim") == std::string::npos);
}

TEST_CASE("A server that gives a little for ever is left when the time is up") {
  Download download;
  test::HttpReply reply;
  reply.body = std::string(1'000'000, 'x');
  reply.pause_per_byte_ms = 20;
  download.server.reply_always(reply);
  const auto answer = download.fetch({"", "", 2'000'000, 1});
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == base::ErrorCode::kTimedOut);
}

}  // namespace
}  // namespace bildungskiosk::transport
