#include <array>
#include <utility>

#include "sync/base/byte_set.hpp"
#include "sync/publish/importers/csv_fields.hpp"
#include "sync/publish/importers/opening_hours.hpp"
#include "sync/publish/importers/values.hpp"

/// Whether a cell can be read as what its column holds.
namespace bildungskiosk::publish {
namespace {

using Parts = std::vector<std::string>;

bool is_list(CellType type) {
  return type == CellType::kList || type == CellType::kSessions || type == CellType::kWeekdays;
}

Parts split(std::string_view cell, const base::ByteSet& separators) {
  Parts parts;
  while (!cell.empty()) {
    const std::size_t end = std::min(separators.find_in(cell), cell.size());
    if (const auto part = trim(cell.substr(0, end)); !part.empty()) parts.emplace_back(part);
    cell.remove_prefix(std::min(end + 1, cell.size()));
  }
  return parts;
}

/// "1.234" is 1234 in German and a little more than one in English. `parse_decimal` takes three digits for a thousand:
/// a zero behind them says that they are decimals.
std::string with_plain_decimals(std::string_view text, char decimal_sign) {
  const std::size_t sign = text.find(decimal_sign);
  const std::size_t other = text.find(decimal_sign == ',' ? '.' : ',');
  const bool alone = sign != std::string_view::npos && other == std::string_view::npos &&
                     text.find(decimal_sign, sign + 1) == std::string_view::npos;
  std::string plain(text);
  if (!alone) return plain;
  std::size_t end = sign + 1;
  while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
  if (end - sign == 4) plain.insert(end, "0");
  return plain;
}

std::optional<std::string> day_of(std::string_view text) {
  const auto day = parse_day(text);
  return day ? std::optional(base::format_date(*day)) : std::nullopt;
}

/// "24.11.2026", "Di, 24.11.2026, 18:00 - 19:30 Uhr" → "2026-11-24 18:00-19:30".
std::optional<std::string> session_of(std::string_view text) {
  const std::size_t digit = text.find_first_of("0123456789");
  if (digit == std::string_view::npos) return std::nullopt;
  if (const auto before = trim(text.substr(0, digit)); !before.empty() && !parse_weekday(before)) return std::nullopt;
  text.remove_prefix(digit);
  const std::size_t end = std::min(text.find_first_of(" ,T"), text.size());
  const auto day = day_of(text.substr(0, end));
  if (!day) return std::nullopt;
  std::string_view rest = text.substr(end);
  while (!rest.empty() && (rest.front() == ',' || rest.front() == ' ' || rest.front() == 'T')) rest.remove_prefix(1);
  if (trim(rest).empty()) return day;
  // The words of a weekly pattern are those of a session behind its day.
  const auto times = parse_weekly("montag " + std::string(rest));
  if (!times || !times->starts) return std::nullopt;
  std::string session = *day + " " + base::format_time_of_day(*times->starts);
  if (times->ends) session += "-" + base::format_time_of_day(*times->ends);
  return session;
}

std::optional<std::string> mode_of(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kModes = {{
      {"vor ort", "praesenz"},
      {"praesenz", "praesenz"},
      {"onsite", "praesenz"},
      {"online", "online_angebot"},
      {"digital", "online_angebot"},
      {"hybrid", "blended_learning"},
      {"blended", "blended_learning"},
      {"blended learning", "blended_learning"},
      {"online und vor ort", "blended_learning"},
      {"vor ort und online", "blended_learning"},
      {"selbstlernen", "selbstlernangebot"},
      {"selbstlernangebot", "selbstlernangebot"},
      {"selbststudium", "selbstlernangebot"},
  }};
  const std::string folded = fold(text);
  for (const auto& [word, mode] : kModes) {
    if (folded == word) return std::string(mode);
  }
  return std::nullopt;
}

bool is_kind(std::string_view text) {
  const std::string folded = fold(text);
  for (const std::string_view word :
       {"kurs", "seminar", "workshop", "lehrgang", "veranstaltung", "vortrag", "lesung", "fuehrung", "exkursion",
        "messe", "treff", "beratung", "sprechstunde", "selbstlern", "lernort", "einrichtung"}) {
    if (folded.find(word) != std::string::npos) return true;
  }
  return false;
}

/// The part in the form that the mapper reads; nullopt: it can't be read.
std::optional<std::string> read_part(CellType type, const std::string& part, char decimal_sign) {
  const auto if_readable = [&](bool readable) { return readable ? std::optional(part) : std::nullopt; };
  switch (type) {
    case CellType::kText:
    case CellType::kList:
      return part;
    case CellType::kKind:
      return if_readable(is_kind(part));
    case CellType::kDate:
      return day_of(part);
    case CellType::kClock:
      return if_readable(parse_clock(part, std::nullopt).has_value());
    case CellType::kSessions:
      return session_of(part);
    case CellType::kWeekdays:
      return if_readable(parse_weekly(part).has_value());
    case CellType::kOpeningHours:
      return if_readable(parse_opening_hours(part).has_value());
    case CellType::kInteger:
      return if_readable(parse_integer(part).has_value());
    case CellType::kNumber: {
      std::string plain = with_plain_decimals(part, decimal_sign);
      return parse_decimal(plain) ? std::optional(std::move(plain)) : std::nullopt;
    }
    case CellType::kMoney: {
      std::string plain = with_plain_decimals(part, decimal_sign);
      return parse_cents(plain) || says_free(plain) ? std::optional(std::move(plain)) : std::nullopt;
    }
    case CellType::kDegrees: {
      const auto degrees = parse_degrees(part);
      return if_readable(degrees && *degrees >= -180 && *degrees <= 180);
    }
    case CellType::kYesNo:
      return if_readable(parse_boolean(part).has_value());
    case CellType::kMode:
      return mode_of(part);
    case CellType::kAddress:
      return if_readable(parse_url(part).has_value());
  }
  return std::nullopt;
}

FindingKind kind_of(CellType type) {
  switch (type) {
    case CellType::kDate:
    case CellType::kSessions:
    case CellType::kWeekdays:
      return FindingKind::kUnreadableDate;
    case CellType::kClock:
    case CellType::kOpeningHours:
      return FindingKind::kUnreadableTime;
    case CellType::kMoney:
      return FindingKind::kUnreadablePrice;
    case CellType::kYesNo:
      return FindingKind::kUnreadableBoolean;
    case CellType::kAddress:
      return FindingKind::kUnusableUrl;
    case CellType::kKind:
    case CellType::kMode:
      return FindingKind::kUnknownWord;
    default:
      return FindingKind::kUnreadableNumber;
  }
}

}  // namespace

CheckedCell check_cell(const CsvField& field, std::string_view cell, const CellRules& rules) {
  CheckedCell checked;
  Parts parts;
  if (is_list(field.type)) {
    static constexpr base::ByteSet kUsual(";|\n");
    static constexpr base::ByteSet kUsualOfWords(";|\n,");
    const base::ByteSet& usual = field.type == CellType::kList ? kUsualOfWords : kUsual;
    parts = split(cell, rules.list_separators.empty() ? usual : base::ByteSet(rules.list_separators));
  } else if (const auto whole = trim(cell); !whole.empty()) {
    parts.emplace_back(whole);
  }
  for (const std::string& part : parts) {
    if (auto read = read_part(field.type, part, rules.decimal_sign)) {
      checked.values.push_back(*std::move(read));
    } else if (!checked.wrong) {
      checked.wrong = kind_of(field.type);
      checked.wrong_value = part;
    }
  }
  return checked;
}

std::string_view expected_of(CellType type) {
  switch (type) {
    case CellType::kText:
    case CellType::kList:
      return "ein Text";
    case CellType::kKind:
      return "Kurs, Veranstaltung, Beratung, Lernort oder Selbstlernangebot";
    case CellType::kDate:
      return "ein Datum wie 24.11.2026 oder 2026-11-24";
    case CellType::kClock:
      return "eine Uhrzeit wie 18:00";
    case CellType::kSessions:
      return "Termine wie 24.11.2026 18:00-19:30; 01.12.2026 18:00-19:30";
    case CellType::kWeekdays:
      return "Wochentage wie Dienstag 18:00-19:30; Freitag";
    case CellType::kOpeningHours:
      return "Öffnungszeiten wie Mo-Fr 9:00-17:00; Sa 10:00-13:00";
    case CellType::kInteger:
      return "eine ganze Zahl wie 12";
    case CellType::kNumber:
      return "eine Zahl wie 7,5";
    case CellType::kMoney:
      return "ein Betrag wie 12,50, das Wort kostenlos, oder leer für unbekannt";
    case CellType::kDegrees:
      return "Grad wie 48,3781";
    case CellType::kYesNo:
      return "ja oder nein, oder leer für unbekannt";
    case CellType::kMode:
      return "vor Ort, online, hybrid oder Selbstlernen";
    case CellType::kAddress:
      return "eine Adresse wie https://www.beispiel.de/kurs";
  }
  return {};
}

}  // namespace bildungskiosk::publish
