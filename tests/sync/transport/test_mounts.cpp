#include <string>

#include "sync/transport/limits.hpp"
#include "sync/transport/mounts.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::transport {
namespace {

std::string line(const std::string& id, const std::string& device, const std::string& folder,
                 const std::string& options = "ro,nosuid", const std::string& tags = "shared:1 ") {
  return id + " 1 " + device + " / " + folder + " " + options + " " + tags + "- vfat /dev/sdb1 rw,utf8\n";
}

TEST_CASE("A line of the table of mounts is read in all its parts") {
  const auto mounts = parse_mounts(
      "36 35 8:17 /part /media/a\\040b\\134c\\011 ro,noatime master:1 propagate_from:2 - fuse.x\\040y "
      "/dev/sdb1 rw,errors=continue\n");
  REQUIRE(mounts.size() == 1);
  CHECK(mounts[0] == Mount{36, "8:17", "/part", "/media/a b\\c\t", MountAccess::kReadOnly, "fuse.x y", "/dev/sdb1"});
}

TEST_CASE("The place of a stick that could not be mounted is told from a stick, and from any other tmpfs") {
  const auto is = [](const std::string& end) { return is_unreadable(parse_mounts("1 1 0:52 / /m/a ro - " + end)[0]); };
  CHECK(is("tmpfs unreadable-sdb1 ro\n"));
  CHECK_FALSE(is("tmpfs tmpfs ro\n"));
  CHECK_FALSE(is("vfat unreadable-sdb1 ro\n"));
}

TEST_CASE("A mount is read-only by its own options or by its file system's") {
  CHECK(parse_mounts(line("1", "8:1", "/m/a", "rw,nosuid"))[0].access == MountAccess::kReadWrite);
  CHECK(parse_mounts(line("1", "8:1", "/m/a", "nosuid,ro"))[0].access == MountAccess::kReadOnly);
  CHECK(parse_mounts("1 1 8:1 / /m/a rw - ext4 /dev/sdb1 ro\n")[0].access == MountAccess::kReadOnly);
  CHECK(parse_mounts("1 1 8:1 / /m/a rw,errors=remount-ro - ext4 /dev/sdb1 rw\n")[0].access == MountAccess::kReadWrite);
}

TEST_CASE("A line that can't be understood is left out, and the others count") {
  const std::string good = line("7", "8:17", "/media/stick");
  for (const std::string bad :
       {"", "x", "36 35 8:17 / /media/a ro\n", "36 35 8:17 / /media/a ro shared:1 vfat /dev/sdb1 rw\n",
        "x6 35 8:17 / /media/a ro - vfat /dev/sdb1 rw\n", "36 35 8:17 / media/a ro - vfat /dev/sdb1 rw\n", "\n\n",
        "36 35 8:17 / /media/a ro - vfat\n"}) {
    INFO(bad);
    const std::string text = bad.empty() || bad.back() == '\n' ? bad : bad + "\n";
    const auto mounts = parse_mounts(text + good);
    REQUIRE(mounts.size() == 1);
    CHECK(mounts[0].folder == "/media/stick");
  }
  CHECK(parse_mounts(line("1", "8:17", "/media/" + std::string(kMountLine_bytes_max, 'x'))).empty());
}

TEST_CASE("No table of mounts is too long") {
  std::string text;
  for (std::size_t i = 0; i < kMounts_max + 10; ++i) text += line("1", "8:1", "/m/" + std::to_string(i));
  CHECK(parse_mounts(text).size() == kMounts_max);
}

TEST_CASE("A mount that another one hides is not listed") {
  const auto mounts = parse_mounts(line("1", "8:17", "/media/a") + line("2", "8:33", "/media/a"));
  REQUIRE(mounts.size() == 1);
  CHECK(mounts[0].id == 2);
}

TEST_CASE("Media are what is mounted strictly below the folders for sticks") {
  const auto mounts = parse_mounts(line("1", "8:1", "/") + line("2", "0:5", "/media") + line("3", "8:17", "/media/a") +
                                   line("4", "8:33", "/run/media/erika/b") + line("5", "8:49", "/mediathek/c") +
                                   line("6", "8:17", "/run/media/again"));
  const auto media = media_below(mounts, {"/media/", "/run/media"});
  REQUIRE(media.size() == 2);  // 6 is the file system of 3 once more
  CHECK(media[0].id == 3);
  CHECK(media[1].id == 4);
  CHECK(media_below(mounts, {}).empty());
  CHECK(media_below(mounts, {""}).empty());
}

TEST_CASE("Without udev's word a medium is called like its folder") {
  const auto mounts = parse_mounts(line("3", "8:17", "/media/BILDUNG"));
  CHECK(label_of(mounts[0], "/nowhere") == "BILDUNG");
}

}  // namespace
}  // namespace bildungskiosk::transport
