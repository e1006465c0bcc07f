#include "tests/support/http_server/http_server.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstdio>
#include <functional>
#include <stdexcept>

namespace bildungskiosk::test {
namespace {

constexpr std::size_t kQuestionBytesMax = 64 * 1024;
constexpr char kTlsHandshake = 0x16;

std::string header_of(const HttpQuestion& question, const std::string& name) {
  const auto found = question.headers.find(name);
  return found == question.headers.end() ? std::string() : found->second;
}

/// "bytes=100-": 100.
std::optional<std::size_t> range_start(const HttpQuestion& question) {
  const std::string range = header_of(question, "range");
  if (!range.starts_with("bytes=") || !range.ends_with("-")) return std::nullopt;
  return std::stoul(range.substr(6));
}

}  // namespace

std::string etag_of(const std::string& bytes) { return "\"" + std::to_string(std::hash<std::string>{}(bytes)) + "\""; }

HttpServer::HttpServer() {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof(address);
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (listener_ < 0 || ::bind(listener_, generic, length) != 0 || ::listen(listener_, 16) != 0 ||
      ::getsockname(listener_, generic, &length) != 0 || ::pipe2(stop_, O_CLOEXEC) != 0) {
    throw std::runtime_error("no server on the loopback");
  }
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { run(); });
}

HttpServer::~HttpServer() {
  static_cast<void>(::write(stop_[1], "x", 1));
  thread_.join();
  for (const int descriptor : {listener_, stop_[0], stop_[1]}) ::close(descriptor);
}

void HttpServer::set_file(const std::string& path, const std::string& bytes) {
  const std::lock_guard lock(mutex_);
  files_["/" + path] = bytes;
}

void HttpServer::set_files(const std::map<std::string, std::string>& files) {
  const std::lock_guard lock(mutex_);
  files_.clear();
  for (const auto& [path, bytes] : files) files_["/" + path] = bytes;
}

void HttpServer::remove_file(const std::string& path) {
  const std::lock_guard lock(mutex_);
  files_.erase("/" + path);
}

void HttpServer::reply_next(const std::string& path, HttpReply reply) {
  const std::lock_guard lock(mutex_);
  next_["/" + path].push_back(std::move(reply));
}

void HttpServer::reply_always(HttpReply reply) {
  const std::lock_guard lock(mutex_);
  always_everywhere_ = std::move(reply);
}

void HttpServer::reply_always(const std::string& path, HttpReply reply) {
  const std::lock_guard lock(mutex_);
  always_["/" + path] = std::move(reply);
}

void HttpServer::reply_normally() {
  const std::lock_guard lock(mutex_);
  next_.clear();
  always_.clear();
  always_everywhere_.reset();
}

void HttpServer::honour_ranges(bool honoured) {
  const std::lock_guard lock(mutex_);
  honours_ranges_ = honoured;
}

std::vector<HttpQuestion> HttpServer::questions() const {
  const std::lock_guard lock(mutex_);
  return questions_;
}

std::vector<std::string> HttpServer::paths() const {
  std::vector<std::string> paths;
  for (const HttpQuestion& question : questions()) paths.push_back(question.path);
  return paths;
}

std::uint64_t HttpServer::body_bytes_sent() const {
  const std::lock_guard lock(mutex_);
  return body_bytes_sent_;
}

void HttpServer::forget_questions() {
  const std::lock_guard lock(mutex_);
  questions_.clear();
  body_bytes_sent_ = 0;
}

bool HttpServer::is_stopped(int wait_ms) const {
  pollfd stop{stop_[0], POLLIN, 0};
  return ::poll(&stop, 1, wait_ms) > 0;
}

void HttpServer::run() {
  while (true) {
    pollfd sockets[] = {{listener_, POLLIN, 0}, {stop_[0], POLLIN, 0}};
    if (::poll(sockets, 2, -1) < 0) continue;
    if (sockets[1].revents != 0) return;
    const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) continue;
    serve(connection);
    ::close(connection);
  }
}

void HttpServer::serve(int connection) {
  std::string buffer;
  while (const auto question = read_question(connection, buffer)) {
    if (!send_reply(connection, reply_to(*question))) return;
  }
}

/// nullopt when the client, or the test, has gone.
std::optional<HttpQuestion> HttpServer::read_question(int connection, std::string& buffer) {
  std::size_t end = std::string::npos;
  while ((end = buffer.find("\r\n\r\n")) == std::string::npos) {
    pollfd sockets[] = {{connection, POLLIN, 0}, {stop_[0], POLLIN, 0}};
    if (::poll(sockets, 2, -1) < 0 || sockets[1].revents != 0) return std::nullopt;
    char bytes[4096];
    const ssize_t count = ::recv(connection, bytes, sizeof(bytes), 0);
    if (count <= 0 || buffer.size() > kQuestionBytesMax) return std::nullopt;
    buffer.append(bytes, static_cast<std::size_t>(count));
    if (buffer.front() == kTlsHandshake) {
      send_bytes(connection, "HTTP/1.1 400 No TLS Here\r\n\r\n");
      return std::nullopt;
    }
  }
  HttpQuestion question;
  std::string head = buffer.substr(0, end + 2);
  buffer.erase(0, end + 4);
  question.method = head.substr(0, head.find(' '));
  const std::size_t path = head.find(' ') + 1;
  question.path = head.substr(path, head.find(' ', path) - path);
  for (std::size_t line = head.find("\r\n") + 2; line < head.size(); line = head.find("\r\n", line) + 2) {
    const std::size_t colon = head.find(": ", line);
    std::string name = head.substr(line, colon - line);
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char letter) { return std::tolower(letter); });
    question.headers[name] = head.substr(colon + 2, head.find("\r\n", line) - colon - 2);
  }
  return question;
}

HttpReply HttpServer::reply_to(const HttpQuestion& question) {
  const std::lock_guard lock(mutex_);
  questions_.push_back(question);
  if (always_everywhere_) return *always_everywhere_;
  if (auto& next = next_[question.path]; !next.empty()) {
    HttpReply reply = next.front();
    next.pop_front();
    return reply;
  }
  if (const auto always = always_.find(question.path); always != always_.end()) return always->second;
  return file_reply(question);
}

HttpReply HttpServer::file_reply(const HttpQuestion& question) const {
  HttpReply reply;
  const auto file = files_.find(question.path);
  if (file == files_.end()) {
    reply.status = 404;
    reply.body = "<html>404</html>";
    return reply;
  }
  const std::string etag = etag_of(file->second);
  reply.headers = {"ETag: " + etag};
  if (header_of(question, "if-none-match") == etag) {
    reply.status = 304;
    return reply;
  }
  reply.body = file->second;
  const auto start = range_start(question);
  const std::string wanted = header_of(question, "if-range");
  if (!start || !honours_ranges_ || (!wanted.empty() && wanted != etag)) return reply;
  const std::string total = std::to_string(reply.body.size());
  if (*start >= reply.body.size()) {
    reply.status = 416;
    reply.headers.push_back("Content-Range: bytes */" + total);
    reply.body.clear();
    return reply;
  }
  reply.status = 206;
  reply.headers.push_back("Content-Range: bytes " + std::to_string(*start) + "-" +
                          std::to_string(reply.body.size() - 1) + "/" + total);
  reply.body.erase(0, *start);
  return reply;
}

/// False when the connection is to be closed.
bool HttpServer::send_reply(int connection, const HttpReply& reply) {
  if (reply.is_headless) {
    send_bytes(connection, reply.body);
    return false;
  }
  std::string head = "HTTP/1.1 " + std::to_string(reply.status) + " As Told\r\n";
  for (const std::string& header : reply.headers) head += header + "\r\n";
  const std::string length = reply.content_length.value_or(std::to_string(reply.body.size()));
  if (reply.is_endless) {
    head += "Transfer-Encoding: chunked\r\n";
  } else if (reply.status != 304 && !length.empty()) {
    head += "Content-Length: " + length + "\r\n";
  }
  return send_bytes(connection, head + "\r\n") && send_body(connection, reply);
}

bool HttpServer::send_body(int connection, const HttpReply& reply) {
  const std::size_t end =
      std::min({reply.body.size(), reply.reset_after_bytes, reply.close_after_bytes, reply.hang_after_bytes});
  {
    const std::lock_guard lock(mutex_);
    body_bytes_sent_ += end;  // before: whoever has them all may ask at once
  }
  if (reply.pause_per_byte_ms > 0) {
    for (std::size_t i = 0; i < end; ++i) {
      if (!send_bytes(connection, reply.body.substr(i, 1)) || is_stopped(reply.pause_per_byte_ms)) return false;
    }
  } else if (reply.is_endless) {
    char size[32];
    std::snprintf(size, sizeof(size), "%zx\r\n", reply.body.size());
    while (send_bytes(connection, size + reply.body + "\r\n") && !is_stopped(0)) continue;
    return false;
  } else if (!send_bytes(connection, reply.body.substr(0, end))) {
    return false;
  }
  if (reply.hang_after_bytes != HttpReply::kNever) wait_until_gone(connection);
  if (reply.reset_after_bytes != HttpReply::kNever) {
    // Let what was sent arrive: a reset throws away what the other side has not read yet.
    static_cast<void>(is_stopped(50));
    const linger reset{1, 0};
    ::setsockopt(connection, SOL_SOCKET, SO_LINGER, &reset, sizeof(reset));
  }
  const bool is_bent = end < reply.body.size() || reply.content_length ||
                       reply.close_after_bytes != HttpReply::kNever || reply.reset_after_bytes != HttpReply::kNever ||
                       reply.hang_after_bytes != HttpReply::kNever;
  return !is_bent;
}

bool HttpServer::send_bytes(int connection, const std::string& bytes) {
  for (std::size_t sent = 0; sent < bytes.size();) {
    pollfd sockets[] = {{connection, POLLOUT, 0}, {stop_[0], POLLIN, 0}};
    if (::poll(sockets, 2, -1) < 0 || sockets[1].revents != 0) return false;
    const ssize_t count = ::send(connection, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count < 0 && errno != EAGAIN) return false;
    if (count > 0) sent += static_cast<std::size_t>(count);
  }
  return true;
}

void HttpServer::wait_until_gone(int connection) const {
  pollfd sockets[] = {{connection, POLLIN, 0}, {stop_[0], POLLIN, 0}};
  ::poll(sockets, 2, -1);
}

}  // namespace bildungskiosk::test
