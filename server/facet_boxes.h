// The filters beside the hits: a box for each facet. Values are checkboxes with counts, the narrower ones under the
// broader; a range has two fields and a histogram. A box with many values has a field to find one among them.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <map>
#include <string>

#include "query/database.h"
#include "server/http.h"
#include "server/texts.h"

namespace pramen::server {

// By facet, what was typed into its field and which values it finds.
using FoundValues = std::map<std::string, query::FacetValues, std::less<>>;

// What a form sent in these fields ("_find_topics"), in the order of the schema; empty ones are left out.
Fields typed_in_facets(const corpus::Schema& schema, const HttpRequest& request);
FoundValues find_values(const query::Database& database, const query::Request& request, const Fields& typed);

nlohmann::json facet_boxes(const query::Answer& answer, const FoundValues& found, const corpus::Schema& schema,
                           const Texts& texts);

}  // namespace pramen::server
