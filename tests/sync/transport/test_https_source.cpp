#include <cstdlib>

#include "sync/transport/limits.hpp"
#include "tests/sync/transport/source_fixture.hpp"

// What a good server is asked, and how. How a bad one is met stands in test_https_faults.cpp.

namespace bildungskiosk::transport {

using test::HttpReply;

TEST_CASE("A file comes from below the base URL, whole") {
  SourceFixture fixture;
  CHECK(fixture.fetch_to() == "done");
  CHECK(fixture.sink.text == fixture.content);
  CHECK(fixture.fetch() == fixture.content);
  CHECK(fixture.source->describe() == fixture.server.url() + "/");
  CHECK(fixture.source->bytes_received() > 2 * fixture.content.size());
  fixture.server.set_file("targets/empty", "");
  CHECK(fixture.fetch_to("targets/empty") == "done");
  CHECK(fixture.sink.text.empty());
}

TEST_CASE("Metadata and targets may lie on different servers") {
  SourceFixture fixture;
  test::HttpServer other;
  other.set_file("m/1.root.json", "root");
  const HttpsSource::Urls urls{other.url() + "/m/", fixture.server.url() + "/targets/"};
  fixture.source = HttpsSource::open(fixture.disk, urls, {}, fixture.cancel).value();
  CHECK(fixture.fetch("metadata/1.root.json") == "root");
  CHECK(fixture.fetch_to() == "done");
  CHECK(fixture.source->describe() == urls.metadata);
}

TEST_CASE("Names are percent-encoded, and role names once only where a server wants them so") {
  SourceFixture fixture;
  fixture.fetch("targets/a b/ü+%#?.zst");
  fixture.fetch("metadata/1.a%2Fb.json");
  fixture.options.metadata_urls = MetadataUrls::kRoleNames;
  fixture.reopen();
  fixture.fetch("metadata/1.a%2Fb.json");
  CHECK(fixture.server.paths() == std::vector<std::string>{"/targets/a%20b/%C3%BC%2B%25%23%3F.zst",
                                                           "/metadata/1.a%252Fb.json", "/metadata/1.a%2Fb.json"});
}

TEST_CASE("A path that climbs, or is in neither folder, is not asked for") {
  SourceFixture fixture;
  for (const char* path : {"../a", "targets/../a", "targets//a", "targets/./a", "targets/", "", "/targets/a", "a"}) {
    INFO(path);
    CHECK(fixture.fetch(path) == "unsafe-path");
  }
  CHECK(fixture.server.questions().empty());
}

TEST_CASE("404 and 410 alone mean that a file is not there") {
  SourceFixture fixture;
  CHECK(fixture.fetch("metadata/2.root.json") == "not-found");
  for (const int status : {404, 410}) {
    fixture.server.reply_always({.status = status, .headers = {}, .body = "gone", .content_length = {}});
    CHECK(fixture.fetch() == "not-found");
  }
  for (const int status : {201, 204, 300, 400, 401, 403, 405, 408, 416, 418, 429, 500, 502, 503, 504, 599}) {
    INFO(status);
    fixture.server.reply_always({.status = status, .headers = {}, .body = "", .content_length = {}});
    CHECK(fixture.fetch() == "server-error");
    CHECK_THAT(fixture.detail, ContainsSubstring("HTTP status " + std::to_string(status)));
  }
}

TEST_CASE("A file is fetched up to the length asked for, and not one byte more") {
  SourceFixture fixture;
  const std::uint64_t length = fixture.content.size();
  CHECK(fixture.fetch_to("targets/vhs/a", length) == "done");
  CHECK(fixture.fetch_to("targets/vhs/a", length - 1) == "too-large");
  CHECK(fixture.sink.text.empty());  // announced: not a byte is taken
  HttpReply unannounced;
  unannounced.body = fixture.content;
  unannounced.content_length = "";
  unannounced.close_after_bytes = fixture.content.size();
  fixture.server.reply_always(unannounced);
  CHECK(fixture.fetch_to("targets/vhs/a", length - 1) == "too-large");
  CHECK(fixture.sink.text.size() < length);
}

TEST_CASE("An unchanged timestamp costs a 304, over several runs") {
  SourceFixture fixture({.answer_file = "/store/network/timestamp.answer"});
  const std::string path = "metadata/timestamp.json";
  fixture.server.set_file(path, "{1}");
  CHECK(fixture.fetch(path) == "{1}");
  fixture.reopen();
  CHECK(fixture.fetch(path) == "{1}");
  CHECK(fixture.server.questions().back().headers.at("if-none-match") == test::etag_of("{1}"));
  CHECK(fixture.server.body_bytes_sent() == 3);
  fixture.server.set_file(path, "{2}");
  CHECK(fixture.fetch(path) == "{2}");
  CHECK(fixture.fetch(path) == "{2}");
  CHECK(fixture.server.body_bytes_sent() == 6);

  SECTION("what is remembered of one server is not told to another") {
    test::HttpServer other;
    other.set_file(path, "{2}");
    fixture.source = HttpsSource::open(fixture.disk, other.url(), fixture.options, fixture.cancel).value();
    CHECK(fixture.fetch(path) == "{2}");
    CHECK(other.questions().back().headers.count("if-none-match") == 0);
  }
  SECTION("a damaged memory is none") {
    const std::string file = fixture.options.answer_file;
    base::Bytes bytes = base::read_file(fixture.disk, file, 10'000).value();
    bytes.back() ^= 1;
    base::write_file_atomically(fixture.disk, file, bytes).value();
    CHECK(fixture.fetch(path) == "{2}");
    CHECK(fixture.server.body_bytes_sent() == 9);
  }
  SECTION("a 304 that nobody asked for is no answer") {
    fixture.disk.remove_file(fixture.options.answer_file).value();
    fixture.server.reply_always({.status = 304, .headers = {}, .body = "", .content_length = {}});
    CHECK(fixture.fetch(path) == "server-error");
  }
  SECTION("an ETag that would smuggle a header is forgotten") {
    fixture.server.reply_next(path, {.status = 200, .headers = {"ETag: a b"}, .body = "{3}", .content_length = {}});
    CHECK(fixture.fetch(path) == "{3}");
    CHECK(fixture.fetch(path) == "{2}");
    CHECK(fixture.server.questions().back().headers.count("if-none-match") == 0);
  }
}

TEST_CASE("A timestamp that was written in the second of its answer is not remembered: its ETag may name two of them") {
  SourceFixture fixture({.answer_file = "/store/network/timestamp.answer"});
  const std::string path = "metadata/timestamp.json";
  const auto asks_for_change_after = [&](std::vector<std::string> headers) {
    headers.emplace_back("ETag: \"one-second\"");
    fixture.server.reply_next(path,
                              {.status = 200, .headers = std::move(headers), .body = "{1}", .content_length = {}});
    CHECK(fixture.fetch(path) == "{1}");
    fixture.server.reply_next(path, {.status = 200, .headers = {}, .body = "{2}", .content_length = {}});
    CHECK(fixture.fetch(path) == "{2}");
    return fixture.server.questions().back().headers.count("if-none-match") == 1;
  };
  const std::string modified = "Last-Modified: Tue, 24 Nov 2026 09:30:00 GMT";
  CHECK(asks_for_change_after({modified, "Date: Tue, 24 Nov 2026 09:30:01 GMT"}));
  CHECK_FALSE(asks_for_change_after({modified, "Date: Tue, 24 Nov 2026 09:30:00 GMT"}));
  CHECK_FALSE(asks_for_change_after({modified, "Date: Tue, 24 Nov 2026 09:29:00 GMT"}));
  CHECK_FALSE(asks_for_change_after({modified}));
  CHECK_FALSE(asks_for_change_after({modified, "Date: yesterday"}));
  CHECK(asks_for_change_after({}));  // an ETag of something else than the time
}

TEST_CASE("What was remembered is not longer than asked for") {
  SourceFixture fixture({.answer_file = "/store/network/timestamp.answer"});
  fixture.server.set_file("metadata/timestamp.json", "{123}");
  CHECK(fixture.fetch("metadata/timestamp.json") == "{123}");
  CHECK(fixture.fetch("metadata/timestamp.json", 4) == "too-large");
}

TEST_CASE("No address of the environment is taken for a proxy") {
  SourceFixture fixture;
  ::setenv("http_proxy", "http://127.0.0.1:1", 1);
  ::setenv("all_proxy", "http://127.0.0.1:1", 1);
  CHECK(fixture.fetch_to() == "done");
  ::unsetenv("http_proxy");
  ::unsetenv("all_proxy");
}

TEST_CASE("Plain http to the loopback does not go through a proxy") {
  SourceFixture fixture({.proxy = "http://127.0.0.1:1"});
  CHECK(fixture.fetch_to() == "done");
}

TEST_CASE("A CA file that is not there is said before anything is asked") {
  SourceFixture fixture;
  fixture.options.ca_file = "/etc/nowhere.pem";
  CHECK(HttpsSource::open(fixture.disk, fixture.server.url(), fixture.options, fixture.cancel).error().code ==
        base::ErrorCode::kNotFound);
}

}  // namespace bildungskiosk::transport
