#include "tests/conformance/repository_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

namespace bildungskiosk::conformance {
namespace {

constexpr int kWait_ms = 5'000;
constexpr int kLook_ms = 20;

std::string decoded(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '%' && at + 2 < text.size()) {
      out += static_cast<char>(std::stoi(text.substr(at + 1, 2), nullptr, 16));
      at += 2;
    } else {
      out += text[at];
    }
  }
  return out;
}

std::string read_head(int connection) {
  std::string head;
  while (head.find("\r\n\r\n") == std::string::npos) {
    pollfd waiting{connection, POLLIN, 0};
    char buffer[2048];
    if (::poll(&waiting, 1, kWait_ms) != 1) return {};
    const ssize_t count = ::recv(connection, buffer, sizeof buffer, 0);
    if (count <= 0) return {};
    head.append(buffer, static_cast<std::size_t>(count));
  }
  return head;
}

void send_all(int connection, const std::string& bytes) {
  for (std::size_t sent = 0; sent < bytes.size();) {
    const ssize_t count = ::send(connection, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (count <= 0) return;
    sent += static_cast<std::size_t>(count);
  }
}

std::string answer_of(int status, const std::string& body) {
  return "HTTP/1.0 " + std::to_string(status) + " .\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
         body;
}

}  // namespace

RepositoryServer::RepositoryServer(const std::map<std::string, std::string>& files) : files_(&files) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (listener_ < 0 || ::bind(listener_, generic, length) != 0 || ::listen(listener_, 16) != 0 ||
      ::getsockname(listener_, generic, &length) != 0) {
    throw std::runtime_error("no server on loopback");
  }
  url_ = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port));
  thread_ = std::thread([this] { serve(); });
}

RepositoryServer::~RepositoryServer() {
  ends_ = true;
  thread_.join();
  ::close(listener_);
}

std::vector<std::string> RepositoryServer::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

void RepositoryServer::forget_requests() {
  const std::lock_guard lock(mutex_);
  requests_.clear();
}

void RepositoryServer::answer_with_status(const std::string& path, int status) {
  const std::lock_guard lock(mutex_);
  statuses_[path] = status;
}

void RepositoryServer::serve() {
  while (!ends_) {
    pollfd waiting{listener_, POLLIN, 0};
    if (::poll(&waiting, 1, kLook_ms) != 1) continue;
    const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) continue;
    answer(connection);
    ::close(connection);
  }
}

void RepositoryServer::answer(int connection) {
  const std::string head = read_head(connection);
  const std::size_t method_end = head.find(' ');
  const std::size_t path_end = head.find(' ', method_end + 1);
  if (path_end == std::string::npos) return;
  const std::string method = head.substr(0, method_end);
  const std::string path = head.substr(method_end + 2, path_end - method_end - 2);  // without the '/' it starts with
  const bool is_metadata = path.starts_with("metadata/");
  const std::lock_guard lock(mutex_);
  const std::string name = is_metadata ? path.substr(9) : decoded(path);
  requests_.push_back((method == "GET" ? "" : method + " ") + name);
  const auto status = statuses_.find(is_metadata ? path : name);
  if (status != statuses_.end()) return send_all(connection, answer_of(status->second, "<html>no</html>"));
  const auto file = files_->find(is_metadata ? path : name);
  send_all(connection, file == files_->end() ? answer_of(404, "") : answer_of(200, file->second));
}

}  // namespace bildungskiosk::conformance
