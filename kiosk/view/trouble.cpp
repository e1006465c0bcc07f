#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <vector>

#include "kiosk/ui/button.hpp"
#include "kiosk/ui/dialog_head.hpp"
#include "kiosk/ui/mosaic.hpp"
#include "kiosk/ui/panel.hpp"
#include "kiosk/ui/steps.hpp"
#include "kiosk/ui/text_block.hpp"
#include "kiosk/view/screen.hpp"
#include "kiosk/view/wall.hpp"

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

// The steps below each other; returns the y below them.
float draw_steps(const Screen& screen, const Rect& column, float y, std::span<const Step> steps) {
  constexpr float kGapDu = 30;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    y += ui::numbered_step(screen.frame, ui::WidgetId("trouble.step") / i, {column.x, y, column.w, 0},
                           {.number = static_cast<int>(i) + 1, .title = steps[i].title, .how = steps[i].how}) +
         kGapDu;
  }
  return y;
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
  // Where the background service runs, it sees the stick itself.
  const Step second = screen.model.staff.service
                          ? Step{screen.tr("Dem Bildschirm folgen"),
                                 screen.tr("Der Kiosk prüft den Stick und fragt, ob er installieren soll.")}
                          : Step{screen.tr("Den Katalog einspielen"),
                                 screen.tr("Am Rechner des Kiosks im Befehlsfenster:") + "\n" + command};
  const std::array<Step, 3> steps = {{
      {screen.tr("Stick einstecken"),
       screen.tr("Den USB-Stick vom Bildungsbüro; darauf liegt der Ordner „kiosk-update“.")},
      second,
      {screen.tr("Stick abziehen"), screen.tr("Der Kiosk bemerkt den neuen Katalog von selbst und beginnt.")},
  }};
  y = draw_steps(screen, area, y, steps);
  draw_retry(screen, {area.x, y + 16, std::min(area.w, 560.0F), 96});
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
  if (screen.model.catalogue.status == model::CatalogueStatus::kFault) {
    return {screen.tr("Im Kiosk ist ein Fehler aufgetreten."),
            screen.tr("Das Programm beginnt in wenigen Sekunden von selbst noch einmal."),
            {{{screen.tr("Einen Moment warten"), screen.tr("Meistens ist der Fehler damit behoben.")},
              {screen.tr("Bleibt dieser Bildschirm?"), screen.tr("Schalten Sie den Kiosk aus und wieder ein.")},
              {screen.tr("Passiert es wieder?"),
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
  // On a display that is nearly square, three steps and the button have no room in larger ones.
  frame.limit_text_step(screen.landscape() && !screen.wide() ? ui::TextStep::k2 : ui::TextStep::k3);
  // Larger texts take the room of blocks.
  const float blocks_less = frame.text_step() == ui::TextStep::k1 ? 0.0F : frame.large_text() ? 240.0F : 120.0F;
  if (screen.landscape()) {
    const float visitors = std::min(720.0F, frame.width() * 0.42F);
    draw_for_visitors(screen, {0, 0, visitors, frame.height()}, 600 - blocks_less);
    draw_install_steps(screen, {visitors + 64, 72, frame.width() - visitors - 128, frame.height() - 144});
  } else {
    const float upper = 960 - blocks_less / 2;
    draw_for_visitors(screen, {0, 0, frame.width(), upper}, 480 - blocks_less);
    draw_install_steps(screen, {64, upper + 80, frame.width() - 128, frame.height() - upper - 140});
  }
}

void draw_catalogue_error(const Screen& screen) {
  ui::Frame& frame = screen.frame;
  const ui::Palette& palette = frame.palette();
  const Rect whole{0, 0, frame.width(), frame.height()};
  frame.limit_text_step(ui::TextStep::k3);
  draw_wall(screen);
  const Trouble trouble = trouble_of(screen);
  const bool large = frame.large_text();
  const float height = std::min(880 * frame.text_scale(), frame.height() - 48);
  const Rect box = whole.centred(std::min(large ? 1600.0F : 1248.0F, frame.width() - 96), height);
  const auto group = ui::dialog(frame, "trouble", box, trouble.title);
  const Rect column = box.inset(56, 48);
  float y = column.y;
  y += ui::dialog_head(frame, "trouble.title", column,
                       {.icon = "error",
                        .tone = ui::DialogTone::kBad,
                        .overline = screen.tr("Störung · für Mitarbeitende"),
                        .title = trouble.title}) +
       36;
  y += ui::draw_text(frame, trouble.cause, {column.x, y, column.w, 110}, {}).height + 28;
  draw_steps(screen, column, y, trouble.steps);
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
