// The files of server/web, which the binary carries: styles, scripts, fonts (as
// script/web made them), templates, texts. Nothing is read from disk while serving.
#pragma once

#include <string>
#include <string_view>

#include "server/answer_cache.h"
#include "server/http.h"

namespace pramen::server {

// The bytes of a file of server/web; empty if there is none.
std::string_view web_file(std::string_view path);

// "/assets/pramen.css?v=<hash>": an address that changes with the file, so that
// it may be kept for a year.
std::string asset_address(std::string_view name);

// The address of the font for "latin", "latin-ext" or "cyrillic", which never
// changes its bytes.
std::string font_address(std::string_view letters);

// Changes with any file: part of the ETags of pages.
const std::string& web_fingerprint();

// GET /pramen.js: the search box for pages of other sites (docs/widget.md). They name it once and for all, so its address
// never changes and it is kept for a few minutes only; unlike all else it may be used by any site.
HttpResponse widget_script(AnswerCache& cache, const HttpRequest& request);

// GET /assets/<name>
HttpResponse asset(AnswerCache& cache, const HttpRequest& request, std::string_view name);

}  // namespace pramen::server
