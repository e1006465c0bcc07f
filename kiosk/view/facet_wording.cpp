#include "kiosk/view/facet_wording.hpp"

#include "kiosk/view/wording.hpp"

namespace bildungskiosk::view {
namespace {

using catalogue::AudienceGroup;
using catalogue::Level;
using catalogue::PartOfDay;
using i18n::fill;
using i18n::marked;

const char* part_of_day_key(PartOfDay part) {
  switch (part) {
    case PartOfDay::kMorning:
      return marked("vormittags");
    case PartOfDay::kAfternoon:
      return marked("nachmittags");
    case PartOfDay::kEvening:
      return marked("abends");
  }
  return "";
}

const char* audience_key(AudienceGroup group) {
  switch (group) {
    case AudienceGroup::kChildren:
      return marked("Kinder");
    case AudienceGroup::kYouth:
      return marked("Jugendliche");
    case AudienceGroup::kFamilies:
      return marked("Familien");
    case AudienceGroup::kParents:
      return marked("Eltern");
    case AudienceGroup::kWomen:
      return marked("Frauen");
    case AudienceGroup::kMen:
      return marked("Männer");
    case AudienceGroup::kOlderPeople:
      return marked("Ältere Menschen");
    case AudienceGroup::kNewcomers:
      return marked("Neu in Deutschland");
  }
  return "";
}

constexpr std::string_view step_of(Level level) {
  switch (level) {
    case Level::kA1:
      return "A1";
    case Level::kA2:
      return "A2";
    case Level::kB1:
      return "B1";
    case Level::kB2:
      return "B2";
    case Level::kC1:
      return "C1";
    case Level::kC2:
      return "C2";
    case Level::kBeginners:
    case Level::kAdvanced:
      break;
  }
  return "";
}

std::string weekdays_text(const Texts& texts, const std::vector<base::Weekday>& days) {
  if (days.size() == 1) return texts.weekday_long(days.front());
  if (days == std::vector{base::Weekday::kSaturday, base::Weekday::kSunday}) return texts.tr("am Wochenende");
  std::string text;
  for (const base::Weekday day : days) {
    const std::string& name = texts.weekday_short(day);
    text = text.empty() ? name : fill(texts.tr("{1}, {2}"), {text, name});
  }
  return text;
}

/// The words of each kind of facet.
struct Label {
  const Texts& texts;
  std::string operator()(Level level) const { return level_name(texts, level); }
  std::string operator()(offer::AttendanceMode mode) const { return mode_name(texts, mode); }
  std::string operator()(const catalogue::OnlyFree& /*free*/) const { return texts.tr("kostenlos"); }
  std::string operator()(const catalogue::StepFree& /*access*/) const { return texts.tr("ohne Stufen"); }
  std::string operator()(const catalogue::InTown& town) const { return town.name; }
  std::string operator()(const catalogue::InDistrict& district) const { return district.name; }
  std::string operator()(const catalogue::Dates& dates) const { return dates_text(texts, dates); }
  std::string operator()(const catalogue::OnWeekdays& on) const { return weekdays_text(texts, on.days); }
  std::string operator()(PartOfDay part) const { return part_of_day_name(texts, part); }
  std::string operator()(AudienceGroup group) const { return audience_name(texts, group); }
  std::string operator()(const catalogue::OfAge& age) const {
    return fill(texts.tr("Alter: {1}"), {texts.number(age.years)});
  }
  std::string operator()(const catalogue::SpokenIn& spoken) const {
    return fill(texts.tr("Sprache: {1}"), {language_name(texts, spoken.language)});
  }
};

struct Icon {
  std::string_view operator()(Level /*level*/) const { return "signal_cellular_alt"; }
  std::string_view operator()(offer::AttendanceMode /*mode*/) const { return ""; }
  std::string_view operator()(const catalogue::OnlyFree& /*free*/) const { return "euro"; }
  std::string_view operator()(const catalogue::StepFree& /*access*/) const { return "accessible"; }
  std::string_view operator()(const catalogue::InTown& /*town*/) const { return "place"; }
  std::string_view operator()(const catalogue::InDistrict& /*district*/) const { return "place"; }
  std::string_view operator()(const catalogue::Dates& /*dates*/) const { return "event"; }
  std::string_view operator()(const catalogue::OnWeekdays& /*days*/) const { return "event_repeat"; }
  std::string_view operator()(PartOfDay /*part*/) const { return "schedule"; }
  std::string_view operator()(AudienceGroup /*group*/) const { return "group"; }
  std::string_view operator()(const catalogue::OfAge& /*age*/) const { return "group"; }
  std::string_view operator()(const catalogue::SpokenIn& /*spoken*/) const { return ""; }
};

}  // namespace

std::string level_name(const Texts& texts, Level level) {
  if (level == Level::kBeginners) return texts.tr("für Anfänger");
  if (level == Level::kAdvanced) return texts.tr("für Fortgeschrittene");
  return fill(texts.tr("Niveau {1}"), {step_of(level)});
}

const std::string& part_of_day_name(const Texts& texts, PartOfDay part) { return texts.tr(part_of_day_key(part)); }

const std::string& audience_name(const Texts& texts, AudienceGroup group) { return texts.tr(audience_key(group)); }

std::string dates_text(const Texts& texts, const catalogue::Dates& dates) {
  if (dates.from != dates.until) return texts.date_span(dates.from, dates.until);
  return fill(texts.tr("{1} {2}"), {texts.weekday_short(base::weekday(dates.from)), texts.day_month(dates.from)});
}

std::string facet_label(const Texts& texts, const catalogue::FacetValue& value) {
  return std::visit(Label{texts}, value);
}

std::string_view facet_icon(const catalogue::FacetValue& value) { return std::visit(Icon{}, value); }

}  // namespace bildungskiosk::view
