#pragma once

#include <string>
#include <vector>

#include "sync/base/clock.hpp"
#include "tests/support/package/sample_package.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temporary_directory.hpp"

namespace bildungskiosk::scenario {

/// The path of one of our programs in the build folder.
[[nodiscard]] std::string program(const std::string& name);

/// A terminal with a store of its own, used through `kiosk-sync` only.
class Terminal {
 public:
  /// `kiosk-sync init` with this root; the test stops when that fails.
  explicit Terminal(const std::string& root_file);
  explicit Terminal(const test::SamplePackage& package);

  /// `kiosk-sync <arguments> --store <this store>`
  [[nodiscard]] test::Finished sync(std::vector<std::string> arguments) const;
  [[nodiscard]] std::vector<std::string> command(std::vector<std::string> arguments) const;
  [[nodiscard]] test::Finished install(const std::string& stick) const { return sync({"install", stick}); }

  /// Titles found for the word, sorted and joined by ", "; "exit <code>" when searching failed.
  [[nodiscard]] std::string titles(const std::string& word) const;

  /// The store as it is now, to return to.
  void keep();
  void restore();

  [[nodiscard]] const std::string& store() const { return store_; }

 private:
  test::TemporaryDirectory folder_;
  std::string store_ = folder_ / "store";
  std::string kept_ = folder_ / "kept";
};

/// A package made today, as a folder.
class Stick {
 public:
  explicit Stick(const test::SamplePackage& package) { write(package); }
  Stick() = default;
  void write(const test::SamplePackage& package) { package.write_to(folder_.path()); }
  [[nodiscard]] const std::string& path() const { return folder_.path(); }
  /// Paths of all files, relative to the stick, sorted.
  [[nodiscard]] std::vector<std::string> files() const;

 private:
  test::TemporaryDirectory folder_;
};

/// Titles for many offers: "Kurs 0001" …
[[nodiscard]] std::vector<std::string> many_titles(std::size_t count);

[[nodiscard]] base::UnixSeconds now();

}  // namespace bildungskiosk::scenario
