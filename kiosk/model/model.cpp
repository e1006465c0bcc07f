#include "kiosk/model/model.hpp"

#include <algorithm>

namespace bildungskiosk::model {
namespace {

MonotonicMs next_multiple(MonotonicMs since, MonotonicMs now, MonotonicMs step) {
  return since + ((now - since) / step + 1) * step;
}

/// Of the staff's dialog: when it goes, or the next number of its countdown; the end of a wait.
MonotonicMs next_staff_wake_ms(const StaffState& staff, MonotonicMs now_ms) {
  MonotonicMs wake_ms = staff.closes_at_ms;
  if (counts_down(staff)) wake_ms = staff.closes_at_ms - (staff_seconds_to_close(staff, now_ms) - 1) * 1'000;
  if (staff.asked_at_ms) wake_ms = std::min(wake_ms, *staff.asked_at_ms + kStaffAnswerMs);
  if (staff.pin && staff.pin_locked_until_ms > now_ms) {
    wake_ms = std::min(wake_ms, next_multiple(staff.pin_locked_until_ms - kPinPauseMaxMs, now_ms, 1'000));
  }
  return wake_ms;
}

/// Of a visit: the end of what is told of the list, the question whether anybody is there, each second of it.
MonotonicMs next_visit_wake_ms(const Model& model) {
  const MonotonicMs prompt_ms = model.last_touch_ms + idle_limits(model).prompt_ms;
  MonotonicMs wake_ms = model.now_ms < prompt_ms ? prompt_ms : next_multiple(model.last_touch_ms, model.now_ms, 1'000);
  if (model.remembered.news) wake_ms = std::min(wake_ms, model.remembered.news->since_ms + kListNewsMs);
  if (model.print_news) {
    const bool under_way = model.print_news->stage == PrintNews::Stage::kUnderWay;
    wake_ms = std::min(wake_ms, model.print_news->since_ms + (under_way ? kPrintPatienceMs : kListNewsMs));
  }
  return wake_ms;
}

}  // namespace

IdleLimits idle_limits(const Model& model) {
  return model.display.adapted() ? IdleLimits{kIdlePromptAdaptedMs, kIdleResetAdaptedMs} : IdleLimits{};
}

bool can_go_back(const Model& model) {
  return model.pages.size() > 2 || model.language_menu == LanguageMenu::kOpen ||
         model.display.panel == DisplayPanel::kOpen;
}

bool catalogue_unusable(const Model& model) {
  switch (model.catalogue.status) {
    case CatalogueStatus::kOpening:
    case CatalogueStatus::kReady:
      return false;
    case CatalogueStatus::kMissing:
    case CatalogueStatus::kDamaged:
    case CatalogueStatus::kNoPermission:
    case CatalogueStatus::kFault:
      return true;
  }
  return true;
}

bool nobody_there(const Model& model) { return model.page_as<AttractPage>() != nullptr || catalogue_unusable(model); }

bool awaits_answer(const Model& model) {
  if (const auto* search = model.page_as<SearchPage>()) return search->request != 0;
  if (const auto* results = model.page_as<ResultsPage>()) return !results->answered && !results->failed;
  if (const auto* detail = model.page_as<DetailPage>()) return !detail->detail && !detail->missing;
  return !model.catalogue.overview;
}

bool has_filters(const catalogue::SearchQuery& query, FilterKind kind) {
  switch (kind) {
    case FilterKind::kPhases:
      return !query.phases.empty();
    case FilterKind::kTowns:
      return !query.towns.empty() || !query.districts.empty() || query.radius_km;
    case FilterKind::kDates:
      return query.from || query.until;
    case FilterKind::kTimes:
      return !query.weekdays.empty() || !query.parts_of_day.empty();
    case FilterKind::kModes:
      return !query.modes.empty();
    case FilterKind::kFree:
      return query.free != catalogue::FreeFilter::kAny;
    case FilterKind::kAccess:
      return query.access != catalogue::AccessFilter::kAny;
    case FilterKind::kLevels:
      return !query.levels.empty();
    case FilterKind::kAudiences:
      return !query.audiences.empty() || query.age;
    case FilterKind::kLanguages:
      return !query.instruction_languages.empty();
    case FilterKind::kProviders:
      return !query.provider_ids.empty();
  }
  return false;
}

void remove_filters(catalogue::SearchQuery& query, FilterKind kind) {
  switch (kind) {
    case FilterKind::kPhases:
      query.phases.clear();
      break;
    case FilterKind::kTowns:
      query.towns.clear();
      query.districts.clear();
      query.radius_km.reset();
      break;
    case FilterKind::kDates:
      query.from.reset();
      query.until.reset();
      break;
    case FilterKind::kTimes:
      query.weekdays.clear();
      query.parts_of_day.clear();
      break;
    case FilterKind::kModes:
      query.modes.clear();
      break;
    case FilterKind::kFree:
      query.free = catalogue::FreeFilter::kAny;
      break;
    case FilterKind::kAccess:
      query.access = catalogue::AccessFilter::kAny;
      break;
    case FilterKind::kLevels:
      query.levels.clear();
      break;
    case FilterKind::kAudiences:
      query.audiences.clear();
      query.age.reset();
      break;
    case FilterKind::kLanguages:
      query.instruction_languages.clear();
      break;
    case FilterKind::kProviders:
      query.provider_ids.clear();
      break;
  }
}

std::string plain_words(std::string_view text, std::span<const catalogue::Understood> understood) {
  std::string plain;
  std::size_t at = 0;
  const auto take_until = [&](std::size_t end) {
    std::string_view part = text.substr(std::min(at, text.size()), end > at ? end - at : 0);
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    if (!part.empty()) plain.append(plain.empty() ? "" : " ").append(part);
  };
  for (const catalogue::Understood& one : understood) {  // in the order of the words
    take_until(one.begin);
    at = one.end;
  }
  take_until(text.size());
  return plain;
}

bool has_filters(const catalogue::SearchQuery& query) {
  return std::any_of(kAllFilterKinds.begin(), kAllFilterKinds.end(),
                     [&](FilterKind kind) { return has_filters(query, kind); });
}

catalogue::Dates this_week(base::Date today) {
  return {today, base::add_days(today, 6 - static_cast<int>(base::weekday(today)))};
}

bool may_load_more(const ResultsPage& page) {
  const std::size_t loadable = std::min(static_cast<std::size_t>(page.total), kResultsMax);
  return page.answered && !page.failed && page.request == 0 && page.items.size() < loadable;
}

std::optional<MonotonicMs> next_wake_ms(const Model& model) {
  if (model.display_too_small) return std::nullopt;
  if (model.staff.dialog) return next_staff_wake_ms(model.staff, model.now_ms);
  if (catalogue_unusable(model)) return model.catalogue.checked_at_ms + kCatalogueCheckMs;
  if (const auto* attract = model.page_as<AttractPage>()) {
    const MonotonicMs highlight_ms = next_multiple(attract->since_ms, model.now_ms, kAttractHighlightMs);
    if (model.display.chosen.movement == Movement::kCalm) return highlight_ms;
    return std::min(highlight_ms, next_multiple(attract->since_ms, model.now_ms, kAttractTurnMs));
  }
  return next_visit_wake_ms(model);
}

}  // namespace bildungskiosk::model
