// Words of two scripts at once: a Latin a in the midst of a Cyrillic word looks right and is
// found by nobody. And single letters that look like a word of the other script beside them
// (Latin a for Bulgarian а). Pure functions.
#pragma once

#include <vector>

#include "cli/report/text_reading.h"

namespace pramen::report {

// In title, other names, summary and body. Rule "mixed-scripts", one problem a place, at most twenty.
void find_mixed_scripts(const TextReading& reading, std::vector<corpus::Problem>& problems);

}  // namespace pramen::report
