// Best bets over HTTP: the whole list, and one that is tried before it is written.
#include <array>

#include "query/database.h"
#include "server/admin/best_bets.h"
#include "server/admin/problem_answers.h"
#include "server/admin/route.h"
#include "server/admin/services.h"
#include "server/problem.h"

namespace pramen::server::admin {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t shown_hits = 10;
constexpr ListName name{"best-bets", "the best bets"};

HttpResponse get(Services& services, Call& call) {
  return to_read_response(services.best_bets.get(), name, call.request);
}

HttpResponse put(Services& services, Call& call) {
  if (call.request.body.empty()) return missing_list(name, call.request);
  return to_response(services.best_bets.put(call.request.body, conditions_of(call.request)), name, call.request);
}

Json found(const query::Answer& answer) {
  Json hits = Json::array();
  for (const query::Hit& hit : answer.hits)
    hits.push_back({{"id", hit.id}, {"title", hit.title}, {"lang", hit.lang}, {"pinned", hit.pinned}});
  return {{"total", answer.total}, {"hits", std::move(hits)}};
}

// On the published generation, as if the bet held today.
HttpResponse try_one(Services& services, Call& call) {
  const auto database = query::Database::open(services.settings.database, 0);
  std::vector<corpus::Problem> problems;
  const auto trial = BestBets::trial(call.request.body, database->schema(), problems);
  if (!trial) return invalid("invalid-best-bets", "the bet or the queries have faults", problems, call.request);
  Json missing = Json::array(), queries = Json::array();
  for (const auto* ids : {&trial->bet.pin, &trial->bet.hide}) {
    for (const std::string& id : *ids) {
      if (!database->stored(id)) missing.push_back(id);
    }
  }
  for (const query::WatchedQuery& query : trial->queries) {
    const query::Request request{.words = query.text,
                                 .lang = query.lang,
                                 .facets = std::vector<std::string>{},
                                 .limit = shown_hits,
                                 .passages = false};
    queries.push_back({{"text", query.text},
                       {"lang", query.lang},
                       {"before", found(database->search(request))},
                       {"after", found(database->search_with(trial->bet, request))}});
  }
  return json_response(
      200, {{"generation", database->generation()}, {"missing", std::move(missing)}, {"queries", std::move(queries)}});
}

constexpr std::array routes = {
    Route{"GET", "best-bets", "best_bets.get", Scope::records, get},
    Route{"PUT", "best-bets", "best_bets.put", Scope::records, put, Body::json},
    Route{"POST", "best-bets/try", "best_bets.try", Scope::records, try_one, Body::json},
};

}  // namespace

std::span<const Route> best_bet_routes() { return routes; }

}  // namespace pramen::server::admin
