#include "sync/publish/importers/values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>
#include <vector>

#include "sync/base/byte_set.hpp"
#include "sync/exchange/limits.hpp"
#include "sync/exchange/text_rules.hpp"

namespace bildungskiosk::publish {
namespace {

constexpr bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

// Letters outside ASCII that German words hold, as UTF-8; none becomes longer than it is.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kFoldings = {{
    {"ä", "ae"},
    {"ö", "oe"},
    {"ü", "ue"},
    {"ß", "ss"},
    {"Ä", "ae"},
    {"Ö", "oe"},
    {"Ü", "ue"},
    {"é", "e"},
    {"–", "-"},
    {"\u00a0", " "},
    {"ẞ", "ss"},
    {"É", "e"},
}};

/// What a byte of ASCII becomes; all white space is a space.
constexpr auto kFoldedAscii = [] {
  std::array<char, 128> folded{};
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const char c = static_cast<char>(i);
    folded[i] = is_space(c) ? ' ' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return folded;
}();

constexpr base::ByteSet kDigits("0123456789");
constexpr base::ByteSet kSigns("+-z");  // of an offset from UTC, folded
constexpr base::ByteSet kPoints(":.");  // of a clock

// A number at the front of `text` with German or English separators; `length` receives what it took.
std::optional<double> leading_decimal(std::string_view text, std::size_t& length) {
  std::size_t at = 0;
  const bool negative = !text.empty() && text[0] == '-';
  if (negative || (!text.empty() && text[0] == '+')) ++at;
  const std::size_t first = at;
  std::vector<std::size_t> separators;
  while (at < text.size() && (is_digit(text[at]) || ((text[at] == '.' || text[at] == ',') && at > first))) {
    if (!is_digit(text[at])) separators.push_back(at);
    ++at;
  }
  while (!separators.empty() && separators.back() == at - 1) {  // "12." and "5,-" end before the sign
    separators.pop_back();
    --at;
  }
  if (at == first || at - first > 18) return std::nullopt;
  // The last separator is the decimal one, unless three digits follow and it could group thousands.
  std::optional<std::size_t> decimal;
  if (!separators.empty()) {
    const std::size_t last = separators.back();
    const bool others_alike =
        std::all_of(separators.begin(), separators.end(), [&](std::size_t s) { return text[s] == text[last]; });
    const bool groups =
        at - last == 4 && others_alike && last - first <= 3 && text[first] != '0' && separators.size() == 1;
    if (separators.size() > 1 && others_alike) {
      decimal = std::nullopt;  // "1.234.567"
    } else if (!groups) {
      decimal = last;
    }
  }
  double whole = 0;
  double scale = 1;
  for (std::size_t i = first; i < at; ++i) {
    if (!is_digit(text[i])) continue;
    whole = whole * 10 + (text[i] - '0');
    if (decimal && i > *decimal) scale *= 10;
  }
  length = at;
  return (negative ? -whole : whole) / scale;
}

std::string_view without_suffix(std::string_view text, std::string_view suffix) {
  if (text.size() > suffix.size() && text.ends_with(suffix)) text.remove_suffix(suffix.size());
  return trim(text);
}

std::optional<int> two_digits(std::string_view text) {
  if (text.empty() || text.size() > 2) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

// "+02:00", "-0100", "Z" in minutes.
std::optional<int> parse_offset(std::string_view text) {
  if (text == "Z" || text == "z") return 0;
  if (text.size() < 3 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  const auto hours = two_digits(text.substr(1, 2));
  std::string_view rest = text.substr(3);
  if (!rest.empty() && rest[0] == ':') rest.remove_prefix(1);
  const auto minutes = rest.empty() ? std::optional<int>(0) : two_digits(rest);
  if (!hours || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
  return (text[0] == '-' ? -1 : 1) * (*hours * 60 + *minutes);
}

}  // namespace

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string fold(std::string_view text) {
  std::string out(text.size(), '\0');
  char* end = out.data();
  const char* const begin = end;
  const auto add = [&](char c) {
    if (c != ' ' || (end != begin && end[-1] != ' ')) *end++ = c;
  };
  for (std::size_t i = 0; i < text.size();) {
    // Most of every text; no letter of it is in the table.
    if (const auto byte = static_cast<unsigned char>(text[i]); byte < 0x80) {
      add(kFoldedAscii[byte]);
      ++i;
      continue;
    }
    const auto known = std::find_if(kFoldings.begin(), kFoldings.end(),
                                    [&](const auto& folding) { return text.substr(i).starts_with(folding.first); });
    if (known == kFoldings.end()) {
      add(text[i++]);
      continue;
    }
    for (const char c : known->second) add(c);
    i += known->first.size();
  }
  if (end != begin && end[-1] == ' ') --end;
  out.resize(static_cast<std::size_t>(end - begin));
  return out;
}

std::string slug(std::string_view text) {
  std::string out;
  for (const char c : fold(text)) {
    if (is_lower(c) || is_digit(c)) {
      out += c;
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  if (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

std::optional<bool> parse_boolean(std::string_view text) {
  const std::string word = fold(text);
  for (const std::string_view yes : {"true", "ja", "1", "wahr", "yes", "j", "y"}) {
    if (word == yes) return true;
  }
  for (const std::string_view no : {"false", "nein", "0", "falsch", "no", "n"}) {
    if (word == no) return false;
  }
  return std::nullopt;
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  const auto value = parse_decimal(text);
  if (!value || *value != std::floor(*value) || std::abs(*value) > 1e9) return std::nullopt;
  return static_cast<std::int64_t>(*value);
}

std::optional<double> parse_decimal(std::string_view text) {
  text = trim(text);
  std::size_t length = 0;
  const auto value = leading_decimal(text, length);
  if (!value || length != text.size()) return std::nullopt;
  return value;
}

std::optional<double> parse_degrees(std::string_view text) {
  std::string degrees(trim(text));
  std::replace(degrees.begin(), degrees.end(), ',', '.');
  const bool readable =
      !degrees.empty() && degrees.size() <= 24 && degrees.find_first_not_of("+-0123456789.eE") == std::string::npos;
  if (!readable) return std::nullopt;
  double value = 0;
  const char* const begin = degrees.data() + (degrees[0] == '+' ? 1 : 0);
  const char* const end = degrees.data() + degrees.size();
  const auto [stopped_at, error] = std::from_chars(begin, end, value);
  if (error != std::errc() || stopped_at != end) return std::nullopt;
  return value;
}

std::optional<std::int64_t> parse_cents(std::string_view text) {
  std::string folded = fold(text);
  for (const std::string_view word : {"eur ", "euro ", "€"}) {
    if (folded.starts_with(word)) folded.erase(0, word.size());
  }
  std::string_view rest = trim(folded);
  std::size_t length = 0;
  const auto value = leading_decimal(rest, length);
  if (!value || std::abs(*value) > 1e12) return std::nullopt;
  rest = trim(rest.substr(length));
  for (const std::string_view word : {",-", ",--", "eur", "euro", "€", ",- €", ",- eur", ",-- €", ",-- eur"}) {
    if (rest == word) rest = {};
  }
  if (!rest.empty()) return std::nullopt;
  return static_cast<std::int64_t>(std::llround(*value * 100));
}

std::optional<std::int64_t> find_reduced_cents(std::string_view remark) {
  const std::string folded = fold(remark);
  for (std::size_t at = folded.find("erm"); at != std::string::npos; at = folded.find("erm", at + 1)) {
    if (at > 0 && is_lower(folded[at - 1])) continue;  // "Termin"
    const std::string_view word = std::string_view(folded).substr(at);
    if (!word.starts_with("erm.") && !word.starts_with("erm ") && !word.starts_with("erm:") &&
        !word.starts_with("ermaess")) {
      continue;
    }
    const std::size_t digit = kDigits.find_in(folded, at);
    if (digit == std::string::npos) return std::nullopt;
    if (folded.find_first_of(";\n", at) < digit) continue;
    std::size_t length = 0;
    const auto value = leading_decimal(std::string_view(folded).substr(digit), length);
    const std::string_view unit = trim(std::string_view(folded).substr(digit + length));
    const bool is_money = unit.starts_with("eur") || unit.starts_with("€") || unit.starts_with(",-");
    if (value && is_money) return static_cast<std::int64_t>(std::llround(*value * 100));
  }
  return std::nullopt;
}

bool says_free(std::string_view remark) {
  std::string text = fold(remark);
  while (!text.empty() && (text.back() == '.' || text.back() == '!' || text.back() == ' ')) text.pop_back();
  for (const std::string_view phrase :
       {"kostenlos", "kostenfrei", "gebuehrenfrei", "entgeltfrei", "gratis", "umsonst", "eintritt frei",
        "freier eintritt", "der eintritt ist frei", "ohne gebuehr", "die teilnahme ist kostenlos",
        "die teilnahme ist kostenfrei", "die teilnahme ist entgeltfrei", "die beratung ist kostenlos",
        "die beratung ist kostenfrei", "kostenloses angebot", "kostenfreies angebot", "teilnahme kostenlos",
        "teilnahme kostenfrei"}) {
    if (text == phrase) return true;
  }
  return false;
}

std::optional<base::Date> parse_day(std::string_view text) {
  text = trim(text);
  if (text.size() >= 10 && text[4] == '-') return base::parse_date(text.substr(0, 10));
  const std::size_t first = text.find('.');
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = text.find('.', first + 1);
  if (second == std::string_view::npos || text.size() < second + 5) return std::nullopt;
  const auto day = two_digits(trim(text.substr(0, first)));
  const auto month = two_digits(trim(text.substr(first + 1, second - first - 1)));
  const auto century = two_digits(text.substr(second + 1, 2));
  const auto year = two_digits(text.substr(second + 3, 2));
  const bool ends = text.size() == second + 5 || !is_digit(text[second + 5]);
  if (!day || !month || !century || !year || !ends) return std::nullopt;
  return base::make_date(*century * 100 + *year, *month, *day);
}

std::optional<base::MinuteOfDay> parse_clock(std::string_view text, std::optional<base::Date> day) {
  text = trim(text);
  if (text.size() > 11 && text[4] == '-' && text[10] == 'T') text.remove_prefix(11);  // "2026-09-02T16:00:00+02:00"
  const std::string folded = fold(text);
  std::string_view rest = without_suffix(folded, "uhr");
  std::optional<int> offset_minutes;
  if (const std::size_t sign = kSigns.find_in(rest); sign != std::string_view::npos) {
    offset_minutes = parse_offset(rest.substr(sign));
    if (!offset_minutes) return std::nullopt;
    rest = rest.substr(0, sign);
  }
  std::array<int, 3> parts{};
  std::size_t count = 0;
  while (!rest.empty() && count < parts.size()) {
    const std::size_t end = std::min(kPoints.find_in(rest), rest.size());
    // Fractions of a second may be longer than two digits and say nothing.
    const auto value =
        count == 2 ? two_digits(rest.substr(0, std::min<std::size_t>(end, 2))) : two_digits(rest.substr(0, end));
    if (!value) return std::nullopt;
    parts.at(count++) = *value;
    if (count == 3) break;
    rest = end < rest.size() ? rest.substr(end + 1) : std::string_view();
  }
  const auto [hours, minutes, seconds] = parts;
  if (count == 0 || hours > 24 || minutes > 59 || seconds > 59 || (hours == 24 && minutes > 0)) return std::nullopt;
  if (hours == 24) return base::MinuteOfDay{1439};
  const auto wall = static_cast<base::MinuteOfDay>(hours * 60 + minutes);
  if (!offset_minutes || !day) return wall;
  const base::UnixSeconds instant = base::UnixSeconds{day->days_since_epoch} * 86'400 + (wall - *offset_minutes) * 60;
  return base::german_local_time(instant).minute;
}

std::optional<base::Weekday> parse_weekday(std::string_view text) {
  std::string word = fold(text);
  while (!word.empty() && (word.back() == '.' || word.back() == ',')) word.pop_back();
  constexpr std::array<std::array<std::string_view, 6>, 7> kWords = {{
      {"montag", "mo", "montags", "monday"},
      {"dienstag", "di", "dienstags", "tuesday", "tu"},
      {"mittwoch", "mi", "mittwochs", "wednesday", "we"},
      {"donnerstag", "do", "donnerstags", "thursday", "th"},
      {"freitag", "fr", "freitags", "friday"},
      {"samstag", "sa", "samstags", "sonnabend", "saturday"},
      {"sonntag", "so", "sonntags", "sunday", "su"},
  }};
  for (std::size_t i = 0; i < kWords.size(); ++i) {
    for (const std::string_view candidate : kWords.at(i)) {
      if (!word.empty() && word == candidate) return static_cast<base::Weekday>(i);
    }
  }
  return std::nullopt;
}

std::optional<offer::WeeklyPattern> parse_weekly(std::string_view text) {
  const std::string folded = fold(text);
  const std::string_view all = folded;
  const std::size_t digit = std::min(kDigits.find_in(all), all.size());
  const auto day = parse_weekday(all.substr(0, digit));
  if (!day) return std::nullopt;
  offer::WeeklyPattern pattern{*day, std::nullopt, std::nullopt};
  if (digit == all.size()) return pattern;
  const std::string_view times = without_suffix(all.substr(digit), "uhr");
  std::size_t split = times.find('-');
  std::size_t skip = 1;
  if (split == std::string_view::npos) {
    split = times.find(" bis ");
    skip = 5;
  }
  pattern.starts = parse_clock(times.substr(0, split), std::nullopt);
  if (!pattern.starts) return std::nullopt;
  if (split != std::string_view::npos) {
    pattern.ends = parse_clock(times.substr(split + skip), std::nullopt);
    if (!pattern.ends || *pattern.ends <= *pattern.starts) return std::nullopt;
  }
  return pattern;
}

std::optional<std::string> parse_cefr(std::string_view text) {
  std::string word = fold(text);
  for (const std::string_view prefix : {"ger ", "niveau ", "stufe ", "niveaustufe ", "level "}) {
    if (word.starts_with(prefix)) word.erase(0, prefix.size());
  }
  if (word.size() < 2 || word[0] < 'a' || word[0] > 'c' || (word[1] != '1' && word[1] != '2')) return std::nullopt;
  if (word.size() != 2 && (word.size() != 4 || word[2] != '.' || !is_digit(word[3]))) return std::nullopt;
  word[0] = static_cast<char>(word[0] - 'a' + 'A');
  return word;
}

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    const char c = text[i];
    const bool hex = is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    if (hyphen ? c != '-' : !hex) return false;
  }
  return true;
}

std::optional<std::string> parse_url(std::string_view text) {
  text = trim(text);
  std::string url = text.starts_with("www.") ? "https://" : "";
  if (const std::size_t scheme = text.find("://"); url.empty() && scheme != std::string_view::npos) {
    url = fold(text.substr(0, scheme));
    text.remove_prefix(scheme);
  }
  constexpr std::string_view kHexDigits = "0123456789ABCDEF";
  constexpr base::ByteSet kEscaped("\\^`{|}");  // written by hand, and opened by browsers
  while (!text.empty()) {
    const std::size_t end = std::min(kEscaped.find_in(text), text.size());
    url += text.substr(0, end);
    text.remove_prefix(end);
    if (text.empty()) break;
    const auto byte = static_cast<unsigned char>(text.front());
    url += {'%', kHexDigits[byte >> 4U], kHexDigits[byte & 15U]};
    text.remove_prefix(1);
  }
  const bool usable = url.size() <= exchange::kUrlBytesMax && exchange::is_web_address(url) &&
                      exchange::is_clean(url, exchange::TextShape::kLine);
  return usable ? std::optional(std::move(url)) : std::nullopt;
}

}  // namespace bildungskiosk::publish
