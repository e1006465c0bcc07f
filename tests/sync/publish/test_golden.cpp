#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/support/catch.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/sync/publish/import_support.hpp"

// Each folder of golden/ holds an input and what is expected of it: records.jsonl and report.json. A change that is
// meant is written down by running this test with BILDUNGSKIOSK_WRITE_GOLDEN=1, and read before it is committed.

using namespace bildungskiosk;
using namespace bildungskiosk::test;

TEST_CASE("Each golden input gives the expected records and the expected report, and its format is found out") {
  for (const auto& folder : std::filesystem::directory_iterator(GOLDEN_FILES)) {
    const std::string path = folder.path().string();
    INFO(path);
    std::string input;
    for (const auto& file : std::filesystem::directory_iterator(path)) {
      if (file.path().filename().string().starts_with("input.")) input = file.path().string();
    }
    REQUIRE_FALSE(input.empty());
    const auto outcome = import_paths({input});
    REQUIRE_FALSE(outcome.error);
    std::string records;
    for (const std::string& line : outcome.lines) records += line + "\n";
    const std::string report = publish::report_as_json({{outcome.report}, import_day()});
    if (std::getenv("BILDUNGSKIOSK_WRITE_GOLDEN") != nullptr) {
      std::ofstream(path + "/records.jsonl") << records;
      std::ofstream(path + "/report.json") << report;
    }
    CHECK(records == read_text_file(path + "/records.jsonl"));
    CHECK(report == read_text_file(path + "/report.json"));
  }
}
