// A query read by the bundled schema, without an index.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "query/words.h"

namespace pramen::tests {

struct ReadQuery {
  std::string printed;
  std::vector<query::QueryItem> items;
  std::vector<query::QueryProblem> problems;

  // The codes of the problems, in the order of the text: "bracket-open 4+1".
  std::vector<std::string> oddities() const {
    std::vector<std::string> list;
    for (const query::QueryProblem& problem : problems) {
      list.push_back(std::string(query::oddity_name(problem.code)) + ' ' + std::to_string(problem.position) + '+' +
                     std::to_string(problem.length));
    }
    return list;
  }
};

// As a reader of `lang` asks; words are read in it, then in all others.
inline ReadQuery read_query(std::string_view text, std::string_view lang = "sk") {
  static const corpus::Schema schema = corpus::Schema::bundled();
  static const query::FieldNames fields(schema);
  static const stemmers::Languages languages;
  query::Grammar grammar{fields, {languages.find(lang)}, lang};
  for (const std::string& code : schema.languages()) {
    if (code != lang) grammar.languages.push_back(languages.find(code));
  }
  query::ParsedWords parsed = query::parse_words(text, grammar);
  std::string printed = query::printed(parsed.items, schema);
  return {std::move(printed), std::move(parsed.items), std::move(parsed.problems)};
}

}  // namespace pramen::tests
