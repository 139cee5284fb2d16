#include <fmt/format.h>

#include <algorithm>

#include "cli/commands.h"
#include "cli/parameters.h"
#include "query/comparison.h"
#include "query/concept_list.h"
#include "query/database.h"

namespace pramen::cli {
namespace {

// A letter a definition; then a row a dimension: x has it, - has it not, ? is not analysed.
void print_text(const query::Comparison& comparison) {
  const auto letter = [](std::size_t i) {
    return i < 26 ? std::string(1, static_cast<char>('A' + i)) : fmt::format("{}", i + 1);
  };
  for (std::size_t i = 0; i < comparison.definitions.size(); ++i) {
    const query::ComparedDefinition& one = comparison.definitions[i];
    fmt::print("{:>2}  {}\n    {} · {}{}{}\n    {}\n", letter(i), one.read().title, one.id, one.facts.country.label,
               one.facts.issuer.empty() ? "" : " · ", one.facts.issuer, one.read().summary);
  }
  for (const query::KeyLabel& country : comparison.without) fmt::print("    no definition: {}\n", country.label);
  fmt::print("\n");
  for (const query::ComparedDimension& dimension : comparison.dimensions) {
    for (std::size_t i = 0; i < comparison.definitions.size(); ++i)
      fmt::print("{:>2} ", !comparison.definitions[i].analysed ? "?" : dimension.aspect.has[i] ? "x" : "-");
    fmt::print(" {} ({})\n", dimension.aspect.label, query::agreement_name(dimension.aspect.agreement));
  }
}

void say_unknown(const query::Database& database, const CompareOptions& options) {
  const auto list = query::concept_list(database, {.text = options.subject, .lang = options.lang, .limit = 3});
  std::string near;
  for (const query::ListedConcept& one : list.concepts) near += (near.empty() ? "; near it: " : ", ") + one.id;
  fmt::print(stderr, "pramen: there is no concept {}{}\n", options.subject, near);
}

}  // namespace

int compare(const CompareOptions& options) {
  const auto database = query::Database::open(options.database);
  std::vector<query::Parameter> parameters = {{"concept", options.subject}, {"lang", options.lang}};
  for (const std::string& country : options.countries) parameters.emplace_back("countries", country);
  for (const std::string& id : options.ids) parameters.emplace_back("ids", id);
  if (options.narrower) parameters.emplace_back("narrower", "yes");
  const query::ParsedComparison parsed = query::parse_comparison(*database, parameters, true);
  if (!are_sound(parsed.faults)) return wrong_usage;
  if (parsed.unknown_subject) {
    say_unknown(*database, options);
    return wrong_usage;
  }
  const query::Comparison comparison = query::compare(*database, parsed.request);
  if (options.json)
    fmt::print("{}\n", query::to_json(comparison));
  else if (options.csv)
    fmt::print("{}", query::to_csv(comparison, database->schema()));
  else
    print_text(comparison);
  return done;
}

}  // namespace pramen::cli
