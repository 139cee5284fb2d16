// What the API says about a record and about the schema, as JSON text.
#pragma once

#include <string>
#include <string_view>

#include "corpus/record.h"
#include "query/database.h"

namespace pramen::server {

// `lang` may be empty: then the labels are English and there is no `text`.
std::string record_json(const query::Database& database, const corpus::Record& record, std::string_view lang);
std::string schema_json(const query::Database& database);
// web/openapi.json with this database's facets and languages put in.
std::string openapi_json(const query::Database& database);

}  // namespace pramen::server
