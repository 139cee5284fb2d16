// A concept in SKOS: the same writers as `pramen thesaurus convert`.
#include <set>

#include "corpus/skos.h"
#include "corpus/thesaurus_files.h"
#include "server/api_answer.h"
#include "server/concept_routes.h"
#include "server/target.h"

namespace pramen::server {
namespace {

// The concept, and those it is linked with by their names alone: a link to what is not there would be dropped. It is
// no thesaurus: what stands at the top of the whole one only the concept itself may say.
corpus::Thesaurus neighbourhood(const corpus::Thesaurus& whole, const corpus::Concept& middle) {
  std::vector<corpus::Concept> concepts = {middle};
  std::set<std::string> neighbours;
  for (const auto* ids : {&middle.broader, &middle.narrower, &middle.related})
    neighbours.insert(ids->begin(), ids->end());
  if (!middle.replaced_by.empty()) neighbours.insert(middle.replaced_by);
  for (const std::string& id : neighbours) {
    const corpus::Concept& other = *whole.find(id);
    corpus::Concept& named = concepts.emplace_back();
    named.id = other.id;
    named.iri = other.iri;
    named.preferred = other.preferred;
  }
  std::vector<corpus::Statement> scheme;
  const auto in_scheme = [&](const std::string& iri, corpus::Property property) {
    scheme.push_back({.subject = iri, .predicate = std::string(iri_of(property)), .object = whole.iri()});
  };
  for (const corpus::Concept& one : concepts) {
    if (!whole.iri().empty()) in_scheme(one.iri, corpus::Property::in_scheme);
  }
  if (!whole.iri().empty() && middle.broader.empty()) in_scheme(middle.iri, corpus::Property::top_concept_of);
  return {{}, {}, std::move(concepts), std::move(scheme)};
}

HttpResponse skos(RecordForm form, const query::Database& database, AnswerCache& cache, const HttpRequest& request,
                  std::string_view id) {
  const RecordFormRow& row = record_form_row(form);
  const auto tag = api_tag(database, "concept", std::string(row.type).append(" ").append(id));
  return cache.answer(request, tag, api_vary, [&] {
    const corpus::Concept* found = database.thesaurus().find(id);
    if (found == nullptr) return no_such_concept(request);
    const auto format = form == RecordForm::turtle ? corpus::ThesaurusFormat::turtle : corpus::ThesaurusFormat::jsonld;
    return api_answer(row.type, write_thesaurus(neighbourhood(database.thesaurus(), *found), format, {}));
  });
}

}  // namespace

HttpResponse concept_in(RecordForm form, const query::Database& database, AnswerCache& cache,
                        const HttpRequest& request, std::string_view id) {
  switch (form) {
    case RecordForm::page: return concept_page(database, cache, request, id);
    case RecordForm::json: return api_concept(database, cache, request, id);
    default: return skos(form, database, cache, request, id);
  }
}

HttpResponse negotiated_concept(RecordForm usual, const query::Database& database, AnswerCache& cache,
                                const HttpRequest& request, std::string_view id) {
  return negotiated(usual, request,
                    {.path = "/concept/" + percent_encode(id),
                     .exists = [&] { return database.thesaurus().find(id) != nullptr; },
                     .in = [&](RecordForm form) { return concept_in(form, database, cache, request, id); }});
}

}  // namespace pramen::server
