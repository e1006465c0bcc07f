#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "sync/base/result.hpp"
#include "sync/sqlite/database.hpp"
#include "sync/update/visit_count.hpp"

/// Anonymous counts by day: the table `day_count` of kiosk.sqlite, which only `bildungskiosk` writes. Nothing in it
/// belongs to one visit: a visit adds to the sums of its day when it has ended, and no time of day is kept. Errors:
/// those of sqlite::Database; kUnsupportedFormat for the file of a newer program.
namespace bildungskiosk::update {

/// What was counted of one kind: `what` is a class, a phase, a language, or words, and empty for a mere number.
struct DayCount {
  base::Date day;
  std::string kind;  // visits, searches, searches-in-vain, sought-in-vain, offers, languages, hand-offs
  std::string what;
  std::int64_t times = 0;
  bool operator==(const DayCount&) const = default;
};

/// Words that were sought in vain, until so many visits have used them that they tell of none of them. In memory alone:
/// a program that ends forgets them. One thread.
class RareWords {
 public:
  static constexpr int kVisitsMin = 5;
  static constexpr std::size_t kWordsMax = 2'000;
  static constexpr std::size_t kWordBytesMax = 60;  // longer ones are never counted

  /// The words of one visit, folded as the search folds them, each once; how often each is to be counted now: not yet,
  /// or all its visits so far, or once more.
  [[nodiscard]] std::vector<std::pair<std::string, int>> add(const std::vector<std::string>& typed);

 private:
  void make_room();
  std::unordered_map<std::string, int> visits_;
};

/// One thread.
class VisitCountWriter {
 public:
  /// Days with visits that are kept, the newest of them: by their number and not by how long ago they were, for a clock
  /// that was far ahead once must not cost all other days their counts.
  static constexpr int kDaysKept = 400;

  /// As StaffRequestWriter::open.
  [[nodiscard]] static base::Result<VisitCountWriter> open(const std::string& path);
  /// Adds the visit to the sums of its day, and `words` to those that were sought in vain; removes days that are too
  /// old.
  [[nodiscard]] base::Result<void> add(const VisitCount& visit, const std::vector<std::pair<std::string, int>>& words);

 private:
  explicit VisitCountWriter(sqlite::Database database) : database_(std::move(database)) {}
  sqlite::Database database_;
};

/// All that is kept, by day, kind and what. Needs no right to write. kNotFound while no visit has been counted.
[[nodiscard]] base::Result<std::vector<DayCount>> read_visit_counts(const std::string& path);

}  // namespace bildungskiosk::update
