#include "server/api.h"

#include <fmt/format.h>

#include <optional>
#include <set>
#include <string>

#include "corpus/record.h"
#include "server/api_answer.h"
#include "server/api_json.h"
#include "server/network.h"
#include "server/problem.h"
#include "server/target.h"

namespace pramen::server {
namespace {

std::size_t read_similar_limit(const HttpRequest& request, std::vector<query::RequestFault>& faults) {
  std::size_t limit = query::usual_similar;
  for (const auto& [name, value] : request.parameters) {
    if (name != "limit" || value.empty()) continue;
    const auto read = query::parse_similar_limit(value);
    if (!read)
      faults.push_back({"limit", fmt::format("limit takes a whole number from 1 to {}", query::max_similar), ""});
    limit = read.value_or(limit);
  }
  return limit;
}

}  // namespace

HttpResponse api_search(const query::Database& database, AnswerCache& cache, const HttpRequest& request) {
  const auto parsed = query::parse_request(database.schema(), request.parameters, true);
  if (!parsed.faults.empty()) return invalid_parameters(parsed.faults, request);
  const auto tag = api_tag(database, "search", encode_query(query::to_parameters(parsed.request)));
  return cache.answer(request, tag, api_vary, [&] {
    const query::Answer answer = database.search(parsed.request);
    HttpResponse response = json_answer(query::to_json(answer), answer.cut_short);
    response.searched = searched(answer);
    return response;
  });
}

HttpResponse api_suggest(const query::Database& database, AnswerCache& cache, const HttpRequest& request) {
  const auto parsed = query::parse_suggest_request(database.schema(), request.parameters);
  if (!parsed.faults.empty()) return invalid_parameters(parsed.faults, request);
  const auto tag = api_tag(database, "suggest", encode_query(query::to_parameters(parsed.request)));
  return cache.answer(request, tag, api_vary,
                      [&] { return json_answer(query::to_json(database.suggest(parsed.request))); });
}

HttpResponse no_such_record(const HttpRequest& request) {
  return problem(404, "no-such-record", "there is no record with this id", request);
}

HttpResponse api_record(const query::Database& database, AnswerCache& cache, const HttpRequest& request,
                        std::string_view id) {
  auto faults = check_names(request, {"lang"});
  const std::string lang = read_lang(database.schema(), request, faults);
  if (!faults.empty()) return invalid_parameters(faults, request);
  const auto tag = api_tag(database, "record", std::string(id) + " " + lang);
  return cache.answer(request, tag, api_vary, [&] {
    const auto record = corpus::is_record_id(id) ? database.record(id) : std::nullopt;
    return record ? json_answer(record_json(database, *record, lang)) : no_such_record(request);
  });
}

HttpResponse api_similar(const query::Database& database, AnswerCache& cache, const HttpRequest& request,
                         std::string_view id) {
  auto faults = check_names(request, {"lang", "limit"});
  const std::string lang = read_lang(database.schema(), request, faults);
  const std::size_t limit = read_similar_limit(request, faults);
  if (!faults.empty()) return invalid_parameters(faults, request);
  const auto tag = api_tag(database, "similar", fmt::format("{} {} {}", id, lang, limit));
  return cache.answer(request, tag, api_vary, [&] {
    const auto similar = database.similar(id, lang, limit);
    return similar ? json_answer(query::to_json(*similar)) : no_such_record(request);
  });
}

HttpResponse api_network(const query::Database& database, AnswerCache& cache, const HttpRequest& request,
                         std::string_view id) {
  auto faults = check_names(request, {"lang"});
  const std::string lang = read_lang(database.schema(), request, faults);
  if (!faults.empty()) return invalid_parameters(faults, request);
  const auto tag = api_tag(database, "network", fmt::format("{} {}", id, lang));
  return cache.answer(request, tag, api_vary, [&] {
    const auto network = network_of(database, id, lang);
    return network ? json_answer(network_json(database, *network, lang)) : no_such_record(request);
  });
}

HttpResponse api_record_concepts(const query::Database& database, AnswerCache& cache, const HttpRequest& request,
                                 std::string_view id) {
  auto faults = check_names(request, {"lang"});
  const std::string lang = read_lang(database.schema(), request, faults);
  if (!faults.empty()) return invalid_parameters(faults, request);
  const auto tag = api_tag(database, "record_concepts", fmt::format("{} {}", id, lang));
  return cache.answer(request, tag, api_vary, [&] {
    const auto places = database.concept_places(id, lang);
    return places ? json_answer(query::to_json(*places)) : no_such_record(request);
  });
}

HttpResponse api_facet(const query::Database& database, AnswerCache& cache, const HttpRequest& request,
                       std::string_view name) {
  const corpus::Facet* facet = database.schema().facet(name);
  if (facet == nullptr)
    return problem(404, "no-such-facet",
                   "there is no facet with this name; facets are " + query::facet_names(database.schema()), request);
  const auto parsed = query::parse_facet_values(database.schema(), *facet, request.parameters);
  if (!parsed.faults.empty()) return invalid_parameters(parsed.faults, request);
  const auto tag = api_tag(database, "facet", encode_query(query::to_parameters(parsed.request)));
  return cache.answer(request, tag, api_vary, [&] {
    const query::FacetValues values = database.facet_values(parsed.request);
    return json_answer(query::to_json(values), values.cut_short);
  });
}

HttpResponse api_titles(const query::Database& database, AnswerCache& cache, const HttpRequest& request) {
  const auto parsed = query::parse_title_list(database.schema(), request.parameters, true);
  if (!parsed.faults.empty()) return invalid_parameters(parsed.faults, request);
  const auto tag = api_tag(database, "titles", encode_query(query::to_parameters(parsed.request)));
  return cache.answer(request, tag, api_vary,
                      [&] { return json_answer(query::to_json(database.title_list(parsed.request))); });
}

HttpResponse api_schema(const query::Database& database, AnswerCache& cache, const HttpRequest& request) {
  if (const auto faults = check_names(request, {}); !faults.empty()) return invalid_parameters(faults, request);
  const auto tag = api_tag(database, "schema", "");
  return cache.answer(request, tag, api_vary, [&] { return json_answer(schema_json(database)); });
}

HttpResponse api_description(const query::Database& database, AnswerCache& cache, const HttpRequest& request) {
  const auto tag = api_tag(database, "openapi", database.schema().fingerprint());
  return cache.answer(request, tag, api_vary, [&] { return json_answer(openapi_json(database)); });
}

}  // namespace pramen::server
