// What all pages share: header, language switch, footer, and the choice of the
// language.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

#include "query/database.h"
#include "server/http.h"
#include "server/texts.h"

namespace pramen::server {

inline constexpr std::string_view site_name = "Prameň";
inline constexpr std::string_view page_vary = "Accept-Encoding, Accept-Language";

// The page's language: of ?lang= if the pages speak it, else negotiated.
const Texts& page_texts(const HttpRequest& request);

struct Frame {
  const Texts& texts;
  std::string title, description;
  std::string path;   // "/" or "/record/x"
  Fields parameters;  // without lang: each language of the switch adds its own
  bool noindex = false;
  std::string head = {};  // HTML: what this page alone says in its <head>
};

// A whole page around `content`, which is HTML.
HttpResponse framed(const query::Database& database, const HttpRequest& request, const Frame& frame,
                    std::string content, int status = 200);

// The ETag of a page: `route` and `what` name it among all, the rest is what every page depends on.
std::string page_tag(const query::Database& database, const HttpRequest& request, const Texts& texts,
                     std::string_view route, std::string_view what);

// The texts as {{t.key}}.
nlohmann::json texts_json(const Texts& texts);
// "/path?parameters"
std::string address(std::string_view path, const Fields& parameters);
// Of the page that answers the request.
std::string search_address(const query::Request& request);
// "Edition 7 of 23 November 2026"
std::string edition(const query::Database& database, const Texts& texts);
// "/?lang=sk"
std::string home_address(const Texts& texts);
// "/record/x?lang=sk"
std::string record_address(std::string_view id, const Texts& texts);

// 500 for a reader: what to do now, and the id that stands in the log. Needs no database.
HttpResponse failure_page(const HttpRequest& request, std::string_view id);
// 400 or 414 for a reader: the address could not be read; a search box. Needs no database.
HttpResponse refused_page(const HttpRequest& request, int status);
// Would whoever asks rather see a page than JSON?
bool wants_page(const HttpRequest& request);

HttpResponse not_found_page(const query::Database& database, const HttpRequest& request);

}  // namespace pramen::server
