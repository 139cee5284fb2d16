#include "server/api.h"

#include <optional>
#include <set>
#include <string>

#include "corpus/record.h"
#include "server/api_json.h"
#include "server/entity_tag.h"
#include "server/problem.h"
#include "server/target.h"

namespace pramen::server {
namespace {

constexpr std::string_view vary = "Accept-Encoding";

bool is_passed_over(std::string_view name) { return name.starts_with('_') || name.starts_with("utm_"); }

// Faults every parameter that the route does not take; empty if all is well.
std::vector<query::RequestFault> check_names(const HttpRequest& request, const std::set<std::string_view>& taken) {
  std::vector<query::RequestFault> faults;
  for (const auto& [name, value] : request.parameters) {
    if (taken.contains(name) || is_passed_over(name)) continue;
    faults.push_back({name, "there is no such parameter here", ""});
  }
  return faults;
}

std::string languages_of(const corpus::Schema& schema) {
  std::string list;
  for (const auto& code : schema.languages()) list += (list.empty() ? "" : ", ") + code;
  return list;
}

HttpResponse json_answer(std::string body) {
  HttpResponse response;
  response.type = json_type;
  response.body = std::move(body);
  response.set("Vary", std::string(vary));
  return response;
}

std::string tag_of(const query::Database& database, std::string_view route, std::string_view what) {
  return entity_tag({route, database.content_hash(), std::to_string(database.generation()), what});
}

}  // namespace

HttpResponse api_search(const query::Database& database, AnswerCache& cache, const HttpRequest& request) {
  const auto parsed = query::parse_request(database.schema(), request.parameters, true);
  if (!parsed.faults.empty()) return invalid_parameters(parsed.faults, request);
  const auto tag = tag_of(database, "search", encode_query(query::to_parameters(parsed.request)));
  return cache.answer(request, tag, vary, [&] {
    const query::Answer answer = database.search(parsed.request);
    HttpResponse response = json_answer(query::to_json(answer));
    response.lasting = !answer.cut_short;
    if (answer.cut_short) response.set("Cache-Control", "no-store");
    return response;
  });
}

HttpResponse api_record(const query::Database& database, AnswerCache& cache, const HttpRequest& request,
                        std::string_view id) {
  auto faults = check_names(request, {"lang"});
  std::string lang;
  for (const auto& [name, value] : request.parameters) {
    if (name != "lang" || value.empty()) continue;
    if (database.schema().has_language(value)) {
      lang = value;
    } else {
      faults.push_back({"lang", "lang takes a language of this database", languages_of(database.schema())});
    }
  }
  if (!faults.empty()) return invalid_parameters(faults, request);
  const auto tag = tag_of(database, "record", std::string(id) + " " + lang);
  return cache.answer(request, tag, vary, [&] {
    const auto record = corpus::is_record_id(id) ? database.record(id) : std::nullopt;
    if (!record) return problem(404, "no-such-record", "there is no record with this id", request);
    return json_answer(record_json(database, *record, lang));
  });
}

HttpResponse api_schema(const query::Database& database, AnswerCache& cache, const HttpRequest& request) {
  if (const auto faults = check_names(request, {}); !faults.empty()) return invalid_parameters(faults, request);
  const auto tag = tag_of(database, "schema", "");
  return cache.answer(request, tag, vary, [&] { return json_answer(schema_json(database)); });
}

HttpResponse api_description(const query::Database& database, AnswerCache& cache, const HttpRequest& request) {
  const auto tag = tag_of(database, "openapi", database.schema().fingerprint());
  return cache.answer(request, tag, vary, [&] { return json_answer(openapi_json(database)); });
}

}  // namespace pramen::server
