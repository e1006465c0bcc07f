#pragma once

#include "kiosk/print/slip.hpp"
#include "sync/base/bytes.hpp"
#include "sync/base/result.hpp"

namespace bildungskiosk::print {

/// So much of one text is printed, an ellipsis behind it where there was more; and so many entries, and pages.
inline constexpr std::size_t kTextPrinted_bytes_max = 2'000;
inline constexpr std::size_t kEntriesPrintedMax = 12;
inline constexpr std::size_t kLinesPrintedMax = 24;  // of an entry
inline constexpr int kPagesMax = 6;
/// A roll is cut there at the latest, and goes on as another page.
inline constexpr double kRollLengthMax_mm = 1'000;

/// The slip as PDF, its letters as text and its codes as areas without pixels. In memory: nothing is left on a disk.
/// On sheets an entry's title stays with what follows it, and a code is never torn. What kPagesMax have no room for is
/// left out, and the last line says "…". Any thread, some milliseconds for a page.
/// kInternal when Cairo can't (there is no memory).
[[nodiscard]] base::Result<base::Bytes> slip_pdf(const Slip& slip, Media media);

}  // namespace bildungskiosk::print
