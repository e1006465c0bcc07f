#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/model/display.hpp"
#include "kiosk/model/limits.hpp"
#include "kiosk/model/printing.hpp"
#include "kiosk/model/remembered.hpp"
#include "kiosk/model/staff.hpp"
#include "kiosk/model/taking_away.hpp"
#include "kiosk/model/tally.hpp"
#include "sync/base/civil_time.hpp"
#include "sync/base/error.hpp"
#include "sync/catalogue/offer_detail.hpp"
#include "sync/catalogue/overview.hpp"
#include "sync/catalogue/search_query.hpp"

/// The visitor's session as values. Only update() changes them; only the view reads them. One thread.
namespace bildungskiosk::model {

/// Names one question to the catalogue, so that its answer can be told from an older one's. 0: nothing is asked.
using RequestId = std::uint64_t;
/// Names one page of one visit; the view keeps its animations and scrolling by it. Never used twice.
using PageId = std::uint64_t;

/// Nobody is there: question, mosaic, highlights.
struct AttractPage {
  MonotonicMs since_ms = 0;
};

struct HomePage {
  float scroll_du = 0;  // with large texts it is longer than the display
};

enum class KeyboardLayer { kLetters, kDigits };

/// Typing, with the first hits beside the keyboard.
struct SearchPage {
  std::string text;
  std::size_t caret = 0;  // bytes, always between two characters
  KeyboardLayer layer = KeyboardLayer::kLetters;
  catalogue::CorrectionUse correction = catalogue::CorrectionUse::kAllowed;  // of this text; the next key allows it
  RequestId request = 0;                                                     // the answer still awaited
  std::optional<catalogue::SearchResult> preview;  // of the last answered text; nothing before the first
};

enum class LanguageMenu { kClosed, kOpen };

/// What is always beside a list; everything else is in the dialog "Mehr Filter", one group at a time.
enum class FilterSection { kNone, kTown, kWhen };
enum class FilterGroup { kPhase, kConditions, kLevel, kAudience, kLanguage };
enum class SortMenu { kClosed, kOpen };

/// What a list can be narrowed by. Filters of one kind widen each other.
enum class FilterKind {
  kPhases,
  kTowns,  // and parts of towns, and how far away
  kDates,
  kTimes,  // days of the week and parts of the day
  kModes,
  kFree,
  kAccess,
  kLevels,
  kAudiences,  // and age
  kLanguages,  // that are spoken there
  kProviders
};
inline constexpr std::array kAllFilterKinds = {FilterKind::kPhases,    FilterKind::kTowns,    FilterKind::kDates,
                                               FilterKind::kTimes,     FilterKind::kModes,    FilterKind::kFree,
                                               FilterKind::kAccess,    FilterKind::kLevels,   FilterKind::kAudiences,
                                               FilterKind::kLanguages, FilterKind::kProviders};

struct ResultsPage {
  catalogue::SearchQuery query;  // text, filters, order; `now`, `offset` and `limit` belong to the last question
  FilterSection open_section = FilterSection::kTown;
  int choices_page = 0;  // which handful of choices the open section shows, when not all fit
  SortMenu sort_menu = SortMenu::kClosed;
  std::optional<FilterGroup> more_filters;  // the dialog is open
  RequestId request = 0;
  bool answered = false;      // what follows belongs to `query`; while false it is of the query before
  bool failed = false;        // the last question; of one for more of the list until the list is moved or shown again
  std::string answered_text;  // that `understood` points into; before the first answer the text that was asked
  int total = 0;
  std::vector<catalogue::OfferSummary> items;  // the first of `total`
  catalogue::Facets facets;
  std::vector<catalogue::Understood> understood;
  std::vector<catalogue::CorrectedWord> corrected;
  std::vector<catalogue::LeftOut> dropped;
  float scroll_du = 0;
};

struct DetailPage {
  std::string offer_id;
  RequestId request = 0;
  bool missing = false;  // the catalogue has no such offer, or not any more
  std::optional<catalogue::OfferDetail> detail;
  std::vector<catalogue::OfferSummary> similar;
  offer::Language text_language;      // of title and text; one that the offer has
  std::optional<TakeAway> take_away;  // the dialog "Aufs Handy mitnehmen" is open
  float scroll_du = 0;
};

enum class TakeAwayDialog { kClosed, kOpen };

/// The visitor's list; what is on it belongs to the visit, not to the page.
struct ListPage {
  TakeAwayDialog take_away = TakeAwayDialog::kClosed;  // where the code has no room beside the list
  float scroll_du = 0;
};

using PageContent = std::variant<AttractPage, HomePage, SearchPage, ResultsPage, DetailPage, ListPage>;

struct Page {
  PageId id = 0;
  PageContent content;
};

enum class CatalogueStatus {
  kOpening,  // not asked yet, or the answer is on its way
  kReady,
  kMissing,       // nothing installed: the first start
  kDamaged,       // installed, but it can't be read as what it was
  kNoPermission,  // the store is there, without rights for this user
  kFault,         // the program failed while it was reading; it tries again
};

struct CatalogueState {
  CatalogueStatus status = CatalogueStatus::kOpening;
  base::Error error;                                     // with kMissing, kDamaged, kNoPermission, kFault
  std::optional<catalogue::CatalogueOverview> overview;  // kept while a fresher one is fetched
  RequestId overview_request = 0;
  MonotonicMs overview_at_ms = 0;
  MonotonicMs checked_at_ms = 0;
};

/// Something about the terminal that staff must mend and visitors can live with.
struct Notice {
  enum class Kind { kFontMissing };
  Kind kind = Kind::kFontMissing;
  std::string what;  // the font's name
};

/// Reasons why the screen can't be used at all, known from the start.
struct DisplayTooSmall {
  int width_px = 0;
  int height_px = 0;
};

struct Model {
  std::vector<Page> pages{Page{1, AttractPage{}}};  // never empty; the last one is shown
  PageId next_page = 2;
  RequestId next_request = 1;
  offer::Language language = "de";  // of the interface
  /// Whose letters are on the keyboard, until another language is chosen; empty: those of the interface's.
  offer::Language letters_of;
  LanguageMenu language_menu = LanguageMenu::kClosed;
  Display display;
  Remembered remembered;
  Tally tally;  // of this visit
  std::optional<PrintNews> print_news;
  CatalogueState catalogue;
  // The terminal, not the visit: kept when a visit is forgotten.
  std::vector<Notice> notices;
  std::optional<DisplayTooSmall> display_too_small;
  std::string store;  // folder of the installed catalogues, for staff to read
  StaffState staff;
  Printer printer;
  std::optional<offer::GeoPoint> place;  // where it stands; without it nothing is said of distances

  MonotonicMs now_ms = 0;
  base::LocalTime now;
  MonotonicMs last_touch_ms = 0;
  std::optional<int> prompt_seconds_left;  // "Sind Sie noch da?" is shown

  [[nodiscard]] const Page& page() const { return pages.back(); }
  /// The shown page as T, or null when another kind is shown.
  template <typename T>
  [[nodiscard]] const T* page_as() const {
    return std::get_if<T>(&pages.back().content);
  }
};

/// Without a touch for so long the question "Sind Sie noch da?" is shown, and everything is forgotten; more for who has
/// changed the display.
struct IdleLimits {
  MonotonicMs prompt_ms = kIdlePromptMs;
  MonotonicMs reset_ms = kIdleResetMs;
};
[[nodiscard]] IdleLimits idle_limits(const Model& model);
/// Zurück has somewhere to go.
[[nodiscard]] bool can_go_back(const Model& model);
/// True when the catalogue's state leaves nothing to visit: first start or error screen.
[[nodiscard]] bool catalogue_unusable(const Model& model);
/// Neither a visit is running nor can one be harmed: the attract screen, or a catalogue that can't be used.
[[nodiscard]] bool nobody_there(const Model& model);
/// What the shown page shows is not all there yet.
[[nodiscard]] bool awaits_answer(const Model& model);
/// Filters of this kind are set.
[[nodiscard]] bool has_filters(const catalogue::SearchQuery& query, FilterKind kind);
void remove_filters(catalogue::SearchQuery& query, FilterKind kind);
/// What of the text is searched as text: without the words that were understood as filters.
[[nodiscard]] std::string plain_words(std::string_view text, std::span<const catalogue::Understood> understood);
/// Filters of any kind are set, whatever the text.
[[nodiscard]] bool has_filters(const catalogue::SearchQuery& query);
/// From today to Sunday.
[[nodiscard]] catalogue::Dates this_week(base::Date today);
/// The list goes on behind what is loaded, and the next part of it may be asked for.
[[nodiscard]] bool may_load_more(const ResultsPage& page);
/// When the model next changes by time alone, so that the loop may sleep till then. In the past: at once.
[[nodiscard]] std::optional<MonotonicMs> next_wake_ms(const Model& model);

}  // namespace bildungskiosk::model
