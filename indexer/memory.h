// What the allocator keeps for later is memory that others lack.
#pragma once

#include <cstdlib>  // says whether the C library is glibc

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace pramen::indexer {

// Between stages that need memory for different things. Some milliseconds.
inline void give_back_memory() noexcept {
#ifdef __GLIBC__
  ::malloc_trim(0);
#endif
}

}  // namespace pramen::indexer
