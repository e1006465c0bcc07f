#include "sync/publish/importers/opening_hours.hpp"

#include <algorithm>
#include <string>

#include "sync/publish/importers/values.hpp"

namespace bildungskiosk::publish {
namespace {

using base::MinuteOfDay;
using base::Weekday;

/// Words, numbers with their colons, and the signs ',', '-', ';', each a token.
std::vector<std::string> tokens_of(std::string_view text) {
  std::vector<std::string> tokens;
  std::string token;
  const auto end_token = [&] {
    while (!token.empty() && (token.back() == '.' || token.back() == ':')) token.pop_back();
    if (!token.empty()) tokens.push_back(std::move(token));
    token.clear();
  };
  const auto is_number = [](char c) { return c >= '0' && c <= '9'; };
  for (const char c : text) {
    const bool splits = c == ' ' || c == ',' || c == '-' || c == ';' || c == '(' || c == ')';
    // "9uhr" and "mo9" hold two tokens.
    const bool turns = !token.empty() && is_number(c) != is_number(token.back()) && c != ':' && c != '.' &&
                       token.back() != ':' && token.back() != '.';
    if (splits || turns) end_token();
    if (c == ',' || c == '-' || c == ';') tokens.emplace_back(1, c);
    if (!splits) token += c;
  }
  end_token();
  return tokens;
}

/// Reads the tokens from left to right: days gather until spans come, and spans count for the days before them.
class Reading {
 public:
  explicit Reading(std::vector<std::string> tokens) : tokens_(std::move(tokens)) {}

  std::optional<std::vector<offer::OpeningHours>> run() {
    while (at_ < tokens_.size()) {
      if (!step()) return std::nullopt;
    }
    if (!days_.empty() && !days_used_) return std::nullopt;  // days without hours
    if (!said_something_) return std::nullopt;
    return std::move(hours_);
  }

 private:
  [[nodiscard]] std::string_view token(std::size_t ahead = 0) const {
    return at_ + ahead < tokens_.size() ? std::string_view(tokens_[at_ + ahead]) : std::string_view();
  }
  static bool joins(std::string_view word) { return word == "-" || word == "bis"; }

  void begin_days() {
    if (days_used_) days_.clear();
    days_used_ = false;
  }

  bool step() {
    const std::string_view word = token();
    if (word == "," || word == ";" || word == "und" || word == "u" || word == "sowie" || word == "uhr" ||
        word == "von" || word == "jeweils") {
      ++at_;
      return true;
    }
    if (word == "taeglich") {
      begin_days();
      for (int day = 0; day < 7; ++day) days_.push_back(static_cast<Weekday>(day));
      ++at_;
      return true;
    }
    if (word == "geschlossen" || word == "closed") {
      if (days_.empty()) return false;
      days_used_ = true;
      said_something_ = true;
      ++at_;
      return true;
    }
    if (const auto first = parse_weekday(word)) return read_days(*first);
    return read_span();
  }

  bool read_days(Weekday first) {
    begin_days();
    Weekday last = first;
    ++at_;
    if (joins(token())) {
      const auto end = parse_weekday(token(1));
      if (!end) return false;
      last = *end;
      at_ += 2;
    }
    for (int day = static_cast<int>(first);; day = (day + 1) % 7) {
      days_.push_back(static_cast<Weekday>(day));
      if (day == static_cast<int>(last)) return true;
    }
  }

  bool read_span() {
    const auto opens = parse_clock(token(), std::nullopt);
    if (!opens || days_.empty()) return false;
    ++at_;
    if (token() == "uhr") ++at_;
    if (!joins(token())) return false;
    ++at_;
    auto closes = parse_clock(token(), std::nullopt);
    if (!closes) return false;
    ++at_;
    if (*closes == 0) closes = MinuteOfDay{1439};
    if (*closes <= *opens) return false;
    for (const Weekday day : days_) hours_.push_back({day, *opens, *closes});
    days_used_ = true;
    said_something_ = true;
    return true;
  }

  std::vector<std::string> tokens_;
  std::size_t at_ = 0;
  std::vector<Weekday> days_;
  bool days_used_ = false;
  bool said_something_ = false;
  std::vector<offer::OpeningHours> hours_;
};

}  // namespace

std::optional<std::vector<offer::OpeningHours>> parse_opening_hours(std::string_view text) {
  if (text.size() > 2'000) return std::nullopt;
  return Reading(tokens_of(fold(text))).run();
}

}  // namespace bildungskiosk::publish
