#include "tests/scenario/policies/faked_clock.hpp"

#include <filesystem>
#include <iostream>

#include "sync/base/civil_time.hpp"

namespace bildungskiosk::scenario {
namespace {

/// Where the wrapper finds libfaketime on this machine.
std::string library_path() {
  const auto shown = test::run_program({"faketime", "-f", "@2041-01-01 00:00:00", "sh", "-c", "echo $LD_PRELOAD"});
  return shown.out.substr(0, shown.out.find('\n'));
}

}  // namespace

bool FakedClock::is_available() {
  if (!test::is_installed("faketime")) {
    std::cout << "skipped: faketime is not installed\n";
    return false;
  }
  const FakedClock clock(base::parse_utc("2041-05-06T07:08:09Z").value_or(0));
  const auto year = clock.run({"date", "-u", "+%Y"});
  if (year.exit_code == 0 && year.out == "2041\n") return true;
  std::cout << "skipped: faketime does not move the clock here: " << year.out << year.err << '\n';
  return false;
}

void FakedClock::set(base::UnixSeconds time) {
  // Renamed into place: a program that looks meanwhile must not read half a date. "@": the clock goes on from there,
  // counted from the program's start.
  const std::string text = base::format_utc(time);  // 2041-05-06T07:08:09Z
  test::write_text_file(folder_ / "next", "@" + text.substr(0, 10) + " " + text.substr(11, 8) + "\n");
  std::filesystem::rename(folder_ / "next", folder_ / "time");
}

std::vector<std::string> FakedClock::under(std::vector<std::string> command) const {
  // The file has the last word on the time. The monotonic clock stays honest, or waiting would end at once; a
  // sanitizer's library wants to be first and is told that it need not.
  static const std::string library = library_path();
  command.insert(command.begin(), {"env", "FAKETIME_TIMESTAMP_FILE=" + folder_ / "time", "FAKETIME_NO_CACHE=1",
                                   "NO_FAKE_STAT=1", "FAKETIME_DONT_FAKE_MONOTONIC=1",
                                   "ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0", "LD_PRELOAD=" + library});
  return command;
}

}  // namespace bildungskiosk::scenario
