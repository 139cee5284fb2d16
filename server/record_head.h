// What a record's page tells machines that read pages: citation managers (citation_*, Dublin Core, COinS), link
// previews (Open Graph), search engines (JSON-LD), and where the other forms are.
#pragma once

#include <string>
#include <string_view>

#include "query/database.h"
#include "server/texts.h"

namespace pramen::server {

struct RecordHead {
  const query::Database& database;
  const corpus::Record& record;
  const Texts& texts;          // the page's language
  const corpus::Text& text;    // the record's text that the page shows
  std::string_view text_lang;  // and its language
  std::string_view origin;     // origin.h
};

// HTML for the page's <head>.
std::string record_head(const RecordHead& view);

// The title of the COinS span: an OpenURL ContextObject (ANSI/NISO Z39.88) in the Dublin Core format.
std::string context_object(const RecordHead& view);

}  // namespace pramen::server
