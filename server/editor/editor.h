// The editors' page under /editor: who is signed in, may they, and which page
// answers. What it does, it does through the admin API.
//
// A request that changes something must come from our own page (Origin, Sec-Fetch-Site) and carry the session's token.
// Passwords go over https only, or to this very machine. Any thread.
#pragma once

#include <memory>
#include <optional>

#include "query/database.h"
#include "server/admin/admin.h"
#include "server/http.h"
#include "server/server.h"

namespace pramen::server::editor {

class Editor {
 public:
  // `admin` outlives it.
  Editor(admin::Admin& admin, const Settings& settings);
  ~Editor();

  HttpResponse answer(const query::Database& database, const HttpRequest& request);
  // Why the body of a request is not wanted, by its head alone; nothing: it may come.
  std::optional<HttpResponse> refuse(const query::Database& database, const HttpRequest& request);

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace pramen::server::editor
