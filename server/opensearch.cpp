#include "server/opensearch.h"

#include <nlohmann/json.hpp>
#include <set>

#include "server/assets.h"
#include "server/entity_tag.h"
#include "server/frame.h"
#include "server/problem.h"
#include "server/target.h"
#include "server/templates.h"

namespace pramen::server {
namespace {

using Json = nlohmann::json;

// Browsers show some ten; words come first, since they are what one goes on typing.
constexpr std::size_t most_completions = 10;

struct Completions {
  Json texts = Json::array(), descriptions = Json::array(), addresses = Json::array();
};

Completions completions_of(const query::Suggestions& found, const Texts& texts, const std::string& origin) {
  Completions completions;
  std::set<std::string_view> seen;
  const auto add = [&](const query::SuggestGroup& group) {
    for (const query::Suggestion& one : group.suggestions) {
      if (completions.texts.size() == most_completions || !seen.insert(one.title).second) continue;
      const bool is_word = one.id.empty();
      completions.texts.push_back(one.title);
      completions.descriptions.push_back(is_word ? texts.count("browsing", one.count) : group.label);
      completions.addresses.push_back(origin + (is_word ? address("/", {{"q", one.title}, {"lang", texts.code()}})
                                                        : record_address(one.id, texts)));
    }
  };
  for (const auto& group : found.groups) {
    if (group.kind == query::words_group) add(group);
  }
  for (const auto& group : found.groups) {
    if (group.kind != query::words_group) add(group);
  }
  return completions;
}

}  // namespace

HttpResponse opensearch_description(const query::Database& database, AnswerCache& cache, const HttpRequest& request) {
  if (request.origin.empty()) return no_public_address(request);
  const Texts& texts = page_texts(request);
  return cache.answer(request, page_tag(database, request, texts, "opensearch", ""), page_vary, [&] {
    HttpResponse response;
    response.type = "application/opensearchdescription+xml; charset=utf-8";
    response.body = render("opensearch", {{"short_name", site_name},
                                          {"long_name", texts["subtitle"]},
                                          {"description", texts["description"]},
                                          {"origin", request.origin},
                                          {"icon", asset_address("favicon.svg")},
                                          {"example", texts["search_example"]},
                                          {"lang", texts.code()}});
    response.set("Content-Language", texts.code());
    response.set("Vary", std::string(page_vary));
    return response;
  });
}

HttpResponse opensearch_suggestions(const query::Database& database, AnswerCache& cache, const HttpRequest& request) {
  const auto parsed = query::parse_suggest_request(database.schema(), request.parameters);
  if (!parsed.faults.empty()) return invalid_parameters(parsed.faults, request);
  const Texts& texts = page_texts(request);
  const auto tag =
      page_tag(database, request, texts, "opensearch suggestions", encode_query(query::to_parameters(parsed.request)));
  return cache.answer(request, tag, page_vary, [&] {
    const auto found = database.suggest(parsed.request);
    Completions completions = completions_of(found, texts, request.origin);
    Json answer = {found.request.text, std::move(completions.texts), std::move(completions.descriptions)};
    // The extension wants whole addresses.
    if (!request.origin.empty()) answer.push_back(std::move(completions.addresses));
    HttpResponse response;
    response.type = "application/x-suggestions+json; charset=utf-8";
    response.body = answer.dump(-1, ' ', false, Json::error_handler_t::replace);
    response.set("Vary", std::string(page_vary));
    return response;
  });
}

}  // namespace pramen::server
