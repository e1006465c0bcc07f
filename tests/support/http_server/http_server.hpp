#pragma once

#include <cstdint>
#include <deque>
#include <limits>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace bildungskiosk::test {

/// What a client asked for.
struct HttpQuestion {
  std::string method;                          // "GET"
  std::string path;                            // as sent, percent-encoded
  std::map<std::string, std::string> headers;  // names in small letters
};

/// One answer, right unless a test bends it.
struct HttpReply {
  int status = 200;
  std::vector<std::string> headers;  // "ETag: \"1\""
  std::string body;
  std::optional<std::string> content_length;  // in place of the body's own; "" leaves the header out
  std::size_t reset_after_bytes = kNever;     // of the body; then the connection is reset (RST)
  std::size_t close_after_bytes = kNever;     // of the body; then it is closed in good order (FIN)
  std::size_t hang_after_bytes = kNever;      // of the body; then nothing more comes until the client goes
  int pause_per_byte_ms = 0;                  // between two bytes of the body
  bool is_headless = false;                   // the body alone, without status and headers; then closed
  bool is_endless = false;                    // the body again and again, chunked
  static constexpr std::size_t kNever = std::numeric_limits<std::size_t>::max();
};

/// A web server of our own on the loopback that misbehaves as it is told: plain HTTP/1.1, one connection at a time, on
/// a port the system chose, in a thread that ends with the object. It serves files like a good static server (ETag,
/// If-None-Match, Range, If-Range, 404) until a test scripts replies for a path. All members may be used while it runs.
/// Trouble with sockets stops the test by exception.
class HttpServer {
 public:
  HttpServer();
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// "http://127.0.0.1:<port>"
  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  [[nodiscard]] int port() const { return port_; }

  /// Serves the bytes under "/…"; an ETag follows from them.
  void set_file(const std::string& path, const std::string& bytes);
  /// All of "metadata/…" and "targets/…" below "/".
  void set_files(const std::map<std::string, std::string>& files);
  void remove_file(const std::string& path);
  /// The next replies to this path, one for each request, before the file is served again.
  void reply_next(const std::string& path, HttpReply reply);
  /// Every reply, whatever the path, until `reply_normally`.
  void reply_always(HttpReply reply);
  /// Every reply to this path.
  void reply_always(const std::string& path, HttpReply reply);
  void reply_normally();
  /// Whether Range is honoured; otherwise the whole file comes with 200.
  void honour_ranges(bool honoured);

  [[nodiscard]] std::vector<HttpQuestion> questions() const;
  /// The paths of the questions, in order.
  [[nodiscard]] std::vector<std::string> paths() const;
  /// Bytes of bodies sent.
  [[nodiscard]] std::uint64_t body_bytes_sent() const;
  void forget_questions();

 private:
  void run();
  void serve(int connection);
  std::optional<HttpQuestion> read_question(int connection, std::string& buffer);
  HttpReply reply_to(const HttpQuestion& question);
  HttpReply file_reply(const HttpQuestion& question) const;
  bool send_reply(int connection, const HttpReply& reply);
  bool send_body(int connection, const HttpReply& reply);
  bool send_bytes(int connection, const std::string& bytes);
  void wait_until_gone(int connection) const;
  [[nodiscard]] bool is_stopped(int wait_ms) const;

  int listener_ = -1;
  int stop_[2] = {-1, -1};
  int port_ = 0;

  mutable std::mutex mutex_;
  std::map<std::string, std::string> files_;
  std::map<std::string, std::deque<HttpReply>> next_;
  std::map<std::string, HttpReply> always_;
  std::optional<HttpReply> always_everywhere_;
  bool honours_ranges_ = true;
  std::vector<HttpQuestion> questions_;
  std::uint64_t body_bytes_sent_ = 0;

  std::thread thread_;
};

/// The ETag under which the bytes are served.
[[nodiscard]] std::string etag_of(const std::string& bytes);

}  // namespace bildungskiosk::test
