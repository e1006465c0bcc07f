#pragma once

#include <sys/types.h>

#include <string>

/// The kiosk's parts of `scripts/bench frame`. Each runs in a process of its own, over a store that is there, and
/// prints lines of "name value" as soon as it knows them (see PipedProgram).
namespace bildungskiosk::bench {

/// Without graphics: from the beginning to the first frame and to a home that can be used.
int measure_headless_start(const std::string& store);
/// Without graphics: what model, layout and draw lists take in each frame of some visits, by screen; and what a frame
/// that shows nothing new allocates. Milliseconds of this thread's processor time. Also how long the first answer
/// takes.
int measure_own_work(const std::string& store);
/// In a real window: from a key's lift to its results on the screen; a list that is scrolled for ten seconds;
/// `idle_seconds` of nothing on a screen where nothing moves; memory after all that. `display` is the process that
/// draws; 0: it is not known, and nothing is said of its time.
int measure_window(const std::string& store, int idle_seconds, pid_t display);

}  // namespace bildungskiosk::bench
