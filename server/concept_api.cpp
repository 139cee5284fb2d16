#include <fmt/format.h>

#include <algorithm>

#include "query/comparison.h"
#include "query/concept_list.h"
#include "query/concept_page.h"
#include "server/api_answer.h"
#include "server/concept_routes.h"
#include "server/problem.h"
#include "server/target.h"

namespace pramen::server {
namespace {

// Takes `format` out of the parameters.
bool read_csv(std::vector<query::Parameter>& parameters, std::vector<query::RequestFault>& faults) {
  bool csv = false;
  for (const auto& [name, value] : parameters) {
    if (name != "format") continue;
    csv = value == "csv";
    if (!csv && value != "json" && !value.empty())
      faults.push_back({"format", "format has no value like that", "json, csv"});
  }
  std::erase_if(parameters, [](const query::Parameter& one) { return one.first == "format"; });
  return csv;
}

}  // namespace

HttpResponse no_such_concept(const HttpRequest& request) {
  return problem(404, "no-such-concept", "the thesaurus has no concept with this id; /api/v1/concepts?q= finds ids",
                 request);
}

HttpResponse api_concepts(const query::Database& database, AnswerCache& cache, const HttpRequest& request) {
  const auto parsed = query::parse_concept_list(database.schema(), request.parameters);
  if (!parsed.faults.empty()) return invalid_parameters(parsed.faults, request);
  const auto tag = api_tag(database, "concepts", encode_query(query::to_parameters(parsed.request)));
  return cache.answer(request, tag, api_vary,
                      [&] { return json_answer(query::to_json(query::concept_list(database, parsed.request))); });
}

HttpResponse api_concept(const query::Database& database, AnswerCache& cache, const HttpRequest& request,
                         std::string_view id) {
  auto faults = check_names(request, {"lang"});
  const std::string lang = read_lang(database.schema(), request, faults);
  if (!faults.empty()) return invalid_parameters(faults, request);
  const auto tag = api_tag(database, "concept", fmt::format("{} {}", id, lang));
  return cache.answer(request, tag, api_vary, [&] {
    const auto page = query::concept_page(database, id, lang);
    return page ? json_answer(query::to_json(*page)) : no_such_concept(request);
  });
}

HttpResponse api_compare(const query::Database& database, AnswerCache& cache, const HttpRequest& request) {
  std::vector<query::Parameter> parameters = request.parameters;
  std::vector<query::RequestFault> faults;
  const bool csv = read_csv(parameters, faults);
  auto parsed = query::parse_comparison(database, parameters, true);
  std::ranges::move(parsed.faults, std::back_inserter(faults));
  if (!faults.empty()) return invalid_parameters(faults, request);
  if (parsed.unknown_subject) return no_such_concept(request);
  const auto tag =
      api_tag(database, csv ? "compare csv" : "compare", encode_query(query::to_parameters(parsed.request)));
  return cache.answer(request, tag, api_vary, [&] {
    const query::Comparison comparison = query::compare(database, parsed.request);
    if (!csv) return json_answer(query::to_json(comparison));
    HttpResponse response = api_answer("text/csv; charset=utf-8", query::to_csv(comparison, database.schema()));
    // The id of a concept or nothing: no character that would have to be escaped.
    const std::string& subject = parsed.request.subject;
    response.set("Content-Disposition",
                 fmt::format("attachment; filename=\"compare{}{}.csv\"", subject.empty() ? "" : "-", subject));
    return response;
  });
}

}  // namespace pramen::server
