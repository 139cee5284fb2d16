// What the routes under /api/v1/ have in common: names and language of their parameters, ETags, answers.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "query/database.h"
#include "server/http.h"

namespace pramen::server {

// What an answer of the API depends on beside its address.
inline constexpr std::string_view api_vary = "Accept-Encoding";

// Faults every parameter that the route does not take; empty if all is well.
std::vector<query::RequestFault> check_names(const HttpRequest& request, const std::set<std::string_view>& taken);

// The reader's language, where the request names one; what cannot be taken is added to `faults`.
std::string read_lang(const corpus::Schema& schema, const HttpRequest& request,
                      std::vector<query::RequestFault>& faults);

// `what` names the answer among all of the route.
std::string api_tag(const query::Database& database, std::string_view route, std::string_view what);

HttpResponse api_answer(std::string_view type, std::string body);
inline HttpResponse json_answer(std::string body) { return api_answer(json_type, std::move(body)); }
// What the query log is told; nothing where nobody asked for words, or for a further page.
std::optional<Searched> searched(const query::Answer& answer);
// One that the time may have cut short is not kept.
HttpResponse json_answer(std::string body, bool cut_short);

}  // namespace pramen::server
