// The records of a range facet by number, as bars that choose a range: each is a link to the same search within it.
// The links say in words what the bars show; a table says it again for those who would rather read.
#pragma once

#include <string>

#include "query/answer.h"
#include "server/texts.h"

namespace pramen::server {

// HTML; empty where there is nothing to tell apart.
std::string histogram_box(const query::Request& request, const query::FacetCounts& counts, const Texts& texts);

}  // namespace pramen::server
