#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "kiosk/app/tour.hpp"
#include "kiosk/i18n/direction.hpp"

namespace bildungskiosk::app {
namespace {

using Progress = Tour::Progress;

/// The steps of a visit, written down in the order in which a visitor would tell them.
class Script {
 public:
  Script& picture(const std::string& name) {
    steps_.push_back({"das Bild „" + name + "“", [name](Tour& tour) {
                        if (!tour.settled()) return Progress::kWaiting;
                        tour.take_picture(name);
                        return Progress::kDone;
                      }});
    return *this;
  }

  Script& tap(ui::WidgetId id, const std::string& what) {
    return tap_found(what, [id](const Tour& tour) { return tour.find(id); });
  }

  Script& tap_found(const std::string& what, std::function<const ui::Node*(const Tour&)> find) {
    steps_.push_back({what, [find = std::move(find)](Tour& tour) {
                        if (!tour.settled()) return Progress::kWaiting;
                        const ui::Node* node = find(tour);
                        if (node == nullptr || node->state.disabled) return Progress::kWaiting;
                        tour.tap(*node);
                        return Progress::kDone;
                      }});
    return *this;
  }

  /// A list that is short has no further page: then there is nothing to tap.
  Script& tap_if_enabled(ui::WidgetId id, const std::string& what) {
    steps_.push_back({what, [id](Tour& tour) {
                        if (!tour.settled()) return Progress::kWaiting;
                        const ui::Node* node = tour.find(id);
                        if (node != nullptr && !node->state.disabled) tour.tap(*node);
                        return Progress::kDone;
                      }});
    return *this;
  }

  /// Taps "Mehr" on the rail until the node shows, then the node.
  Script& scroll_and_tap(ui::WidgetId rail, const std::string& what, std::function<const ui::Node*(const Tour&)> find) {
    steps_.push_back({what, [rail, find = std::move(find)](Tour& tour) {
                        if (!tour.settled()) return Progress::kWaiting;
                        const ui::Node* wanted = find(tour);
                        const ui::Node* more = tour.find(rail / "down");
                        const bool shows = wanted != nullptr && wanted->rect.h > 40;
                        if (shows) tour.tap(*wanted);
                        if (!shows && more != nullptr && !more->state.disabled) tour.tap(*more);
                        return shows ? Progress::kDone : Progress::kWaiting;
                      }});
    return *this;
  }

  Script& type(std::string_view word) {
    for (const char letter : word) {
      const std::string face(1, letter);
      tap_found("die Taste " + face,
                [face](const Tour& tour) { return tour.kiosk().semantics().find(ui::Role::kKey, face); });
    }
    return *this;
  }

  Script& check(const std::string& what, std::function<bool(const Tour&)> holds) {
    steps_.push_back({what, [holds = std::move(holds)](Tour& tour) {
                        return tour.settled() && holds(tour) ? Progress::kDone : Progress::kWaiting;
                      }});
    return *this;
  }

  std::vector<Tour::Step> steps() && { return std::move(steps_); }

 private:
  std::vector<Tour::Step> steps_;
};

const ui::Node* first_unchecked_filter(const Tour& tour) {
  for (const ui::Node* node : tour.kiosk().semantics().all(ui::Role::kToggle)) {
    if (!node->state.chosen && !node->state.disabled && node->id.name() == "filter.town") return node;
  }
  return nullptr;
}

std::size_t remembered(const Tour& tour) { return tour.model().remembered.offers.size(); }

// "Merken" of the first card that shows whole and is not remembered yet.
const ui::Node* first_to_remember(const Tour& tour) {
  for (const ui::Node& node : tour.kiosk().semantics().nodes()) {
    if (node.id.name() == "results.remember" && !node.state.chosen && node.rect.h > 40) return &node;
  }
  return nullptr;
}

const ui::Node* first_named(const Tour& tour, std::string_view name) {
  for (const ui::Node& node : tour.kiosk().semantics().nodes()) {
    if (node.id.name() == name && ui::is_actionable(node.role)) return &node;
  }
  return nullptr;
}

// The language of the first offer in the list that can be read in a right-to-left language.
std::optional<std::pair<std::string, std::string>> right_to_left_offer(const model::Model& model) {
  const auto* page = model.page_as<model::ResultsPage>();
  if (page == nullptr) return std::nullopt;
  for (const catalogue::OfferSummary& offer : page->items) {
    for (const offer::Language& language : offer.languages) {
      if (i18n::direction_of(language) == i18n::Direction::kRightToLeft) return std::pair(offer.id, language);
    }
  }
  return std::nullopt;
}

const ui::Node* right_to_left_card(const Tour& tour) {
  const auto offer = right_to_left_offer(tour.model());
  // A catalogue without such an offer: any card will do, the tour goes on.
  return offer ? tour.find(ui::WidgetId("results.card") / offer->first) : first_named(tour, "results.card");
}

const ui::Node* right_to_left_choice(const Tour& tour) {
  for (const ui::Node& node : tour.kiosk().semantics().nodes()) {
    if (node.id == ui::WidgetId("detail.language") / "ar") return &node;
  }
  return tour.find("detail.title");
}

// A visitor who remembers five offers of this week, looks at the list, and takes one out and back in.
void tour_the_list(Script& script) {
  script.tap("bar.list", "„Merkliste“").picture("list-empty").tap("bar.back", "„Zurück“");
  script.tap("home.week.all", "„Alle Termine der Woche“");
  for (std::size_t wanted = 1; wanted <= 5; ++wanted) {
    if (wanted == 4) script.tap_if_enabled(ui::WidgetId("results.rail") / "down", "„Mehr“");
    script.tap_found("„Merken“", first_to_remember)
        .check("ein Angebot mehr auf der Merkliste", [wanted](const Tour& tour) { return remembered(tour) == wanted; });
  }
  script.picture("remembered")
      .tap("bar.list", "„Merkliste“")
      .picture("list")
      .tap_found("„Entfernen“", [](const Tour& tour) { return first_named(tour, "list.remove"); })
      .check("ein Angebot weniger", [](const Tour& tour) { return remembered(tour) == 4; })
      .picture("list-removed")
      .tap(ui::WidgetId("list.news") / "action", "„Rückgängig“")
      .check("die Liste, wie sie war", [](const Tour& tour) { return remembered(tour) == 5; })
      .tap_found("ein gemerktes Angebot", [](const Tour& tour) { return first_named(tour, "list.card"); })
      .picture("detail-remembered");
}

/// The screen as another visitor would have it: dark, then in contrast with the largest texts, then as it was.
void tour_the_display(Script& script) {
  script.tap("bar.accessibility", "„Barrierefrei“")
      .picture("display-settings")
      .tap(ui::WidgetId("display.scheme") / 1, "„Dunkel“")
      .tap("display.done", "„Fertig“")
      .picture("home-dark")
      .tap("bar.accessibility", "„Barrierefrei“ noch einmal")
      .tap(ui::WidgetId("display.size") / 3, "„Sehr groß“")
      .tap_found("„Kontrast“", [](const Tour& tour) { return tour.find(ui::WidgetId("display.scheme") / 2); })
      .picture("display-settings-large")
      .tap("display.done", "„Fertig“ nach „Kontrast“")
      .picture("home-contrast-large")
      .tap("bar.accessibility", "„Barrierefrei“ zum dritten Mal")
      .tap("display.reset", "„Zurücksetzen“")
      .tap("display.done", "„Fertig“ nach „Zurücksetzen“");
}

// Through the other letters that the keyboard can show, and back.
void tour_the_alphabets(Script& script) {
  const auto other_letters = [](const Tour& tour) {
    return tour.kiosk().semantics().find(ui::Role::kKey, "Anderes Alphabet");
  };
  script.tap_found("die Taste für ukrainische Buchstaben", other_letters)
      .picture("search-ukrainian")
      .tap_found("die Taste für arabische Buchstaben", other_letters)
      .picture("search-arabic")
      .tap_found("die Taste für deutsche Buchstaben", other_letters);
}

}  // namespace

std::vector<Tour::Step> visit_script() {
  Script script;
  script.picture("attract")
      .tap("attract.start", "den Bildschirm berühren")
      // The touch may have met the question in any language.
      .tap("bar.language", "„Sprache“")
      .tap(ui::WidgetId("language.menu") / "de", "„Deutsch“")
      .picture("home")
      .tap("home.search", "das Suchfeld berühren")
      .type("DEUTSCH")
      .check("Treffer für „Deutsch“",
             [](const Tour& tour) {
               const auto* search = tour.model().page_as<model::SearchPage>();
               return search != nullptr && search->preview && search->preview->total > 0;
             })
      .picture("search");
  tour_the_alphabets(script);
  script.tap("search.show", "„Ergebnisse zeigen“")
      .picture("results")
      .tap_found("einen Ort als Filter wählen", first_unchecked_filter)
      .check("die Liste mit dem Filter",
             [](const Tour& tour) {
               const auto* results = tour.model().page_as<model::ResultsPage>();
               return results != nullptr && !results->query.towns.empty() && !results->items.empty();
             })
      .picture("results-filtered")
      .tap_found("das erste Angebot der Liste", [](const Tour& tour) { return first_named(tour, "results.card"); })
      .picture("detail")
      .tap("takeaway.open", "„Mitnehmen aufs Handy“")
      .picture("take-away")
      .tap("takeaway.done", "„Fertig“")
      .scroll_and_tap("detail.rail", "ein ähnliches Angebot",
                      [](const Tour& tour) { return first_named(tour, "detail.similar"); })
      .picture("similar")
      .tap("bar.back", "„Zurück“ zum ersten Angebot")
      .tap("bar.back", "„Zurück“ zur Liste")
      .check("die Liste, wie sie war",
             [](const Tour& tour) {
               const auto* results = tour.model().page_as<model::ResultsPage>();
               return results != nullptr && !results->query.towns.empty();
             })
      .picture("back-in-results")
      .tap("bar.home", "„Start“")
      .picture("home-again")
      .tap("home.search", "das Suchfeld noch einmal berühren")
      .type("DEUTCHKURS")
      .picture("search-corrected")
      .tap_if_enabled("search.show", "„Ergebnisse zeigen“ zu dem, was statt dessen gesucht wurde")
      .picture("results-corrected")
      .tap_if_enabled("notice.answer", "nur wie geschrieben suchen")
      .picture("results-as-typed")
      .tap("bar.home", "„Start“ nach der Suche")
      .tap(ui::WidgetId("home.phase") / static_cast<std::uint64_t>(offer::Phase::kLanguageAndIntegration),
           "die Kachel „Sprache & Integration“")
      .picture("phase")
      .tap_if_enabled(ui::WidgetId("results.rail") / "down", "„Mehr“")
      .picture("phase-further-down")
      .tap_if_enabled(ui::WidgetId("results.rail") / "up", "„Hoch“")
      .scroll_and_tap("results.rail", "ein Angebot in mehreren Sprachen", right_to_left_card)
      .tap_found("die Sprache des Textes", right_to_left_choice)
      .picture("detail-right-to-left")
      .tap("bar.home", "„Start“");
  tour_the_list(script);
  script.tap("bar.home", "„Start“");
  tour_the_display(script);
  script.picture("home-at-the-end");
  std::vector<Tour::Step> steps = std::move(script).steps();
  steps.insert(steps.begin(), staff_step());
  return steps;
}

}  // namespace bildungskiosk::app
