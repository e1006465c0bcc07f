#include "tests/support/other_user.hpp"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <stdexcept>

namespace bildungskiosk::test {
namespace {

constexpr uid_t kNobody = 65534;

void for_all_below(const std::string& folder, std::filesystem::perms rights, std::filesystem::perm_options how) {
  std::filesystem::permissions(folder, rights, how);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    std::filesystem::permissions(entry.path(), rights, how);
  }
}

[[noreturn]] void answer(int pipe, const std::function<std::string()>& read) {
  std::string text = "could not become another user";
  if (::geteuid() != 0 || (::setgid(kNobody) == 0 && ::setuid(kNobody) == 0)) {
    try {
      text = read();
    } catch (const std::exception& error) {
      text = error.what();
    }
  }
  static_cast<void>(::write(pipe, text.data(), text.size()) < 0);
  ::_exit(0);
}

std::string all_of(int pipe) {
  std::string text;
  std::array<char, 256> buffer{};
  while (true) {
    const ssize_t count = ::read(pipe, buffer.data(), buffer.size());
    if (count <= 0) return text;
    text.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

}  // namespace

std::string run_without_write_rights(const std::string& folder, const std::function<std::string()>& read) {
  using std::filesystem::perms;
  const bool is_root = ::geteuid() == 0;
  if (is_root) {
    std::filesystem::permissions(folder,
                                 perms::group_read | perms::group_exec | perms::others_read | perms::others_exec,
                                 std::filesystem::perm_options::add);
  } else {
    for_all_below(folder, perms::owner_write, std::filesystem::perm_options::remove);
  }
  std::array<int, 2> pipe{};
  if (::pipe(pipe.data()) != 0) throw std::runtime_error("pipe");
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("fork");
  if (child == 0) answer(pipe[1], read);
  ::close(pipe[1]);
  std::string text = all_of(pipe[0]);
  ::close(pipe[0]);
  static_cast<void>(::waitpid(child, nullptr, 0));
  if (!is_root) for_all_below(folder, perms::owner_write, std::filesystem::perm_options::add);
  return text;
}

}  // namespace bildungskiosk::test
