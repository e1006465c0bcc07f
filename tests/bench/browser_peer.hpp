#pragma once

#include <cstdint>
#include <string>

/// The same catalogue as a small web page in Chromium's kiosk mode, searched by minisearch.
namespace bildungskiosk::bench {

struct BrowserFigures {
  double first_paint_ms = 0;  // first contentful paint, from the start of the program as all that follows
  double list_ms = 0;         // the first offers are visible
  double ready_ms = 0;        // the index is there and has answered
  double key_ms = 0;          // from a first letter to its results on the screen
  double pss_mb = 0;          // of all its processes, after scrolling
  int processes = 0;
  double idle_cpu_percent = 0;  // of one core
  double scroll_frames_per_second = 0;
  double scroll_cpu_percent = 0;
  double scroll_display_cpu_percent = 0;  // of the display's own process
};

/// Why the browser can't be measured here; empty when it can. Fetches minisearch from the npm registry once.
[[nodiscard]] std::string prepare_browser();
/// `display`: the X server's process. The start is the median of `starts`.
[[nodiscard]] BrowserFigures measure_browser(std::int64_t offers, std::uint64_t seed, int starts, int idle_seconds,
                                             pid_t display);

}  // namespace bildungskiosk::bench
