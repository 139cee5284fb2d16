// Markdown (CommonMark) of record bodies, through md4c: to safe HTML for the
// page, to plain text for the index and for snippets. Pure functions.
#pragma once

#include <string>
#include <string_view>

namespace pramen::corpus {

// Raw HTML is shown as text; links keep only http, https and mailto (after
// decoding entities, in any case); images become their alternative text.
// Headings begin at <h2>.
std::string markdown_to_html(std::string_view markdown);

// The words without markup; blocks parted by "\n", words of neighbouring table
// cells and list items never glued together.
std::string markdown_to_text(std::string_view markdown);

}  // namespace pramen::corpus
