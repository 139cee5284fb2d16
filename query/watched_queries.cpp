#include "query/watched_queries.h"

#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace pramen::query {

std::vector<WatchedQuery> read_watched_queries(const std::filesystem::path& file, const corpus::Schema& schema,
                                               const corpus::ProblemSink& problem) {
  std::ifstream lines(file);
  if (!lines) throw std::runtime_error(fmt::format("cannot open {}", file.string()));
  std::vector<WatchedQuery> queries;
  std::string line;
  for (std::size_t number = 1; std::getline(lines, line); ++number) {
    const auto fault = [&](corpus::Sentence what, corpus::Sentence hint) {
      corpus::Problem found;
      found.where = {file.string(), number, 1};
      found.rule = "watched-query";
      found.what = std::move(what);
      found.hint = std::move(hint);
      problem(std::move(found));
    };
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    const auto json = nlohmann::json::parse(line, nullptr, false);
    const auto text_of = [&](const char* key) {
      const auto found = json.find(key);
      return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    WatchedQuery query;
    if (json.is_object()) query = {text_of("text"), text_of("lang")};
    if (query.text.empty())
      fault(corpus::say("this line is no query"),
            corpus::say("a query is {}", R"({"text": "sociálny podnik", "lang": "sk"})"));
    else if (!query.lang.empty() && !schema.has_language(query.lang))
      fault(corpus::say("the database has no language {}", query.lang), corpus::say("leave \"lang\" out for any"));
    else
      queries.push_back(std::move(query));
  }
  return queries;
}

}  // namespace pramen::query
