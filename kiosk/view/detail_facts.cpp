#include <algorithm>
#include <array>
#include <string>

#include "kiosk/ui/block.hpp"
#include "kiosk/ui/card.hpp"
#include "kiosk/ui/text_block.hpp"
#include "kiosk/view/detail_parts.hpp"
#include "kiosk/view/wording.hpp"

namespace bildungskiosk::view {
namespace {

using i18n::fill;
using ui::Rect;

struct Fact {
  std::string_view icon;
  const std::string* label = nullptr;
  std::string value;
  std::string more;  // lines
};

void add_line(std::string& lines, const std::string& line) {
  if (line.empty()) return;
  if (!lines.empty()) lines += '\n';
  lines += line;
}

Fact when(const Screen& screen, const catalogue::OfferSummary& offer) {
  const Texts& texts = screen.texts;
  Fact fact{"event", &screen.tr("Wann"), {}, {}};
  if (offer.next) {
    fact.value = fill(texts.tr("{1} {2}"),
                      {texts.weekday_short(base::weekday(offer.next->date)), texts.full_date(offer.next->date)});
    if (offer.next->starts) {
      add_line(fact.more, offer.next->ends ? texts.time_span(*offer.next->starts, *offer.next->ends)
                                           : texts.time(*offer.next->starts));
    }
    // Where it began is past; what counts is how long it goes on.
    if (offer.ends && *offer.ends > offer.next->date) {
      add_line(fact.more, fill(texts.tr("bis {1}"), {texts.full_date(*offer.ends)}));
    }
    return fact;
  }
  fact.value = next_text(texts, offer);
  for (std::size_t i = 1; i < std::min<std::size_t>(offer.weekly.size(), 3); ++i) {
    add_line(fact.more, weekly_text(texts, offer.weekly[i]));
  }
  if (offer.weekly.empty() && !offer.starts) add_line(fact.more, screen.tr("Fragen Sie nach einem Termin."));
  return fact;
}

Fact where(const Screen& screen, const catalogue::OfferDetail& detail) {
  Fact fact{"place", &screen.tr("Wo"), town_text(screen.texts, detail.summary), {}};
  if (detail.place) {
    const offer::Address& address = detail.place->address;
    if (!detail.place->name.empty()) fact.value = detail.place->name;
    add_line(fact.more, address.street);
    add_line(fact.more, address.locality);
  }
  return fact;
}

Fact costs(const Screen& screen, const catalogue::OfferDetail& detail) {
  Fact fact{"euro", &screen.tr("Kosten"), price_text(screen.texts, detail.offer.price), {}};
  const offer::Price& price = detail.offer.price;
  if (price.reduced_cents) {
    add_line(fact.more, fill(screen.tr("ermäßigt {1}"), {screen.texts.money(*price.reduced_cents, price.currency)}));
  }
  add_line(fact.more, offer::localized(price.note, screen.model.language));
  return fact;
}

// The level where it is known; else whom the offer is for; else how it is held.
Fact level(const Screen& screen, const catalogue::OfferDetail& detail) {
  const std::string audience = audience_text(screen.texts, detail.offer.audience);
  if (!detail.offer.level.empty()) {
    return {"signal_cellular_alt", &screen.tr("Niveau"), level_text(screen.texts, detail.offer.level), audience};
  }
  if (!audience.empty()) return {"group", &screen.tr("Für wen"), audience, {}};
  return {"school", &screen.tr("Form"), mode_name(screen.texts, detail.offer.mode), {}};
}

constexpr float kProviderGapDu = 4;
constexpr float kLineDu = 36;  // phase and provider, at the smallest text size

/// The words beside the block: the phase, the title as big as it fits whole, the provider.
struct HeadLayout {
  float block = 0;
  float text_w = 0;
  const std::string* title = nullptr;
  offer::Language language;  // of the title
  ui::TextRole role{};       // of the title, which takes so many lines at most:
  int lines_max = 1;
  float phase_h = 0;
  float title_h = 0;
  float provider_h = 0;
  [[nodiscard]] float height() const { return phase_h + title_h + kProviderGapDu + provider_h; }
  [[nodiscard]] ui::TextStyle title_style() const {
    return {.role = role,
            .lines_max = lines_max,
            .language = language,
            .semantics = ui::Role::kHeading,
            .id = "detail.title"};
  }
};

HeadLayout lay_out_head(const Screen& screen, const model::DetailPage& page, float width) {
  constexpr float kGapDu = 32;
  ui::Frame& frame = screen.frame;
  HeadLayout head;
  head.block = screen.landscape() ? 144 : 208;
  head.text_w = width - head.block - kGapDu;
  head.title = &offer::localized(page.detail->offer.name, page.text_language, &head.language);
  // As big as it fits whole: one big line beside the small block, two beside the big one; else a smaller size, the
  // smallest in one line more.
  const int lines_max = screen.landscape() && !frame.large_text() ? 1 : 2;
  const auto fits = [&](ui::TextRole role) {
    return ui::measure_text(frame, *head.title, head.text_w, {.role = role, .language = head.language}).lines <=
           lines_max;
  };
  head.role = fits(ui::TextRole::kPageTitle) ? ui::TextRole::kPageTitle
              : fits(ui::TextRole::kH1)      ? ui::TextRole::kH1
                                             : ui::TextRole::kH2;
  head.lines_max = head.role == ui::TextRole::kH2 ? lines_max + 1 : lines_max;
  head.phase_h = head.provider_h = kLineDu * frame.text_scale();
  head.title_h = ui::measure_text(frame, *head.title, head.text_w, head.title_style()).height;
  return head;
}

}  // namespace

float offer_fact_height(const Screen& screen) {
  constexpr float kHeightDu = 168;
  return kHeightDu * screen.frame.text_scale();
}

float offer_head_height(const Screen& screen, const model::DetailPage& page, float width) {
  const HeadLayout head = lay_out_head(screen, page, width);
  return std::max(head.block, head.height());
}

void draw_offer_head(const Screen& screen, const model::DetailPage& page, const Rect& rect) {
  const catalogue::OfferDetail& detail = *page.detail;
  ui::Frame& frame = screen.frame;
  const HeadLayout head = lay_out_head(screen, page, rect.w);
  ui::draw_phase_block(frame, {rect.x, rect.y, head.block, head.block}, static_cast<std::size_t>(detail.summary.phase));
  const float x = rect.right() - head.text_w;
  float y = rect.y;
  ui::draw_text(frame, phase_name(screen.texts, detail.summary.phase), {x, y, head.text_w, head.phase_h},
                {.role = ui::TextRole::kBody, .colour = frame.palette().text_2, .lines_max = 1});
  y += head.phase_h;
  ui::draw_text(frame, *head.title, {x, y, head.text_w, head.title_h}, head.title_style());
  y += head.title_h + kProviderGapDu;
  ui::draw_text(frame, detail.summary.provider_name, {x, y, head.text_w, head.provider_h},
                {.role = ui::TextRole::kLead, .lines_max = 1, .may_be_cut = true});
}

void draw_offer_facts(const Screen& screen, const model::DetailPage& page, const Rect& rect, int columns) {
  const catalogue::OfferDetail& detail = *page.detail;
  const std::array<Fact, 4> facts = {when(screen, detail.summary), where(screen, detail), costs(screen, detail),
                                     level(screen, detail)};
  const float height = offer_fact_height(screen);
  constexpr float kGapDu = 24;
  const float width = (rect.w - static_cast<float>(columns - 1) * kGapDu) / static_cast<float>(columns);
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const auto column = static_cast<float>(static_cast<int>(i) % columns);
    const auto row = static_cast<float>(static_cast<int>(i) / columns);
    const Rect card{rect.x + column * (width + kGapDu), rect.y + row * (height + kGapDu), width, height};
    ui::fact_card(screen.frame, ui::WidgetId("detail.fact") / i, card,
                  {.icon = facts[i].icon, .label = *facts[i].label, .value = facts[i].value, .more = facts[i].more});
  }
}

void draw_offer_dates(const Screen& screen, const model::DetailPage& page, const Rect& rect) {
  const catalogue::OfferDetail& detail = *page.detail;
  const Texts& texts = screen.texts;
  ui::Frame& frame = screen.frame;
  ui::draw_card(frame, rect, ui::Elevation::kFlat);
  frame.icon("event_repeat", {rect.x + 24, rect.y + 22, 36, 36}, frame.palette().text);
  float x = rect.x + 74;
  const auto piece = [&](std::string_view text, ui::Weight weight, const ui::Colour& colour) {
    const ui::TextStyle style{.colour = colour,
                              .weight = weight,
                              .vertical = ui::VerticalAlign::kMiddle,
                              .lines_max = 1,
                              .figures = ui::Figures::kTabular};
    const float width = ui::measure_text(frame, text, 0, style).width;
    if (x + width > rect.right() - 24) return false;
    ui::draw_text(frame, text, {x, rect.y, width + 2, rect.h}, style);
    x += width;
    return true;
  };
  const ui::Palette& palette = frame.palette();
  piece(screen.tr("Nächste Termine"), ui::Weight::kBold, palette.text);
  // Kept free for "+ 19 weitere" and the rule before it.
  const auto all = std::max(detail.summary.upcoming_count, 2);
  const float more_width =
      56 + ui::measure_text(frame, texts.trn("+ {1} weiterer", "+ {1} weitere", all), 0).width + 24;
  constexpr float kDateDu = 176;
  int shown = 0;
  for (const catalogue::UpcomingSession& meeting : detail.upcoming) {
    if (meeting.session.cancelled) continue;
    if (x + kDateDu + more_width > rect.right()) break;
    frame.fill({x + 28, rect.y + 20, 2, rect.h - 40}, palette.line);
    x += 56;
    piece(texts.weekday_short(base::weekday(meeting.session.date)) + " ", ui::Weight::kMedium, palette.text_2);
    piece(texts.day_month(meeting.session.date), ui::Weight::kBold, palette.text);
    ++shown;
  }
  const int more = detail.summary.upcoming_count - shown;
  if (more <= 0) return;
  frame.fill({x + 28, rect.y + 20, 2, rect.h - 40}, palette.line);
  x += 56;
  piece(texts.trn("+ {1} weiterer", "+ {1} weitere", more), ui::Weight::kMedium, palette.text_2);
}

}  // namespace bildungskiosk::view
