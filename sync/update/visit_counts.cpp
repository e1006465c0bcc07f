#include "sync/update/visit_counts.hpp"

#include <algorithm>

#include "sync/catalogue/search/folding.hpp"
#include "sync/sqlite/transaction.hpp"
#include "sync/update/kiosk_database.hpp"

namespace bildungskiosk::update {
namespace {

using base::Result;
using sqlite::Database;
using sqlite::Statement;

constexpr std::array<std::string_view, kVisitLengthCount> kLengths = {"under-1-minute", "1-to-3-minutes",
                                                                      "3-to-10-minutes", "over-10-minutes"};
constexpr std::array<std::string_view, kHandOffCount> kHandOffs = {"dates", "contact", "place", "registration", "list"};

/// The statement that adds to one sum.
class Sums {
 public:
  static Result<Sums> of(Database& database, base::Date day) {
    BILDUNGSKIOSK_TRY(auto add, database.prepare("INSERT INTO day_count (day, kind, what, times) VALUES (?, ?, ?, ?) "
                                                 "ON CONFLICT DO UPDATE SET times = times + excluded.times"));
    return Sums(std::move(add), day);
  }
  Result<void> add(std::string_view kind, std::string_view what, std::int64_t times) {
    if (times == 0) return {};
    add_.bind_all(std::int64_t{day_.days_since_epoch}, kind, what, times);
    return add_.run();
  }

 private:
  Sums(Statement add, base::Date day) : add_(std::move(add)), day_(day) {}
  Statement add_;
  base::Date day_;
};

}  // namespace

std::vector<std::pair<std::string, int>> RareWords::add(const std::vector<std::string>& typed) {
  std::vector<std::string> folded;
  for (const std::string& text : typed) {
    std::string words;
    catalogue::append_folded(words, text);
    const bool is_new = std::find(folded.begin(), folded.end(), words) == folded.end();
    if (!words.empty() && words.size() <= kWordBytesMax && is_new) folded.push_back(std::move(words));
  }
  std::vector<std::pair<std::string, int>> counted;
  for (std::string& words : folded) {
    make_room();
    int& visits = visits_[words];
    if (++visits < kVisitsMin) continue;
    counted.emplace_back(std::move(words), visits == kVisitsMin ? kVisitsMin : 1);
  }
  return counted;
}

// Words of a single visit first: most are slips of the finger.
void RareWords::make_room() {
  if (visits_.size() < kWordsMax) return;
  std::erase_if(visits_, [](const auto& entry) { return entry.second == 1; });
  if (visits_.size() >= kWordsMax) visits_.clear();
}

Result<VisitCountWriter> VisitCountWriter::open(const std::string& path) {
  BILDUNGSKIOSK_TRY(auto database, open_kiosk_database(path));
  return VisitCountWriter(std::move(database));
}

Result<void> VisitCountWriter::add(const VisitCount& visit, const std::vector<std::pair<std::string, int>>& words) {
  BILDUNGSKIOSK_TRY(auto transaction, sqlite::Transaction::begin(database_));
  BILDUNGSKIOSK_TRY(Sums sums, Sums::of(database_, visit.day));
  BILDUNGSKIOSK_TRY_VOID(sums.add("visits", kLengths.at(static_cast<std::size_t>(visit.length)), 1));
  BILDUNGSKIOSK_TRY_VOID(sums.add("languages", visit.language, 1));
  BILDUNGSKIOSK_TRY_VOID(sums.add("searches", "", visit.searches));
  BILDUNGSKIOSK_TRY_VOID(sums.add("searches-in-vain", "", visit.searches_in_vain));
  for (std::size_t i = 0; i < visit.offers_viewed.size(); ++i) {
    BILDUNGSKIOSK_TRY_VOID(sums.add("offers", offer::to_string(offer::kAllPhases.at(i)), visit.offers_viewed.at(i)));
  }
  for (std::size_t i = 0; i < visit.hand_offs.size(); ++i) {
    BILDUNGSKIOSK_TRY_VOID(sums.add("hand-offs", kHandOffs.at(i), visit.hand_offs.at(i)));
  }
  for (const auto& [sought, times] : words) BILDUNGSKIOSK_TRY_VOID(sums.add("sought-in-vain", sought, times));
  BILDUNGSKIOSK_TRY(auto forget, database_.prepare("DELETE FROM day_count WHERE day NOT IN "
                                                   "(SELECT DISTINCT day FROM day_count ORDER BY day DESC LIMIT ?)"));
  forget.bind_all(std::int64_t{kDaysKept});
  BILDUNGSKIOSK_TRY_VOID(forget.run());
  return transaction.commit();
}

Result<std::vector<DayCount>> read_visit_counts(const std::string& path) {
  constexpr int kVersionWithCounts = 2;
  BILDUNGSKIOSK_TRY(auto database, read_kiosk_database(path, kVersionWithCounts));
  BILDUNGSKIOSK_TRY(auto select,
                    database.prepare("SELECT day, kind, what, times FROM day_count ORDER BY day, kind, what"));
  std::vector<DayCount> counts;
  while (true) {
    BILDUNGSKIOSK_TRY(const bool found, select.step());
    if (!found) return counts;
    counts.push_back({base::Date{static_cast<std::int32_t>(select.integer("day"))}, std::string(select.text("kind")),
                      std::string(select.text("what")), select.integer("times")});
  }
}

}  // namespace bildungskiosk::update
