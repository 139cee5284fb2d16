#include <fmt/format.h>

#include "cli/commands.h"
#include "query/database.h"

namespace pramen::cli {
namespace {

void print_text(const query::Suggestions& suggestions) {
  if (suggestions.cut)
    fmt::print(stderr, "note: only the first {} characters were read\n", query::max_suggest_characters);
  for (const query::SuggestGroup& group : suggestions.groups) {
    if (group.total == 0) continue;
    fmt::print("{} ({})\n", group.label, group.total);
    for (const query::Suggestion& one : group.suggestions) {
      if (one.id.empty())
        fmt::print("  {}  {} · {}\n", one.title, one.lang, one.count);
      else
        fmt::print("  {}  {} · {}\n", one.title, one.id, one.lang);
    }
  }
  fmt::print(stderr, "{:.3f} ms, generation {}\n", suggestions.took_ms, suggestions.generation);
}

}  // namespace

int suggest(const SuggestOptions& options) {
  const auto database = query::Database::open(options.database);
  const auto parsed = query::parse_suggest_request(database->schema(), {{"q", options.text}, {"lang", options.lang}});
  for (const query::RequestFault& fault : parsed.faults)
    fmt::print(stderr, "pramen: {} ({})\n", fault.what, fault.hint);
  if (!parsed.faults.empty()) return wrong_usage;
  const query::Suggestions suggestions = database->suggest(parsed.request);
  if (options.json)
    fmt::print("{}\n", query::to_json(suggestions));
  else
    print_text(suggestions);
  return done;
}

}  // namespace pramen::cli
