// One writer of the corpus folder at a time. Records, best bets, synonyms and the files of the editors' page name each
// other: whoever holds a change against what lies there keeps this until the change is written. Recursive, so that one
// of them may ask another meanwhile.
#pragma once

#include <mutex>

namespace pramen::server::admin {

using CorpusMutex = std::recursive_mutex;

}  // namespace pramen::server::admin
