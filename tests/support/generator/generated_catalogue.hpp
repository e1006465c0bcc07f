#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/exchange/record.hpp"

/// A region's catalogue out of a seed: for benchmarks, and for tests that want many unlike offers.
namespace bildungskiosk::test {

/// Offers in the proportions of a large city's adult education (10,230 courses: three quarters on site, one quarter
/// online, 83 % with free places, 15 % full), about 1.5 kB as a line, of 13 providers in six sources, on the Monday
/// 2026-11-23. A value of a few hundred bytes: an offer is made when it is asked for, always the same for its seed,
/// provider and number, so a million of them need no memory. Everything holds the exchange format's rules and limits.
/// From any thread.
class GeneratedCatalogue {
 public:
  GeneratedCatalogue(std::int64_t offers, std::uint64_t seed);

  /// The export of a week later: of all offers `share` (0 … 1) are touched: seven tenths of them changed (most often
  /// the number of participants, else a date, a price, a sentence), the rest half removed and half replaced by new
  /// ones, whose ids follow the old ones of their provider. What changed in the weeks before stays.
  [[nodiscard]] GeneratedCatalogue mutated(double share, std::uint64_t seed) const;

  /// Sorted by bytes.
  [[nodiscard]] static const std::vector<std::string>& sources();
  /// Offers in all; looks at each number, makes none.
  [[nodiscard]] std::int64_t size() const;

  /// The catalogue record, categories, synonyms and news, in the order of a file.
  [[nodiscard]] std::vector<exchange::Record> office_records() const;
  /// The source's providers and places, in the order of a file.
  [[nodiscard]] std::vector<exchange::Record> ground_records(std::string_view source) const;
  /// The source's offers, by id.
  void for_each_offer(std::string_view source, const std::function<void(const offer::Offer&)>& take) const;
  /// Everything: the office's, then each source's.
  void for_each_record(const std::function<void(const exchange::Record&)>& take) const;

  /// What stands in a package's file before it is compressed: the record writer's lines.
  [[nodiscard]] std::string office_content() const;
  [[nodiscard]] std::string source_content(std::string_view source) const;

 private:
  struct Week {
    double share = 0;
    std::uint64_t seed = 0;
    std::vector<std::int64_t> numbers;  // by provider: those given out until then, the week's new ones included
  };
  [[nodiscard]] std::size_t first_week(std::size_t provider, std::int64_t number) const;
  [[nodiscard]] bool is_there(std::size_t provider, std::int64_t number) const;
  [[nodiscard]] offer::Offer make_offer(std::size_t provider, std::int64_t number) const;

  std::uint64_t seed_;
  std::vector<Week> weeks_;  // the first one is the beginning: nothing changed
};

}  // namespace bildungskiosk::test
