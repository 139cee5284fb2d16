#include "query/suggestions.h"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

namespace pramen::query {
namespace {

using Json = nlohmann::ordered_json;

// Where a search for the word is shown. Letters and digits of ASCII stay as they are.
std::string search_address(const std::string& word, const std::string& lang) {
  std::string address = "/?q=";
  for (const char c : word) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    address += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return address + "&lang=" + lang;
}

Json suggestion_json(const Suggestion& one, const std::string& reader) {
  if (one.id.empty()) {
    return {{"title", one.title},
            {"lang", one.lang},
            {"url", search_address(one.title, reader.empty() ? one.lang : reader)},
            {"highlight", one.highlight},
            {"count", one.count}};
  }
  Json json = {{"id", one.id},
               {"title", one.title},
               {"lang", one.lang},
               {"url", "/record/" + one.id},
               {"highlight", one.highlight}};
  if (!one.other_name.empty()) json["other_name"] = one.other_name;
  return json;
}

}  // namespace

ParsedSuggestRequest parse_suggest_request(const corpus::Schema& schema, const std::vector<Parameter>& parameters) {
  ParsedSuggestRequest parsed;
  for (const auto& [name, value] : parameters) {
    if (name == "q") {
      std::string& text = parsed.request.text;
      if (!text.empty() && !value.empty()) text += ' ';
      text += value;
    } else if (name == "lang") {
      if (auto fault = lang_fault(schema, value))
        parsed.faults.push_back(std::move(*fault));
      else
        parsed.request.lang = value;
    } else if (!is_passed_over(name)) {
      parsed.faults.push_back({name, "there is no such parameter here", "parameters are q and lang"});
    }
  }
  return parsed;
}

std::vector<Parameter> to_parameters(const SuggestRequest& request) {
  std::vector<Parameter> parameters;
  if (!request.text.empty()) parameters.emplace_back("q", request.text);
  if (!request.lang.empty()) parameters.emplace_back("lang", request.lang);
  return parameters;
}

std::string to_json(const Suggestions& suggestions) {
  const SuggestRequest& request = suggestions.request;
  Json groups = Json::array();
  for (const SuggestGroup& group : suggestions.groups) {
    Json list = Json::array();
    for (const Suggestion& one : group.suggestions) list.push_back(suggestion_json(one, request.lang));
    groups.push_back(
        {{"kind", group.kind}, {"label", group.label}, {"total", group.total}, {"suggestions", std::move(list)}});
  }
  const Json json = {{"query",
                      {{"text", request.text},
                       {"lang", request.lang.empty() ? Json() : Json(request.lang)},
                       {"cut", suggestions.cut}}},
                     {"groups", std::move(groups)},
                     {"took_ms", std::round(suggestions.took_ms * 1e3) / 1e3},
                     {"generation", suggestions.generation}};
  // A command line's text may be anything.
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace pramen::query
