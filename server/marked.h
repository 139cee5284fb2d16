// HTML of passages: escaped text and <mark>, nothing else. Checked again here, before it goes into a page
// unescaped. Pure function.
#pragma once

#include <string>

namespace pramen::server {

// Empty if there is any other tag in it.
std::string marked_only(const std::string& html);

}  // namespace pramen::server
