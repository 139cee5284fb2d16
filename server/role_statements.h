// What a record says of others by roles, in the words of schema.org and Dublin Core. A practice is described as an
// article about it; what organisations are to it is said of the project that the article is about. Roles that
// neither vocabulary has a property for are left to dcterms:relation, which names all linked records.
#pragma once

#include <string_view>
#include <vector>

#include "server/description.h"

namespace pramen::server {

// `thing` is the record's; names are given in `languages`.
void add_roles(Thing& thing, const query::Database& database, const corpus::Record& record, std::string_view origin,
               const std::vector<std::string_view>& languages);

}  // namespace pramen::server
