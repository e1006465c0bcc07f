#include "tests/bench/report.hpp"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

namespace bildungskiosk::bench {
namespace {

/// Letters as they stand on the screen: UTF-8 continuation bytes take no place.
std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char letter) { return (letter & 0xC0) != 0x80; }));
}

std::string padded(const std::string& text, std::size_t columns, bool to_the_end) {
  const std::string space(columns - std::min(columns, width(text)), ' ');
  return to_the_end ? space + text : text + space;
}

}  // namespace

Options parse_options(int argc, const char* const* argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--json" && i + 1 < argc) {
      options.json_file = argv[++i];
    } else if (argument == "--goals") {
      options.check_goals = true;
    } else {
      options.further.push_back(argument);
    }
  }
  return options;
}

Report::Report(std::string name, std::string description)
    : name_(std::move(name)), description_(std::move(description)) {}

void Report::table(std::string title, std::vector<std::string> columns) {
  tables_.push_back({std::move(title), std::move(columns), {}});
}

void Report::row(std::string label, std::vector<std::string> cells) {
  tables_.back().rows.emplace_back(std::move(label), std::move(cells));
}

void Report::figure(std::string name, double value, std::string unit) {
  figures_.push_back({std::move(name), value, std::move(unit), std::nullopt, std::nullopt});
}

void Report::goal_at_most(std::string name, double value, double value_max, std::string unit) {
  figures_.push_back({std::move(name), value, std::move(unit), value_max, std::nullopt});
}

void Report::goal_at_least(std::string name, double value, double value_min, std::string unit) {
  figures_.push_back({std::move(name), value, std::move(unit), std::nullopt, value_min});
}

void Report::print() const {
  std::cout << name_ << ": " << description_ << '\n';
  for (const Table& table : tables_) {
    std::size_t label_width = width(table.title);
    for (const auto& [label, cells] : table.rows) label_width = std::max(label_width, width(label));
    std::cout << '\n' << padded(table.title, label_width, false);
    std::vector<std::size_t> widths;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      std::size_t widest = width(table.columns[i]);
      for (const auto& [label, cells] : table.rows) {
        if (i < cells.size()) widest = std::max(widest, width(cells[i]));
      }
      widths.push_back(widest);
      std::cout << "  " << padded(table.columns[i], widest, true);
    }
    std::cout << '\n';
    for (const auto& [label, cells] : table.rows) {
      std::cout << padded(label, label_width, false);
      for (std::size_t i = 0; i < cells.size(); ++i) std::cout << "  " << padded(cells[i], widths.at(i), true);
      std::cout << '\n';
    }
  }
}

bool Report::write_json(const std::string& path) const {
  nlohmann::json value{{"benchmark", name_}, {"figures", nlohmann::json::object()}};
  for (const Figure& figure : figures_) {
    nlohmann::json entry{{"value", figure.value}, {"unit", figure.unit}};
    if (figure.value_max) entry["goal_at_most"] = *figure.value_max;
    if (figure.value_min) entry["goal_at_least"] = *figure.value_min;
    if (figure.is_goal()) entry["met"] = figure.met();
    value["figures"][figure.name] = std::move(entry);
  }
  std::ofstream file(path);
  file << value.dump(2) << '\n';
  return static_cast<bool>(file.flush());
}

int Report::finish(const Options& options) const {
  print();
  bool good = true;
  if (!options.json_file.empty() && !write_json(options.json_file)) {
    std::cerr << name_ << ": can't write " << options.json_file << '\n';
    good = false;
  }
  std::string met;
  std::string missed;
  std::cout << '\n';
  for (const Figure& figure : figures_) {
    if (!figure.is_goal()) continue;
    std::cout << (figure.met() ? "met     " : "MISSED  ") << figure.name << ": " << number(figure.value, 3) << ' '
              << figure.unit << (figure.unit.empty() ? "" : " ") << "(goal: at "
              << (figure.value_max ? "most " + number(*figure.value_max, 3) : "least " + number(*figure.value_min, 3))
              << ")\n";
    std::string& list = figure.met() ? met : missed;
    list += (list.empty() ? "" : ", ") + figure.name;
  }
  if (options.check_goals) {
    std::cout << "goals met: " << (met.empty() ? "none" : met) << "; missed: " << (missed.empty() ? "none" : missed)
              << std::endl;
    good = good && missed.empty();
  }
  return good ? 0 : 1;
}

std::string number(double value, int decimals) {
  std::vector<char> text(64);
  const int length = std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
  std::string shown(text.data(), static_cast<std::size_t>(length));
  if (shown.find('.') == std::string::npos) return shown;
  while (shown.back() == '0') shown.pop_back();
  if (shown.back() == '.') shown.pop_back();
  return shown;
}

}  // namespace bildungskiosk::bench
