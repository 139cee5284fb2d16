// The way through the pages of a search: links to the first, the last, and those around the one that is shown.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "query/answer.h"
#include "server/texts.h"

namespace pramen::server {

// Members of the page's data; "paged" is false where there is one page.
nlohmann::json paging(const query::Answer& answer, const Texts& texts);

}  // namespace pramen::server
