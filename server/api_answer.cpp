#include "server/api_answer.h"

#include "server/entity_tag.h"

namespace pramen::server {

std::vector<query::RequestFault> check_names(const HttpRequest& request, const std::set<std::string_view>& taken) {
  std::vector<query::RequestFault> faults;
  for (const auto& [name, value] : request.parameters) {
    if (taken.contains(name) || query::is_passed_over(name)) continue;
    faults.push_back({name, "there is no such parameter here", ""});
  }
  return faults;
}

std::string read_lang(const corpus::Schema& schema, const HttpRequest& request,
                      std::vector<query::RequestFault>& faults) {
  std::string lang;
  for (const auto& [name, value] : request.parameters) {
    if (name != "lang" || value.empty()) continue;
    if (auto fault = query::lang_fault(schema, value))
      faults.push_back(std::move(*fault));
    else
      lang = value;
  }
  return lang;
}

std::string api_tag(const query::Database& database, std::string_view route, std::string_view what) {
  return entity_tag(
      {route, database.content_hash(), std::to_string(database.generation()), database.bets_since(), what});
}

HttpResponse api_answer(std::string_view type, std::string body) {
  HttpResponse response;
  response.type = type;
  response.body = std::move(body);
  response.set("Vary", std::string(api_vary));
  return response;
}

HttpResponse json_answer(std::string body, bool cut_short) {
  HttpResponse response = json_answer(std::move(body));
  response.lasting = !cut_short;
  if (cut_short) response.set("Cache-Control", "no-store");
  return response;
}

std::optional<Searched> searched(const query::Answer& answer) {
  if (answer.request.words.empty() || answer.request.offset > 0) return std::nullopt;
  return Searched{answer.request.words, answer.request.lang, answer.total, answer.cut_short};
}

}  // namespace pramen::server
