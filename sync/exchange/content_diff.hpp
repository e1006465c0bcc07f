#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "sync/exchange/edit_script.hpp"

namespace bildungskiosk::exchange {

/// The steps from the earlier content to the new one, few and small where the new one is the earlier one with some
/// lines changed, gone or come; right for any two texts. `inserted` are stretches of `content`, which must outlive
/// them.
///
/// Lines that both have once are the fixed points (in the longest order that both share); between them the same is done
/// with fields (what ends with a comma), and what is left loses the beginning and end that both have in common. So an
/// offer with one more participant is the one digit. Time: n log n. Memory: 40 bytes for each line, and
/// meanwhile, of a stretch without a common line, for each of its fields; past kDiffPiecesMax of them the stretch
/// counts as replaced. `pause` is called whenever another 16 MB or so were looked at.
[[nodiscard]] std::vector<Edit> edits_between(std::string_view earlier, std::string_view content,
                                              const std::function<void()>& pause = {});

}  // namespace bildungskiosk::exchange
