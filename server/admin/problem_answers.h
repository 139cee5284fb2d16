// Problems of what was sent, as the admin API says them.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "corpus/problem.h"
#include "server/http.h"

namespace pramen::server::admin {

// Appends to `problems`, which must outlive it.
corpus::ProblemSink into(std::vector<corpus::Problem>& problems);

// Of its messages: as the request's Accept-Language wants it; English where it says nothing.
std::string problem_language(const HttpRequest& request);
nlohmann::ordered_json to_json(const corpus::Problem& problem, std::string_view lang);
nlohmann::ordered_json to_json(const std::vector<corpus::Problem>& problems, std::string_view lang);

// 422 with all of them; `type` names the sort of fault.
HttpResponse invalid(const std::string& type, const std::string& detail, const std::vector<corpus::Problem>& problems,
                     const HttpRequest& request);

}  // namespace pramen::server::admin
