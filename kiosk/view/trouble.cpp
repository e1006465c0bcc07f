#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <vector>

#include "kiosk/ui/button.hpp"
#include "kiosk/ui/mosaic.hpp"
#include "kiosk/ui/panel.hpp"
#include "kiosk/ui/text_block.hpp"
#include "kiosk/view/screen.hpp"

/// The screens of a kiosk that has nothing to show: what visitors should know, and what staff should do.
namespace bildungskiosk::view {
namespace {

using i18n::fill;
using ui::Rect;

struct Step {
  std::string title;
  std::string how;
};

ui::TextStyle heading(ui::TextRole role, int lines_max) {
  return {.role = role, .lines_max = lines_max, .semantics = ui::Role::kHeading};
}

// A numbered step in `column`; returns the y below it.
float draw_step(const Screen& screen, const Rect& column, float y, std::size_t number, const Step& step) {
  ui::Frame& frame = screen.frame;
  const ui::Palette& palette = frame.palette();
  const Rect circle{column.x, y, 56, 56};
  frame.fill(circle, palette.text, 28);
  ui::draw_text(frame, std::to_string(number), circle,
                {.colour = palette.surface,
                 .weight = ui::Weight::kBold,
                 .align = ui::Align::kCentre,
                 .vertical = ui::VerticalAlign::kMiddle,
                 .semantics = std::nullopt});
  const float x = column.x + 80;
  const float width = column.right() - x;
  y += ui::draw_text(frame, step.title, {x, y, width, 40}, {.weight = ui::Weight::kBold, .lines_max = 2}).height;
  y += ui::draw_text(frame, step.how, {x, y + 2, width, 80},
                     {.role = ui::TextRole::kSecondary, .colour = palette.text_2, .lines_max = 4})
           .height;
  return y + 30;
}

void draw_retry(const Screen& screen, const Rect& rect) {
  const ui::ButtonSpec retry{
      .label = screen.tr("Noch einmal nachsehen"), .kind = ui::ButtonKind::kPrimary, .icon = "restart_alt"};
  if (ui::button(screen.frame, "trouble.retry", rect, retry)) screen.events.emplace_back(model::RetryCatalogue{});
}

// The blocks of the attract screen that lie whole in `columns` × `rows` cells.
std::vector<ui::MosaicBlock> mosaic_part(int columns, int rows) {
  std::vector<ui::MosaicBlock> part;
  for (const ui::MosaicBlock& block : ui::landscape_mosaic()) {
    if (block.column + block.cells <= columns && block.row + block.cells <= rows) part.push_back(block);
  }
  return part;
}

// The part that speaks to visitors, over the mosaic. In landscape the first third, in portrait the top.
void draw_for_visitors(const Screen& screen, const Rect& area, float mosaic_height) {
  ui::Frame& frame = screen.frame;
  const ui::Palette& palette = frame.palette();
  frame.fill(area, palette.attract_ground);
  constexpr float kCellDu = 120;
  const auto blocks = mosaic_part(static_cast<int>(area.w / kCellDu), static_cast<int>(mosaic_height / kCellDu));
  const auto* attract = screen.model.page_as<model::AttractPage>();
  ui::draw_mosaic(frame, {area.x, area.y, area.w, mosaic_height}, kCellDu, blocks,
                  attract != nullptr ? attract->since_ms : frame.now_ms());
  const float x = area.x + 64;
  const float width = area.w - 112;
  float y = area.y + mosaic_height + 48;
  ui::TextStyle title = heading(ui::TextRole::kDisplay, 2);
  title.colour = palette.attract_text;
  y += ui::draw_text(frame, screen.tr("Bald geht es los."), {x, y, width, 180}, title).height + 16;
  y += ui::draw_text(frame, screen.tr("Dieser Kiosk wird gerade eingerichtet. Fragen Sie bitte am Info-Tisch."),
                     {x, y, width, 130}, {.role = ui::TextRole::kLead, .colour = palette.attract_text})
           .height +
       16;
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kOthers = {{
      {"en", "Coming soon. Please ask at the desk."},
      {"tr", "Yakında hazır. Lütfen danışmaya sorun."},
      {"ar", "قريبًا. يُرجى السؤال عند الاستقبال."},
  }};
  for (const auto& [language, text] : kOthers) {
    y += ui::draw_text(frame, text, {x, y, width, 44},
                       {.role = ui::TextRole::kBody,
                        .colour = palette.attract_text_2,
                        .align = ui::Align::kStart,
                        .lines_max = 1,
                        .language = language})
             .height +
         4;
  }
}

void draw_install_steps(const Screen& screen, const Rect& area) {
  ui::Frame& frame = screen.frame;
  const ui::Palette& palette = frame.palette();
  float y = area.y;
  frame.icon("badge", {area.x, y, 36, 36}, palette.text_2);
  ui::draw_text(frame, screen.tr("Für Mitarbeitende"), {area.x + 48, y, area.w - 48, 36},
                {.colour = palette.text_2, .lines_max = 1});
  y += 48;
  y += ui::draw_text(frame, screen.tr("Noch kein Katalog im Kiosk"), {area.x, y, area.w, 130},
                     heading(ui::TextRole::kH1, 2))
           .height +
       12;
  y += ui::draw_text(frame, screen.tr("So spielen Sie die Angebote ein. Es dauert etwa drei Minuten."),
                     {area.x, y, area.w, 80}, {})
           .height +
       48;
  const std::string command = fill(screen.tr("kiosk-sync install ORDNER-DES-STICKS --store {1}"), {screen.model.store});
  const std::array<Step, 3> steps = {{
      {screen.tr("Stick einstecken"),
       screen.tr("Den USB-Stick vom Bildungsbüro; darauf liegt der Ordner „kiosk-update“.")},
      {screen.tr("Den Katalog einspielen"), screen.tr("Am Rechner des Kiosks im Befehlsfenster:") + "\n" + command},
      {screen.tr("Stick abziehen"), screen.tr("Der Kiosk bemerkt den neuen Katalog von selbst und beginnt.")},
  }};
  for (std::size_t i = 0; i < steps.size(); ++i) y = draw_step(screen, area, y, i + 1, steps[i]);
  draw_retry(screen, {area.x, y + 16, std::min(area.w, 560.0F), 96});
}

// The mosaic behind the dialog, at rest: a screen for staff needs no attention from across the room.
void draw_wall(const Screen& screen) {
  constexpr float kCellDu = 120;
  constexpr ui::TimeMs kNeverTurns = std::numeric_limits<ui::TimeMs>::max() / 2;
  ui::Frame& frame = screen.frame;
  const bool landscape = screen.landscape();
  const auto blocks = landscape ? ui::landscape_mosaic() : ui::portrait_mosaic();
  const float width = kCellDu * (landscape ? 8 : 9);
  const float height = kCellDu * (landscape ? 9 : 8);
  for (float y = 0; y < frame.height(); y += height) {
    for (float x = 0; x < frame.width(); x += width) {
      ui::draw_mosaic(frame, {x, y, width, height}, kCellDu, blocks, kNeverTurns);
    }
  }
}

struct Trouble {
  std::string title;
  std::string cause;
  std::array<Step, 3> steps;
};

Trouble trouble_of(const Screen& screen) {
  const std::string& store = screen.model.store;
  if (screen.model.catalogue.status == model::CatalogueStatus::kNoPermission) {
    return {screen.tr("Der Katalog darf nicht gelesen werden."),
            fill(screen.tr("Dem Programm fehlen die Rechte für den Ordner {1}."), {store}),
            {{{screen.tr("Rechte prüfen"), fill(screen.tr("Der Kiosk muss in {1} lesen dürfen."), {store})},
              {screen.tr("Kiosk noch einmal nachsehen lassen"), screen.tr("Mit der Taste unten, oder neu starten.")},
              {screen.tr("Hilft das nicht?"),
               screen.tr("Rufen Sie die Technik an und lesen Sie die Meldung unten vor.")}}}};
  }
  return {
      screen.tr("Der Katalog lässt sich nicht öffnen."),
      screen.tr("Eine Datei ist beschädigt, vermutlich durch einen Stromausfall oder einen Fehler der Festplatte."),
      {{{screen.tr("Zum vorigen Katalog zurückkehren"), fill(screen.tr("kiosk-sync rollback --store {1}"), {store})},
        {screen.tr("Oder den Katalog noch einmal einspielen"), screen.tr("Mit dem USB-Stick vom Bildungsbüro.")},
        {screen.tr("Passiert es wieder?"),
         screen.tr("Rufen Sie die Technik an und lesen Sie die Meldung unten vor.")}}}};
}

}  // namespace

void draw_first_start(const Screen& screen) {
  ui::Frame& frame = screen.frame;
  if (screen.landscape()) {
    const float visitors = std::min(720.0F, frame.width() * 0.42F);
    draw_for_visitors(screen, {0, 0, visitors, frame.height()}, 600);
    draw_install_steps(screen, {visitors + 64, 72, frame.width() - visitors - 128, frame.height() - 144});
  } else {
    draw_for_visitors(screen, {0, 0, frame.width(), 960}, 480);
    draw_install_steps(screen, {64, 1040, frame.width() - 128, frame.height() - 1100});
  }
}

void draw_catalogue_error(const Screen& screen) {
  ui::Frame& frame = screen.frame;
  const ui::Palette& palette = frame.palette();
  const Rect whole{0, 0, frame.width(), frame.height()};
  frame.fill(whole, palette.attract_ground);
  draw_wall(screen);
  const Trouble trouble = trouble_of(screen);
  const Rect box = whole.centred(std::min(1248.0F, frame.width() - 96), 880);
  const auto group = ui::dialog(frame, "trouble", box, trouble.title);
  const Rect circle{box.x + 56, box.y + 48, 112, 112};
  frame.fill(circle, palette.error, 56);
  frame.icon("error", circle.centred(64, 64), palette.surface);
  const float title_x = circle.right() + 32;
  ui::draw_text(frame, screen.tr("Störung · für Mitarbeitende"), {title_x, box.y + 56, box.right() - 56 - title_x, 36},
                {.colour = palette.text_2, .lines_max = 1});
  ui::draw_text(frame, trouble.title, {title_x, box.y + 94, box.right() - 56 - title_x, 110},
                heading(ui::TextRole::kH1, 2));
  const Rect column{box.x + 56, 0, box.w - 112, 0};
  float y = box.y + 216;
  y += ui::draw_text(frame, trouble.cause, {column.x, y, column.w, 110}, {}).height + 28;
  for (std::size_t i = 0; i < trouble.steps.size(); ++i) y = draw_step(screen, column, y, i + 1, trouble.steps[i]);
  const base::Error& error = screen.model.catalogue.error;
  const std::string message = fill(screen.tr("Meldung: {1} – {2}"), {base::to_string(error.code), error.detail});
  ui::draw_text(frame, message, {column.x, box.bottom() - 232, column.w, 70},
                {.role = ui::TextRole::kSecondary, .colour = palette.text_2, .lines_max = 2});
  draw_retry(screen, {box.x + 56, box.bottom() - 144, box.w - 112, 96});
}

void draw_display_too_small(const Screen& screen) {
  const model::DisplayTooSmall& display = *screen.model.display_too_small;
  const std::string sentence =
      fill(screen.tr("Dieser Bildschirm ist mit {1} × {2} Punkten zu klein. Der Bildungskiosk braucht mindestens "
                     "1024 × 600. Bitte einen größeren Bildschirm anschließen oder eine höhere Auflösung einstellen."),
           {std::to_string(display.width_px), std::to_string(display.height_px)});
  ui::Frame& frame = screen.frame;
  ui::draw_text(frame, sentence, Rect{0, 0, frame.width(), frame.height()}.inset(64, 64),
                {.role = ui::TextRole::kH2,
                 .colour = frame.palette().attract_text,
                 .vertical = ui::VerticalAlign::kMiddle,
                 .semantics = ui::Role::kStatus,
                 .id = "trouble.display"});
}

}  // namespace bildungskiosk::view
