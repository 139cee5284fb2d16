// The records of the corpus over HTTP, one by one or many in a body.
#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "corpus/record.h"
#include "server/admin/path.h"
#include "server/admin/problem_answers.h"
#include "server/admin/records.h"
#include "server/admin/route.h"
#include "server/admin/services.h"
#include "server/problem.h"

namespace pramen::server::admin {
namespace {

using Json = nlohmann::ordered_json;
using State = RecordOutcome::State;

HttpResponse response_to(const RecordOutcome& outcome, const HttpRequest& request) {
  HttpResponse response;
  switch (outcome.state) {
    case State::missing: return problem(404, "", "there is no such record", request);
    case State::invalid:
      return invalid("invalid-record", "the record has faults; nothing was changed", outcome.problems, request);
    case State::conflict: return problem(409, "record-conflict", outcome.detail, request);
    case State::not_matching:
      response = problem(412, "", "the record is not as the condition of the request wants it", request);
      break;
    case State::deleted: return no_content();
    default:
      response.status = outcome.state == State::created ? 201 : 200;
      response.type = json_type;
      response.body = outcome.json;
  }
  if (!outcome.tag.empty()) response.set("ETag", outcome.tag);
  if (outcome.state == State::created) response.set("Location", fmt::format("{}records/{}", prefix, outcome.id));
  return response;
}

// An id that could be no record's never reaches the file system.
bool is_sound(const Call& call) { return corpus::is_record_id(call.parts.front()); }
HttpResponse no_id(const Call& call) {
  return problem(404, "", "this is no id of a record: 1 to 100 of a-z, 0-9 and -", call.request);
}
HttpResponse no_body(const Call& call) {
  return problem(400, "", "the record is missing: send it as the body", call.request);
}

HttpResponse get(Services& services, Call& call) {
  if (!is_sound(call)) return no_id(call);
  const RecordOutcome outcome = services.records.get(call.parts.front());
  if (outcome.state == State::found && call.request.if_none_match == outcome.tag) {
    HttpResponse response;
    response.status = 304;
    response.set("ETag", outcome.tag);
    return response;
  }
  return response_to(outcome, call.request);
}

HttpResponse put(Services& services, Call& call) {
  if (!is_sound(call)) return no_id(call);
  if (call.request.body.empty()) return no_body(call);
  return response_to(services.records.put(call.parts.front(), call.request.body, conditions_of(call.request)),
                     call.request);
}

HttpResponse patch(Services& services, Call& call) {
  if (!is_sound(call)) return no_id(call);
  if (call.request.body.empty()) return no_body(call);
  return response_to(services.records.patch(call.parts.front(), call.request.body, conditions_of(call.request)),
                     call.request);
}

HttpResponse remove(Services& services, Call& call) {
  if (!is_sound(call)) return no_id(call);
  return response_to(services.records.remove(call.parts.front(), conditions_of(call.request)), call.request);
}

// {"line", "id", "status", "problems"} a line; a conflict is a problem of its line.
HttpResponse bulk(Services& services, Call& call) {
  std::size_t lines = 0, taken = 0;
  HttpResponse response;
  response.type = "application/jsonl; charset=utf-8";
  const std::string lang = problem_language(call.request);
  services.records.bulk(call.request.body, [&](std::size_t line, const RecordOutcome& outcome) {
    ++lines;
    taken += outcome.state == State::created || outcome.state == State::updated || outcome.state == State::unchanged;
    Json problems = to_json(outcome.problems, lang);
    if (outcome.state == State::conflict) {
      corpus::Problem problem;
      problem.where = {"body", line, 1};
      problem.rule = "record-conflict";
      problem.what = corpus::verbatim(outcome.detail);
      problems.push_back(to_json(problem, lang));
    }
    const Json json = {{"line", line},
                       {"id", outcome.id.empty() ? Json() : Json(outcome.id)},
                       {"status", name_of(outcome.state)},
                       {"problems", std::move(problems)}};
    response.body += json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  });
  call.object = fmt::format("{} of {} lines taken", taken, lines);
  return response;
}

constexpr std::array routes = {
    Route{"GET", "records/{}", "records.get", Scope::records, get},
    Route{"PUT", "records/{}", "records.put", Scope::records, put, Body::json},
    Route{"PATCH", "records/{}", "records.patch", Scope::records, patch, Body::merge_patch},
    Route{"DELETE", "records/{}", "records.delete", Scope::records, remove},
    Route{"POST", "records", "records.bulk", Scope::records, bulk, Body::bulk},
};

}  // namespace

std::span<const Route> record_routes() { return routes; }

}  // namespace pramen::server::admin
