#include "sync/publish/importers/xcri_values.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "sync/publish/importers/values.hpp"

namespace bildungskiosk::publish {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Counties of England, which stand below the town in an address and are none.
bool is_county(std::string_view line) {
  constexpr std::array<std::string_view, 40> kCounties = {
      "bedfordshire",   "berkshire",       "buckinghamshire", "cambridgeshire", "cheshire",        "cornwall",
      "county durham",  "cumbria",         "derbyshire",      "devon",          "dorset",          "east sussex",
      "essex",          "gloucestershire", "hampshire",       "herefordshire",  "hertfordshire",   "kent",
      "lancashire",     "leicestershire",  "lincolnshire",    "norfolk",        "north yorkshire", "northamptonshire",
      "northumberland", "nottinghamshire", "oxfordshire",     "shropshire",     "somerset",        "south yorkshire",
      "staffordshire",  "suffolk",         "surrey",          "tyne and wear",  "warwickshire",    "west midlands",
      "west sussex",    "west yorkshire",  "wiltshire",       "worcestershire"};
  return std::find(kCounties.begin(), kCounties.end(), fold(line)) != kCounties.end();
}

std::vector<std::string> address_lines(const Element& location) {
  std::vector<std::string> lines;
  for (const Element* address : location.children_named("address")) {
    const std::string text = address->content();
    for (std::string_view rest = text; !rest.empty();) {
      const std::size_t end = std::min(rest.find_first_of(",\n"), rest.size());
      if (const auto line = trim(rest.substr(0, end)); !line.empty()) lines.emplace_back(line);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : ", ") + line;
  return text;
}

/// The first word off the text, folded.
std::string take_word(std::string_view& text) {
  text = trim(text);
  const std::size_t end = std::min(text.find_first_of(" \t\n,"), text.size());
  std::string word = fold(text.substr(0, end));
  text.remove_prefix(end);
  while (text.starts_with(',')) text.remove_prefix(1);
  return word;
}

/// Reads numbers only: "1st" without its ending.
std::optional<int> number_of(std::string word) {
  for (const std::string_view ending : {"st", "nd", "rd", "th"}) {
    if (word.ends_with(ending)) word.erase(word.size() - ending.size());
  }
  const bool is_number = !word.empty() && word.size() <= 4 && std::all_of(word.begin(), word.end(), is_digit);
  return is_number ? std::optional(std::stoi(word)) : std::nullopt;
}

using Words = std::pair<std::string_view, std::string_view>;

std::string_view look_up(const auto& table, std::string_view word) {
  for (const auto& [from, to] : table) {
    if (from == word) return to;
  }
  return {};
}

}  // namespace

std::optional<base::Date> parse_english_day(std::string_view text) {
  constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                        "may",       "june",     "july",     "august",
                                                        "september", "october",  "november", "december"};
  const auto day = number_of(take_word(text));
  const std::string month = take_word(text);
  const auto year = number_of(take_word(text));
  if (!day || !year || month.size() < 3 || !trim(text).empty()) return std::nullopt;
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    const bool is_it = month == kMonths.at(i) || (month.size() == 3 && kMonths.at(i).starts_with(month));
    if (is_it) return base::make_date(*year, static_cast<int>(i) + 1, *day);
  }
  return std::nullopt;
}

XcriDate read_xcri_date(const Element& element) {
  const std::string text = element.content();
  const auto stated = parse_day_or_moment(element.attribute("dtf"));
  auto written = parse_day_or_moment(text);
  if (!written) {
    auto day = parse_english_day(text);
    if (!day) day = parse_day(text);
    if (day) written = Moment{*day, std::nullopt};
  }
  if (!stated) return {written, false};
  if (!written || written->day == stated->day) return {stated, false};
  const bool is_next_day = !stated->time && written->day == base::add_days(stated->day, 1);
  return {is_next_day ? written : stated, true};
}

XcriCost read_xcri_cost(std::string_view text) {
  XcriCost cost;
  std::string_view amount = trim(text);
  constexpr std::array<Words, 6> kCurrencies = {
      {{"£", "GBP"}, {"GBP", "GBP"}, {"€", "EUR"}, {"EUR", "EUR"}, {"CHF", "CHF"}, {"$", "USD"}}};
  for (const auto& [sign, code] : kCurrencies) {
    if (!amount.starts_with(sign)) continue;
    cost.currency = code;
    amount = trim(amount.substr(sign.size()));
    break;
  }
  const std::string folded = fold(text);
  if (folded == "free" || folded == "free of charge" || folded == "no cost" || says_free(text)) {
    cost.is_free = true;
    return cost;
  }
  const bool has_number = std::any_of(amount.begin(), amount.end(), is_digit);
  // Words in place of a number ("TBC", "NoData") are no price and are reported; a sentence is a note.
  if (parse_cents(amount) || (!has_number && amount.size() <= 20)) {
    cost.amount = amount;
  } else {
    cost.note = trim(text);
    cost.currency.clear();
  }
  return cost;
}

bool is_british_postcode(std::string_view text) {
  std::string code;
  for (const char c : trim(text)) {
    if (c != ' ') code += c;
  }
  const auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
  if (code.size() < 5 || code.size() > 7) return false;
  const std::string_view inward = std::string_view(code).substr(code.size() - 3);
  const std::string_view outward = std::string_view(code).substr(0, code.size() - 3);
  return is_digit(inward[0]) && is_letter(inward[1]) && is_letter(inward[2]) && is_letter(outward[0]) &&
         std::any_of(outward.begin(), outward.end(), is_digit);
}

const Element& xcri_location(const Element& organisation) {
  const Element* location = organisation.child("location");
  return location != nullptr ? *location : organisation;
}

CourseRecord::Venue read_xcri_venue(const Element& organisation) {
  const Element& location = xcri_location(organisation);
  CourseRecord::Venue venue;
  venue.name = organisation.content_of("title");
  venue.postal_code = location.content_of("postcode");
  venue.locality = location.content_of("town");
  venue.street = location.content_of("street");
  venue.latitude = location.content_of("lat");
  venue.longitude = location.content_of("long");
  if (is_british_postcode(venue.postal_code)) venue.country = "GB";
  std::vector<std::string> lines = address_lines(location);
  while (lines.size() > 1 && (is_county(lines.back()) || lines.back() == venue.locality)) lines.pop_back();
  const bool is_street = !lines.empty() && std::any_of(lines.back().begin(), lines.back().end(), is_digit);
  if (venue.locality.empty() && !lines.empty() && (lines.size() > 1 || !is_street)) {
    venue.locality = lines.back();
    lines.pop_back();
  }
  if (venue.street.empty()) venue.street = joined(lines);
  return venue;
}

std::string_view xcri_mode(const Element& attendance_mode) {
  constexpr std::array<Words, 17> kModes = {{
      {"cm", "praesenz"},
      {"campus", "praesenz"},
      {"nc", "praesenz"},
      {"face-to-face non-campus", "praesenz"},
      {"wb", "praesenz"},
      {"work-based", "praesenz"},
      {"workbased", "praesenz"},
      {"on", "online_angebot"},
      {"online", "online_angebot"},
      {"online (no attendance)", "online_angebot"},
      {"mm", "blended_learning"},
      {"mixed mode", "blended_learning"},
      {"da", "blended_learning"},
      {"distance with attendance", "blended_learning"},
      {"ds", "selbstlernangebot"},
      {"distance without attendance", "selbstlernangebot"},
      {"distance", "selbstlernangebot"},
  }};
  const auto mode = look_up(kModes, fold(attendance_mode.attribute("identifier")));
  return mode.empty() ? look_up(kModes, fold(attendance_mode.content())) : mode;
}

std::string xcri_words(const Element& element) {
  constexpr std::array<Words, 9> kCodes = {{
      {"FT", "Full Time"},
      {"PT", "Part Time"},
      {"FL", "Flexible"},
      {"DT", "Daytime"},
      {"EV", "Evening"},
      {"TW", "Twilight"},
      {"DR", "Day/Block release"},
      {"WE", "Weekend"},
      {"CS", "Customised"},
  }};
  std::string text = element.content();
  const std::string_view words = look_up(kCodes, text.empty() ? element.attribute("identifier") : text);
  if (!words.empty()) return std::string(words);
  const std::string folded = fold(text);
  return folded == "unk" || folded == "unknown" || folded == "not known" || folded.size() < 3 ? std::string() : text;
}

}  // namespace bildungskiosk::publish
