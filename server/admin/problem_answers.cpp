#include "server/admin/problem_answers.h"

#include <algorithm>

#include "server/problem.h"
#include "server/texts.h"

namespace pramen::server::admin {

using Json = nlohmann::ordered_json;

corpus::ProblemSink into(std::vector<corpus::Problem>& problems) {
  return [&problems](corpus::Problem&& problem) { problems.push_back(std::move(problem)); };
}

std::string problem_language(const HttpRequest& request) {
  return request.accept_language.empty() ? "en" : negotiate(request.accept_language).code();
}

Json to_json(const corpus::Problem& problem, std::string_view lang) {
  return {{"severity", problem.severity == corpus::Severity::fault ? "fault" : "warning"},
          {"path", problem.where.file},
          {"line", std::max<std::size_t>(problem.where.line, 1)},
          {"column", std::max<std::size_t>(problem.where.column, 1)},
          {"rule", problem.rule},
          {"message", problem.what.in(lang)},
          {"hint", problem.hint.in(lang)}};
}

Json to_json(const std::vector<corpus::Problem>& problems, std::string_view lang) {
  Json list = Json::array();
  for (const auto& problem : problems) list.push_back(to_json(problem, lang));
  return list;
}

HttpResponse invalid(const std::string& type, const std::string& detail, const std::vector<corpus::Problem>& problems,
                     const HttpRequest& request) {
  HttpResponse response = problem(422, type, detail, request);
  Json json = Json::parse(response.body);
  json["problems"] = to_json(problems, problem_language(request));
  response.body = json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  return response;
}

}  // namespace pramen::server::admin
