#include "tests/bench/generated_terminal.hpp"

#include "sync/base/clock.hpp"
#include "tests/bench/piped_program.hpp"
#include "tests/support/generator/generated_catalogue.hpp"
#include "tests/support/process.hpp"

namespace bildungskiosk::bench {
namespace {

/// At the lowest priority an installation takes as long as a busy machine lets it.
constexpr std::chrono::seconds kPatience(600);

}  // namespace

test::SamplePackage generated_package(std::int64_t offers, std::uint64_t seed) {
  test::SamplePackage package(base::SystemClock().now());
  const test::GeneratedCatalogue catalogue(offers, seed);
  for (const auto& source : test::GeneratedCatalogue::sources()) {
    std::vector<std::string> lines;
    const std::string content = catalogue.source_content(source);
    for (std::size_t at = 0; at < content.size();) {
      const std::size_t end = content.find('\n', at);
      lines.push_back(content.substr(at, end - at));
      at = end + 1;
    }
    package.set_lines(source, std::move(lines));
  }
  package.release();
  return package;
}

void must_end_well(const std::vector<std::string>& command) {
  const auto finished = test::Process(command).wait(kPatience);
  if (finished.exit_code != 0) give_up(finished.err);
}

Terminal::Terminal(const test::SamplePackage& package) {
  test::write_text_file(folder_ / "root.json", package.repository.files.at("metadata/1.root.json"));
  must_end_well(command({"init", "--root", folder_ / "root.json"}));
}

std::vector<std::string> Terminal::command(std::vector<std::string> arguments) const {
  arguments.insert(arguments.begin(), std::string(BILDUNGSKIOSK_PROGRAMS) + "/kiosk-sync");
  arguments.insert(arguments.end(), {"--store", store()});
  return arguments;
}

}  // namespace bildungskiosk::bench
