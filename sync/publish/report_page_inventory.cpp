#include <algorithm>
#include <cmath>

#include "sync/publish/report_page.hpp"
#include "sync/publish/report_plots.hpp"
#include "sync/publish/report_style.hpp"
#include "sync/publish/report_words.hpp"

/// What there is: by phase, town, month, and for whom.
namespace bildungskiosk::publish {
namespace {

using Ranking = std::vector<std::pair<std::string, std::uint64_t>>;

/// The most frequent first; "" (nobody said) last.
Ranking ranked(const Counts& counts) {
  Ranking ranking(counts.begin(), counts.end());
  std::stable_sort(ranking.begin(), ranking.end(), [](const auto& a, const auto& b) {
    return std::pair(a.first.empty(), b.second) < std::pair(b.first.empty(), a.second);
  });
  return ranking;
}

std::uint64_t highest(const Ranking& ranking) {
  std::uint64_t most = 0;
  for (const auto& [name, times] : ranking) most = std::max(most, times);
  return most;
}

std::uint64_t count_of(const Counts& counts, offer::Phase phase) {
  const auto found = counts.find(std::string(to_string(phase)));
  return found == counts.end() ? 0 : found->second;
}

void write_numbers(HtmlWriter& page, std::uint64_t part, std::uint64_t whole) {
  page.markup("<td class=\"n\">").number(part).markup("</td><td class=\"n\">").text(german_share(part, whole));
  page.markup("</td></tr>\n");
}

/// A table whose rows are bars: the most frequent `rows` names, the rest in one row.
void write_bars(HtmlWriter& page, std::string_view caption, const Counts& counts,
                std::string_view (*label)(std::string_view), std::uint64_t whole, std::size_t rows = 10) {
  if (counts.empty()) return;
  const Ranking ranking = ranked(counts);
  const std::uint64_t most = highest(ranking);
  std::uint64_t rest = 0;
  page.markup("<div><table>\n<caption>").text(caption).markup("</caption>\n<thead hidden><tr><th>").text(caption);
  page.markup("</th><th>Balken</th><th>Angebote</th><th>Anteil</th></tr></thead>\n<tbody>\n");
  std::size_t row = 0;
  for (const auto& [name, times] : ranking) {
    if (++row > rows) {
      rest += times;
      continue;
    }
    page.markup("<tr><th scope=\"row\">").text(label(name)).markup("</th><td class=\"bar\">");
    draw_bar(page, {{times, name.empty() ? kLine : kPrimary}}, most);
    page.markup("</td>");
    write_numbers(page, times, whole);
  }
  if (rest > 0) {
    page.markup("<tr><th scope=\"row\">").number(ranking.size() - rows).markup(" weitere</th><td></td>");
    write_numbers(page, rest, whole);
  }
  page.markup("</tbody></table></div>\n");
}

void write_town_head(HtmlWriter& page) {
  page.markup("<thead><tr><th scope=\"col\">Stadt oder Gemeinde</th>");
  for (const offer::Phase phase : offer::kAllPhases) {
    page.markup("<th scope=\"col\">");
    draw_phase_mark(page, phase);
    page.text(german_phase(to_string(phase))).markup("</th>");
  }
  page.markup("<th scope=\"col\">Angebote</th></tr></thead>\n");
}

void write_town(HtmlWriter& page, const std::string& town, const Counts& phases, std::uint64_t offers,
                std::uint64_t most) {
  page.markup("<tr><th scope=\"row\">").text(german_town(town)).markup("</th>");
  for (const offer::Phase phase : offer::kAllPhases) {
    const std::uint64_t times = count_of(phases, phase);
    if (times == 0 && !town.empty()) {
      page.markup("<td><span class=\"gap\">0</span></td>");
      continue;
    }
    const double strength = most == 0 ? 0 : std::sqrt(static_cast<double>(times) / static_cast<double>(most));
    page.markup("<td><span style=\"background:").text(tint(strength, kPrimary)).markup("\">").number(times);
    page.markup("</span></td>");
  }
  page.markup("<td><strong>").number(offers).markup("</strong></td></tr>\n");
}

struct Months {
  std::vector<std::pair<std::string, std::uint64_t>> shown;
  std::uint64_t earlier = 0;
  std::uint64_t later = 0;
};

/// A year of months from that of the day on, also those in which nothing begins.
Months months_from(const Counts& counts, base::Date day) {
  Months months;
  const auto [year, month, unused] = base::year_month_day(day);
  for (int i = 0; i < 12; ++i) {
    const auto first = base::make_date(year + (month - 1 + i) / 12, (month - 1 + i) % 12 + 1, 1);
    if (first) months.shown.emplace_back(base::format_date(*first).substr(0, 7), 0);
  }
  if (months.shown.empty()) return months;
  for (const auto& [name, times] : counts) {
    const auto at = std::find_if(months.shown.begin(), months.shown.end(),
                                 [&name = name](const auto& shown) { return shown.first == name; });
    if (at != months.shown.end()) {
      at->second = times;
    } else {
      (name < months.shown.front().first ? months.earlier : months.later) += times;
    }
  }
  return months;
}

}  // namespace

void write_phases(HtmlWriter& page, const Inventory& inventory) {
  if (inventory.offers == 0) return;
  std::uint64_t most = 1;
  for (const auto& [phase, times] : inventory.phases) most = std::max(most, times);
  begin_section(page, "Lernen im Lebenslauf", offer::kAllPhases.size());
  page.markup(
      "<table>\n<thead><tr><th scope=\"col\">Lebensphase</th>"
      "<th></th><th scope=\"col\" class=\"n\">Angebote</th><th scope=\"col\" class=\"n\">Anteil</th></tr>"
      "</thead>\n<tbody>\n");
  for (const offer::Phase phase : offer::kAllPhases) {
    const std::uint64_t times = count_of(inventory.phases, phase);
    page.markup("<tr><th scope=\"row\">");
    draw_phase_mark(page, phase);
    page.text(german_phase(to_string(phase))).markup("</th><td class=\"bar\">");
    draw_bar(page, {{times, phase_style(phase).fill}}, most);
    page.markup("</td>");
    write_numbers(page, times, inventory.offers);
  }
  page.markup("</tbody></table>\n</section>\n");
}

void write_towns(HtmlWriter& page, const Inventory& inventory) {
  if (inventory.phases_by_town.empty()) return;
  std::uint64_t most = 0;
  for (const auto& [town, phases] : inventory.phases_by_town) {
    for (const auto& [phase, times] : phases) most = std::max(most, times);
  }
  begin_section(page, "Was es wo gibt – und was fehlt", inventory.towns.size());
  page.markup(
      "<p class=\"lead\">Je dunkler, desto mehr Angebote. "
      "Rot umrandet: Für diese Lebensphase gibt es am Ort nichts.</p>\n<div class=\"scroll\"><table "
      "class=\"matrix\">\n");
  write_town_head(page);
  page.markup("<tbody>\n");
  std::size_t row = 0;
  for (const auto& [town, offers] : ranked(inventory.towns)) {
    const auto phases = inventory.phases_by_town.find(town);
    if (++row > kPageRowsMax || phases == inventory.phases_by_town.end()) continue;
    write_town(page, town, phases->second, offers, most);
  }
  page.markup("</tbody></table></div>\n");
  write_rest(page, inventory.towns.size());
  page.markup("</section>\n");
}

void write_months(HtmlWriter& page, const StockStatistics& stock, base::Date day) {
  const Months months = months_from(stock.inventory.months, day);
  if (stock.inventory.offers == 0 || months.shown.empty()) return;
  begin_section(page, "Wann es beginnt", months.shown.size());
  draw_months(page, months.shown);
  page.markup("<p class=\"note\">Schon begonnen haben ").number(months.earlier).markup(", später beginnen ");
  page.number(months.later).markup(", ohne Datum sind ").number(stock.undated).markup(".</p>\n");
  page.markup(
      "<details><summary>Die Zahlen als Tabelle</summary><table>\n<thead><tr><th scope=\"col\">Monat</th>"
      "<th scope=\"col\" class=\"n\">Angebote, die beginnen</th></tr></thead>\n<tbody>\n");
  for (const auto& [month, offers] : months.shown) {
    page.markup("<tr><th scope=\"row\">").text(german_month(month)).markup("</th><td class=\"n\">").number(offers);
    page.markup("</td></tr>\n");
  }
  page.markup("</tbody></table></details>\n</section>\n");
}

void write_groups(HtmlWriter& page, const Inventory& inventory) {
  if (inventory.offers == 0) return;
  page.markup("<section>\n<h2>Für wen und wie</h2>\n<div class=\"grid\">\n");
  write_bars(page, "Art des Angebots", inventory.kinds, german_kind, inventory.offers);
  write_bars(page, "Teilnahme", inventory.modes, german_mode, inventory.offers);
  write_bars(page, "Kosten", inventory.prices, german_price, inventory.offers);
  write_bars(page, "Zugang zum Ort", inventory.step_free, german_step_free, inventory.offers);
  write_bars(page, "Zielgruppen", inventory.audiences, or_unsaid, inventory.offers);
  write_bars(page, "Unterrichtssprache", inventory.languages, german_language, inventory.offers);
  write_bars(page, "Niveau", inventory.levels, or_unsaid, inventory.offers);
  write_bars(page, "Hilfen beim Lernen", inventory.assistance, german_assistance, inventory.offers);
  page.markup("</div>\n</section>\n");
}

}  // namespace bildungskiosk::publish
