#pragma once

#include <string>

namespace bildungskiosk::test {

/// A new empty folder below $TMPDIR (or /tmp), removed with all it holds when the object goes.
class TemporaryDirectory {
 public:
  TemporaryDirectory();
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }
  /// "<path>/<name>"
  [[nodiscard]] std::string operator/(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

/// Plain helpers for the tests' own files; each stops the test on an error.
void write_text_file(const std::string& path, const std::string& content);
[[nodiscard]] std::string read_text_file(const std::string& path);

}  // namespace bildungskiosk::test
