#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/parameters.h"
#include "query/database.h"

namespace pramen::cli {
namespace {

void print_text(const query::FacetValues& found) {
  for (const query::NamedValue& value : found.values) {
    fmt::print("{}{}\t{}\t{}{}\n", value.count.value, value.count.selected ? "*" : "", value.count.count,
               value.count.label, value.matched.empty() ? "" : " (" + value.matched + ")");
  }
  if (found.cut_short) fmt::print(stderr, "note: the time ran out; counts are those of the records seen\n");
  fmt::print(stderr, "{}: {} values, {} records, generation {}\n", found.label, found.total, found.records,
             found.generation);
}

}  // namespace

int facets(const FacetsOptions& options) {
  const auto database = query::Database::open(options.database);
  const corpus::Facet* facet = database->schema().facet(options.facet);
  if (facet == nullptr) {
    fmt::print(stderr, "pramen: there is no facet {} ({})\n", options.facet, query::facet_names(database->schema()));
    return wrong_usage;
  }
  std::vector<query::Parameter> given = {{"q", options.text},      {"query", options.words}, {"lang", options.lang},
                                         {"match", options.match}, {"sort", options.sort},   {"limit", options.limit}};
  if (!add_filters(options.filters, given)) return wrong_usage;
  const query::ParsedFacetValues parsed = query::parse_facet_values(database->schema(), *facet, given);
  if (!are_sound(parsed.faults)) return wrong_usage;
  const query::FacetValues found = database->facet_values(parsed.request);
  if (options.json)
    fmt::print("{}\n", query::to_json(found));
  else
    print_text(found);
  return done;
}

}  // namespace pramen::cli
