#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/handoff/qr_code.hpp"
#include "kiosk/model/model.hpp"

namespace bildungskiosk::view {

/// How many modules on a side the picture has room for: small ones, and those that any phone reads at once.
struct CodeRoom {
  int modules_max = 0;
  int modules_easy = 0;
  friend bool operator==(const CodeRoom&, const CodeRoom&) = default;
};

/// A code to be shown, and what is to be said of it.
struct TakeAwayCode {
  std::optional<handoff::QrCode> code;  // nothing: it has no room
  std::string label;                    // what it carries
  std::string note;                     // how much of it; may be empty
  std::string typed;                    // what to type instead; may be empty
};

/// All that a code is made of: with the same, it is the same.
struct CodeSubject {
  std::vector<std::string> offer_ids;   // one, or those of the list
  std::optional<model::TakeAway> what;  // nothing: the list
  std::uint64_t awaits = 0;             // the answer in whose words the list will be written anew, a RequestId
  std::size_t contacts = 0;             // of how many of the list's offers it is known
  std::string language;                 // of the visit
  base::UnixSeconds generated_at = 0;   // of the catalogue
  CodeRoom room;
  friend bool operator==(const CodeSubject&, const CodeSubject&) = default;
};

/// The codes shown last, so that a frame that shows one again makes neither its text nor its picture: the largest
/// takes milliseconds. Holds what a visitor takes away; forget() it with the visit. On the window's thread.
class CodeMemo {
 public:
  /// What `make` returned for this subject, called when it is not known. Valid until the next call.
  template <typename Make>
  [[nodiscard]] const TakeAwayCode& code(CodeSubject subject, const Make& make) {
    constexpr std::size_t kEntriesMax = 8;  // the kinds of one offer, and the list
    for (const auto& [known, made] : entries_) {
      if (known == subject) return made;
    }
    if (entries_.size() >= kEntriesMax) entries_.clear();
    return entries_.emplace_back(std::move(subject), make()).second;
  }
  void forget() { entries_.clear(); }

 private:
  std::vector<std::pair<CodeSubject, TakeAwayCode>> entries_;
};

}  // namespace bildungskiosk::view
