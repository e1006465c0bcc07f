#include <poll.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <iostream>

#include "sync/transport/usb_watch.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::transport {
namespace {

std::string line(int id, const std::string& device, const std::string& folder) {
  return std::to_string(id) + " 1 " + device + " / " + folder + " ro - vfat /dev/sdb1 rw\n";
}

TEST_CASE("Sticks that come, go, are swapped and put back are told of, and nothing is told twice") {
  const test::TemporaryDirectory folder;
  const std::string table = folder / "mountinfo";
  CHECK_FALSE(UsbWatch::open({"/media"}, table));
  test::write_text_file(table, line(1, "8:1", "/"));
  auto watch = UsbWatch::open({"/media"}, table);
  REQUIRE(watch);
  CHECK(watch->descriptor() == -1);
  CHECK(watch->read_if_changed().value()->empty());
  CHECK_FALSE(watch->read_if_changed().value());

  test::write_text_file(table, line(1, "8:1", "/") + line(2, "8:17", "/media/a"));
  CHECK(watch->read_if_changed().value()->size() == 1);
  test::write_text_file(table, line(1, "8:1", "/") + line(2, "8:17", "/media/a") + line(9, "0:9", "/tmp"));
  CHECK_FALSE(watch->read_if_changed().value());
  test::write_text_file(table, line(1, "8:1", "/") + line(2, "8:17", "/media/a") + line(3, "8:18", "/media/b"));
  CHECK(watch->read_if_changed().value()->size() == 2);
  // Put back in at the same place: the mount has another number.
  test::write_text_file(table, line(1, "8:1", "/") + line(4, "8:17", "/media/a"));
  const auto again = watch->read_if_changed().value();
  REQUIRE(again);
  CHECK(again->at(0).id == 4);
  test::write_text_file(table, line(1, "8:1", "/"));
  CHECK(watch->read_if_changed().value()->empty());
}

TEST_CASE("A table of mounts that can't be read now may be readable later") {
  const test::TemporaryDirectory folder;
  const std::string table = folder / "mountinfo";
  test::write_text_file(table, "");
  auto watch = UsbWatch::open({"/media"}, table);
  REQUIRE(watch);
  std::filesystem::remove(table);
  CHECK_FALSE(watch->read_if_changed());
  test::write_text_file(table, line(2, "8:17", "/media/a"));
  CHECK(watch->read_if_changed().value()->size() == 1);
}

enum class Seen : int { kAll = 0, kNoNamespace = 1, kNoMount = 2, kNotFound = 3, kNotWoken = 4, kNotGone = 5 };

/// In a process and mount namespace of its own.
Seen mount_and_watch(const std::string& folder) {
  const unsigned flags = CLONE_NEWNS | (::geteuid() == 0 ? 0U : unsigned{CLONE_NEWUSER});
  if (::unshare(static_cast<int>(flags)) != 0) return Seen::kNoNamespace;
  if (::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return Seen::kNoNamespace;
  auto watch = UsbWatch::open({folder});
  if (!watch || !watch->read_if_changed().value()) return Seen::kNotFound;
  pollfd watched{watch->descriptor(), POLLPRI, 0};
  if (::poll(&watched, 1, 0) != 0) return Seen::kNotWoken;  // nothing has happened yet
  const std::string stick = folder + "/my stick";
  if (::mount("tmpfs", stick.c_str(), "tmpfs", MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC, nullptr) != 0) {
    return Seen::kNoMount;
  }
  if (::poll(&watched, 1, 10'000) != 1) return Seen::kNotWoken;
  const auto media = watch->read_if_changed();
  const bool found = media && *media && (*media)->size() == 1 && (*media)->at(0).folder == stick &&
                     (*media)->at(0).access == MountAccess::kReadOnly && (*media)->at(0).file_system == "tmpfs";
  if (!found) return Seen::kNotFound;
  if (::umount(stick.c_str()) != 0) return Seen::kNoMount;
  if (::poll(&watched, 1, 10'000) != 1) return Seen::kNotWoken;
  const auto gone = watch->read_if_changed();
  return gone && *gone && (*gone)->empty() ? Seen::kAll : Seen::kNotGone;
}

TEST_CASE("The kernel wakes who waits when a stick is mounted and when it is gone") {
  const test::TemporaryDirectory folder;
  std::filesystem::create_directory(folder / "my stick");
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) ::_exit(static_cast<int>(mount_and_watch(folder.path())));
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  REQUIRE(WIFEXITED(status));
  const auto seen = static_cast<Seen>(WEXITSTATUS(status));
  if (seen == Seen::kNoNamespace || seen == Seen::kNoMount) {
    std::cout << "skipped: this machine lets nobody mount in a namespace of one's own\n";
    return;
  }
  CHECK(static_cast<int>(seen) == static_cast<int>(Seen::kAll));
}

}  // namespace
}  // namespace bildungskiosk::transport
