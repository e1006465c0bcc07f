#include "sync/publish/report_plots.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "sync/publish/report_style.hpp"
#include "sync/publish/report_words.hpp"

namespace bildungskiosk::publish {
namespace {

/// A square with some corners round, as a path's data.
void write_shape(HtmlWriter& page, const PhaseStyle& style, double left, double top, double side) {
  std::array<double, 4> r{};
  for (std::size_t i = 0; i < r.size(); ++i) r.at(i) = style.corners.at(i) * style.radius * side;
  const double right = left + side;
  const double bottom = top + side;
  const auto arc = [&](double radius, double x, double y) {
    page.markup("A").length(radius).markup(" ").length(radius).markup(" 0 0 1 ").length(x).markup(" ").length(y);
  };
  page.markup("<path fill=\"").text(style.fill).markup("\" d=\"M").length(left + r[0]).markup(" ").length(top);
  page.markup("H").length(right - r[1]);
  arc(r[1], right, top + r[1]);
  page.markup("V").length(bottom - r[2]);
  arc(r[2], right - r[2], bottom);
  page.markup("H").length(left + r[3]);
  arc(r[3], left, bottom - r[3]);
  page.markup("V").length(top + r[0]);
  arc(r[0], left + r[0], top);
  page.markup("Z\"/>");
}

/// A round number at or above the highest column: 1, 2 or 5 and zeros.
std::uint64_t scale_end(std::uint64_t highest) {
  for (std::uint64_t power = 1;; power *= 10) {
    for (const std::uint64_t step : {1U, 2U, 5U}) {
      if (step * power >= highest) return step * power;
    }
  }
}

int channel(std::string_view colour, std::size_t at) {
  int value = 0;
  std::from_chars(colour.data() + at, colour.data() + at + 2, value, 16);
  return value;
}

void write_grid(HtmlWriter& page, std::uint64_t end, double top, double height, double width) {
  for (const std::uint64_t line : {end / 2, end}) {
    if (line == 0 || (line == end / 2 && end % 2 != 0)) continue;
    const double y = top + height - height * static_cast<double>(line) / static_cast<double>(end);
    page.markup("<line x1=\"0\" x2=\"").length(width).markup("\" y1=\"").length(y).markup("\" y2=\"").length(y);
    page.markup("\" stroke=\"").text(kRule).markup("\"/>");
  }
}

}  // namespace

void draw_phase_mark(HtmlWriter& page, offer::Phase phase) {
  page.markup("<svg class=\"mark\" viewBox=\"0 0 20 20\" aria-hidden=\"true\">");
  write_shape(page, phase_style(phase), 0, 0, 20);
  page.markup("</svg>");
}

void draw_phase_shapes(HtmlWriter& page) {
  constexpr double kSide = 40;
  constexpr double kStep = 44;
  page.markup("<svg class=\"shapes\" viewBox=\"0 0 172 84\" aria-hidden=\"true\">");
  for (const offer::Phase phase : offer::kAllPhases) {
    const auto index = static_cast<std::size_t>(phase);
    const std::size_t row = index / 4;
    const std::size_t column = index % 4;
    write_shape(page, phase_style(phase), static_cast<double>(column) * kStep, static_cast<double>(row) * kStep, kSide);
  }
  page.markup("</svg>");
}

void draw_bar(HtmlWriter& page, const std::vector<BarPart>& parts, std::uint64_t whole) {
  constexpr double kLength = 400;
  constexpr double kLeast = 2;  // one of ten thousand is still seen
  page.markup("<svg viewBox=\"0 0 400 14\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
  double at = 0;
  for (const BarPart& part : parts) {
    if (part.value == 0 || whole == 0) continue;
    const double share = static_cast<double>(part.value) / static_cast<double>(whole);
    const double length = std::min(std::max(share * kLength, kLeast), kLength - at);
    page.markup("<rect x=\"").length(at).markup("\" width=\"").length(length).markup("\" height=\"14\" fill=\"");
    page.text(part.colour).markup("\"/>");
    at += length;
  }
  page.markup("</svg>");
}

void draw_months(HtmlWriter& page, const std::vector<std::pair<std::string, std::uint64_t>>& months) {
  constexpr double kWidth = 860;
  constexpr double kTop = 24;
  constexpr double kHeight = 170;
  if (months.empty()) return;
  std::uint64_t highest = 1;
  for (const auto& [month, offers] : months) highest = std::max(highest, offers);
  const std::uint64_t end = scale_end(highest);
  const double step = kWidth / static_cast<double>(months.size());
  const double width = std::min(step * 0.68, 64.0);
  page.markup(
      "<figure><svg viewBox=\"0 0 860 246\" role=\"img\" aria-label=\"Säulen: Angebote nach dem Monat, in dem "
      "sie beginnen. Die Zahlen stehen in der Tabelle darunter.\">");
  write_grid(page, end, kTop, kHeight, kWidth);
  std::string_view year;
  for (std::size_t i = 0; i < months.size(); ++i) {
    const auto& [month, offers] = months[i];
    const double middle = (static_cast<double>(i) + 0.5) * step;
    const double height = kHeight * static_cast<double>(offers) / static_cast<double>(end);
    page.markup("<rect x=\"").length(middle - width / 2).markup("\" y=\"").length(kTop + kHeight - height);
    page.markup("\" width=\"").length(width).markup("\" height=\"").length(height).markup("\" rx=\"3\" fill=\"");
    page.text(kPrimary).markup("\"/><text text-anchor=\"middle\" x=\"").length(middle).markup("\" y=\"");
    page.length(kTop + kHeight - height - 7).markup("\">").number(offers).markup("</text>");
    page.markup("<text class=\"soft\" text-anchor=\"middle\" x=\"").length(middle).markup("\" y=\"216\">");
    page.text(german_short_month(month)).markup("</text>");
    const std::string_view its_year = std::string_view(month).substr(0, 4);
    if (its_year != year) {
      page.markup("<text class=\"soft\" text-anchor=\"middle\" x=\"").length(middle).markup("\" y=\"236\">");
      page.text(its_year).markup("</text>");
    }
    year = its_year;
  }
  page.markup("<line x1=\"0\" x2=\"860\" y1=\"194\" y2=\"194\" stroke=\"").text(kLine).markup("\"/></svg></figure>");
}

std::string tint(double strength, std::string_view colour) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const double share = std::clamp(strength, 0.0, 1.0) / 2;
  std::string mixed = "#";
  for (const std::size_t at : {1U, 3U, 5U}) {
    const auto value = static_cast<std::size_t>(std::lround(255 + (channel(colour, at) - 255) * share));
    mixed += kDigits[value / 16];
    mixed += kDigits[value % 16];
  }
  return mixed;
}

}  // namespace bildungskiosk::publish
