// A description as JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/). Pure functions.
#pragma once

#include <string>

#include "server/description.h"

namespace pramen::server {

// A document that needs no other: its context is in it, and each text stands under its language.
std::string json_ld_document(const Thing& thing);

// For search engines, inside a page's <script type="application/ld+json">: in the one language it was described
// in, schema.org's properties alone, under schema.org's own context. Nothing in it ends the element.
std::string json_ld_block(const Thing& thing);

}  // namespace pramen::server
