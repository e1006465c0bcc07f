#pragma once

namespace bildungskiosk::base {

/// For work that nobody waits for while somebody uses the same machine: from now on the calling thread, and every
/// thread it starts, runs only when no other wants the processor (SCHED_IDLE, nice 19 where that is refused), and reads
/// and writes the disk only when no other does (ioprio class idle, in as far as the disk's scheduler knows it). There
/// is no way back without rights, so it is for a whole program, or a thread that does nothing else. What the system
/// refuses is left as it was: the work is right at any priority.
void lower_thread_priority();

}  // namespace bildungskiosk::base
