// Work that nobody waits for by the second (an index, a preview, a look at a new generation) gives way to answers
// to readers, where both want the same cores. Where the machine has nothing else to do it is as fast as ever.
#pragma once

namespace pramen::corpus {

// This thread, and all that it starts from now on, programs too. There is no way back without privileges. May be
// called again, and between fork and exec. Where the system refuses, everything stays as it is.
void give_way();

}  // namespace pramen::corpus
