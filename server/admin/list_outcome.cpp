#include "server/admin/list_outcome.h"

#include <fmt/format.h>

#include "corpus/durable_file.h"
#include "server/admin/problem_answers.h"
#include "server/problem.h"

namespace pramen::server::admin {

using State = ListOutcome::State;

void write_list(const std::filesystem::path& file, const std::string& lines) {
  if (!lines.empty())
    corpus::FreshFile(file, lines).put_in_place();
  else if (std::filesystem::exists(file))
    corpus::remove_file(file);
  corpus::sync_folder(file.parent_path());
}

HttpResponse to_response(const ListOutcome& outcome, const ListName& name, const HttpRequest& request) {
  HttpResponse response;
  switch (outcome.state) {
    case State::invalid:
      return invalid(fmt::format("invalid-{}", name.slug), fmt::format("{} have faults; nothing was changed", name.words),
                     outcome.problems, request);
    case State::conflict: return problem(409, fmt::format("{}-conflict", name.slug), outcome.detail, request);
    case State::not_matching:
      response = problem(412, "", fmt::format("{} are not as the condition of the request wants them", name.words),
                         request);
      break;
    default: response.type = json_type; response.body = outcome.json;
  }
  if (!outcome.tag.empty()) response.set("ETag", outcome.tag);
  return response;
}

HttpResponse to_read_response(const ListOutcome& outcome, const ListName& name, const HttpRequest& request) {
  if (outcome.state != State::found || request.if_none_match != outcome.tag) return to_response(outcome, name, request);
  HttpResponse response;
  response.status = 304;
  response.set("ETag", outcome.tag);
  return response;
}

HttpResponse missing_list(const ListName& name, const HttpRequest& request) {
  return problem(400, "", fmt::format("{} are missing: send them as the body", name.words), request);
}

}  // namespace pramen::server::admin
