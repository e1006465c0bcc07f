#include "tests/scenario/media/medium.hpp"

#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace bildungskiosk::scenario {
namespace {

namespace fs = std::filesystem;

/// What a mount needs of this process: a mount namespace of its own, and in it the rights of root. Tried once; the
/// answer is empty, or what this machine says to it.
const std::string& enter_own_mounts() {
  static const std::string trouble = []() -> std::string {
    const uid_t user = ::geteuid();
    const gid_t group = ::getegid();
    const int wanted = user == 0 ? CLONE_NEWNS : CLONE_NEWNS | CLONE_NEWUSER;
    if (::unshare(wanted) != 0) return std::string("no mount namespace: ") + std::strerror(errno);
    if (user != 0) {
      std::ofstream("/proc/self/setgroups") << "deny";
      std::ofstream("/proc/self/uid_map") << "0 " << user << " 1";
      std::ofstream("/proc/self/gid_map") << "0 " << group << " 1";
    }
    if (::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) {
      return std::string("mounts can't be made private: ") + std::strerror(errno);
    }
    return {};
  }();
  return trouble;
}

struct Tools {
  std::vector<std::string> format;  // followed by the image
  std::vector<std::string> mount;   // followed by image and folder
  std::string write_option;
  std::string read_only_option;
};

Tools tools_of(Format format) {
  switch (format) {
    case Format::kFat:
      return {{"mkfs.vfat", "-F", "32"}, {"fusefat", "-f"}, "rw+", "ro"};
    case Format::kExfat:
      return {{"mkfs.exfat"}, {"mount.exfat-fuse", "-d"}, "rw", "ro"};
    case Format::kNtfs:
      return {{"mkfs.ntfs", "-Q", "-F", "-q"}, {"ntfs-3g"}, "no_detach", "no_detach,ro"};
    case Format::kExt4:
      return {{"mkfs.ext4", "-q"}, {"mount"}, "loop", "loop,ro"};
  }
  throw std::logic_error("no such format");
}

std::vector<std::string> joined(std::vector<std::string> words, const std::vector<std::string>& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

bool within_ten_seconds(const auto& holds) {
  for (int i = 0; i < 1000; ++i) {
    if (holds()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

std::string first_line(const test::Finished& finished) {
  const std::string& words = finished.err.empty() ? finished.out : finished.err;
  return words.substr(0, words.find('\n'));
}

}  // namespace

const std::vector<Format>& all_formats() {
  static const std::vector<Format> formats{Format::kFat, Format::kExfat, Format::kNtfs, Format::kExt4};
  return formats;
}

std::string name_of(Format format) {
  switch (format) {
    case Format::kFat:
      return "FAT32";
    case Format::kExfat:
      return "exFAT";
    case Format::kNtfs:
      return "NTFS";
    case Format::kExt4:
      return "ext4";
  }
  return {};
}

Medium::Medium(Format format, int size_mib) : format_(format) {
  trouble_ = enter_own_mounts();
  const Tools tools = tools_of(format);
  for (const auto* words : {&tools.format, &tools.mount}) {
    const bool found = test::is_installed(words->front()) || fs::exists("/usr/sbin/" + words->front());
    if (trouble_.empty() && !found) trouble_ = words->front() + " is not installed";
  }
  if (!trouble_.empty()) return;
  test::write_text_file(image_, "");
  fs::resize_file(image_, static_cast<std::uintmax_t>(size_mib) << 20U);
  const auto formatted = test::run_program(joined(tools.format, {image_}));
  if (formatted.exit_code != 0) trouble_ = tools.format.front() + ": " + first_line(formatted);
}

Medium::~Medium() { take_out(); }

bool Medium::is_mounted() const {
  std::ifstream mounts("/proc/self/mountinfo");
  for (std::string line; std::getline(mounts, line);) {
    if (line.find(" " + path() + " ") != std::string::npos) return true;
  }
  return false;
}

std::string Medium::device() {
  if (format_ != Format::kExfat) return image_;
  const auto looped = test::run_program({"losetup", "--find", "--show", image_});
  if (looped.exit_code != 0) trouble_ = first_line(looped);
  return looped.out.substr(0, looped.out.find('\n'));
}

bool Medium::put_in(Access access) {
  if (!trouble_.empty()) return false;
  const std::string mounted_device = device();
  if (!trouble_.empty()) return false;
  const Tools tools = tools_of(format_);
  const std::string& option = access == Access::kReadOnly ? tools.read_only_option : tools.write_option;
  const auto command = joined(tools.mount, {"-o", option, mounted_device, path()});
  if (format_ == Format::kExt4) {
    const auto mounted = test::run_program(command);
    if (mounted.exit_code != 0) trouble_ = first_line(mounted);
  } else {
    daemon_ = std::make_unique<test::Process>(command);
    const bool there = within_ten_seconds([this] { return is_mounted() || !daemon_->running(); }) && is_mounted();
    if (!there) trouble_ = tools.mount.front() + " does not mount here";
  }
  // A loop device goes with its last user: from here on with the mount.
  if (mounted_device != image_) static_cast<void>(test::run_program({"losetup", "--detach", mounted_device}));
  return trouble_.empty();
}

void Medium::take_out() {
  if (is_mounted()) static_cast<void>(::umount2(path().c_str(), 0) != 0 && ::umount2(path().c_str(), MNT_DETACH) != 0);
  // What a FUSE program still holds it writes before it ends.
  if (daemon_) static_cast<void>(within_ten_seconds([this] { return !daemon_->running(); }));
  daemon_.reset();
}

void Medium::pull_out() {
  if (!daemon_) throw std::logic_error("only a FUSE program can be killed");
  daemon_->send(SIGKILL);
  static_cast<void>(within_ten_seconds([this] { return !daemon_->running(); }));
}

void Medium::hang() { daemon_->send(SIGSTOP); }

void Medium::go_on() { daemon_->send(SIGCONT); }

SmallDisk::SmallDisk(int size_kib, int files_max) {
  trouble_ = enter_own_mounts();
  if (!trouble_.empty()) return;
  const std::string options = "size=" + std::to_string(size_kib) + "k,mode=0755,nr_inodes=" + std::to_string(files_max);
  if (::mount("tmpfs", folder_.path().c_str(), "tmpfs", 0, options.c_str()) != 0) {
    trouble_ = std::string("no tmpfs: ") + std::strerror(errno);
  }
}

SmallDisk::~SmallDisk() {
  if (trouble_.empty()) static_cast<void>(::umount2(folder_.path().c_str(), MNT_DETACH));
}

}  // namespace bildungskiosk::scenario
