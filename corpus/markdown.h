// Markdown (CommonMark) of record bodies, through md4c: to safe HTML for the
// page, to plain text for the index and for snippets. Pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pramen::corpus {

// Raw HTML is shown as text, but for <span lang="de"> around words in another language; links keep only http, https and
// mailto (after decoding entities, in any case); images become their alternative text. Headings begin at <h2>.
std::string markdown_to_html(std::string_view markdown);

// The words without markup; blocks parted by "\n", words of neighbouring table
// cells and list items never glued together.
std::string markdown_to_text(std::string_view markdown);

// Words of such a text that are said to be in another language.
struct ForeignStretch {
  std::size_t begin = 0, end = 0;  // bytes
  std::string lang;
};
struct PlainMarkdown {
  std::string text;                     // markdown_to_text
  std::vector<ForeignStretch> foreign;  // ascending, apart from each other; of one within another, the inner
};
PlainMarkdown plain_markdown(std::string_view markdown);

}  // namespace pramen::corpus
