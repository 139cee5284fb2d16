#include "corpus/give_way.h"

#include <sys/resource.h>

#include <algorithm>

namespace pramen::corpus {
namespace {

// A tenth of what an ordinary thread gets of a core that both want; sched(7).
constexpr int niceness = 10;

}  // namespace

void give_way() {
  // Of Linux, priorities are those of a thread, and 0 is the one that asks.
  const int now = ::getpriority(PRIO_PROCESS, 0);
  [[maybe_unused]] const int refused = ::setpriority(PRIO_PROCESS, 0, std::max(now, niceness));
}

}  // namespace pramen::corpus
