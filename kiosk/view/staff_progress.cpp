#include <array>
#include <cmath>

#include "kiosk/ui/banner.hpp"
#include "kiosk/ui/panel.hpp"
#include "kiosk/ui/steps.hpp"
#include "kiosk/ui/text_block.hpp"
#include "kiosk/view/staff.hpp"
#include "kiosk/view/wording.hpp"

namespace bildungskiosk::view {
namespace {

using ui::Rect;
using update::InstallStep;
using update::InstallStepProgress;
using update::MediumStage;

constexpr float kBarDu = 40;
constexpr float kStepDu = 44;
constexpr float kStepPitchDu = 72;
constexpr int kTenSeconds = 10;
constexpr int kMinute = 60;

ui::StepState state_of(InstallStep step, InstallStep now) {
  // To staff the search is ready when the new catalogue has been switched to.
  const bool last = step == InstallStep::kIndexing && now == InstallStep::kActivating;
  if (step == now || last) return ui::StepState::kRunning;
  return step < now ? ui::StepState::kDone : ui::StepState::kWaiting;
}

std::string value_of(const Screen& screen, InstallStep step, const update::MediumStatus& medium) {
  const InstallStepProgress& progress = medium.progress;
  const i18n::Texts& texts = screen.texts;
  if (step == InstallStep::kVerifying && progress.step > step && medium.release) return medium.release->office;
  if (step != progress.step) return {};
  if (step == InstallStep::kReading && progress.bytes_total > 0) {
    return i18n::fill(screen.tr("{1} von {2}"),
                      {bytes_text(texts, progress.bytes_done), bytes_text(texts, progress.bytes_total)});
  }
  if (step == InstallStep::kTakingOver && progress.offers_total > 0) {
    return i18n::fill(screen.tr("{1} von {2}"), {texts.number(static_cast<std::int64_t>(progress.offers_done)),
                                                 texts.number(static_cast<std::int64_t>(progress.offers_total))});
  }
  return {};
}

struct StepLabels {
  InstallStep step;
  const char* before;
  const char* done;
};
constexpr std::array<StepLabels, 4> kSteps = {{
    {InstallStep::kReading, i18n::marked("Stick lesen"), i18n::marked("Stick gelesen")},
    {InstallStep::kVerifying, i18n::marked("Unterschrift prüfen"), i18n::marked("Unterschrift geprüft")},
    {InstallStep::kTakingOver, i18n::marked("Angebote übernehmen"), i18n::marked("Angebote übernommen")},
    {InstallStep::kIndexing, i18n::marked("Suche vorbereiten"), i18n::marked("Suche vorbereitet")},
}};
/// While a stick is checked, what comes after the signature is the comparison with what is installed.
constexpr StepLabels kComparing = {InstallStep::kTakingOver, i18n::marked("Mit dem Katalog vergleichen"),
                                   i18n::marked("Mit dem Katalog verglichen")};

void draw_steps(const Screen& screen, const Rect& column, float y, const update::MediumStatus& medium) {
  const bool installing = medium.stage == MediumStage::kInstalling;
  const std::size_t count = installing ? kSteps.size() : kSteps.size() - 1;
  for (std::size_t i = 0; i < count; ++i) {
    const StepLabels& labels = !installing && i + 1 == count ? kComparing : kSteps[i];
    const ui::StepState state =
        medium.stage == MediumStage::kFound ? ui::StepState::kWaiting : state_of(labels.step, medium.progress.step);
    const std::string value = value_of(screen, labels.step, medium);
    ui::progress_step(screen.frame, ui::WidgetId("staff.step") / i, {column.x, y, column.w, kStepDu},
                      {.label = screen.tr(state == ui::StepState::kDone ? labels.done : labels.before),
                       .value = value,
                       .state = state});
    y += kStepPitchDu;
  }
}

std::string time_left(const Screen& screen, int seconds) {
  if (seconds < kTenSeconds) return screen.tr("noch wenige Sekunden");
  if (seconds < kMinute) {
    const int rounded = (seconds + kTenSeconds - 1) / kTenSeconds * kTenSeconds;
    return screen.texts.trn("noch etwa {1} Sekunde", "noch etwa {1} Sekunden", rounded);
  }
  return screen.texts.trn("noch etwa {1} Minute", "noch etwa {1} Minuten", (seconds + kMinute - 1) / kMinute);
}

void draw_bar(const Screen& screen, StaffLayout& layout, float fraction) {
  const Rect& column = layout.column;
  const std::string percent = i18n::fill(screen.tr("{1} %"), {screen.texts.number(std::lround(fraction * 100))});
  constexpr float kNumberDu = 118;
  layout.y -= 4;
  ui::draw_text(
      screen.frame, percent, {column.x, layout.y, column.w / 2, kNumberDu},
      {.role = ui::TextRole::kPercent, .lines_max = 1, .figures = ui::Figures::kTabular, .id = "staff.percent"});
  if (screen.model.staff.seconds_left) {
    ui::draw_text(screen.frame, time_left(screen, *screen.model.staff.seconds_left),
                  {column.x + column.w / 2, layout.y, column.w / 2, kNumberDu},
                  {.colour = screen.frame.palette().text_2,
                   .align = ui::Align::kEnd,
                   .vertical = ui::VerticalAlign::kBottom,
                   .lines_max = 2,
                   .figures = ui::Figures::kTabular,
                   .id = "staff.left"});
  }
  layout.y += kNumberDu + 30;
  ui::progress_bar(screen.frame, "staff.progress", {column.x, layout.y, column.w, kBarDu}, fraction,
                   screen.tr("Fortschritt"));
  layout.y += kBarDu + 40;
}

float checked_fraction(const update::MediumStatus& medium) {
  // Only what is read has a measure: the rest is done in the blink of an eye.
  if (medium.stage != MediumStage::kChecking || medium.progress.bytes_total == 0) return 0;
  if (medium.progress.step > InstallStep::kReading) return 1;
  return static_cast<float>(medium.progress.bytes_done) / static_cast<float>(medium.progress.bytes_total);
}

void draw_need(const Screen& screen, const StaffLayout& layout, const update::MediumStatus& medium) {
  const bool must_stay = medium.need == update::MediumNeed::kMustStay;
  const bool installing = medium.stage == MediumStage::kInstalling;
  const ui::BannerSpec banner =
      must_stay
          ? ui::BannerSpec{.kind = ui::BannerKind::kNow,
                           .icon = "front_hand",
                           .title = screen.tr("Bitte den Stick nicht abziehen."),
                           .text = installing ? screen.tr("Fällt der Strom aus, bleibt der alte Katalog erhalten.")
                                              : screen.tr("Am Kiosk wird noch nichts geändert.")}
          : ui::BannerSpec{.kind = ui::BannerKind::kGood,
                           .icon = "usb",
                           .title = screen.tr("Der Stick kann abgezogen werden."),
                           .text = installing ? screen.tr("Der Kiosk hat alles, was er braucht.")
                                              : screen.tr("Am Kiosk wird noch nichts geändert.")};
  const float height = ui::banner_height(screen.frame, layout.column.w, banner);
  ui::banner(screen.frame, "staff.need", {layout.column.x, layout.column.bottom() - height, layout.column.w, height},
             banner);
}

}  // namespace

void draw_staff_progress(const Screen& screen, const update::MediumStatus& medium) {
  StaffLayout layout = staff_layout(screen);
  const bool installing = medium.stage == MediumStage::kInstalling;
  StaffHead head;
  if (installing) {
    if (medium.release) {
      head.overline = i18n::fill(screen.tr("Version {1} · {2}"),
                                 {screen.texts.number(medium.release->version), release_date(screen, *medium.release)});
    }
    head.title = screen.tr("Katalog wird installiert");
  } else {
    head.overline = screen.tr("USB-Stick erkannt · nur für Mitarbeitende");
    head.title = screen.tr("Der Stick wird geprüft");
  }
  draw_staff_head(screen, layout, head);
  draw_bar(screen, layout, installing ? model::progress_fraction(medium.progress) : checked_fraction(medium));
  draw_steps(screen, layout.column, layout.y, medium);
  draw_need(screen, layout, medium);
}

}  // namespace bildungskiosk::view
