#include "corpus/thesaurus_build.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace pramen::corpus {
namespace {

// Statements in an order that does not depend on the file, with blank nodes named as they come up,
// so that any format brings the same ones back. Only the order among objects of one subject and
// predicate is that of the file.
class StatementOrder {
 public:
  explicit StatementOrder(const std::vector<const Triple*>& triples) {
    for (const Triple* triple : triples) {
      const Object& object = triple->object;
      const bool first =
          seen_.emplace(triple->subject, triple->predicate, object.text, object.language, object.datatype).second;
      if (first) by_subject_[triple->subject].push_back(triple);
    }
    for (auto& [subject, rows] : by_subject_) {
      std::ranges::stable_sort(rows, {}, [](const Triple* row) { return row->predicate; });
    }
    for (const Triple* triple : triples) {
      if (is_blank_node(triple->subject)) blank_subjects_.push_back(triple->subject);
    }
  }

  std::vector<Statement> take() {
    for (const auto& [subject, rows] : by_subject_) {
      if (!is_blank_node(subject)) add(subject);
    }
    for (const std::string_view subject : blank_subjects_) {
      if (!names_.contains(subject)) add(subject);  // nothing leads to it, or only a ring
    }
    return std::move(statements_);
  }

 private:
  // What is said of the subject, then of the blank nodes it leads to.
  void add(std::string_view subject) {
    std::vector<std::string_view> waiting = {subject};
    if (is_blank_node(subject)) name(subject, waiting);
    for (std::size_t i = 0; i < waiting.size(); ++i) {
      const auto rows = by_subject_.find(waiting[i]);
      if (rows == by_subject_.end()) continue;
      for (const Triple* row : rows->second) add(*row, waiting);
    }
  }

  void add(const Triple& triple, std::vector<std::string_view>& waiting) {
    const Object& object = triple.object;
    Statement statement{.subject = std::string(triple.subject),
                        .predicate = std::string(triple.predicate),
                        .type = object.type,
                        .object = std::string(object.text),
                        .language = std::string(object.language),
                        .datatype = std::string(object.datatype)};
    if (is_blank_node(triple.subject)) statement.subject = names_.at(triple.subject);
    if (object.type == NodeType::blank) statement.object = name(object.text, waiting);
    statements_.push_back(std::move(statement));
  }

  const std::string& name(std::string_view blank, std::vector<std::string_view>& waiting) {
    const auto [found, fresh] = names_.try_emplace(blank, fmt::format("_:b{}", names_.size() + 1));
    if (fresh && waiting.front() != blank) waiting.push_back(blank);
    return found->second;
  }

  std::set<std::tuple<std::string_view, std::string_view, std::string_view, std::string_view, std::string_view>> seen_;
  std::map<std::string_view, std::vector<const Triple*>> by_subject_;
  std::vector<std::string_view> blank_subjects_;
  std::unordered_map<std::string_view, std::string> names_;
  std::vector<Statement> statements_;
};

void add_text(Concept& one, const DraftText& text) {
  std::string language(text.language), words(text.text);
  switch (text.property) {
    case Property::preferred: one.preferred.try_emplace(std::move(language), std::move(words)); break;
    case Property::alternative: one.alternative[language].push_back(std::move(words)); break;
    case Property::hidden: one.hidden[language].push_back(std::move(words)); break;
    case Property::definition: one.definition.emplace(std::move(language), std::move(words)); break;
    default: one.scope_note.emplace(std::move(language), std::move(words));
  }
}

Concept concept_of(const DraftConcept& draft, const ConceptDrafts& drafts) {
  Concept one;
  one.id = draft.id;
  one.iri = draft.iri;
  one.deprecated = draft.deprecated;
  for (const DraftText& text : draft.texts) add_text(one, text);
  for (const DraftLink& link : draft.links) {
    if (link.index == nowhere) continue;
    std::string id(drafts.concepts[link.index].id);
    switch (link.property) {
      case Property::broader: one.broader.push_back(std::move(id)); break;
      case Property::narrower: one.narrower.push_back(std::move(id)); break;
      case Property::related: one.related.push_back(std::move(id)); break;
      default: one.replaced_by = std::move(id);
    }
  }
  one.exact_match.assign(draft.exact_match.begin(), draft.exact_match.end());
  for (const DraftText& record : draft.records) one.definitions.emplace_back(record.text);
  return one;
}

}  // namespace

Thesaurus build_thesaurus(const ConceptDrafts& drafts, const Triples& triples) {
  std::vector<Concept> concepts;
  std::vector<NamedDefinition> named;
  concepts.reserve(drafts.concepts.size());
  for (const DraftConcept& draft : drafts.concepts) {
    concepts.push_back(concept_of(draft, drafts));
    for (const DraftText& record : draft.records) {
      named.push_back({std::string(record.text), std::string(draft.id), triples.position(record.at)});
    }
  }
  return Thesaurus(std::string(drafts.scheme), drafts.title, std::move(concepts), StatementOrder(drafts.others).take(),
                   std::move(named));
}

}  // namespace pramen::corpus
