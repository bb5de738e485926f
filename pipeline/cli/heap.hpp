#pragma once

namespace bearout::cli {

// How glibc keeps freed memory is the whole process' business: so this is the program's, not a library's.

/// Large tables shall go back to the system when they are freed. By itself glibc keeps ever larger blocks in
/// its heaps, where the next stage's tables don't fit into what the last one's left. What a batch takes, some
/// MB at most, stays in the heaps. Call it first.
void give_back_large_blocks();

/// What the heaps of all threads keep goes back, for a stage whose threads have ended.
void give_back_free_memory();

}  // namespace bearout::cli
