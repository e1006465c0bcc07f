#include "tests/scenario/network/nginx.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace bildungskiosk::scenario {
namespace {

constexpr const char* kProgram = "/usr/sbin/nginx";  // not in everybody's $PATH

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

/// One that was free a moment ago.
int free_port() {
  const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(0);
  socklen_t length = sizeof(address);
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  const bool is_bound = ::bind(descriptor, generic, length) == 0 && ::getsockname(descriptor, generic, &length) == 0;
  ::close(descriptor);
  if (!is_bound) throw std::runtime_error("no free port");
  return ntohs(address.sin_port);
}

bool listens(int port) {
  const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(port);
  const bool connected = ::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
  ::close(descriptor);
  return connected;
}

}  // namespace

bool Nginx::is_available() { return ::access(kProgram, X_OK) == 0 && TestAuthority::is_available(); }

Nginx::Nginx(const std::string& served_folder, const ServerCertificate& certificate) {
  // Somebody else may take the port in between.
  for (int attempt = 0; attempt < 5; ++attempt) {
    if (start(served_folder, certificate)) return;
  }
  throw std::runtime_error("nginx does not start: " + test::read_text_file(folder_ / "error.log"));
}

Nginx::~Nginx() {
  if (process_) process_->send(SIGTERM);
  try {
    if (process_) static_cast<void>(process_->wait());
  } catch (const std::exception&) {
    process_.reset();  // kills it
  }
}

bool Nginx::start(const std::string& served_folder, const ServerCertificate& certificate) {
  port_ = free_port();
  std::ostringstream text;
  text << "daemon off;\nmaster_process off;\npid " << folder_ / "pid"
       << ";\nerror_log " << folder_ / "error.log"
       << ";\nevents {}\nhttp {\n  log_format plain '$uri $status $body_bytes_sent';\n  access_log "
       << folder_ / "access.log"
       << " plain;\n";
  for (const char* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
    text << "  " << kind << "_temp_path " << folder_ / kind << ";\n";
  }
  text << "  server {\n    listen 127.0.0.1:" << port_ << " ssl;\n    ssl_certificate " << certificate.certificate_file
       << ";\n    ssl_certificate_key " << certificate.key_file << ";\n    root " << served_folder
       << ";\n    location /moved/ { rewrite ^/moved/(.*)$ " << url()
       << "/$1 redirect; }\n    location /circle/ { return 302 " << url()
       << "/circle/; }\n    location /plain/ { return 302 http://localhost/; }\n  }\n}\n";
  test::write_text_file(folder_ / "nginx.conf", text.str());
  process_ = std::make_unique<test::Process>(std::vector<std::string>{kProgram, "-e", folder_ / "error.log", "-p",
                                                                      folder_.path(), "-c", folder_ / "nginx.conf"});
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (process_->running() && std::chrono::steady_clock::now() < deadline) {
    if (listens(port_)) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

std::vector<std::string> Nginx::requests() const {
  std::istringstream log(test::read_text_file(folder_ / "access.log"));
  std::vector<std::string> lines;
  for (std::string line; std::getline(log, line);) lines.push_back(line);
  return lines;
}

}  // namespace bildungskiosk::scenario
