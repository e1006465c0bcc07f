#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/model/update.hpp"
#include "tests/support/catch.hpp"

namespace bildungskiosk::model::test {

/// A visit under test: events go in, the model and what it wants done can be looked at. Time stands until told.
class Visit {
 public:
  Visit() : model_(initial_model(effects_)) { tick(0); }

  void happens(const Event& event) { update(model_, event, effects_); }
  /// Lets `ms` go by without a touch and tells the model.
  void tick(MonotonicMs ms) {
    now_ms_ += ms;
    happens(Tick{now_ms_, now_});
  }
  void touch() { happens(Touched{now_ms_}); }
  void set_day(base::Date day) { now_.date = day; }
  /// What the configuration says, as the app sets it before the first event.
  void set_up_staff(const StaffSetup& setup) { model_.staff.setup = setup; }

  void set_print_media(print::Media media) { model_.printer.media = media; }
  void set_place(const offer::GeoPoint& place) { model_.place = place; }
  void set_usual_display(const DisplaySettings& usual) { model_.display = {usual, usual, DisplayPanel::kClosed}; }

  /// The catalogue is open, the overview has come, the visitor has touched the attract screen.
  void arrive_at_home() {
    happens(CatalogueOpened{});
    answer_overview();
    happens(WakeUp{"de"});
  }
  void answer_overview() {
    const auto ask = last<LoadOverview>();
    REQUIRE(ask);
    catalogue::CatalogueOverview overview;
    overview.offers = 42;
    happens(OverviewLoaded{ask->request, overview});
  }
  void type(const std::vector<std::string>& keys) {
    for (const std::string& key : keys) happens(TypeText{key});
  }
  /// Answers the newest search with `total` offers, as many of them as it asked for.
  void answer_search(int total) {
    const auto ask = last<Search>();
    REQUIRE(ask);
    happens(SearchAnswered{ask->request, result(total, ask->query.offset, ask->query.limit)});
  }
  /// Answers the newest search with this.
  void answer_search(const catalogue::SearchResult& result) {
    const auto ask = last<Search>();
    REQUIRE(ask);
    happens(SearchAnswered{ask->request, result});
  }
  void answer_offer(const std::string& id) {
    const auto ask = last<ReadOffer>();
    REQUIRE(ask);
    catalogue::OfferDetail detail;
    detail.summary.id = id;
    detail.summary.title_language = "uk";
    happens(OfferRead{ask->request, detail, {}});
  }
  static catalogue::SearchResult result(int total, std::size_t offset, std::size_t limit) {
    catalogue::SearchResult found;
    found.total = total;
    for (std::size_t i = offset; i < static_cast<std::size_t>(total) && i < offset + limit; ++i) {
      catalogue::OfferSummary summary;
      summary.id = "offer " + std::to_string(i);
      found.items.push_back(summary);
    }
    return found;
  }

  [[nodiscard]] const Model& model() const { return model_; }
  /// The newest effect of this kind.
  template <typename T>
  [[nodiscard]] std::optional<T> last() const {
    const auto newest = std::find_if(effects_.rbegin(), effects_.rend(),
                                     [](const Effect& effect) { return std::holds_alternative<T>(effect); });
    return newest != effects_.rend() ? std::optional<T>(std::get<T>(*newest)) : std::nullopt;
  }
  template <typename T>
  [[nodiscard]] std::size_t count() const {
    std::size_t found = 0;
    for (const Effect& effect : effects_) found += std::holds_alternative<T>(effect) ? 1U : 0U;
    return found;
  }
  template <typename T>
  const T& page() const {
    const T* shown = model_.page_as<T>();
    REQUIRE(shown != nullptr);
    return *shown;
  }

 private:
  Effects effects_;
  Model model_;
  MonotonicMs now_ms_ = 5'000'000;
  base::LocalTime now_{*base::make_date(2026, 11, 23), 10 * 60};
};

}  // namespace bildungskiosk::model::test
