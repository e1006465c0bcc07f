#include "sync/publish/importers/ical_file.hpp"

#include <algorithm>
#include <optional>

#include "sync/publish/importers/text_encoding.hpp"
#include "sync/publish/importers/values.hpp"
#include "sync/publish/importers/whole_file.hpp"
#include "sync/publish/limits.hpp"

namespace bildungskiosk::publish {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return out;
}

/// NAME;PARAMETER=value;OTHER="quoted: value":VALUE. nullopt: there is no colon.
std::optional<IcalProperty> parse_line(std::string_view line) {
  IcalProperty property;
  std::vector<std::size_t> separators;  // the semicolons, and the colon last
  bool quoted = false;
  std::size_t colon = std::string_view::npos;
  for (std::size_t i = 0; i < line.size() && colon == std::string_view::npos; ++i) {
    if (line[i] == '"') quoted = !quoted;
    if (quoted) continue;
    if (line[i] == ';') separators.push_back(i);
    if (line[i] == ':') colon = i;
  }
  if (colon == std::string_view::npos) return std::nullopt;
  separators.push_back(colon);
  property.name = upper(trim(line.substr(0, separators.front())));
  property.value = trim(line.substr(colon + 1));
  for (std::size_t i = 0; i + 1 < separators.size() && i < kParametersMax; ++i) {
    const std::string_view part = line.substr(separators[i] + 1, separators[i + 1] - separators[i] - 1);
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos) continue;
    std::string_view value = trim(part.substr(equals + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
    property.parameters.emplace_back(upper(trim(part.substr(0, equals))), value);
  }
  return property;
}

/// "+0100", "-033000" in minutes.
std::optional<int> offset_minutes(std::string_view text) {
  if (text.size() < 5 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  const auto hours = parse_integer(text.substr(1, 2));
  const auto minutes = parse_integer(text.substr(3, 2));
  if (!hours || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
  return (text[0] == '-' ? -1 : 1) * static_cast<int>(*hours * 60 + *minutes);
}

class Reading {
 public:
  Reading(const ImportSource& source, RecordSink& sink) : source_(source), sink_(sink) {}

  Result<IcalFile> run() {
    BILDUNGSKIOSK_TRY(const std::string bytes, read_whole_file(source_, kDocumentBytesMax));
    if (trim(bytes).empty()) return Error{ErrorCode::kEmptyExport, source_.name + ": the file is empty"};
    std::string_view rest = bytes;
    if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
    decoder_ = TextDecoder(detect_encoding(bytes));
    std::string logical;
    std::uint64_t number = 0;
    while (!rest.empty()) {
      ++number;
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      std::string_view line = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (line.starts_with(' ') || line.starts_with('\t')) {
        logical += line.substr(1);
        continue;
      }
      BILDUNGSKIOSK_TRY_VOID(take_line(logical));
      logical = line;
      line_ = number;
    }
    BILDUNGSKIOSK_TRY_VOID(take_line(logical));
    line_ = number;
    if (!open_.empty()) return malformed("the file ends inside " + open_.back());
    if (!found_calendar_) return Error{ErrorCode::kUnsupportedFormat, source_.name + ": no VCALENDAR in it"};
    return std::move(file_);
  }

 private:
  Error malformed(const std::string& what) {
    sink_.stopped_at({line_, 0});
    return {ErrorCode::kMalformedExport, source_.name + ": line " + std::to_string(line_) + ": " + what};
  }

  Result<void> take_line(const std::string& bytes) {
    if (trim(bytes).empty()) return {};
    const auto property = parse_line(decoder_.decode(bytes).text);
    if (property && property->name == "BEGIN") return begin(upper(property->value));
    if (property && property->name == "END") return end(upper(property->value));
    if (open_.empty()) return malformed("text outside of a calendar");
    if (property) take_property(*property, bytes.size());
    return {};  // a line without a colon says nothing, and costs no other
  }

  Result<void> begin(const std::string& component) {
    if (open_.size() >= kRecordDepthMax) return malformed("nested too deep");
    if (open_.empty() && component != "VCALENDAR") return malformed("begins with " + component.substr(0, 40));
    found_calendar_ = found_calendar_ || component == "VCALENDAR";
    open_.push_back(component);
    if (open_.size() == 2 && component == "VEVENT") file_.events.push_back({line_, false, {}});
    if (open_.size() == 2) event_bytes_ = 0;
    if (component == "VTIMEZONE") zone_.clear();
    return {};
  }

  Result<void> end(const std::string& component) {
    if (open_.empty() || open_.back() != component) {
      return malformed("END:" + component.substr(0, 40) + " without its BEGIN");
    }
    open_.pop_back();
    return {};
  }

  void take_property(const IcalProperty& property, std::size_t bytes) {
    if (open_.size() == 1) {
      const bool names = property.name == "X-WR-CALNAME" || property.name == "NAME";
      if (names && file_.name.empty()) file_.name = unescaped(property.value);
    } else if (open_.size() == 2 && open_.back() == "VEVENT") {
      IcalEvent& event = file_.events.back();
      event_bytes_ += bytes;
      event.too_large = event.too_large || event_bytes_ > kRecordBytesMax || event.properties.size() >= kRecordNodesMax;
      if (event.too_large) {
        event.properties.clear();
      } else {
        event.properties.push_back(property);
      }
    } else if (open_.size() == 2 && open_.back() == "VTIMEZONE" && property.name == "TZID") {
      zone_ = property.value;
    } else if (open_.size() == 3 && open_.back() == "STANDARD" && property.name == "TZOFFSETTO") {
      if (const auto offset = offset_minutes(property.value)) file_.zones[zone_] = *offset;
    }
  }

  const ImportSource& source_;
  RecordSink& sink_;
  TextDecoder decoder_{TextEncoding::kUndecided};
  IcalFile file_;
  std::vector<std::string> open_;
  std::string zone_;
  std::uint64_t line_ = 1;
  std::size_t event_bytes_ = 0;
  bool found_calendar_ = false;
};

}  // namespace

std::string_view IcalProperty::parameter(std::string_view parameter_name) const {
  for (const auto& [key, text] : parameters) {
    if (key == parameter_name) return text;
  }
  return {};
}

const IcalProperty* IcalEvent::find(std::string_view name) const {
  const auto found =
      std::find_if(properties.begin(), properties.end(), [&](const auto& property) { return property.name == name; });
  return found == properties.end() ? nullptr : &*found;
}

std::string_view IcalEvent::value(std::string_view name) const {
  const IcalProperty* property = find(name);
  return property == nullptr ? std::string_view() : std::string_view(property->value);
}

Result<IcalFile> read_ical(const ImportSource& source, RecordSink& sink) { return Reading(source, sink).run(); }

std::vector<std::string> unescaped_list(std::string_view value) {
  std::vector<std::string> parts(1);
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] == ',') {
      parts.emplace_back();
    } else if (value[i] == '\\' && i + 1 < value.size()) {
      ++i;
      parts.back() += value[i] == 'n' || value[i] == 'N' ? '\n' : value[i];
    } else {
      parts.back() += value[i];
    }
  }
  return parts;
}

std::string unescaped(std::string_view value) {
  std::string text;
  // A comma that a program forgot to escape is a comma.
  for (const std::string& part : unescaped_list(value)) text += (text.empty() ? "" : ",") + part;
  return text;
}

}  // namespace bildungskiosk::publish
