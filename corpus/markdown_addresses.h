// Where the links of a Markdown body lead. Pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pramen::corpus {

// The web addresses (http, https) that readers can follow, entities decoded, in their order, as often as they stand
// there. None of a text that is too costly to walk (markdown_walk.h).
std::vector<std::string> markdown_addresses(std::string_view markdown);

}  // namespace pramen::corpus
