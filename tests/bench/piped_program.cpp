#include "tests/bench/piped_program.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <iostream>

extern char** environ;

namespace bildungskiosk::bench {

void give_up(const std::string& what) {
  std::cerr << "bench: " << what << std::endl;
  std::exit(1);  // NOLINT(concurrency-mt-unsafe)
}

PipedProgram::PipedProgram(const std::vector<std::string>& command, Complaints complaints)
    : name_(command.at(0)), started_(Clock::now()) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) give_up("no pipe");
  output_ = ends[0];
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  if (complaints == Complaints::kDropped) {
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  }
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  std::vector<char*> arguments;
  for (const auto& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  const int failed = posix_spawnp(&id_, name_.c_str(), &actions, &attributes, arguments.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  if (failed != 0) give_up("cannot start " + name_);
}

PipedProgram::~PipedProgram() {
  stop();
  ::close(output_);
}

std::optional<PipedProgram::Line> PipedProgram::next_line(std::chrono::seconds limit) {
  const auto deadline = Clock::now() + limit;
  while (true) {
    if (const std::size_t end = pending_.find('\n'); end != std::string::npos) {
      Line line{pending_.substr(0, end), std::chrono::duration<double, std::milli>(Clock::now() - started_).count()};
      pending_.erase(0, end + 1);
      return line;
    }
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    pollfd waiting{output_, POLLIN, 0};
    if (left <= 0 || ::poll(&waiting, 1, static_cast<int>(left)) <= 0) return std::nullopt;
    std::array<char, 4096> bytes{};
    const ssize_t count = ::read(output_, bytes.data(), bytes.size());
    if (count <= 0) return std::nullopt;
    pending_.append(bytes.data(), static_cast<std::size_t>(count));
  }
}

PipedProgram::Line PipedProgram::need_line(const std::string& beginning, std::chrono::seconds limit) {
  while (auto line = next_line(limit)) {
    if (line->text.starts_with(beginning)) return *line;
  }
  give_up(name_ + " never says \"" + beginning + "\"");
}

void PipedProgram::stop() {
  if (id_ < 0) return;
  ::kill(-id_, SIGTERM);
  constexpr int kPatience = 500;
  constexpr useconds_t kStepMicroseconds = 10'000;
  int tries = 0;
  while (::waitpid(id_, nullptr, WNOHANG) == 0) {
    if (++tries == kPatience) ::kill(-id_, SIGKILL);
    ::usleep(kStepMicroseconds);
  }
  ::kill(-id_, SIGKILL);  // what it started and left behind
  id_ = -1;
}

}  // namespace bildungskiosk::bench
