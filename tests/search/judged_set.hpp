#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "sync/catalogue/catalogue_reader.hpp"

/// Queries that people type, with the offers that they want to see, and how well a list of results does: for the tests
/// of the search, and for scripts/bench quality.
namespace bildungskiosk::test {

/// A line of judged.tsv, which says what its fields mean.
struct JudgedQuery {
  std::string language;
  std::string kind;
  std::string text;
  std::set<std::string> wanted;     // numbers of offers; empty: nothing should be shown
  std::set<std::string> also_good;  // none of the wanted
};

/// "exact"; the queries in each other language are a kind of their own: "foreign tr".
[[nodiscard]] std::string kind_of(const JudgedQuery& query);

/// Ends the program with a sentence when the file can't be read or a line is none.
[[nodiscard]] std::vector<JudgedQuery> read_judged_set(const std::string& path);

/// Means over queries.
struct Quality {
  int queries = 0;
  double success_at_1 = 0;          // a wanted offer stands first
  double success_at_5 = 0;          // … is among the first five
  double mean_reciprocal_rank = 0;  // 1 / the place of the first wanted one, among the first ten; else 0
  double ndcg_at_10 = 0;            // gain 3 for a wanted offer, 1 for one that is also good
};

/// Adds up how well lists of numbers of offers, best first, answer their queries. Where nothing should be shown an
/// empty list has 1 everywhere, any other 0.
class QualitySum {
 public:
  void add(const JudgedQuery& query, const std::vector<std::string>& numbers);
  [[nodiscard]] Quality mean() const;

 private:
  Quality sum_;
};

/// Every query's place of the first wanted offer, from 1; 0 when it is not among these numbers.
[[nodiscard]] std::size_t first_wanted(const JudgedQuery& query, const std::vector<std::string>& numbers);

/// The sample catalogue in its base week, built from its sources as an office and a terminal would.
class SampleCatalogue {
 public:
  /// Builds it at `path`. Ends the program with a sentence when that fails.
  SampleCatalogue(const std::string& sources_csv, const std::string& sources_folder, const std::string& path);

  [[nodiscard]] catalogue::CatalogueReader& reader() { return reader_; }
  [[nodiscard]] base::LocalTime now() const { return now_; }
  [[nodiscard]] const std::string& number_of(const std::string& offer_id) const { return numbers_.at(offer_id); }
  /// Of the offers that are not over.
  [[nodiscard]] const std::map<std::string, std::string>& numbers() const { return numbers_; }
  /// What the product's search shows first, as numbers.
  [[nodiscard]] std::vector<std::string> search(const std::string& text, const std::string& language,
                                                std::size_t count);

 private:
  base::LocalTime now_;
  catalogue::CatalogueReader reader_;
  std::map<std::string, std::string> numbers_;  // by id
};

}  // namespace bildungskiosk::test
