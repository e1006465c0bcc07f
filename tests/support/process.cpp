#include "tests/support/process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <sstream>
#include <stdexcept>
#include <thread>

extern char** environ;

namespace bildungskiosk::test {

Process::Process(const std::vector<std::string>& command) : name_(command.at(0)) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  const std::string out = output_ / "out";
  const std::string err = output_ / "err";
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  std::vector<char*> arguments;
  for (const auto& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  const int failed = posix_spawnp(&id_, name_.c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) throw std::runtime_error("cannot start " + name_);
}

Process::~Process() {
  if (!running()) return;
  send(SIGKILL);
  reap(0);
}

void Process::send(int signal) {
  if (running()) ::kill(id_, signal);
}

bool Process::running() {
  if (!status_) reap(WNOHANG);
  return !status_;
}

void Process::reap(int options) {
  int status = 0;
  if (::waitpid(id_, &status, options) == id_) status_ = status;
}

Finished Process::wait(std::chrono::seconds limit) {
  const auto deadline = std::chrono::steady_clock::now() + limit;
  while (running()) {
    if (std::chrono::steady_clock::now() > deadline) throw std::runtime_error(name_ + " did not end in time");
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  Finished finished;
  if (WIFEXITED(*status_)) finished.exit_code = WEXITSTATUS(*status_);
  if (WIFSIGNALED(*status_)) finished.signal = WTERMSIG(*status_);
  finished.out = read_text_file(output_ / "out");
  finished.err = read_text_file(output_ / "err");
  return finished;
}

Finished run_program(const std::vector<std::string>& command) { return Process(command).wait(); }

bool is_installed(const std::string& program) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path != nullptr ? path : "");
  for (std::string folder; std::getline(folders, folder, ':');) {
    if (::access((folder + "/" + program).c_str(), X_OK) == 0) return true;
  }
  return false;
}

}  // namespace bildungskiosk::test
