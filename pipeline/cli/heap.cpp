#include "pipeline/cli/heap.hpp"

#include <cstdlib>

#ifdef __GLIBC__  // known once a header of the library was read
#include <malloc.h>
#endif

namespace bearout::cli {

void give_back_large_blocks() {
#ifdef __GLIBC__
  ::mallopt(M_MMAP_THRESHOLD, 4 << 20);
  ::mallopt(M_TRIM_THRESHOLD, 16 << 20);
#endif
}

void give_back_free_memory() {
#ifdef __GLIBC__
  ::malloc_trim(0);
#endif
}

}  // namespace bearout::cli
