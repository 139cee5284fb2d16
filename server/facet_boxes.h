// The filters beside the hits: boxes of checkboxes with counts, and the chips
// that say which are set.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "query/answer.h"
#include "server/texts.h"

namespace pramen::server {

nlohmann::json facet_boxes(const query::Answer& answer, const corpus::Schema& schema, const Texts& texts);
// Each with the address of the request without it.
nlohmann::json filter_chips(const query::Request& request, const corpus::Schema& schema, const Texts& texts);

}  // namespace pramen::server
