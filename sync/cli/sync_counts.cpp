#include <algorithm>
#include <array>
#include <iostream>
#include <nlohmann/json.hpp>
#include <utility>

#include "sync/cli/exit_codes.hpp"
#include "sync/cli/messages.hpp"
#include "sync/cli/sync_commands.hpp"
#include "sync/offer/phase.hpp"
#include "sync/update/generation_store.hpp"
#include "sync/update/visit_counts.hpp"

namespace bildungskiosk::cli {
namespace {

using nlohmann::json;
using Names = std::pair<std::string_view, std::string_view>;

/// A newer program's kinds and classes are shown by their own names.
std::string german(std::string_view name) {
  constexpr std::array<Names, 16> kNames = {{{"visits", "Besuche"},
                                             {"languages", "Besuche nach Sprache"},
                                             {"searches", "Suchen"},
                                             {"searches-in-vain", "Suchen, von denen etwas nicht zu finden war"},
                                             {"sought-in-vain", "Gesucht und nicht gefunden"},
                                             {"offers", "Angesehene Angebote"},
                                             {"hand-offs", "Codes fürs Handy"},
                                             {"under-1-minute", "unter 1 Minute"},
                                             {"1-to-3-minutes", "1 bis 3 Minuten"},
                                             {"3-to-10-minutes", "3 bis 10 Minuten"},
                                             {"over-10-minutes", "über 10 Minuten"},
                                             {"dates", "Termine"},
                                             {"contact", "Kontakt"},
                                             {"place", "Weg"},
                                             {"registration", "Anmeldung"},
                                             {"list", "Merkliste"}}};
  if (const auto phase = offer::phase_from_string(name)) return std::string(offer::german_name(*phase));
  const auto* found = std::find_if(kNames.begin(), kNames.end(), [&](const Names& one) { return one.first == name; });
  return std::string(found != kNames.end() ? found->second : name);
}

void print_text(const std::vector<update::DayCount>& counts) {
  const update::DayCount* last = nullptr;
  for (const update::DayCount& count : counts) {
    const bool new_day = last == nullptr || last->day != count.day;
    if (new_day) std::cout << (last != nullptr ? "\n" : "") << german_date(count.day) << '\n';
    if (count.what.empty()) {
      std::cout << "  " << german(count.kind) << ": " << count.times << '\n';
    } else {
      if (new_day || last->kind != count.kind) std::cout << "  " << german(count.kind) << '\n';
      std::cout << "    " << (count.kind == "sought-in-vain" ? count.what : german(count.what)) << ": " << count.times
                << '\n';
    }
    last = &count;
  }
}

void print_json(const std::vector<update::DayCount>& counts) {
  json days = json::array();
  for (const update::DayCount& count : counts) {
    const std::string day = base::format_date(count.day);
    if (days.empty() || days.back().at("day") != day) days.push_back({{"day", day}});
    json& kind = days.back()[count.kind];
    if (count.what.empty()) {
      kind = count.times;
    } else {
      kind[count.what] = count.times;
    }
  }
  std::cout << json{{"days", days}}.dump(2) << '\n';
}

}  // namespace

int run_counts(const std::string& store, OutputForm form) {
  auto counts = update::read_visit_counts(update::StoreLayout(store).kiosk_database());
  if (!counts && counts.error().code != base::ErrorCode::kNotFound) return refuse(counts.error());
  if (!counts) counts = std::vector<update::DayCount>();
  if (form == OutputForm::kJson) {
    print_json(*counts);
  } else if (counts->empty()) {
    std::cout << "An diesem Gerät wurde noch kein Besuch gezählt.\n";
  } else {
    print_text(*counts);
  }
  return kExitDone;
}

}  // namespace bildungskiosk::cli
