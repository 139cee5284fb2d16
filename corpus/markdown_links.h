// Which links of a body are kept, and the characters that HTML entities stand for.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pramen::corpus {

// `entity` is "&name;", "&#NN;" or "&#xNN;". Unknown names stay as they are, and
// so do numbers that are no character one can show.
std::string decoded_entity(std::string_view entity);

// The address as it may stand in href before escaping, entities already decoded:
// http, https, mailto, a path from "/" or an anchor "#". Empty: drop the link.
std::optional<std::string> safe_link(std::string_view destination);

// With & < > " ' as entities.
void append_escaped(std::string& html, std::string_view text);

}  // namespace pramen::corpus
