#include "server/admin/problem_answers.h"

#include <algorithm>

#include "server/problem.h"

namespace pramen::server::admin {

using Json = nlohmann::ordered_json;

corpus::ProblemSink into(std::vector<corpus::Problem>& problems) {
  return [&problems](corpus::Problem&& problem) { problems.push_back(std::move(problem)); };
}

Json to_json(const corpus::Problem& problem) {
  return {{"severity", problem.severity == corpus::Severity::fault ? "fault" : "warning"},
          {"path", problem.where.file},
          {"line", std::max<std::size_t>(problem.where.line, 1)},
          {"column", std::max<std::size_t>(problem.where.column, 1)},
          {"rule", problem.rule},
          {"message", problem.what},
          {"hint", problem.hint}};
}

Json to_json(const std::vector<corpus::Problem>& problems) {
  Json list = Json::array();
  for (const auto& problem : problems) list.push_back(to_json(problem));
  return list;
}

HttpResponse invalid(const std::string& type, const std::string& detail, const std::vector<corpus::Problem>& problems,
                     const HttpRequest& request) {
  HttpResponse response = problem(422, type, detail, request);
  Json json = Json::parse(response.body);
  json["problems"] = to_json(problems);
  response.body = json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  return response;
}

}  // namespace pramen::server::admin
