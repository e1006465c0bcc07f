#pragma once

#include <string>
#include <variant>
#include <vector>

#include "kiosk/model/model.hpp"

/// What the model wants done outside. The effect runner does it on a worker and answers with events.
namespace bildungskiosk::model {

/// Open what is installed, whatever is open now. Answer: CatalogueOpened or CatalogueFailed.
struct OpenCatalogue {};
/// The same, but only if another generation has been installed since; otherwise no answer.
struct CheckCatalogue {};
/// Answer: OverviewLoaded or RequestFailed.
struct LoadOverview {
  RequestId request = 0;
  base::LocalTime now;
  offer::Language language;
};
/// Answer: SearchAnswered or RequestFailed. A newer search makes an older one pointless: it may be cancelled.
struct Search {
  RequestId request = 0;
  catalogue::SearchQuery query;
};
/// Answer: OfferRead or RequestFailed.
struct ReadOffer {
  RequestId request = 0;
  std::string offer_id;
  base::LocalTime now;
  offer::Language language;
};

/// Answer: RememberedRead or RequestFailed.
struct ReadRemembered {
  RequestId request = 0;
  std::vector<std::string> offer_ids;
  base::LocalTime now;
  offer::Language language;
};

/// Answer: ContactsRead or RequestFailed.
struct ReadContacts {
  RequestId request = 0;
  std::vector<std::string> offer_ids;
  base::LocalTime now;
  offer::Language language;
};

/// Print it. Answer: PrintEnded, unless it is cancelled.
struct Print {
  RequestId request = 0;
  print::Slip slip;
  print::Media media = print::Media::kA4;
};
/// Call it back, as far as it is not on paper yet. No answer.
struct CancelPrint {
  RequestId request = 0;
};

/// Hand this to the service; number and time are given on the way. Answer: StaffRequestFailed, or none.
struct AskService {
  update::StaffRequestKind kind = update::StaffRequestKind::kDismiss;
  std::int64_t medium_number = 0;
};
/// Answer: PinChecked.
struct CheckPin {
  std::string digits;
};

/// Add an ended visit to the sums of its day. No answer.
struct CountVisit {
  update::VisitCount visit;
};

using Effect = std::variant<OpenCatalogue, CheckCatalogue, LoadOverview, Search, ReadOffer, ReadRemembered,
                            ReadContacts, Print, CancelPrint, AskService, CheckPin, CountVisit>;
using Effects = std::vector<Effect>;

}  // namespace bildungskiosk::model
