// What a record's score is taken times beside its words: by kind and by how new it is, where the schema's
// ranking says so (corpus/schema.h).
#pragma once

#include <vector>

#include "corpus/schema.h"
#include "indexer/columns.h"

namespace pramen::query {

// By row; empty where all are 1. Newness counts from the newest record of the database and not from
// today, so that the same database gives the same order on any day.
std::vector<float> row_factors(const corpus::Schema& schema, const indexer::Columns& columns);

}  // namespace pramen::query
