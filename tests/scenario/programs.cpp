#include "tests/scenario/programs.hpp"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"

namespace bildungskiosk::scenario {

namespace fs = std::filesystem;

std::string program(const std::string& name) { return std::string(BILDUNGSKIOSK_PROGRAMS) + "/" + name; }

Terminal::Terminal(const std::string& root_file) {
  const auto initialised = sync({"init", "--root", root_file});
  INFO(initialised.err);
  REQUIRE(initialised.exit_code == 0);
}

Terminal::Terminal(const test::SamplePackage& package) {
  const auto root = package.repository.first_root();
  test::write_text_file(folder_ / "root.json", std::string(root.begin(), root.end()));
  const auto initialised = sync({"init", "--root", folder_ / "root.json"});
  INFO(initialised.err);
  REQUIRE(initialised.exit_code == 0);
}

std::vector<std::string> Terminal::command(std::vector<std::string> arguments) const {
  arguments.insert(arguments.begin(), program("kiosk-sync"));
  arguments.insert(arguments.end(), {"--store", store_});
  return arguments;
}

test::Finished Terminal::sync(std::vector<std::string> arguments) const {
  return test::run_program(command(std::move(arguments)));
}

std::string Terminal::titles(const std::string& word) const {
  const auto found = sync({"search", word, "--json", "--limit", "200"});
  if (found.exit_code != 0) return "exit " + std::to_string(found.exit_code);
  const auto answer = nlohmann::json::parse(found.out);
  std::vector<std::string> titles;
  for (const auto& offer : answer.at("offers")) titles.push_back(offer.at("title"));
  std::sort(titles.begin(), titles.end());
  std::string joined;
  for (const auto& title : titles) joined += (joined.empty() ? "" : ", ") + title;
  return joined;
}

void Terminal::keep() {
  fs::remove_all(kept_);
  fs::copy(store_, kept_, fs::copy_options::recursive);
}

void Terminal::restore() {
  fs::remove_all(store_);
  fs::copy(kept_, store_, fs::copy_options::recursive);
}

std::vector<std::string> Stick::files() const {
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder_.path())) {
    if (entry.is_regular_file()) files.push_back(fs::relative(entry.path(), folder_.path()).string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::string> many_titles(std::size_t count) {
  std::vector<std::string> titles;
  for (std::size_t number = 1; number <= count; ++number) titles.push_back("Kurs " + std::to_string(number));
  return titles;
}

base::UnixSeconds now() { return base::SystemClock().now(); }

}  // namespace bildungskiosk::scenario
