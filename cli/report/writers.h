// A report on its way out.
#pragma once

#include <cstddef>
#include <string>

#include "cli/report/report.h"

namespace pramen::report {

// For a terminal: tables, and of each list the first `most` lines (0: all).
std::string to_text(const Report& report, const corpus::Schema& schema, std::size_t most);

// One object, all lists in full; docs/editors.md names its members.
std::string to_json(const Report& report, const corpus::Schema& schema);

}  // namespace pramen::report
