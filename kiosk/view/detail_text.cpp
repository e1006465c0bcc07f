#include <algorithm>
#include <string>
#include <vector>

#include "kiosk/ui/button.hpp"
#include "kiosk/ui/text_block.hpp"
#include "kiosk/view/detail_parts.hpp"
#include "kiosk/view/wording.hpp"

namespace bildungskiosk::view {
namespace {

using i18n::fill;
using ui::Rect;

void line_with_icon(const Screen& screen, Column& column, std::string_view icon, std::string_view text,
                    std::string_view language = {}) {
  constexpr float kIndentDu = 44;
  const Rect rect = column.text(text, {.language = language}, kIndentDu);
  if (column.drawing()) {
    screen.frame.icon(icon, {column.left(), rect.y + 4, 28, 28}, screen.frame.palette().text);
  }
  column.gap(4);
}

// A language is named in itself: whoever needs Arabic may not read "Arabisch".
std::string own_name(const Screen& screen, const offer::Language& language) {
  for (const i18n::LanguageInfo& known : screen.languages.available()) {
    if (known.tag == language) return known.own_name;
  }
  return language_name(screen.texts, language);
}

// In which language the offer can be read; the one that is shown is chosen.
void add_languages(const Screen& screen, const model::DetailPage& page, Column& column) {
  std::vector<offer::Language> languages = page.detail->summary.languages;
  if (languages.size() < 2) return;
  // The language of the interface first, then German, then the others as they come.
  const auto rank = [&](const offer::Language& language) {
    if (language == screen.texts.tag()) return 0;
    return language.starts_with("de") ? 1 : 2;
  };
  std::stable_sort(languages.begin(), languages.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  constexpr float kGapDu = 14;
  Rect row = column.take(80);
  float x = row.x;
  for (const offer::Language& language : languages) {
    const std::string label = own_name(screen, language);
    const ui::ButtonSpec spec{.label = label,
                              .kind = ui::ButtonKind::kOption,
                              .chosen = language == page.text_language,
                              .language = language};
    const float width = ui::button_width(screen.frame, spec);
    if (x > row.x && x + width > row.right()) {
      column.gap(kGapDu);
      row = column.take(80);
      x = row.x;
    }
    if (column.drawing() &&
        ui::button(screen.frame, ui::WidgetId("detail.language") / language, {x, row.y, width, 80}, spec)) {
      screen.events.emplace_back(model::ChooseTextLanguage{language});
    }
    x += width + kGapDu;
  }
  column.gap(20);
}

// Each paragraph by itself: they may run in different directions, and the engine takes 16 kB at a time.
void add_paragraphs(const Screen& screen, Column& column, std::string_view text, const offer::Language& language,
                    ui::TextRole role) {
  // A text that runs the other way than the interface stands at its own side, which is the interface's end.
  const bool other_way = i18n::direction_of(language) != screen.texts.direction();
  const ui::Align align = other_way ? ui::Align::kEnd : ui::Align::kStart;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view paragraph = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (paragraph.empty()) continue;
    std::string item;
    if (paragraph.starts_with("- ")) {
      item = "•  " + std::string(paragraph.substr(2));
      paragraph = item;
    }
    column.text(paragraph, {.role = role, .align = align, .language = language});
    column.gap(10);
  }
}

void add_requirements(const Screen& screen, const model::DetailPage& page, Column& column) {
  const offer::Offer& offer = page.detail->offer;
  offer::Language language;
  const std::string& requirements = offer::localized(offer.access_requirements, page.text_language, &language);
  const std::string audience = audience_text(screen.texts, offer.audience);
  if (requirements.empty() && audience.empty() && !offer.registration.deadline) return;
  add_heading(column, screen.tr("Das brauchen Sie"));
  if (!requirements.empty()) line_with_icon(screen, column, "check", requirements, language);
  if (!audience.empty()) {
    line_with_icon(screen, column, "check", fill(screen.tr("Für wen: {1}"), {audience}));
  }
  if (offer.registration.deadline) {
    line_with_icon(screen, column, "check",
                   fill(screen.tr("Anmeldung bis {1}"), {screen.texts.full_date(*offer.registration.deadline)}));
  }
}

void add_more(const Screen& screen, const model::DetailPage& page, Column& column) {
  const offer::Offer& offer = page.detail->offer;
  std::vector<std::string> lines;
  if (!offer.instruction_languages.empty()) {
    std::string names;
    for (const offer::Language& language : offer.instruction_languages) {
      names += (names.empty() ? "" : ", ") + language_name(screen.texts, language);
    }
    lines.push_back(fill(screen.tr("Gesprochen wird: {1}"), {names}));
  }
  if (offer.mode != offer::AttendanceMode::kUnknown) {
    lines.push_back(fill(screen.tr("Form: {1}"), {mode_name(screen.texts, offer.mode)}));
  }
  if (offer.schedule.lessons) {
    const auto lessons = static_cast<std::int64_t>(*offer.schedule.lessons + 0.5);
    lines.push_back(screen.texts.trn("{1} Unterrichtsstunde", "{1} Unterrichtsstunden", lessons));
  }
  for (const offer::Certificate& certificate : offer.certificates) {
    lines.push_back(fill(screen.tr("Abschluss: {1}"), {certificate.name}));
  }
  const std::string& funding = offer::localized(offer.funding, page.text_language);
  if (!funding.empty()) lines.push_back(fill(screen.tr("Förderung: {1}"), {funding}));
  if (!offer.number.empty()) lines.push_back(fill(screen.tr("Nummer beim Anbieter: {1}"), {offer.number}));
  if (lines.empty()) return;
  add_heading(column, screen.tr("Gut zu wissen"));
  for (const std::string& line : lines) {
    column.text(line);
    column.gap(4);
  }
}

// What one needs and what else is known, with how the place is accessible beside it where there is room for two
// columns.
void add_particulars(const Screen& screen, const model::DetailPage& page, Column& column) {
  constexpr float kTwoColumnsFromDu = 720;
  constexpr float kGapDu = 40;
  const auto needs = [&](Column& part) {
    add_requirements(screen, page, part);
    add_more(screen, page, part);
  };
  const auto access = [&](Column& part) { add_accessibility(screen, page, part); };
  const bool at_a_place = page.detail->offer.mode != offer::AttendanceMode::kOnline;
  if (at_a_place && column.width() >= kTwoColumnsFromDu) {
    column.beside(kGapDu, needs, access);
  } else {
    needs(column);
    if (at_a_place) access(column);
  }
}

std::string hours_text(const Texts& texts, const offer::OpeningHours& hours) {
  return texts.weekday_short(hours.day) + " " + texts.time_span(hours.opens, hours.closes);
}

}  // namespace

void add_heading(Column& column, const std::string& text) {
  column.gap(20);
  column.text(text, {.role = ui::TextRole::kBody, .weight = ui::Weight::kBold, .semantics = ui::Role::kHeading});
  column.gap(6);
}

void add_offer_text(const Screen& screen, const model::DetailPage& page, Column& column) {
  const offer::Offer& offer = page.detail->offer;
  add_languages(screen, page, column);
  offer::Language language;
  const std::string& abstract = offer::localized(offer.abstract, page.text_language, &language);
  add_paragraphs(screen, column, abstract, language, ui::TextRole::kLead);
  const std::string& description = offer::localized(offer.description, page.text_language, &language);
  // Many exports fill both with the same words.
  if (description != abstract) add_paragraphs(screen, column, description, language, ui::TextRole::kBody);
  if (abstract.empty() && description.empty()) {
    column.text(screen.tr("Der Anbieter hat keinen Text dazu geschrieben."), {.colour = screen.frame.palette().text_2});
  }
  Column probe(screen.frame, {0, 0, column.width(), 0}, Column::Mode::kMeasure);
  add_particulars(screen, page, probe);
  if (probe.used() <= 0) return;
  column.gap(14);
  const Rect rule = column.take(2);
  if (column.drawing()) screen.frame.line(rule.x, rule.y, rule.w, screen.frame.palette().rule);
  add_particulars(screen, page, column);
}

void add_offer_contact(const Screen& screen, const model::DetailPage& page, Column& column) {
  const offer::Offer& offer = page.detail->offer;
  const offer::Provider& provider = page.detail->provider;
  const offer::Registration& registration = offer.registration;
  const std::string& telephone = registration.telephone.empty() ? provider.telephone : registration.telephone;
  const std::string& email = registration.email.empty() ? provider.email : registration.email;
  const std::string& url =
      !registration.url.empty() ? registration.url : (offer.url.empty() ? provider.url : offer.url);
  column.text(
      registration.required == offer::TriState::kNo ? screen.tr("Ohne Anmeldung") : screen.tr("So melden Sie sich an"),
      {.role = ui::TextRole::kCardTitle, .semantics = ui::Role::kHeading});
  column.gap(8);
  offer::Language language;
  const std::string& note = offer::localized(registration.note, page.text_language, &language);
  if (!note.empty()) {
    column.text(note, {.role = ui::TextRole::kSecondary, .language = language});
    column.gap(6);
  }
  column.text(offer::localized(provider.name, screen.model.language), {.weight = ui::Weight::kBold});
  column.gap(6);
  if (!telephone.empty()) line_with_icon(screen, column, "phone", telephone);
  if (!email.empty()) line_with_icon(screen, column, "mail", email);
  if (!url.empty()) line_with_icon(screen, column, "language", url);
  if (telephone.empty() && email.empty() && url.empty()) {
    column.text(screen.tr("Fragen Sie bitte hier am Info-Tisch."), {.colour = screen.frame.palette().text_2});
  }
}

void add_offer_place(const Screen& screen, const model::DetailPage& page, Column& column) {
  const catalogue::OfferDetail& detail = *page.detail;
  if (!detail.place) {
    line_with_icon(screen, column, "place", town_text(screen.texts, detail.summary));
    return;
  }
  const offer::Place& place = *detail.place;
  const std::string& name = place.name.empty() ? detail.summary.town : place.name;
  column.text(name, {.role = ui::TextRole::kCardTitle, .lines_max = 2});
  column.gap(8);
  std::string address = place.address.street;
  if (!place.address.locality.empty()) {
    if (!address.empty()) address += ", ";
    if (!place.address.postal_code.empty()) address += place.address.postal_code + " ";
    address += place.address.locality;
  }
  if (!address.empty()) line_with_icon(screen, column, "place", address);
  if (!place.room.empty()) line_with_icon(screen, column, "meeting_room", fill(screen.tr("Raum: {1}"), {place.room}));
  constexpr std::size_t kHoursShown = 7;
  for (std::size_t i = 0; i < std::min(kHoursShown, place.opening_hours.size()); ++i) {
    line_with_icon(screen, column, "schedule", hours_text(screen.texts, place.opening_hours[i]));
  }
}

}  // namespace bildungskiosk::view
