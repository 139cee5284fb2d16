// One request of somebody who is signed in, and what every page of the editors'
// needs to answer it: its words, its links, its frame, and the admin API, through
// which everything is done (admin::Admin::answer_to). One thread.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "query/database.h"
#include "server/admin/accounts.h"
#include "server/admin/admin.h"
#include "server/admin/route.h"
#include "server/editor/corpus_texts.h"
#include "server/editor/form.h"
#include "server/frame.h"
#include "server/http.h"
#include "server/texts.h"

namespace pramen::server::editor {

using Json = nlohmann::json;

struct Visit {
  const HttpRequest& request;
  const query::Database& database;
  const Texts& texts;  // of all pages
  const Texts& words;  // of the editors' page
  admin::Admin& admin;
  CorpusTexts& files;
  admin::Caller caller;
  std::string token;                    // that forms of this session carry
  std::vector<std::string> parts = {};  // of the path, where the pattern has {}
  Form form = {};                       // what was sent; empty for GET

  bool may(admin::Scope scope) const { return caller.scopes.include(scope); }
};

// "/editor/generations?lang=sk"; `path` below /editor, "" or with a slash in front.
std::string link(const Texts& texts, std::string_view path, Fields parameters = {});
inline std::string link(const Visit& visit, std::string_view path, Fields parameters = {}) {
  return link(visit.texts, path, std::move(parameters));
}
// The first of the name in the query string; empty if there is none.
std::string parameter(const HttpRequest& request, std::string_view name);

// An answer of the admin API.
struct Told {
  int status = 200;
  Json json;             // null if it has no JSON
  HttpResponse answer;   // as it came
  std::string tag = {};  // its entity tag
  bool well() const { return status < 400; }
};
// As whoever is signed in. `path` is below the API's own, with its query string. A write takes the form's `once` as its
// Idempotency-Key: a form that is sent twice is done once. `tag`: what must still be there (If-Match); empty: anything.
Told ask(const Visit& visit, std::string_view method, const std::string& path, const Json& body = nullptr,
         const std::string& tag = {});

struct Sheet {
  std::string title;
  std::string path;            // below /editor, where a GET of the same page is
  std::string_view content;    // a template
  Json data = Json::object();  // for it
  int status = 200;
  Fields parameters = {};   // of the address
  std::string notice = {};  // said above the content
  int refresh_s = 0;        // 0: the page stays as it is
};
HttpResponse page(const Visit& visit, Sheet sheet);
// The page around the content of somebody who is not signed in.
HttpResponse outer_page(const query::Database& database, const HttpRequest& request, Sheet sheet);

HttpResponse see_other(std::string address);
// Why something was not done; `told` is not well.
HttpResponse refused(const Visit& visit, const Told& told);
HttpResponse refused(const Visit& visit, int status, std::string_view detail);

// {"iso", "text"} of "2026-11-28T08:30:00Z"; null for what is no time.
Json moment(const Texts& texts, const Json& iso);
// The word for one of a few values ("state" + "done" -> "state_done"); the value itself where there is none.
std::string word(const Visit& visit, std::string_view group, const std::string& value);

}  // namespace pramen::server::editor
