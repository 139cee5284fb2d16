#include "corpus/definition_check.h"

#include "corpus/characters.h"

namespace pramen::corpus {

DefinitionCheck::DefinitionCheck(const Thesaurus& thesaurus) : thesaurus_(thesaurus) {
  for (const NamedDefinition& one : thesaurus.named_definitions()) kinds_.try_emplace(one.record);
}

void DefinitionCheck::see(const std::string& id, const std::string& kind) {
  const auto named = kinds_.find(id);
  if (named != kinds_.end()) named->second = kind;
}

void DefinitionCheck::report(const ProblemSink& problems) const {
  for (const NamedDefinition& one : thesaurus_.named_definitions()) {
    const std::string& kind = kinds_.at(one.record);
    if (kind == "definition") continue;
    problems({.severity = Severity::warning,
              .where = one.where,
              .rule = kind.empty() ? "unknown-definition" : "no-definition",
              .what = kind.empty() ? say("there is no sound record {}", in_quotes(one.record))
                                   : say("the record {} is a {}, not a definition", in_quotes(one.record), kind),
              .hint = say("mend pramen:definition of {}, or delete it", one.meaning),
              .record = {}});
  }
}

}  // namespace pramen::corpus
