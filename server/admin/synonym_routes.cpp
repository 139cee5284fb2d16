// Synonyms over HTTP: the whole list, and one that is tried before it is written.
#include <array>

#include "query/name_trial.h"
#include "server/admin/problem_answers.h"
#include "server/admin/route.h"
#include "server/admin/services.h"
#include "server/admin/synonyms.h"

namespace pramen::server::admin {
namespace {

using Json = nlohmann::ordered_json;

constexpr ListName name{"synonyms", "the synonyms"};

HttpResponse get(Services& services, Call& call) {
  return to_read_response(services.synonyms.get(), name, call.request);
}

HttpResponse put(Services& services, Call& call) {
  if (call.request.body.empty()) return missing_list(name, call.request);
  return to_response(services.synonyms.put(call.request.body, conditions_of(call.request)), name, call.request);
}

// On the published generation, before anything is written.
HttpResponse try_them(Services& services, Call& call) {
  if (call.request.body.empty()) return missing_list(name, call.request);
  std::vector<corpus::Problem> problems;
  const auto trial = services.synonyms.trial(call.request.body, problems);
  if (!trial) return invalid("invalid-synonyms", "the synonyms have faults", problems, call.request);
  const auto database = query::Database::open(services.settings.database, 0);
  const query::NameTrial tried = query::try_names(*database, trial->thesaurus, trial->ids, trial->watched);
  Json names = Json::array();
  for (const query::TriedName& one : tried.names) {
    Json watched = Json::array();
    for (const query::WatchedQuery& query : one.watched)
      watched.push_back({{"text", query.text}, {"lang", query.lang}});
    names.push_back({{"name", one.name},
                     {"lang", one.lang},
                     {"concept", one.meaning},
                     {"new_concept", one.new_concept},
                     {"finds", one.finds},
                     {"would_find", one.would_find},
                     {"in_texts", one.in_texts},
                     {"watched", std::move(watched)}});
  }
  return json_response(
      200, {{"generation", database->generation()}, {"names", std::move(names)}, {"left_out", tried.left_out}});
}

constexpr std::array routes = {
    Route{"GET", "synonyms", "synonyms.get", Scope::records, get},
    Route{"PUT", "synonyms", "synonyms.put", Scope::records, put, Body::json},
    Route{"POST", "synonyms/try", "synonyms.try", Scope::records, try_them, Body::json},
};

}  // namespace

std::span<const Route> synonym_routes() { return routes; }

}  // namespace pramen::server::admin
