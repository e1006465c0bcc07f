#include "kiosk/view/search_notice.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "kiosk/ui/button.hpp"
#include "kiosk/ui/text_block.hpp"
#include "kiosk/view/marks.hpp"

namespace bildungskiosk::view {
namespace {

using catalogue::CorrectedWord;
using catalogue::CorrectionUse;
using catalogue::LeftOut;
using catalogue::LeftOutKind;
using i18n::fill;
using ui::ByteRange;
using ui::Rect;

constexpr float kIconDu = 40;
constexpr float kIconStartDu = 16;
constexpr float kGapDu = 16;

ByteRange range(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

// The search says words folded; on the screen they stand as the visitor wrote them, where they can be found again.
std::string as_typed(std::string_view text, const std::string& folded) {
  const std::vector<ByteRange> found = search_marks(text, folded);
  return found.empty() ? folded
                       : std::string(text.substr(found.front().begin, found.front().end - found.front().begin));
}

std::string in_quotes(const Screen& screen, const std::string& word) { return fill(screen.tr("„{1}“"), {word}); }

/// "„Gitarre“, „Anfänger“"
class QuotedList {
 public:
  explicit QuotedList(const Screen& screen) : screen_(screen) {}
  void add(const std::string& word) {
    const std::string quoted = in_quotes(screen_, word);
    text_ = text_.empty() ? quoted : fill(screen_.tr("{1}, {2}"), {text_, quoted});
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  const Screen& screen_;
  std::string text_;
};

bool continues_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// What of `searched` is not as in `typed`, in whole characters: the s of "Deutschkurs" for "Deutchkurs".
ByteRange changed_letters(const std::string& typed, const std::string& searched) {
  const auto same = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
  const std::size_t shorter = std::min(typed.size(), searched.size());
  std::size_t begin = 0;
  while (begin < shorter && same(typed[begin], searched[begin])) ++begin;
  while (begin > 0 && begin < searched.size() && continues_character(searched[begin])) --begin;
  std::size_t tail = 0;
  while (tail < shorter - begin && same(typed[typed.size() - 1 - tail], searched[searched.size() - 1 - tail])) ++tail;
  std::size_t end = searched.size() - tail;
  while (end < searched.size() && continues_character(searched[end])) ++end;
  return range(begin, end);
}

/// One sentence of the notice.
struct Said {
  std::string text;
  std::vector<ByteRange> bold;
  std::vector<ByteRange> marks;
};

Said say_corrected(const Screen& screen, const SearchNotice& notice) {
  QuotedList words(screen);
  for (const CorrectedWord& word : notice.corrected) words.add(word.searched);
  Said said{fill(screen.tr("Wir suchen nach {1}"), {words.text()}), {}, {}};
  std::size_t at = 0;
  for (const CorrectedWord& word : notice.corrected) {
    at = said.text.find(word.searched, at);
    if (at == std::string::npos) break;
    said.bold.push_back(range(at, at + word.searched.size()));
    const ByteRange changed = changed_letters(as_typed(notice.text, word.typed), word.searched);
    if (changed.begin < changed.end) said.marks.push_back(range(at + changed.begin, at + changed.end));
    at += word.searched.size();
  }
  return said;
}

void add_left_out(const Screen& screen, const SearchNotice& notice, const LeftOut& left_out, QuotedList& list) {
  switch (left_out.kind) {
    case LeftOutKind::kWord:
      list.add(as_typed(notice.text, left_out.words));
      break;
    case LeftOutKind::kUnderstood:
      list.add(left_out.words);
      break;
    case LeftOutKind::kTowns:
      list.add(screen.tr("Ort"));
      break;
    case LeftOutKind::kPhases:
      list.add(screen.tr("Lebensphase"));
      break;
    case LeftOutKind::kFilters:
      list.add(screen.tr("Weitere Filter"));
      break;
  }
}

// Without the reason where a narrow display has no room for it.
Said say_dropped(const Screen& screen, const SearchNotice& notice, float width) {
  QuotedList words(screen);
  for (const LeftOut& left_out : notice.dropped) add_left_out(screen, notice, left_out, words);
  std::string whole = fill(screen.tr("Ohne {1} gesucht: sonst gibt es kein Angebot"), {words.text()});
  const bool fits = ui::measure_text(screen.frame, whole, 0, {.role = ui::TextRole::kSecondary}).width <= width;
  return {fits ? std::move(whole) : fill(screen.tr("Ohne {1} gesucht"), {words.text()}), {}, {}};
}

/// One sentence or two.
std::vector<Said> what_is_said(const Screen& screen, const SearchNotice& notice, float width) {
  if (notice.correction == CorrectionUse::kRefused)
    return {{screen.tr("Wir suchen genau das, was hier steht"), {}, {}}};
  std::vector<Said> said;
  if (!notice.corrected.empty()) said.push_back(say_corrected(screen, notice));
  if (!notice.dropped.empty()) said.push_back(say_dropped(screen, notice, width));
  return said;
}

void draw_sentences(const Screen& screen, const Rect& area, const std::vector<Said>& sentences) {
  const bool alone = sentences.size() == 1;
  const float height = area.h / static_cast<float>(sentences.size());
  float y = area.y;
  for (const Said& said : sentences) {
    ui::draw_text(screen.frame, said.text, {area.x, y, area.w, height},
                  {.role = alone ? ui::TextRole::kControl : ui::TextRole::kSecondary,
                   .vertical = ui::VerticalAlign::kMiddle,
                   .lines_max = alone ? 2 : 1,
                   .bold = said.bold,
                   .marks = said.marks,
                   .semantics = ui::Role::kStatus,
                   .id = ui::WidgetId("notice.text")});
    y += height;
  }
}

ui::ButtonSpec answer_button(std::string_view label) { return {.label = label, .kind = ui::ButtonKind::kOption}; }

/// The word itself where there is one and room for it.
std::string refusal_label(const Screen& screen, const SearchNotice& notice, float width_max) {
  if (notice.corrected.size() == 1 && notice.dropped.empty()) {
    const std::string word = as_typed(notice.text, notice.corrected.front().typed);
    std::string label = fill(screen.tr("Nur {1} suchen"), {in_quotes(screen, word)});
    if (ui::button_width(screen.frame, answer_button(label)) <= width_max) return label;
  }
  return screen.tr("Nur wie geschrieben");
}

}  // namespace

SearchNotice notice_of(const model::SearchPage& page) {
  SearchNotice notice{.text = page.text, .correction = page.correction};
  if (!page.preview) return notice;
  notice.corrected = page.preview->corrected;
  if (page.preview->total > 0) notice.dropped = page.preview->dropped;
  return notice;
}

SearchNotice notice_of(const model::ResultsPage& page) {
  SearchNotice notice{.text = page.answered_text, .corrected = page.corrected, .correction = page.query.correction};
  if (page.total > 0) notice.dropped = page.dropped;
  return notice;
}

void draw_search_notice(const Screen& screen, const Rect& line, const SearchNotice& notice) {
  if (!notice.says_something()) return;
  const bool refused = notice.correction == CorrectionUse::kRefused;
  const float half = line.w / 2;
  const std::string label = refused ? screen.tr("Auch Ähnliches suchen") : refusal_label(screen, notice, half);
  const ui::ButtonSpec answer = answer_button(label);
  const float width = std::min(half, ui::button_width(screen.frame, answer));

  screen.frame.icon("spellcheck", {line.x + kIconStartDu, line.y + (line.h - kIconDu) / 2, kIconDu, kIconDu},
                    screen.frame.palette().text);
  const float text_x = line.x + kIconStartDu + kIconDu + kGapDu;
  const Rect text{text_x, line.y, line.right() - width - kGapDu - text_x, line.h};
  draw_sentences(screen, text, what_is_said(screen, notice, text.w));
  const Rect button{line.right() - width, line.y, width, line.h};
  if (!ui::button(screen.frame, "notice.answer", button, answer)) return;
  if (refused) screen.events.emplace_back(model::AllowCorrection{});
  if (!refused) screen.events.emplace_back(model::RefuseCorrection{});
}

std::string sought_words(std::string_view typed, std::span<const CorrectedWord> corrected) {
  std::string words(typed);
  for (const CorrectedWord& word : corrected) words += " " + word.searched;
  return words;
}

}  // namespace bildungskiosk::view
