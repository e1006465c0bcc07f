#include "tests/bench/staged_package.hpp"

#include <cstdlib>
#include <iostream>

#include "sync/base/file_system.hpp"
#include "sync/exchange/compressed_lines.hpp"
#include "sync/update/package.hpp"

namespace bildungskiosk::bench {
namespace {

/// The level changes the size of a file, hardly the time to read it; the office's own would take minutes.
constexpr int kQuickLevel = 3;

constexpr const char* kOffice = "office";

update::StagedFile describe(const std::string& folder, const std::string& name) {
  const std::string kind = name == kOffice ? "catalogue" : "offers";
  update::StagedFile staged;
  staged.path = base::join_path(folder, kind + '-' + name);
  staged.target.path = name + '/' + kind + "-1.jsonl.zst";
  staged.target.file.custom = {{"kind", kind}, {"version", 1}};
  return staged;
}

void write(const std::string& path, const std::string& content) {
  const auto frame = exchange::compress(content, kQuickLevel);
  if (frame && base::write_file_atomically(base::posix_file_system(), path, *frame)) return;
  std::cerr << "bench: can't write " << path << '\n';
  std::exit(1);
}

}  // namespace

std::vector<update::StagedFile> staged_files(const std::string& folder) {
  std::vector<update::StagedFile> staged{describe(folder, kOffice)};
  for (const std::string& source : test::GeneratedCatalogue::sources()) staged.push_back(describe(folder, source));
  return staged;
}

std::vector<update::StagedFile> stage(const test::GeneratedCatalogue& catalogue, const std::string& folder) {
  std::vector<update::StagedFile> staged = staged_files(folder);
  static_cast<void>(base::posix_file_system().create_directories(folder));
  for (const update::StagedFile& file : staged) {
    const std::string name(update::source_of(file.target.path));
    write(file.path, name == kOffice ? catalogue.office_content() : catalogue.source_content(name));
  }
  return staged;
}

}  // namespace bildungskiosk::bench
