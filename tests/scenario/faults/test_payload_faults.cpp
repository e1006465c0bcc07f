#include <zstd.h>

#include <functional>

#include "tests/scenario/faults/hostile_office.hpp"
#include "tests/support/catch.hpp"

// What is rightly signed or not and lies in `targets/`: wrong lengths, bombs, hostile records.

namespace bildungskiosk::scenario {
namespace {

using test::FaultTrial;
using test::SamplePackage;

constexpr std::size_t kMegabyte = 1'000'000;

/// The lines of a source with one course, the course's line changed: a right line, but for what the test puts in.
std::vector<std::string> lines_with(const std::function<void(std::string&)>& change) {
  auto lines = SamplePackage::lines_for("vhs", {kNewTitle});
  change(lines.back());
  return lines;
}

std::vector<std::string> lines_with_title(const std::string& title) {
  return lines_with(
      [&](std::string& line) { line.replace(line.find(kNewTitle), std::string(kNewTitle).size(), title); });
}

std::vector<std::string> lines_with_member(const std::string& member) {
  return lines_with([&](std::string& line) { line.insert(1, member + ","); });
}

SamplePackage release_with(const HostileOffice& office, const std::vector<std::string>& lines) {
  return office.changed([&](SamplePackage& package) { package.set_lines("vhs", lines); });
}

/// The release with other bytes as its source's file, which the office has signed as they are.
SamplePackage release_with_file(const HostileOffice& office, const std::string& bytes) {
  SamplePackage package = office.next();
  auto& repository = package.repository;
  const auto listed = repository.targets.targets;
  for (const auto& [path, file] : listed) {
    if (!path.starts_with("vhs/")) continue;
    repository.add_target(trust::kTargetsRole, path, bytes);
    repository.targets.targets.at(path).custom = file.custom;
  }
  repository.publish();
  return package;
}

std::string compressed_zeros(std::size_t size) {
  const std::string zeros(size, '\0');
  std::string frame(ZSTD_compressBound(size), '\0');
  frame.resize(ZSTD_compress(frame.data(), frame.size(), zeros.data(), zeros.size(), 1));
  return frame;
}

TEST_CASE("A file that is cut, longer than signed, empty or altered is refused") {
  HostileOffice office;
  const std::string served = office.next().served_path("vhs");
  const auto offer = [&](const char* fault, const char* way, const char* code,
                         const std::function<void(std::string&)>& change) {
    INFO(way);
    FaultTrial trial(fault, way);
    SamplePackage broken = office.next();
    change(broken.repository.files.at(served));
    office.offer(trial, broken, {15, code});
  };
  offer("truncated", "a source's file without its last byte", "length-mismatch",
        [](std::string& bytes) { bytes.pop_back(); });
  offer("truncated", "a source's file cut in the middle", "length-mismatch",
        [](std::string& bytes) { bytes.resize(bytes.size() / 2); });
  offer("zero-length file", "a source's file empty", "length-mismatch", [](std::string& bytes) { bytes.clear(); });
  offer("longer than signed", "a source's file with one byte more", "length-mismatch",
        [](std::string& bytes) { bytes.push_back('x'); });
  offer("longer than signed", "a source's file with 50 MB more", "length-mismatch",
        [](std::string& bytes) { bytes.append(50 * kMegabyte, 'x'); });
}

TEST_CASE("A decompression bomb ends at the limit of a line, of the window, of the file") {
  HostileOffice office;
  FaultTrial trial("decompression bomb", "rightly signed: 500 MB in 50 kB, and a frame that wants 2 GB of memory");
  office.offer(trial, release_with_file(office, compressed_zeros(500 * kMegabyte)), {15, "too-large"});
  // Magic, a descriptor without content size, a window of 2^31: the head of a frame that no honest writer makes.
  const std::string greedy = std::string("\x28\xB5\x2F\xFD\x00\xA8", 6) + std::string("\x01\x00\x00", 3);
  office.offer(trial, release_with_file(office, greedy), {15, "malformed-compression"});
}

TEST_CASE("Records that no screen should show refuse the release whole") {
  HostileOffice office;
  const auto offer = [&](const char* fault, const char* way, const std::vector<std::string>& lines,
                         const char* code = "malformed-record") {
    INFO(way);
    FaultTrial trial(fault, way);
    office.offer(trial, release_with(office, lines), {15, code});
  };
  offer("record with a title of 10 MB", "rightly signed", lines_with_title(std::string(10 * kMegabyte, 'x')),
        "too-large");
  offer("record with a title of 10 MB", "rightly signed, a title of 10 kB", lines_with_title(std::string(10'000, 'x')));
  for (const std::string control : {"\\u0000", "\\u0007", "\\u001b[2J", "\\u0085", "\x01"}) {
    offer("record with control characters", "rightly signed", lines_with_title("Kurs " + control));
  }
  for (const std::string mark : {"\\u202e", "\\u202a", "\\u2066", "\\u2068", "\xE2\x80\xAE"}) {
    offer("record with bidi overrides", "rightly signed", lines_with_title("Kurs " + mark + "neu"));
  }
  for (const std::string day : {"0000-01-01", "9999-12-31", "0001-01-01", "-001-01-01", "99999-01-01"}) {
    offer("record with dates in year 0 or 9999", "rightly signed: a course that begins then",
          lines_with_member(R"("schedule":{"starts":")" + day + "\"}"));
    offer("record with dates in year 0 or 9999", "rightly signed: a session then",
          lines_with_member(R"("schedule":{"sessions":[{"date":")" + day + "\"}]}"));
  }
  offer("record with script in HTML", "rightly signed: an address that is a script",
        lines_with_member(R"x("url":"javascript:alert(1)")x"));
}

TEST_CASE("Markup in a title is text: the title is shown letter by letter, and nothing runs") {
  HostileOffice office;
  FaultTrial trial("record with script in HTML", "rightly signed: markup in a title");
  const std::string title = "Kurs <script>alert(1)</script> <b>neu</b> &amp; <span size='1'>";
  const auto installed = office.terminal().install(Stick(release_with(office, lines_with_title(title))).path());
  CHECK(installed.exit_code == 0);
  const std::string shown = office.terminal().titles("Kurs");
  CHECK(shown == title);
  trial.add(test::survived_if(installed.exit_code == 0 && shown == title), "the new catalogue, the markup as letters",
            test::sentence_of(installed.out));
}

TEST_CASE("Ids that stand twice, in one source or in two, refuse the release") {
  HostileOffice office;
  FaultTrial trial("duplicate ids", "rightly signed: one offer twice");
  auto lines = SamplePackage::lines_for("vhs", {kNewTitle});
  lines.push_back(lines.back());
  office.offer(trial, release_with(office, lines), {15, "duplicate-id"});
  auto provider_twice = SamplePackage::lines_for("vhs", {kNewTitle});
  provider_twice.insert(provider_twice.begin(), provider_twice.front());
  office.offer(trial, release_with(office, provider_twice), {15, "duplicate-id"});

  FaultTrial foreign("duplicate ids", "rightly signed: another source's id");
  office.offer(foreign, office.changed([](SamplePackage& package) {
    package.set_lines("fz", SamplePackage::lines_for("vhs", {kNewTitle}));
  }),
               {15, "malformed-record"});
}

}  // namespace
}  // namespace bildungskiosk::scenario
