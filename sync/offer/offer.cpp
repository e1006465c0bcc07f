#include "sync/offer/offer.hpp"

namespace bildungskiosk::offer {

const std::string& localized(const LocalizedText& text, const Language& language, Language* used) {
  static const std::string kNone;
  auto found = text.find(language);
  if (found == text.end()) found = text.find("de");
  if (found == text.end()) found = text.begin();
  if (found == text.end()) {
    if (used != nullptr) used->clear();
    return kNone;
  }
  if (used != nullptr) *used = found->first;
  return found->second;
}

}  // namespace bildungskiosk::offer
