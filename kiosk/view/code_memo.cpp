#include "kiosk/view/code_memo.hpp"

#include <algorithm>

namespace bildungskiosk::view {

const handoff::QrCode* CodeMemo::code(const std::string& text, int modules_max) {
  // A list with each of its shorter forms, an offer with each of its codes.
  constexpr std::size_t kEntriesMax = 32;
  const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) {
    return entry.modules_max == modules_max && entry.text == text;
  });
  if (found != entries_.end()) return found->code ? &*found->code : nullptr;
  if (entries_.size() >= kEntriesMax) entries_.clear();
  entries_.push_back({text, modules_max, handoff::make_qr_code(text, modules_max)});
  const Entry& made = entries_.back();
  return made.code ? &*made.code : nullptr;
}

}  // namespace bildungskiosk::view
