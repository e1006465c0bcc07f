#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What every benchmark does with its figures: a table for people, JSON for machines, goals that are met or missed.
namespace bildungskiosk::bench {

/// What the command line of each benchmark knows; the rest is handed on.
struct Options {
  std::string json_file;             // --json FILE
  bool check_goals = false;          // --goals
  std::vector<std::string> further;  // of the benchmark's own
};
[[nodiscard]] Options parse_options(int argc, const char* const* argv);

class Report {
 public:
  Report(std::string name, std::string description);

  /// Starts a table. Every row has a label and as many cells as there are columns (without the label's).
  void table(std::string title, std::vector<std::string> columns);
  void row(std::string label, std::vector<std::string> cells);
  /// A figure for --json, by a name that stays the same ("fetched_bytes_1_percent").
  void figure(std::string name, double value, std::string unit);
  /// A goal of the product: `value` must not exceed `value_max`. Also a figure.
  void goal_at_most(std::string name, double value, double value_max, std::string unit);
  /// The same the other way round: `value` must not fall below `value_min`.
  void goal_at_least(std::string name, double value, double value_min, std::string unit);

  /// Prints tables and goals to stdout, writes the JSON file. The exit code: 0, or 1 when goals are asked for and one
  /// is missed, or the file can't be written. The last line names the goals met and missed.
  [[nodiscard]] int finish(const Options& options) const;

 private:
  struct Table {
    std::string title;
    std::vector<std::string> columns;
    std::vector<std::pair<std::string, std::vector<std::string>>> rows;
  };
  struct Figure {
    std::string name;
    double value = 0;
    std::string unit;
    std::optional<double> value_max;
    std::optional<double> value_min;
    [[nodiscard]] bool is_goal() const { return value_max || value_min; }
    [[nodiscard]] bool met() const {
      return (!value_max || value <= *value_max) && (!value_min || value >= *value_min);
    }
  };
  void print() const;
  [[nodiscard]] bool write_json(const std::string& path) const;

  std::string name_;
  std::string description_;
  std::vector<Table> tables_;
  std::vector<Figure> figures_;
};

/// "12.3", without needless zeros.
[[nodiscard]] std::string number(double value, int decimals = 1);

}  // namespace bildungskiosk::bench
