#include "tests/support/fault_table/fault_trial.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <functional>
#include <iterator>
#include <sstream>
#include <stdexcept>

namespace bildungskiosk::test {
namespace {

std::vector<std::string> read_list() {
  std::ifstream list(FAULT_LIST);
  if (!list) throw std::runtime_error("no list of faults at " FAULT_LIST);
  std::vector<std::string> names;
  for (std::string line; std::getline(list, line);) {
    const std::size_t bar = line.find('|');
    if (line.starts_with('#') || bar == std::string::npos) continue;
    names.push_back(line.substr(line.find_first_not_of(' ', bar + 1)));
  }
  return names;
}

void check_name(std::string_view fault) {
  const auto& names = all_faults();
  if (std::find(names.begin(), names.end(), fault) == names.end()) {
    throw std::runtime_error("\"" + std::string(fault) + "\" is not in tests/support/fault_table/faults.txt");
  }
}

/// A cell of a tab-separated row.
std::string cell(std::string_view text) {
  std::string clean(text);
  std::replace_if(
      clean.begin(), clean.end(), [](char letter) { return letter == '\t' || letter == '\n' || letter == '\r'; }, ' ');
  return clean;
}

/// Program and arguments: a second run of the same test replaces what the first one noted, another test of the same
/// program does not.
std::string file_name() {
  std::ifstream file("/proc/self/cmdline", std::ios::binary);
  std::string command{std::istreambuf_iterator<char>(file), {}};
  const std::string path = command.substr(0, command.find('\0'));
  return path.substr(path.rfind('/') + 1) + "-" + std::to_string(std::hash<std::string>()(command)) + ".tsv";
}

/// Rows of this program, one write each: a program that it started and that dies has torn none.
class RowFile {
 public:
  RowFile() {
    const char* folder = std::getenv("BILDUNGSKIOSK_FAULT_TABLE_DIR");
    if (folder == nullptr || *folder == '\0') return;
    static_cast<void>(::mkdir(folder, 0755));
    const std::string path = std::string(folder) + "/" + file_name();
    descriptor_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0644);
  }

  void write(const std::string& row) const {
    if (descriptor_ >= 0) static_cast<void>(!::write(descriptor_, row.data(), row.size()));
  }

 private:
  int descriptor_ = -1;
};

void write_row(std::string_view fault, std::string_view way, std::string_view visitor, std::string_view librarian,
               std::uint64_t tried, std::uint64_t survived) {
  static const RowFile file;
  std::ostringstream row;
  row << cell(fault) << '\t' << cell(way) << '\t' << cell(visitor) << '\t' << cell(librarian) << '\t' << tried << '\t'
      << survived << '\n';
  file.write(row.str());
}

}  // namespace

const std::vector<std::string>& all_faults() {
  static const std::vector<std::string> names = read_list();
  return names;
}

FaultTrial::FaultTrial(std::string_view fault, std::string way)
    : fault_(fault), way_(std::move(way)), exceptions_at_start_(std::uncaught_exceptions()) {
  check_name(fault_);
}

FaultTrial::~FaultTrial() {
  if (std::uncaught_exceptions() > exceptions_at_start_) add(Survival::kLost, "(the test broke off)", "");
  for (const auto& [saw, counts] : seen_) {
    write_row(fault_, way_, saw.first, saw.second, counts.tried, counts.survived);
  }
}

void FaultTrial::add(Survival survival, std::string_view visitor, std::string_view librarian) {
  Counts& counts = seen_[{std::string(visitor), std::string(librarian)}];
  ++counts.tried;
  if (survival == Survival::kSurvived) ++counts.survived;
}

void note_untried_fault(std::string_view fault, std::string_view reason) {
  check_name(fault);
  write_row(fault, "not here: " + std::string(reason), "", "", 0, 0);
}

std::string sentence_of(std::string_view line) {
  line = line.substr(0, line.find('\n'));
  constexpr std::string_view kProgram = "kiosk-sync: ";
  if (line.starts_with(kProgram)) line.remove_prefix(kProgram.size());
  return std::string(line.substr(0, line.find(" [")));
}

}  // namespace bildungskiosk::test
