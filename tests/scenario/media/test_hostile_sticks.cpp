#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <filesystem>
#include <functional>
#include <iostream>

#include "tests/scenario/media/scene.hpp"
#include "tests/support/catch.hpp"

// Things that are no plain file or folder where one belongs. Each is refused in a line, and nothing waits for ever.

namespace bildungskiosk::scenario {
namespace {

namespace fs = std::filesystem;
using test::FaultTrial;

/// Which of the package's names it is put in the place of.
struct Place {
  const char* name;
  std::string path;
};

std::vector<Place> files_of(const Scene& scene) {
  return {{"the timestamp", Scene::timestamp()},
          {"the next root", "kiosk-update/metadata/2.root.json"},
          {"the snapshot", "kiosk-update/metadata/2.snapshot.json"},
          {"the targets", "kiosk-update/metadata/2.targets.json"},
          {"a source's file", scene.source_file()}};
}

std::vector<Place> folders_of(const Scene& scene) {
  return {{"kiosk-update", "kiosk-update"},
          {"metadata", "kiosk-update/metadata"},
          {"targets", "kiosk-update/targets"},
          {"a source's folder", fs::path(scene.source_file()).parent_path().string()}};
}

/// On each file system that can hold it: `replace` puts something else in the place of each of `places` in turn (false:
/// this file system holds no such thing), and the package is refused.
void replace_in_turn(Scene& scene, const std::string& fault, const std::string& what, const std::vector<Place>& places,
                     const std::string& code, const std::function<bool(const std::string& path)>& replace) {
  bool tried = false;
  std::string trouble = "no file system here holds such a thing";
  for (const Format format : all_formats()) {
    Medium medium(format);
    if (!medium.put_in()) {
      trouble = name_of(format) + ": " + medium.trouble();
      std::cout << "skipped: " << fault << " on " << trouble << "\n";
      continue;
    }
    for (const Place& place : places) {
      INFO(name_of(format) << ": " << what << " in the place of " << place.name);
      scene.copy_release_to(medium.path());
      const std::string path = medium.path() + "/" + place.path;
      if (!replace(path)) continue;
      tried = true;
      FaultTrial trial(fault, name_of(format) + ": " + what);
      scene.refuse(trial, medium.path(), 15, code);
    }
    // The same stick, mended.
    std::error_code ignored;
    fs::remove_all(medium.path() + "/kiosk-update", ignored);
    scene.copy_release_to(medium.path());
    CHECK(scene.terminal.install(medium.path()).exit_code == 0);
    scene.terminal.restore();
  }
  if (!tried) skip(fault, trouble);
}

/// Moves what is there out of the package, so that what replaces it can lead to it.
std::string set_aside(const std::string& path) {
  const std::string aside = path.substr(0, path.find("/kiosk-update")) + "/aside";
  fs::remove_all(aside);
  if (fs::exists(path)) fs::rename(path, aside);
  return aside;
}

TEST_CASE("A symbolic link in the place of a file or a folder leads nowhere") {
  Scene scene;
  const auto link = [](const std::string& path) {
    const std::string aside = set_aside(path);
    std::error_code not_here;
    fs::create_symlink(aside, path, not_here);
    return !not_here;
  };
  replace_in_turn(scene, "symbolic link", "a link to the right file", files_of(scene), "not-a-file", link);
  replace_in_turn(scene, "symbolic link", "a link to the right folder", folders_of(scene), "not-a-file", link);
}

TEST_CASE("A FIFO or a device in the place of a file is not opened, and nobody waits for it") {
  Scene scene;
  const auto node = [](mode_t kind, dev_t device) {
    return [kind, device](const std::string& path) {
      static_cast<void>(set_aside(path));
      return ::mknod(path.c_str(), kind | 0600, device) == 0;
    };
  };
  replace_in_turn(scene, "FIFO or device node", "a FIFO", files_of(scene), "not-a-file", node(S_IFIFO, 0));
  replace_in_turn(scene, "FIFO or device node", "the device of endless zeros", files_of(scene), "not-a-file",
                  node(S_IFCHR, ::makedev(1, 5)));
}

TEST_CASE("A folder in the place of a file, and a file in the place of a folder, are refused") {
  Scene scene;
  const std::string fault = "a folder where a file belongs";
  replace_in_turn(scene, fault, "a folder instead of a file", files_of(scene), "not-a-file",
                  [](const std::string& path) {
                    fs::remove_all(path);
                    return fs::create_directory(path);
                  });
  replace_in_turn(scene, fault, "a file instead of a folder", folders_of(scene), "not-a-file",
                  [](const std::string& path) {
                    fs::remove_all(path);
                    test::write_text_file(path, "{}");
                    return true;
                  });
}

TEST_CASE("A file without a byte is a damaged one") {
  Scene scene;
  const auto empty = [](const std::string& path) {
    if (!fs::exists(path) && path.find("root") == std::string::npos) return false;
    test::write_text_file(path, "");
    return true;
  };
  auto metadata = files_of(scene);
  const Place source = metadata.back();
  metadata.pop_back();
  const std::vector<Place> signed_length{{"the snapshot", metadata.at(2).path}, {"the targets", metadata.at(3).path}};
  metadata.resize(2);
  replace_in_turn(scene, "zero-length file", "empty metadata", metadata, "malformed-metadata", empty);
  replace_in_turn(scene, "zero-length file", "empty metadata with a signed length", signed_length, "length-mismatch",
                  empty);
  replace_in_turn(scene, "zero-length file", "an empty file of a source", {source}, "length-mismatch", empty);
}

}  // namespace
}  // namespace bildungskiosk::scenario
