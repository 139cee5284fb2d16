// The admin API under /api/v1/admin/: who asks, may they, and who answers.
//
// Nothing is answered before the key is looked at, nothing is read from a body
// before route, scope, type and length are. Any thread. One server at a time has
// the admin API of a database.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "server/admin/path.h"
#include "server/http.h"
#include "server/server.h"

namespace pramen::server::admin {

struct Caller;
struct Services;

class Admin {
 public:
  // Throws std::runtime_error if the corpus is not there, the store cannot be opened or another server has it.
  explicit Admin(const Settings& settings);
  ~Admin();

  HttpResponse answer(const HttpRequest& request);
  // Why the body of a request is not wanted, by its head alone; nothing: it may come.
  std::optional<HttpResponse> refuse(const HttpRequest& request);

  // The same for someone whom the server knows in another way than by a key.
  HttpResponse answer_to(const Caller& caller, const HttpRequest& request);
  Services& services();

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

// 404: this server has no admin API, and which setting gives it one.
HttpResponse no_admin(const HttpRequest& request);

}  // namespace pramen::server::admin
