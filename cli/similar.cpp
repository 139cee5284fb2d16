#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/parameters.h"
#include "query/database.h"

namespace pramen::cli {
namespace {

void print_text(const query::SimilarRecords& records) {
  std::size_t number = 0;
  for (const query::SimilarRecord& record : records.similar) {
    fmt::print("{:3}. {}\n     {} · {} · {}{}{} · {:.3f}{}\n     {}\n", ++number, record.title, record.id, record.kind,
               record.country, record.country.empty() ? "" : " · ", record.lang, record.score,
               record.related ? " · related" : "", record.why);
  }
}

}  // namespace

int similar(const SimilarOptions& options) {
  const auto database = query::Database::open(options.database);
  std::vector<query::RequestFault> faults;
  if (!options.lang.empty() && !database->schema().has_language(options.lang)) {
    faults.push_back({"lang", "lang takes a language of this database",
                      fmt::format("{}", fmt::join(database->schema().languages(), ", "))});
  }
  const auto limit = options.limit.empty() ? query::usual_similar : query::parse_similar_limit(options.limit);
  if (!limit)
    faults.push_back({"limit", fmt::format("limit takes a whole number from 1 to {}", query::max_similar), ""});
  if (!are_sound(faults)) return wrong_usage;
  const auto records = database->similar(options.id, options.lang, *limit);
  if (!records) {
    fmt::print(stderr, "pramen: there is no record {}; `pramen search` finds ids\n", options.id);
    return wrong_usage;
  }
  if (options.json)
    fmt::print("{}\n", query::to_json(*records));
  else
    print_text(*records);
  return done;
}

}  // namespace pramen::cli
