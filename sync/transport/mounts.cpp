#include "sync/transport/mounts.hpp"

#include <dirent.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "sync/base/unique_handle.hpp"
#include "sync/transport/limits.hpp"

namespace bildungskiosk::transport {
namespace {

bool is_octal(char letter) { return letter >= '0' && letter <= '7'; }

/// "\040" is a space, as is every byte that would break the line or its fields.
std::string without_escapes(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_escape = text[i] == '\\' && i + 3 < text.size() && is_octal(text[i + 1]) && is_octal(text[i + 2]) &&
                           is_octal(text[i + 3]);
    if (!is_escape) {
      plain += text[i];
      continue;
    }
    const int value = (text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 + (text[i + 3] - '0');
    plain += static_cast<char>(static_cast<unsigned char>(value & 0xFF));
    i += 3;
  }
  return plain;
}

std::vector<std::string_view> fields_of(std::string_view line) {
  std::vector<std::string_view> fields;
  while (!line.empty()) {
    const std::size_t space = std::min(line.find(' '), line.size());
    if (space > 0) fields.push_back(line.substr(0, space));
    line.remove_prefix(std::min(space + 1, line.size()));
  }
  return fields;
}

bool has_option(std::string_view options, std::string_view wanted) {
  while (!options.empty()) {
    const std::size_t comma = std::min(options.find(','), options.size());
    if (options.substr(0, comma) == wanted) return true;
    options.remove_prefix(std::min(comma + 1, options.size()));
  }
  return false;
}

/// id, parent, device, root, folder, options, any number of tags, "-", file system, source, options of the file system.
std::optional<Mount> mount_in(std::string_view line) {
  if (line.size() > kMountLine_bytes_max) return std::nullopt;
  const auto fields = fields_of(line);
  constexpr std::size_t kFixedFields = 6;
  if (fields.size() < kFixedFields) return std::nullopt;
  const auto dash = std::find(fields.begin() + kFixedFields, fields.end(), "-");
  if (fields.end() - dash < 3) return std::nullopt;
  Mount mount;
  const auto read = std::from_chars(fields[0].data(), fields[0].data() + fields[0].size(), mount.id);
  if (read.ec != std::errc{} || read.ptr != fields[0].data() + fields[0].size()) return std::nullopt;
  mount.device = fields[2];
  mount.root = without_escapes(fields[3]);
  mount.folder = without_escapes(fields[4]);
  if (mount.folder.empty() || mount.folder.front() != '/') return std::nullopt;
  mount.file_system = without_escapes(dash[1]);
  mount.source = without_escapes(dash[2]);
  const std::string_view super_options = fields.end() - dash > 3 ? dash[3] : std::string_view();
  const bool is_read_only = has_option(fields[5], "ro") || has_option(super_options, "ro");
  mount.access = is_read_only ? MountAccess::kReadOnly : MountAccess::kReadWrite;
  return mount;
}

bool is_strictly_below(std::string_view path, std::string_view folder) {
  while (folder.size() > 1 && folder.back() == '/') folder.remove_suffix(1);
  if (folder.empty()) return false;
  if (folder == "/") return path.size() > 1;
  return path.size() > folder.size() + 1 && path.substr(0, folder.size()) == folder && path[folder.size()] == '/';
}

bool is_of(const std::string& path, const std::string& device) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0 || !S_ISBLK(status.st_mode)) return false;
  return std::to_string(major(status.st_rdev)) + ":" + std::to_string(minor(status.st_rdev)) == device;
}

void close_folder(DIR* folder) noexcept { ::closedir(folder); }

/// udev writes "\x20" for a space in a link's name.
std::string without_hex_escapes(std::string_view name) {
  std::string plain;
  for (std::size_t i = 0; i < name.size(); ++i) {
    unsigned value = 0;
    const bool is_escape =
        name.substr(i, 2) == "\\x" && i + 3 < name.size() &&
        std::from_chars(name.data() + i + 2, name.data() + i + 4, value, 16).ptr == name.data() + i + 4;
    plain += is_escape ? static_cast<char>(static_cast<unsigned char>(value)) : name[i];
    if (is_escape) i += 3;
  }
  return plain;
}

}  // namespace

bool is_unreadable(const Mount& mount) {
  return mount.file_system == "tmpfs" && mount.source.starts_with("unreadable-");
}

std::vector<Mount> parse_mounts(std::string_view mountinfo) {
  std::vector<Mount> mounts;
  while (!mountinfo.empty() && mounts.size() < kMounts_max) {
    const std::size_t end = std::min(mountinfo.find('\n'), mountinfo.size());
    if (auto mount = mount_in(mountinfo.substr(0, end))) {
      std::erase_if(mounts, [&](const Mount& earlier) { return earlier.folder == mount->folder; });
      mounts.push_back(std::move(*mount));
    }
    mountinfo.remove_prefix(std::min(end + 1, mountinfo.size()));
  }
  return mounts;
}

std::vector<Mount> media_below(const std::vector<Mount>& mounts, const std::vector<std::string>& folders) {
  std::vector<Mount> media;
  for (const Mount& mount : mounts) {
    const bool is_below = std::any_of(folders.begin(), folders.end(), [&](const std::string& folder) {
      return is_strictly_below(mount.folder, folder);
    });
    const bool is_known = std::any_of(media.begin(), media.end(), [&](const Mount& other) {
      return other.device == mount.device && other.root == mount.root;
    });
    if (is_below && !is_known) media.push_back(mount);
  }
  return media;
}

std::string label_of(const Mount& mount, const std::string& labels_folder) {
  const base::UniqueHandle<DIR*, close_folder> folder(::opendir(labels_folder.c_str()));
  for (std::size_t i = 0; folder && i < kLabels_max; ++i) {
    const dirent* const entry = ::readdir(folder.get());  // NOLINT(concurrency-mt-unsafe): a stream of our own
    if (entry == nullptr) break;
    const std::string name(std::begin(entry->d_name));
    if (name != "." && name != ".." && is_of(std::string(labels_folder).append("/").append(name), mount.device)) {
      return without_hex_escapes(name);
    }
  }
  return mount.folder.substr(mount.folder.rfind('/') + 1);
}

}  // namespace bildungskiosk::transport
