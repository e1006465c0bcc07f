#include "kiosk/model/tally.hpp"

#include <utility>

#include "kiosk/model/model.hpp"

namespace bildungskiosk::model {
namespace {

using update::HandOff;
using update::VisitLength;

constexpr MonotonicMs kMinuteMs = 60'000;

VisitLength length_class(MonotonicMs ms) {
  if (ms < kMinuteMs) return VisitLength::kUnderOneMinute;
  if (ms < 3 * kMinuteMs) return VisitLength::kOneToThree;
  return ms < 10 * kMinuteMs ? VisitLength::kThreeToTen : VisitLength::kOverTen;
}

HandOff hand_off_of(TakeAway what) {
  switch (what) {
    case TakeAway::kDates:
      return HandOff::kDates;
    case TakeAway::kContact:
      return HandOff::kContact;
    case TakeAway::kPlace:
      return HandOff::kPlace;
    case TakeAway::kRegistration:
      return HandOff::kRegistration;
  }
  return HandOff::kDates;
}

/// The code that the page shows, if any.
std::optional<HandOff> shown_hand_off(const Model& model) {
  if (const auto* detail = model.page_as<DetailPage>(); detail != nullptr && detail->detail && detail->take_away) {
    return hand_off_of(*detail->take_away);
  }
  const auto* list = model.page_as<ListPage>();
  const bool open = list != nullptr && list->take_away == TakeAwayDialog::kOpen && !model.remembered.offers.empty();
  return open ? std::optional(HandOff::kList) : std::nullopt;
}

void count_one(int& sum) { ++sum; }

}  // namespace

std::optional<update::VisitCount> Tally::follow(Model& model, Tally before) {
  std::optional<update::VisitCount> ended;
  if (before.running_ && nobody_there(model)) {
    ended = before.end(model);
    before = {};
  }
  before.look(model);
  model.tally = std::move(before);
  return ended;
}

void Tally::look(const Model& model) {
  if (nobody_there(model)) return;
  if (!running_) {
    running_ = true;
    began_ms_ = model.now_ms;
  }
  last_touch_ms_ = model.last_touch_ms;
  if (language_ != model.language) language_ = model.language;
  look_at_text(model);
  look_at_page(model);
}

// A text that is typed on, or taken back letter by letter, is one; a text that leaves the screen has come to its end.
void Tally::look_at_text(const Model& model) {
  const auto* page = model.page_as<SearchPage>();
  if (page == nullptr) return finish_text();
  const bool answered = page->request == 0 && page->preview.has_value() && !page->text.empty();
  if (!answered || page->text == typing_.text || typing_.text.starts_with(page->text)) return;
  if (typing_.text.empty() && page->text == finished_) return;
  if (!page->text.starts_with(typing_.text)) finish_text();
  typing_.text = page->text;
  typing_.sought_in_vain.clear();
  for (const catalogue::LeftOut& left_out : page->preview->dropped) {
    if (left_out.kind == catalogue::LeftOutKind::kWord) typing_.sought_in_vain.push_back(left_out.words);
  }
  if (page->preview->total == 0) typing_.sought_in_vain.assign(1, page->text);
  typing_.in_vain = !typing_.sought_in_vain.empty();
}

void Tally::look_at_page(const Model& model) {
  if (page_ != model.page().id) {
    page_ = model.page().id;
    hand_off_seen_.reset();
  }
  const auto* detail = model.page_as<DetailPage>();
  if (detail != nullptr && detail->detail && page_ > offer_page_) {
    offer_page_ = page_;
    count_one(count_.offers_viewed.at(static_cast<std::size_t>(detail->detail->summary.phase)));
  }
  const std::optional<HandOff> hand_off = shown_hand_off(model);
  if (hand_off && hand_off != hand_off_seen_) count_one(count_.hand_offs.at(static_cast<std::size_t>(*hand_off)));
  hand_off_seen_ = hand_off;
}

void Tally::finish_text() {
  if (typing_.text.empty()) return;
  count_one(count_.searches);
  finished_ = typing_.text;
  if (typing_.in_vain) count_one(count_.searches_in_vain);
  for (std::string& words : typing_.sought_in_vain) count_.sought_in_vain.push_back(std::move(words));
  typing_ = {};
}

update::VisitCount Tally::end(const Model& model) {
  finish_text();
  count_.day = model.now.date;
  count_.length = length_class(last_touch_ms_ - began_ms_);
  count_.language = language_;
  return std::move(count_);
}

}  // namespace bildungskiosk::model
