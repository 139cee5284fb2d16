// Synonyms over HTTP: the whole list.
#include <array>

#include "server/admin/route.h"
#include "server/admin/services.h"
#include "server/admin/synonyms.h"

namespace pramen::server::admin {
namespace {

constexpr ListName name{"synonyms", "the synonyms"};

HttpResponse get(Services& services, Call& call) {
  return to_read_response(services.synonyms.get(), name, call.request);
}

HttpResponse put(Services& services, Call& call) {
  if (call.request.body.empty()) return missing_list(name, call.request);
  return to_response(services.synonyms.put(call.request.body, conditions_of(call.request)), name, call.request);
}

constexpr std::array routes = {
    Route{"GET", "synonyms", "synonyms.get", Scope::records, get},
    Route{"PUT", "synonyms", "synonyms.put", Scope::records, put, Body::json},
};

}  // namespace

std::span<const Route> synonym_routes() { return routes; }

}  // namespace pramen::server::admin
