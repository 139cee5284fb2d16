// A description as Turtle (https://www.w3.org/TR/turtle/). Pure.
#pragma once

#include <string>

#include "server/description.h"

namespace pramen::server {

// The statements of json_ld_document(), triple by triple.
std::string turtle_document(const Thing& thing);

}  // namespace pramen::server
