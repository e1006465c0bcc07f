#include <algorithm>
#include <tuple>

#include "kiosk/model/handlers.hpp"

namespace bildungskiosk::model {
namespace {

using catalogue::OfferSummary;
using Offers = std::vector<OfferSummary>;

void sort_by_date(Offers& offers) {
  const auto place = [](const OfferSummary& offer) {
    return offer.next ? std::tuple(0, offer.next->date.days_since_epoch, offer.next->starts.value_or(0))
                      : std::tuple(1, 0, base::MinuteOfDay{0});
  };
  std::stable_sort(offers.begin(), offers.end(),
                   [&](const OfferSummary& a, const OfferSummary& b) { return place(a) < place(b); });
}

Offers::iterator find(Offers& offers, const std::string& id) {
  return std::find_if(offers.begin(), offers.end(), [&](const OfferSummary& offer) { return offer.id == id; });
}

void tell(Model& model, ListNews::Kind kind, int offers, Offers before = {}) {
  model.remembered.news = ListNews{kind, offers, model.now_ms, std::move(before)};
}

}  // namespace

void ask_remembered(Model& model, Effects& effects) {
  model.remembered.request = 0;
  if (model.remembered.offers.empty()) {
    model.remembered.news.reset();  // no answer will come to do it
    return;
  }
  model.remembered.request = model.next_request++;
  ReadRemembered question{model.remembered.request, {}, model.now, model.language};
  for (const OfferSummary& offer : model.remembered.offers) question.offer_ids.push_back(offer.id);
  effects.emplace_back(std::move(question));
}

void look_after_list_news(Model& model) {
  auto& news = model.remembered.news;
  if (news && model.now_ms - news->since_ms >= kListNewsMs) news.reset();
}

void on(Model& model, const OpenList& /*event*/, Effects& effects) {
  if (nobody_there(model)) return;
  close_menus(model);
  close_take_away(model);
  if (model.page_as<ListPage>() != nullptr) return;
  model.remembered.news.reset();  // whoever sees the list need not be told
  push(model, ListPage{});
  ask_contacts(model, effects);
}

void on(Model& model, const RememberOffer& event, Effects& effects) {
  Remembered& list = model.remembered;
  if (nobody_there(model) || is_remembered(list, event.offer.id)) return;
  if (list.offers.size() >= kRememberedMax) {
    tell(model, ListNews::Kind::kFull, 0);
    return;
  }
  tell(model, ListNews::Kind::kRemembered, 1, list.offers);
  list.offers.push_back(event.offer);
  sort_by_date(list.offers);
  // The answer that is on its way does not know the new one.
  if (list.request != 0) ask_remembered(model, effects);
}

void on(Model& model, const ForgetOffer& event, Effects& /*effects*/) {
  Remembered& list = model.remembered;
  const auto found = find(list.offers, event.offer_id);
  if (found == list.offers.end()) return;
  if (list.news && list.news->kind == ListNews::Kind::kForgotten) {
    tell(model, ListNews::Kind::kForgotten, list.news->offers + 1, std::move(list.news->before));
  } else {
    tell(model, ListNews::Kind::kForgotten, 1, list.offers);
  }
  list.offers.erase(found);
}

void on(Model& model, const UndoListChange& /*event*/, Effects& effects) {
  Remembered& list = model.remembered;
  if (!list.news || !can_undo(*list.news)) return;
  list.offers = std::move(list.news->before);
  list.news.reset();
  // What comes back was written down before the language or the catalogue changed.
  if (list.request != 0) ask_remembered(model, effects);
}

void on(Model& model, const RememberedRead& event, Effects& /*effects*/) {
  Remembered& list = model.remembered;
  if (list.request == 0 || list.request != event.request) return;
  list.request = 0;
  // What was forgotten since the question stays forgotten: only the list's own are taken from the answer.
  Offers fresh = event.offers;
  std::erase_if(fresh, [&](const OfferSummary& offer) { return !is_remembered(list, offer.id); });
  const auto gone = static_cast<int>(list.offers.size() - fresh.size());
  list.offers = std::move(fresh);
  sort_by_date(list.offers);
  // What could be taken back is in the old words, or not there any more.
  list.news.reset();
  if (gone > 0) tell(model, ListNews::Kind::kGone, gone);
}

}  // namespace bildungskiosk::model
