#pragma once

#include "kiosk/model/effect.hpp"
#include "kiosk/model/event.hpp"
#include "kiosk/model/model.hpp"

/// One overload of on() for each event, in the file of its theme. Only update() calls them.
namespace bildungskiosk::model {

// presence.cpp
void on(Model& model, const Tick& event, Effects& effects);
void on(Model& model, const Touched& event, Effects& effects);
void on(Model& model, const StayHere& event, Effects& effects);
void on(Model& model, const LeaveNow& event, Effects& effects);

// navigation.cpp
void on(Model& model, const WakeUp& event, Effects& effects);
void on(Model& model, const GoBack& event, Effects& effects);
void on(Model& model, const GoHome& event, Effects& effects);
void on(Model& model, const ChooseLanguage& event, Effects& effects);
void on(Model& model, const ToggleLanguageMenu& event, Effects& effects);
void on(Model& model, const OpenSearch& event, Effects& effects);
void on(Model& model, const OpenPhase& event, Effects& effects);
void on(Model& model, const OpenThisWeek& event, Effects& effects);
void on(Model& model, const OpenOffer& event, Effects& effects);
void on(Model& model, const ChooseTextLanguage& event, Effects& effects);
void on(Model& model, const Scrolled& event, Effects& effects);

// display.cpp
void on(Model& model, const ToggleDisplayPanel& event, Effects& effects);
void on(Model& model, const ChooseScheme& event, Effects& effects);
void on(Model& model, const ChooseTextSize& event, Effects& effects);
void on(Model& model, const ToggleCalm& event, Effects& effects);
void on(Model& model, const ResetDisplaySettings& event, Effects& effects);

// typing.cpp
void on(Model& model, const TypeText& event, Effects& effects);
void on(Model& model, const DeleteBackward& event, Effects& effects);
void on(Model& model, const DeleteForward& event, Effects& effects);
void on(Model& model, const MoveCaret& event, Effects& effects);
void on(Model& model, const ClearText& event, Effects& effects);
void on(Model& model, const ChooseLayer& event, Effects& effects);
void on(Model& model, const ChooseLetters& event, Effects& effects);
void on(Model& model, const ShowResults& event, Effects& effects);
void on(Model& model, const ShowAllOffers& event, Effects& effects);
void on(Model& model, const RefuseCorrection& event, Effects& effects);
void on(Model& model, const AllowCorrection& event, Effects& effects);

// filtering.cpp
void on(Model& model, const TogglePhase& event, Effects& effects);
void on(Model& model, const ToggleFacet& event, Effects& effects);
void on(Model& model, const RemoveText& event, Effects& effects);
void on(Model& model, const RemovePlainWords& event, Effects& effects);
void on(Model& model, const RemoveUnderstood& event, Effects& effects);
void on(Model& model, const RemoveFilters& event, Effects& effects);
void on(Model& model, const ClearFilters& event, Effects& effects);
void on(Model& model, const SearchAgain& event, Effects& effects);
void on(Model& model, const ToggleSection& event, Effects& effects);
void on(Model& model, const NextChoices& event, Effects& effects);
void on(Model& model, const OpenMoreFilters& event, Effects& effects);
void on(Model& model, const CloseMoreFilters& event, Effects& effects);
void on(Model& model, const ToggleSortMenu& event, Effects& effects);
void on(Model& model, const ChooseSort& event, Effects& effects);
void on(Model& model, const NeedMoreResults& event, Effects& effects);

// remembering.cpp
void on(Model& model, const OpenList& event, Effects& effects);
void on(Model& model, const RememberOffer& event, Effects& effects);
void on(Model& model, const ForgetOffer& event, Effects& effects);
void on(Model& model, const UndoListChange& event, Effects& effects);
void on(Model& model, const RememberedRead& event, Effects& effects);

// taking_away.cpp
void on(Model& model, const OpenTakeAway& event, Effects& effects);
void on(Model& model, const ChooseTakeAway& event, Effects& effects);
void on(Model& model, const CloseTakeAway& event, Effects& effects);
void on(Model& model, const ContactsRead& event, Effects& effects);

// printing.cpp
void on(Model& model, const PrintSlip& event, Effects& effects);
void on(Model& model, const PrinterChanged& event, Effects& effects);
void on(Model& model, const PrintEnded& event, Effects& effects);

// answers.cpp
void on(Model& model, const RetryCatalogue& event, Effects& effects);
void on(Model& model, const CatalogueOpened& event, Effects& effects);
void on(Model& model, const CatalogueFailed& event, Effects& effects);
void on(Model& model, const OverviewLoaded& event, Effects& effects);
void on(Model& model, const SearchAnswered& event, Effects& effects);
void on(Model& model, const OfferRead& event, Effects& effects);
void on(Model& model, const RequestFailed& event, Effects& effects);

// staff.cpp, staff_pin.cpp
void on(Model& model, const ServiceStatusChanged& event, Effects& effects);
void on(Model& model, const InstallOffered& event, Effects& effects);
void on(Model& model, const DismissOffer& event, Effects& effects);
void on(Model& model, const CloseStaffDialog& event, Effects& effects);
void on(Model& model, const TypePinDigit& event, Effects& effects);
void on(Model& model, const DeletePinDigit& event, Effects& effects);
void on(Model& model, const EnterPin& event, Effects& effects);
void on(Model& model, const CancelPin& event, Effects& effects);
void on(Model& model, const PinChecked& event, Effects& effects);
void on(Model& model, const StaffRequestFailed& event, Effects& effects);

// What several of them share.

template <typename T>
[[nodiscard]] T* shown(Model& model) {
  return std::get_if<T>(&model.pages.back().content);
}

/// Sets a filter that is not set, and takes it back where it is (facet_toggles.cpp).
void toggle_phase(catalogue::SearchQuery& query, offer::Phase phase);
void toggle_facet(catalogue::SearchQuery& query, const catalogue::FacetValue& value);

/// What the bar opened above a page: languages, display settings.
void close_menus(Model& model);
/// Shows a new page above the others, without a menu.
void push(Model& model, PageContent content);
/// Back to the attract screen with everything of the visit gone; the catalogue stays.
void forget_visit(Model& model, Effects& effects);

/// Ends the news of the visitor's list when its time is over.
void look_after_list_news(Model& model);

/// Ends what is told of a slip when its time is over, and calls back one that takes too long.
void look_after_printing(Model& model, Effects& effects);
/// Calls back a slip that is under way.
void stop_printing(Model& model, Effects& effects);

/// Opens the staff's dialog when a stick waits for it and nobody is there, and closes it when its time has come.
void look_after_staff(Model& model, Effects& effects);
/// A finger came down while the dialog is there.
void note_staff_touch(Model& model);
/// Asks the service for what the dialog offers.
void ask_service(Model& model, update::StaffRequestKind kind, Effects& effects);

/// Ask the catalogue; the page awaits this answer and no older one.
void ask_overview(Model& model, Effects& effects);
void ask_preview(Model& model, SearchPage& page, Effects& effects);
void ask_results(Model& model, ResultsPage& page, Effects& effects);
void ask_offer(Model& model, DetailPage& page, Effects& effects);
/// Reads the visitor's list anew, where there is one.
void ask_remembered(Model& model, Effects& effects);
/// Reads how to reach those who make the list's offers.
void ask_contacts(Model& model, Effects& effects);
/// Closes the dialog "Aufs Handy mitnehmen" where it is open, and says whether it was.
bool close_take_away(Model& model);
/// Asks again for what the shown page holds, after the language or the catalogue changed.
void ask_again(Model& model, Effects& effects);

}  // namespace bildungskiosk::model
