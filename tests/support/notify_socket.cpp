#include "tests/support/notify_socket.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

namespace bildungskiosk::test {
namespace {

using std::chrono::steady_clock;

/// The variable's name and its value.
std::pair<std::string, std::string> parts_of(const std::string& variable) {
  const std::size_t equals = variable.find('=');
  return {variable.substr(0, equals), variable.substr(equals + 1)};
}

}  // namespace

NotifySocket::NotifySocket(std::chrono::milliseconds watchdog)
    : watchdog_(watchdog), socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string path = folder_ / "notify";
  path.copy(address.sun_path, sizeof(address.sun_path) - 1);
  if (::bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
    throw std::runtime_error("no notify socket: " + std::string(std::strerror(errno)));
  }
}

NotifySocket::~NotifySocket() { ::close(socket_); }

std::vector<std::string> NotifySocket::environment() const {
  std::vector<std::string> variables{"NOTIFY_SOCKET=" + (folder_ / "notify")};
  const auto microseconds = std::chrono::duration_cast<std::chrono::microseconds>(watchdog_).count();
  if (microseconds > 0) variables.push_back("WATCHDOG_USEC=" + std::to_string(microseconds));
  return variables;
}

std::vector<std::string> NotifySocket::heard() {
  std::vector<std::string> messages;
  std::array<char, 4096> buffer{};
  while (true) {
    const ssize_t size = ::recv(socket_, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (size < 0) return messages;
    messages.emplace_back(buffer.data(), static_cast<std::size_t>(size));
  }
}

bool NotifySocket::hears(const std::string& message, std::chrono::milliseconds within) {
  const auto end = steady_clock::now() + within;
  while (true) {
    const auto messages = heard();
    if (std::find(messages.begin(), messages.end(), message) != messages.end()) return true;
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - steady_clock::now()).count();
    if (left <= 0) return false;
    pollfd watched{socket_, POLLIN, 0};
    static_cast<void>(::poll(&watched, 1, static_cast<int>(left)));
  }
}

Supervised::Supervised(const NotifySocket& socket) {
  for (const std::string& variable : socket.environment()) {
    const auto [name, value] = parts_of(variable);
    ::setenv(name.c_str(), value.c_str(), 1);
  }
}

Supervised::~Supervised() {
  ::unsetenv("NOTIFY_SOCKET");
  ::unsetenv("WATCHDOG_USEC");
}

}  // namespace bildungskiosk::test
