#include "sync/cli/sync_facet_words.hpp"

#include <array>

#include "sync/cli/messages.hpp"

namespace bildungskiosk::cli {
namespace {

using namespace catalogue;

struct Words {
  std::string operator()(Level level) const {
    constexpr std::array<std::string_view, kLevelCount> kNames = {
        "Niveau A1", "Niveau A2", "Niveau B1", "Niveau B2", "Niveau C1", "Niveau C2", "Anfänger", "Fortgeschrittene"};
    return "nur " + std::string(kNames.at(static_cast<std::size_t>(level)));
  }
  std::string operator()(offer::AttendanceMode mode) const {
    constexpr std::array<std::string_view, 5> kNames = {"", "vor Ort", "online", "vor Ort und online",
                                                        "im eigenen Tempo"};
    return "nur " + std::string(kNames.at(static_cast<std::size_t>(mode)));
  }
  std::string operator()(OnlyFree /*free*/) const { return "nur Kostenloses"; }
  std::string operator()(StepFree /*step_free*/) const { return "nur ohne Stufen"; }
  std::string operator()(const InTown& in) const { return "nur in " + in.name; }
  std::string operator()(const InDistrict& in) const { return "nur im Ortsteil " + in.name; }
  std::string operator()(const Dates& dates) const {
    if (dates.from == dates.until) return "nur am " + german_date(dates.from);
    return "nur vom " + german_date(dates.from) + " bis " + german_date(dates.until);
  }
  std::string operator()(const OnWeekdays& on) const {
    constexpr std::array<std::string_view, kWeekdayCount> kNames = {"Montag",  "Dienstag", "Mittwoch", "Donnerstag",
                                                                    "Freitag", "Samstag",  "Sonntag"};
    std::string text = "nur";
    for (std::size_t i = 0; i < on.days.size(); ++i) {
      text += i > 0 ? " und " : " ";
      text += kNames.at(static_cast<std::size_t>(on.days[i]));
    }
    return text;
  }
  std::string operator()(PartOfDay part) const {
    constexpr std::array<std::string_view, kPartOfDayCount> kNames = {"vormittags", "nachmittags", "abends"};
    return "nur " + std::string(kNames.at(static_cast<std::size_t>(part)));
  }
  std::string operator()(AudienceGroup group) const {
    constexpr std::array<std::string_view, kAudienceGroupCount> kNames = {
        "Kinder", "Jugendliche", "Familien", "Eltern", "Frauen", "Männer", "Ältere", "Zugewanderte"};
    return "nur für " + std::string(kNames.at(static_cast<std::size_t>(group)));
  }
  std::string operator()(OfAge age) const { return "nur für das Alter von " + std::to_string(age.years) + " Jahren"; }
  std::string operator()(const SpokenIn& spoken) const { return "nur in der Sprache " + spoken.language; }
};

}  // namespace

std::string german_facet(const FacetValue& value) { return std::visit(Words{}, value); }

std::string german_left_out(const LeftOut& left_out) {
  switch (left_out.kind) {
    case LeftOutKind::kWord:
    case LeftOutKind::kUnderstood:
      return "Ohne „" + left_out.words + "“ gesucht: damit gibt es kein Angebot";
    case LeftOutKind::kTowns:
      return "In allen Orten gesucht: im gewählten gibt es kein Angebot";
    case LeftOutKind::kPhases:
      return "In allen Lebensphasen gesucht: in der gewählten gibt es kein Angebot";
    case LeftOutKind::kFilters:
      return "Ohne die gewählten Filter gesucht: damit gibt es kein Angebot";
  }
  return "";
}

std::string_view left_out_name(LeftOutKind kind) {
  constexpr std::array<std::string_view, 5> kNames = {"word", "understood", "towns", "phases", "filters"};
  return kNames.at(static_cast<std::size_t>(kind));
}

std::string_view facet_kind_name(const FacetValue& value) {
  constexpr std::array<std::string_view, std::variant_size_v<FacetValue>> kNames = {
      "level", "mode",    "free",        "step-free", "town", "district",
      "dates", "weekday", "part-of-day", "audience",  "age",  "language"};
  return kNames.at(value.index());
}

}  // namespace bildungskiosk::cli
