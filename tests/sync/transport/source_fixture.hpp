#pragma once

#include <memory>
#include <optional>
#include <string>

#include "sync/transport/https_source.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/http_server/http_server.hpp"
#include "tests/support/memory_file_system.hpp"

namespace bildungskiosk::transport {

class TextSink final : public base::ByteSink {
 public:
  base::Result<void> write(base::ByteView bytes) override {
    text += base::as_text(bytes);
    return {};
  }
  std::string text;
};

/// A server of one file, and the source that asks it.
struct SourceFixture {
  explicit SourceFixture(HttpsOptions changed = {}) : options(std::move(changed)) {
    server.set_file("targets/vhs/a", content);
    reopen();
  }
  void reopen() { source = HttpsSource::open(disk, server.url(), options, cancel).value(); }

  /// "done", or the name of the error's code.
  std::string fetch_to(const std::string& path = "targets/vhs/a", std::uint64_t length_max_bytes = kMax) {
    sink.text.clear();
    const auto fetched = source->fetch_to(path, length_max_bytes, sink, cancel);
    detail = fetched ? "" : fetched.error().detail;
    return fetched ? "done" : std::string(base::to_string(fetched.error().code));
  }
  /// The bytes, or the name of the error's code.
  std::string fetch(const std::string& path = "targets/vhs/a", std::uint64_t length_max_bytes = kMax) {
    const auto fetched = source->fetch(path, length_max_bytes);
    detail = fetched ? "" : fetched.error().detail;
    return fetched ? std::string(base::as_text(*fetched)) : std::string(base::to_string(fetched.error().code));
  }

  static constexpr std::uint64_t kMax = 1'000'000;
  /// Long enough to arrive in several pieces, and without a period that would hide a shift.
  const std::string content = [] {
    std::string text;
    for (int number = 0; text.size() < 300'000; ++number) text += std::to_string(number * 7919) + "\n";
    return text;
  }();
  test::HttpServer server;
  test::MemoryFileSystem disk;
  base::CancelToken cancel;
  HttpsOptions options;
  std::unique_ptr<HttpsSource> source;
  TextSink sink;
  std::string detail;
};

}  // namespace bildungskiosk::transport
