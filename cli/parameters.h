// Options of the command line as parameters of a request, and what is wrong with them.
#pragma once

#include <string>
#include <vector>

#include "query/request.h"

namespace pramen::cli {

// Adds each FACET=VALUE. False, and said on stderr, where one is none.
bool add_filters(const std::vector<std::string>& filters, std::vector<query::Parameter>& parameters);

// Says every fault on stderr; true if there are none.
bool are_sound(const std::vector<query::RequestFault>& faults);

}  // namespace pramen::cli
