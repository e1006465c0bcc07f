#include "tests/search/judged_set.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

namespace bildungskiosk::test {
namespace {

constexpr std::size_t kPlaces = 10;
constexpr double kWantedGain = 3;
constexpr double kAlsoGoodGain = 1;

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields;
  std::istringstream stream(line);
  for (std::string field; std::getline(stream, field, '\t');) fields.push_back(field);
  return fields;
}

std::set<std::string> numbers_of(const std::string& field) {
  std::istringstream stream(field);
  std::set<std::string> numbers;
  for (std::string number; stream >> number;) {
    if (number != "-") numbers.insert(number);
  }
  return numbers;
}

double discount(std::size_t place) { return 1 / std::log2(static_cast<double>(place) + 2); }

double gain(const JudgedQuery& query, const std::string& number) {
  if (query.wanted.contains(number)) return kWantedGain;
  return query.also_good.contains(number) ? kAlsoGoodGain : 0;
}

double ndcg(const JudgedQuery& query, const std::vector<std::string>& numbers) {
  double found = 0;
  std::set<std::string> seen;  // a number that two offers have counts once
  for (std::size_t i = 0; i < std::min(kPlaces, numbers.size()); ++i) {
    if (seen.insert(numbers[i]).second) found += gain(query, numbers[i]) * discount(i);
  }
  double best = 0;
  for (std::size_t i = 0; i < std::min(kPlaces, query.wanted.size() + query.also_good.size()); ++i) {
    best += (i < query.wanted.size() ? kWantedGain : kAlsoGoodGain) * discount(i);
  }
  return found / best;
}

}  // namespace

std::string kind_of(const JudgedQuery& query) {
  return query.kind == "foreign" ? "foreign " + query.language : query.kind;
}

std::vector<JudgedQuery> read_judged_set(const std::string& path) {
  std::ifstream file(path);
  std::vector<JudgedQuery> queries;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    const std::vector<std::string> fields = fields_of(line);
    if (fields.size() != 4 && fields.size() != 5) {
      std::cerr << path << ": not four or five fields: " << line << '\n';
      std::exit(1);  // NOLINT(concurrency-mt-unsafe)
    }
    queries.push_back({fields[0], fields[1], fields[2], numbers_of(fields[3]),
                       fields.size() == 5 ? numbers_of(fields[4]) : std::set<std::string>()});
  }
  if (queries.empty()) {
    std::cerr << path << ": no queries\n";
    std::exit(1);  // NOLINT(concurrency-mt-unsafe)
  }
  return queries;
}

std::size_t first_wanted(const JudgedQuery& query, const std::vector<std::string>& numbers) {
  const auto found = std::find_if(numbers.begin(), numbers.end(),
                                  [&](const std::string& number) { return query.wanted.contains(number); });
  return found == numbers.end() ? 0 : static_cast<std::size_t>(found - numbers.begin()) + 1;
}

void QualitySum::add(const JudgedQuery& query, const std::vector<std::string>& numbers) {
  ++sum_.queries;
  if (query.wanted.empty()) {
    const double right = numbers.empty() ? 1 : 0;
    sum_.success_at_1 += right;
    sum_.success_at_5 += right;
    sum_.mean_reciprocal_rank += right;
    sum_.ndcg_at_10 += right;
    return;
  }
  const std::size_t place = first_wanted(query, numbers);
  if (place == 1) sum_.success_at_1 += 1;
  if (place >= 1 && place <= 5) sum_.success_at_5 += 1;
  if (place >= 1 && place <= kPlaces) sum_.mean_reciprocal_rank += 1 / static_cast<double>(place);
  sum_.ndcg_at_10 += ndcg(query, numbers);
}

Quality QualitySum::mean() const {
  Quality mean = sum_;
  const double queries = std::max(1, sum_.queries);
  mean.success_at_1 /= queries;
  mean.success_at_5 /= queries;
  mean.mean_reciprocal_rank /= queries;
  mean.ndcg_at_10 /= queries;
  return mean;
}

}  // namespace bildungskiosk::test
