#include "tests/scenario/killed/disk_replay.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::scenario {

namespace fs = std::filesystem;
using test::MemoryFileSystem;

namespace {

constexpr std::uint64_t kFileBytesMax = 1U << 30U;

/// An argument as strace prints it: `5<\x2f…>`, `"\x61…"`, `O_RDWR|O_CREAT`, `4096`.
struct Argument {
  std::string text;                   // as it stands, without what is taken apart below
  std::optional<std::string> path;    // of a descriptor
  bool deleted = false;               // the descriptor's file has no name any more
  std::optional<std::string> string;  // decoded
};

std::string decode(std::string_view hex) {
  std::string bytes;
  for (std::size_t at = 0; at < hex.size(); at += 4) {
    if (at + 4 > hex.size() || hex.substr(at, 2) != "\\x")
      throw std::runtime_error("strace: not -xx: " + std::string(hex.substr(0, 80)));
    unsigned value = 0;
    std::from_chars(hex.data() + at + 2, hex.data() + at + 4, value, 16);
    bytes.push_back(static_cast<char>(value));
  }
  return bytes;
}

std::int64_t number(const std::string& text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value, 10);
  return value;
}

Argument parse_argument(std::string_view text) {
  Argument argument;
  if (text.starts_with('"')) {
    argument.string = decode(text.substr(1, text.find('"', 1) - 1));
    return argument;
  }
  const std::size_t open = text.find('<');
  const std::size_t close = text.find('>');
  argument.text = text.substr(0, open);
  if (open == std::string_view::npos || close == std::string_view::npos) return argument;
  const std::string_view inside = text.substr(open + 1, close - open - 1);
  if (inside.starts_with("\\x")) argument.path = decode(inside);
  argument.deleted = text.find("(deleted)") != std::string_view::npos;
  return argument;
}

void must(const base::Result<void>& result) {
  if (!result) throw std::runtime_error("replay: " + result.error().detail);
}

void load(MemoryFileSystem& disk, const fs::path& folder) {
  must(disk.create_directories(folder.string()));
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_directory()) {
      must(disk.create_directories(entry.path().string()));
      continue;
    }
    must(disk.create_directories(entry.path().parent_path().string()));
    must(disk.create(entry.path().string(), base::FileSystem::Mode::kPublic)
             .value()
             ->append(base::as_bytes(test::read_text_file(entry.path().string()))));
  }
}

void for_each_file(MemoryFileSystem& disk, const std::string& folder,
                   const std::function<void(const std::string& path, base::FileKind kind)>& look) {
  const std::vector<std::string> names = disk.list(folder).value();
  for (const auto& name : names) {
    const std::string path = folder + "/" + name;
    const auto kind = disk.status(path).value().kind;
    look(path, kind);
    if (kind == base::FileKind::kDirectory) for_each_file(disk, path, look);
  }
}

std::string bytes_of(MemoryFileSystem& disk, const std::string& path) {
  return std::string(base::as_text(base::read_file(disk, path, kFileBytesMax).value()));
}

}  // namespace

struct DiskReplay::Call {
  std::string name;
  std::vector<Argument> arguments;
  std::int64_t result = -1;

  /// The path that the argument `at` means, relative to the folder descriptor before it where there is one.
  [[nodiscard]] std::string path(std::size_t at) const {
    const std::string& own = arguments.at(at).string.value();
    if (own.starts_with('/') || at == 0) return own;
    return arguments.at(at - 1).path.value_or("") + "/" + own;
  }
  [[nodiscard]] bool has_flag(std::size_t at, std::string_view flag) const {
    return at < arguments.size() && arguments[at].text.find(flag) != std::string::npos;
  }
};

/// `1234 name(arg, arg) = 0` and what may follow; nothing for other lines. Text in quotes holds no separators: -xx.
DiskReplay::Call DiskReplay::parse(std::string_view line) {
  Call call;
  const std::size_t name = line.find_first_not_of(" 0123456789");
  const std::size_t open = line.find('(');
  const std::size_t end = line.rfind(") = ");
  if (open == std::string_view::npos || end == std::string_view::npos || name > open) return call;
  call.name = line.substr(name, open - name);
  std::string_view rest = line.substr(open + 1, end - open - 1);
  while (!rest.empty()) {
    const std::size_t comma = std::min(rest.find(", "), rest.size());
    call.arguments.push_back(parse_argument(rest.substr(0, comma)));
    rest.remove_prefix(std::min(comma + 2, rest.size()));
  }
  call.result = number(std::string(line.substr(end + 4)));
  return call;
}

/// Puts the two halves of a call together: `7 write(…, <unfinished ...>` and `7 <... write resumed>) = 5`. What another
/// thread did in between stands between them; a call counts when it has returned. False for a first half.
bool DiskReplay::complete(std::string& line, std::map<std::string, std::string>& begun) {
  const std::string thread = line.substr(0, line.find(' '));
  if (const std::size_t half = line.find("<unfinished ...>"); half != std::string::npos) {
    begun[thread] = line.substr(0, half);
    return false;
  }
  constexpr std::string_view kResumed = " resumed>";
  if (const std::size_t half = line.find(kResumed); half != std::string::npos) {
    line = begun[thread] + line.substr(half + kResumed.size());
    begun.erase(thread);
  }
  return true;
}

std::vector<std::string> DiskReplay::strace_options() {
  return {"-y", "-xx", "-s", "100000000", "-e", std::string("trace=") + kReplayedCalls};
}

DiskReplay::DiskReplay(std::string folder) : folder_(std::move(folder)), disk_(std::make_unique<MemoryFileSystem>()) {
  load(*disk_, folder_);
  disk_ = disk_->after(test::PowerCut::kAllSurvives);
}

bool DiskReplay::is_inside(std::string_view path) const {
  return path.starts_with(folder_) && (path.size() == folder_.size() || path[folder_.size()] == '/');
}

void DiskReplay::play(const std::string& record_file,
                      const std::function<void(const MemoryFileSystem&, const std::string&)>& on_change) {
  std::ifstream record(record_file);
  std::map<std::string, std::string> begun;  // calls that another thread's stood in the middle of, by thread
  for (std::string line; std::getline(record, line);) {
    if (!complete(line, begun)) continue;
    const Call call = parse(line);
    if (call.result >= 0 && apply(call)) on_change(*disk_, call.name);
  }
}

/// A file copied within the kernel. Only with the descriptors' own offsets, as the product does it.
std::optional<bool> DiskReplay::apply_to_copy(const Call& call) {
  const bool clones = call.name == "ioctl" && call.has_flag(1, "FICLONE");
  if (!clones && call.name != "copy_file_range") return call.name == "ioctl" ? std::optional(false) : std::nullopt;
  const Argument& from = call.arguments.at(clones ? 2 : 0);
  const Argument& to = call.arguments.at(clones ? 0 : 2);
  if (!to.path || !is_inside(*to.path)) return false;
  if (!from.path || !is_inside(*from.path)) throw std::runtime_error("replay: a copy from elsewhere");
  const std::string bytes = bytes_of(*disk_, *from.path);
  if (clones) {
    must(disk_->overwrite(*to.path, 0, base::as_bytes(bytes)));
    return true;
  }
  if (call.arguments[1].text != "NULL" || call.arguments[3].text != "NULL") {
    throw std::runtime_error("replay: a copy with offsets");
  }
  std::uint64_t& read_at = offsets_[static_cast<int>(number(from.text))];
  std::uint64_t& write_at = offsets_[static_cast<int>(number(to.text))];
  const auto count = static_cast<std::size_t>(call.result);
  if (count > 0) must(disk_->overwrite(*to.path, write_at, base::as_bytes(bytes.substr(read_at, count))));
  read_at += count;
  write_at += count;
  return count > 0;
}

bool DiskReplay::apply(const Call& call) {
  if (const auto copied = apply_to_copy(call)) return *copied;
  if (const auto changed = apply_to_names(call)) return *changed;
  return apply_to_open_file(call);
}

/// Calls that make, move and remove names; nullopt for others.
std::optional<bool> DiskReplay::apply_to_names(const Call& call) {
  const auto is = [&](std::initializer_list<const char*> names) {
    return std::any_of(names.begin(), names.end(), [&](const char* name) { return call.name == name; });
  };
  if (is({"openat", "open", "creat"})) {
    const std::size_t at = call.name == "openat" ? 1 : 0;
    const std::string path = call.path(at);
    offsets_[static_cast<int>(call.result)] = 0;
    const bool creates = call.name == "creat" || call.has_flag(at + 1, "O_CREAT");
    const bool cuts = call.name == "creat" || call.has_flag(at + 1, "O_TRUNC");
    if (!is_inside(path) || !(creates || cuts)) return false;
    const auto present = disk_->status(path);
    if (present && !cuts) return false;
    if (!disk_->create(path, base::FileSystem::Mode::kPublic)) throw std::runtime_error("replay: create " + path);
    return true;
  }
  if (is({"rename", "renameat", "renameat2"})) {
    const std::string from = call.path(call.name == "rename" ? 0 : 1);
    const std::string to = call.path(call.name == "rename" ? 1 : 3);
    if (!is_inside(from) && !is_inside(to)) return false;
    must(disk_->rename(from, to));
    return true;
  }
  if (is({"unlink", "unlinkat", "rmdir", "mkdir", "mkdirat"})) {
    const std::string path = call.path(call.name.ends_with("at") ? 1 : 0);
    if (!is_inside(path)) return false;
    if (call.name.starts_with("mkdir")) {
      must(disk_->create_directories(path));
    } else {
      must(disk_->remove_tree(path));
    }
    return true;
  }
  return std::nullopt;
}

bool DiskReplay::apply_to_open_file(const Call& call) {
  const auto& arguments = call.arguments;
  // One that was removed meanwhile is nobody's.
  if (arguments.empty() || !arguments[0].path || arguments[0].deleted || !is_inside(*arguments[0].path)) {
    const bool names_one = std::any_of(arguments.begin(), arguments.end(), [&](const Argument& argument) {
      return (argument.path && is_inside(*argument.path)) || (argument.string && is_inside(*argument.string));
    });
    // Mapped for reading, or a database's shared memory, which no power cut leaves.
    const bool harmless = call.name == "mmap" && (!call.has_flag(3, "MAP_SHARED") || !call.has_flag(2, "PROT_WRITE") ||
                                                  arguments.at(4).path.value_or("").ends_with("-shm"));
    const bool deleted = !arguments.empty() && arguments[0].deleted;
    if (names_one && !harmless && !deleted) throw std::runtime_error("replay: unknown call " + call.name);
    return false;
  }
  const std::string& path = *arguments[0].path;
  if (call.name == "write" || call.name == "pwrite64") {
    const std::string bytes = arguments.at(1).string.value().substr(0, static_cast<std::size_t>(call.result));
    std::uint64_t& offset = offsets_[static_cast<int>(number(arguments[0].text))];
    const bool moves = call.name == "write";
    must(disk_->overwrite(path, moves ? offset : static_cast<std::uint64_t>(number(arguments.at(3).text)),
                          base::as_bytes(bytes)));
    if (moves) offset += bytes.size();
    return true;
  }
  if (call.name == "ftruncate") {
    must(disk_->resize(path, static_cast<std::uint64_t>(number(arguments.at(1).text))));
    return true;
  }
  if (call.name == "fsync" || call.name == "fdatasync") {
    const bool folder = disk_->status(path).value().kind == base::FileKind::kDirectory;
    must(folder ? disk_->sync_directory(path) : disk_->sync_file(path));
    return true;
  }
  throw std::runtime_error("replay: unknown call " + call.name + " on " + path);
}

std::string fingerprint(MemoryFileSystem& disk, const std::string& folder) {
  std::string all;
  for_each_file(disk, folder, [&](const std::string& path, base::FileKind kind) {
    all += path + '\0';
    if (kind == base::FileKind::kFile) all += bytes_of(disk, path) + '\0';
  });
  return all;
}

void write_out(MemoryFileSystem& disk, const std::string& folder) {
  fs::remove_all(folder);
  if (!disk.status(folder)) return;
  fs::create_directories(folder);
  for_each_file(disk, folder, [&](const std::string& path, base::FileKind kind) {
    if (kind == base::FileKind::kDirectory) {
      fs::create_directories(path);
    } else {
      test::write_text_file(path, bytes_of(disk, path));
    }
  });
}

}  // namespace bildungskiosk::scenario
