#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/model/model.hpp"

/// Everything that can happen to a visit: what fingers mean, what the clock says, what the catalogue answers.
namespace bildungskiosk::model {

// Time and presence.

/// The time, at least once before each frame.
struct Tick {
  MonotonicMs now_ms = 0;
  base::LocalTime now;
};
/// A finger came down anywhere, or a key was pressed.
struct Touched {
  MonotonicMs now_ms = 0;
};
/// "Ja, weitermachen", or any touch beside the question's buttons.
struct StayHere {};
/// "Nein, beenden": forget everything at once.
struct LeaveNow {};

// Ways through the pages.

/// The attract screen was touched; the language the question stood in, if the interface speaks it.
struct WakeUp {
  offer::Language language = "de";
};
struct GoBack {};
struct GoHome {};
struct ChooseLanguage {
  offer::Language language;
};
struct ToggleLanguageMenu {};
/// "Barrierefrei", and "Fertig".
struct ToggleDisplayPanel {};
struct OpenSearch {};
struct OpenPhase {
  offer::Phase phase = offer::Phase::kSchool;
};
/// All dates from today until Sunday.
struct OpenThisWeek {};
struct OpenOffer {
  std::string offer_id;
};

// Typing.

struct TypeText {
  std::string text;  // UTF-8, what the key stands for
};
struct DeleteBackward {};
struct DeleteForward {};
/// kLeft, kRight: on the display, so that an arrow moves the way it points in Arabic, too.
enum class CaretMove { kBack, kForward, kLeft, kRight, kStart, kEnd };
struct MoveCaret {
  CaretMove where = CaretMove::kForward;
};
struct ClearText {};
struct ChooseLayer {
  KeyboardLayer layer = KeyboardLayer::kLetters;
};
/// Puts another language's letters on the keyboard, for the visit.
struct ChooseLetters {
  offer::Language of;
};
struct ShowResults {};
/// Everything there is, whatever was typed.
struct ShowAllOffers {};
/// "Nur „gitare“ suchen": take no word for another one and leave none out, of this text.
struct RefuseCorrection {};
/// And back again.
struct AllowCorrection {};

// The list of results.

struct TogglePhase {
  offer::Phase phase = offer::Phase::kSchool;
};
/// Any other filter.
struct ToggleFacet {
  catalogue::FacetValue value;
};
struct RemoveText {};
/// The words that were not understood as filters.
struct RemovePlainWords {};
/// The ✕ of a chip that shows what words were understood as: the words leave the text. While typing as well.
struct RemoveUnderstood {
  catalogue::Understood understood;
};
/// All filters of a kind.
struct RemoveFilters {
  FilterKind kind = FilterKind::kTowns;
};
struct ClearFilters {};
/// After a search that failed.
struct SearchAgain {};
struct ToggleSection {
  FilterSection section = FilterSection::kTown;
};
struct NextChoices {};
/// "Mehr Filter", or another group in it.
struct OpenMoreFilters {
  FilterGroup group = FilterGroup::kConditions;
};
struct CloseMoreFilters {};
struct ToggleSortMenu {};
struct ChooseSort {
  catalogue::SortOrder order = catalogue::SortOrder::kNextDate;
};
/// The end of what is loaded comes into sight.
struct NeedMoreResults {};

// The offer.

struct ChooseTextLanguage {
  offer::Language language;
};

/// Where a page's list or text stands, so that Zurück finds it there again.
struct Scrolled {
  PageId page = 0;
  float offset_du = 0;
};

// The visitor's list.

/// "Merken". The offer as it stands on the screen.
struct RememberOffer {
  catalogue::OfferSummary offer;
};
/// "Gemerkt" once more, or "Entfernen".
struct ForgetOffer {
  std::string offer_id;
};
/// "Rückgängig", while it is offered.
struct UndoListChange {};
/// "Merkliste".
struct OpenList {};

// How the screen looks (display.hpp).

struct ChooseScheme {
  ColourScheme scheme = ColourScheme::kLight;
};
struct ChooseTextSize {
  TextSize size = TextSize::kNormal;
};
struct ToggleCalm {};
/// "Zurücksetzen": as the office has it.
struct ResetDisplaySettings {};

// To take away.

/// "Mitnehmen aufs Handy", at an offer or at the list.
struct OpenTakeAway {};
struct ChooseTakeAway {
  TakeAway what = TakeAway::kDates;
};
struct CloseTakeAway {};

// On paper.

/// "Drucken", with what is to be on the paper: the screen words it.
struct PrintSlip {
  print::Slip slip;
};
/// The printer says something new of itself.
struct PrinterChanged {
  print::PrinterState state;
};
/// A slip came out of the printer, or never will.
struct PrintEnded {
  enum class Outcome { kPrinted, kFailed };
  RequestId request = 0;
  Outcome outcome = Outcome::kFailed;
};

// The catalogue.

/// "Erneut versuchen".
struct RetryCatalogue {};
/// A catalogue is open: the first one, or a new one after an installation.
struct CatalogueOpened {};
struct CatalogueFailed {
  base::Error error;
};
struct OverviewLoaded {
  RequestId request = 0;
  catalogue::CatalogueOverview overview;
};
struct SearchAnswered {
  RequestId request = 0;
  catalogue::SearchResult result;
};
struct OfferRead {
  RequestId request = 0;
  catalogue::OfferDetail detail;
  std::vector<catalogue::OfferSummary> similar;
};
/// Those of the visitor's list that the catalogue has.
struct RememberedRead {
  RequestId request = 0;
  std::vector<catalogue::OfferSummary> offers;
};
/// How to reach those who make the offers of the visitor's list; those that the catalogue has.
struct ContactsRead {
  RequestId request = 0;
  std::vector<OfferContact> contacts;
};
/// Any of the questions above ended with an error.
struct RequestFailed {
  RequestId request = 0;
  base::Error error;
};

// The staff and their stick (staff.hpp).

/// The service said something new, or (nothing) has gone silent.
struct ServiceStatusChanged {
  std::optional<update::ServiceStatus> status;
};
/// "Installieren"; asks for the PIN first where one is needed.
struct InstallOffered {};
/// "Nicht jetzt".
struct DismissOffer {};
/// "Verstanden", "Kiosk starten".
struct CloseStaffDialog {};
struct TypePinDigit {
  char digit = '0';
};
struct DeletePinDigit {};
struct EnterPin {};
struct CancelPin {};
struct PinChecked {
  enum class Answer { kRight, kWrong };
  Answer answer = Answer::kWrong;
};
/// A request could not be handed to the service.
struct StaffRequestFailed {
  base::Error error;
};

using Event =
    std::variant<Tick, Touched, StayHere, LeaveNow, WakeUp, GoBack, GoHome, ChooseLanguage, ToggleLanguageMenu,
                 OpenSearch, OpenPhase, OpenThisWeek, OpenOffer, TypeText, DeleteBackward, DeleteForward, MoveCaret,
                 ClearText, ChooseLayer, ChooseLetters, ShowResults, ShowAllOffers, RefuseCorrection, AllowCorrection,
                 TogglePhase, ToggleFacet, RemoveText, RemovePlainWords, RemoveUnderstood, RemoveFilters, ClearFilters,
                 SearchAgain, ToggleSection, NextChoices, OpenMoreFilters, CloseMoreFilters, ToggleSortMenu, ChooseSort,
                 NeedMoreResults, ChooseTextLanguage, Scrolled, RememberOffer, ForgetOffer, UndoListChange, OpenList,
                 ToggleDisplayPanel, ChooseScheme, ChooseTextSize, ToggleCalm, ResetDisplaySettings, RetryCatalogue,
                 CatalogueOpened, CatalogueFailed, OverviewLoaded, SearchAnswered, OfferRead, RememberedRead,
                 OpenTakeAway, ChooseTakeAway, CloseTakeAway, PrintSlip, PrinterChanged, PrintEnded, ContactsRead,
                 RequestFailed, ServiceStatusChanged, InstallOffered, DismissOffer, CloseStaffDialog, TypePinDigit,
                 DeletePinDigit, EnterPin, CancelPin, PinChecked, StaffRequestFailed>;

}  // namespace bildungskiosk::model
