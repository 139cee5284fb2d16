// A report on its way out.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "cli/report/report.h"

namespace pramen::report {

// For a terminal: tables, and of each list the first `most` lines (0: all). What is said of faults: in `lang`.
std::string to_text(const Report& report, const corpus::Schema& schema, std::size_t most, std::string_view lang);

// One object, all lists in full; docs/editors.md names its members.
std::string to_json(const Report& report, const corpus::Schema& schema, std::string_view lang);

}  // namespace pramen::report
