#include "corpus/thesaurus_checks.h"

#include <fmt/format.h>

#include "corpus/characters.h"

namespace pramen::corpus {
namespace {

void check_links(const DraftConcept& draft, ThesaurusProblems& problems) {
  for (const DraftLink& link : draft.links) {
    if (link.index != nowhere) continue;
    problems.fault(link.at, "dangling-link", fmt::format("there is no concept <{}>", link.target),
                   "mend the id, or delete it from the list");
  }
}

}  // namespace

void check_thesaurus(const ConceptDrafts& drafts, std::span<const std::string>, ThesaurusProblems& problems) {
  for (const DraftConcept& draft : drafts.concepts) check_links(draft, problems);
}

}  // namespace pramen::corpus
