#include "kiosk/view/printing.hpp"

#include <algorithm>
#include <array>

#include "kiosk/ui/panel.hpp"
#include "kiosk/view/slip_wording.hpp"

namespace bildungskiosk::view {
namespace {

using i18n::marked;
using model::PrintNews;
using print::PrinterTrouble;
using ui::Rect;

constexpr std::array<const char*, 9> kTroubles = {
    "",
    marked("Am Drucker ist eine Klappe offen."),
    marked("Im Drucker steckt Papier fest."),
    marked("Der Drucker hat kein Papier mehr."),
    marked("Der Drucker braucht neue Farbe."),
    marked("Der Drucker ist ausgeschaltet oder nicht verbunden."),
    marked("Der Drucker ist angehalten."),
    marked("Der Drucker nimmt gerade nichts an."),
    marked("Der Drucker hat eine Störung."),
};

bool print_button(const Screen& screen, const Rect& rect, const std::string& label, ui::ButtonKind kind) {
  const auto& news = screen.model.print_news;
  const bool under_way = news && news->stage == PrintNews::Stage::kUnderWay;
  return ui::button(screen.frame, "print", rect,
                    {.label = label, .kind = kind, .icon = "print", .enabled = !under_way});
}

PrinterTrouble trouble_of(const Screen& screen, const PrintNews& news) {
  return news.stage == PrintNews::Stage::kUnderWay ? screen.model.printer.state.trouble : news.trouble;
}

const std::string& text_of(const Screen& screen, const PrintNews& news) {
  const PrinterTrouble trouble = trouble_of(screen, news);
  if (trouble != PrinterTrouble::kNone) return screen.tr(kTroubles.at(static_cast<std::size_t>(trouble)));
  switch (news.stage) {
    case PrintNews::Stage::kUnderWay:
      return screen.tr("Wird gedruckt …");
    case PrintNews::Stage::kPrinted:
      return screen.tr("Gedruckt. Bitte nehmen Sie Ihr Papier mit.");
    case PrintNews::Stage::kFailed:
    case PrintNews::Stage::kNotSent:
      break;
  }
  return screen.tr("Das Drucken hat nicht geklappt. Fragen Sie bitte am Info-Tisch.");
}

}  // namespace

PrintRow part_print_row(const Screen& screen, const Rect& row) {
  constexpr float kBetweenDu = 16;
  constexpr float kPrintPart = 0.42F;
  if (!model::has_printer(screen.model.printer)) return {row, {}};
  const float print = (row.w - kBetweenDu) * kPrintPart;
  return {{row.x, row.y, row.w - kBetweenDu - print, row.h}, {row.right() - print, row.y, print, row.h}};
}

void draw_print_offer_button(const Screen& screen, const catalogue::OfferDetail& detail, const Rect& rect) {
  if (!model::has_printer(screen.model.printer) ||
      !print_button(screen, rect, screen.tr("Drucken"), ui::ButtonKind::kSecondary))
    return;
  screen.events.emplace_back(model::PrintSlip{offer_slip(screen, detail, *screen.model.printer.media)});
}

void draw_print_list_button(const Screen& screen, const Rect& rect, ui::ButtonKind kind) {
  if (!model::has_printer(screen.model.printer) || !print_button(screen, rect, screen.tr("Liste drucken"), kind))
    return;
  screen.events.emplace_back(model::PrintSlip{list_slip(screen, *screen.model.printer.media)});
}

bool draw_print_news(const Screen& screen, const Rect& place) {
  const auto& news = screen.model.print_news;
  if (!news) return false;
  constexpr ui::TimeMs kFadedIn_ms = 1'000;
  const bool under_way = news->stage == PrintNews::Stage::kUnderWay;
  const bool good =
      trouble_of(screen, *news) == PrinterTrouble::kNone && (under_way || news->stage == PrintNews::Stage::kPrinted);
  // What lasts longer than others does not fade away.
  const ui::TimeMs since_ms =
      under_way ? std::max(news->since_ms, screen.frame.now_ms() - kFadedIn_ms) : news->since_ms;
  ui::toast(screen.frame, "print.news", place,
            {.icon = good ? "print" : "error_outline", .text = text_of(screen, *news), .shown_since_ms = since_ms});
  return true;
}

}  // namespace bildungskiosk::view
