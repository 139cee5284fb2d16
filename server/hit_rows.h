// The hits of a search as rows of its page: title in the reader's language first, facts, passage, the record's other
// languages, why it is there.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "query/answer.h"
#include "server/texts.h"

namespace pramen::server {

nlohmann::json hit_rows(const query::Answer& answer, const corpus::Schema& schema, const Texts& texts);

}  // namespace pramen::server
