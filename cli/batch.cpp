#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "query/database.h"

namespace pramen::cli {
namespace {

struct BatchQuery {
  std::string id, text, lang;
};

// Nothing if the line is not a query; says why on stderr.
std::optional<BatchQuery> read_query(const std::string& line, const std::string& file, std::size_t number) {
  const auto json = nlohmann::json::parse(line, nullptr, false);
  const auto text_of = [&](const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  if (!json.is_object()) {
    fmt::print(
        stderr,
        "{}:{}:1: this line is no JSON object (a query is {{\"_id\": \"1\", \"text\": \"words\", \"lang\": \"sk\"}})\n",
        file, number);
    return std::nullopt;
  }
  BatchQuery query{text_of("_id"), text_of("text"), text_of("lang")};
  for (const auto& [name, value] : {std::pair("_id", &query.id), std::pair("text", &query.text)}) {
    if (!value->empty()) continue;
    fmt::print(stderr, "{}:{}:1: the query has no \"{}\", or it is no text\n", file, number, name);
    return std::nullopt;
  }
  return query;
}

// The first max_query_characters characters.
std::string bounded(std::string text) {
  std::size_t characters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80 && characters++ == query::max_query_characters)
      return text.substr(0, i);
  }
  return text;
}

}  // namespace

int batch(const BatchOptions& options) {
  const auto database = query::Database::open(options.database);
  std::ifstream opened;
  const bool from_stdin = options.queries == "-";
  if (!from_stdin) opened.open(options.queries);
  if (!from_stdin && !opened) {
    fmt::print(stderr, "pramen: cannot open {}\n", options.queries.string());
    return wrong_usage;
  }
  std::istream& input = from_stdin ? std::cin : opened;
  const std::string file = from_stdin ? "<stdin>" : options.queries.string();
  bool faults = false;
  std::string line;
  for (std::size_t number = 1; std::getline(input, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    const auto query = read_query(line, file, number);
    if (query && !query->lang.empty() && !database->schema().has_language(query->lang)) {
      fmt::print(stderr, "{}:{}:1: the database has no language {}\n", file, number, query->lang);
    }
    if (!query || (!query->lang.empty() && !database->schema().has_language(query->lang))) {
      faults = true;
      continue;
    }
    query::Request request;
    request.words = bounded(query->text);
    request.lang = query->lang;
    request.limit = options.limit;
    request.facets.emplace();  // none
    request.passages = request.counts = false;
    if (options.enquire) request.engine = query::Engine::enquire;
    for (const std::string& tier : options.without) request.without.push_back(*indexer::tier_named(tier));
    const query::Answer answer = database->search(request);
    for (std::size_t rank = 0; rank < answer.hits.size(); ++rank) {
      fmt::print("{}\t{}\t{}\n", query->id, answer.hits[rank].id, rank + 1);
    }
  }
  return faults ? input_has_faults : done;
}

}  // namespace pramen::cli
