#include "query/record_concepts.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "corpus/markdown.h"
#include "query/search.h"

namespace pramen::query {
namespace {

using indexer::Concepts;
using indexer::FieldKind;
using indexer::Subject;

std::string_view name_of(FieldKind kind) {
  switch (kind) {
    case FieldKind::title:
    case FieldKind::opening: return "title";
    case FieldKind::alternative: return "alternative";
    case FieldKind::summary: return "summary";
    case FieldKind::foreign:
    case FieldKind::body: return "body";
    case FieldKind::attachment: break;
  }
  return {};
}

// How much the record says of it; 0: it has it not.
std::uint32_t frequency(const Concepts& concepts, Subject subject, std::uint32_t row) {
  const auto rows = concepts.rows(subject);
  const auto at = std::ranges::lower_bound(rows, row);
  return at == rows.end() || *at != row ? 0
                                        : concepts.frequencies(subject)[static_cast<std::size_t>(at - rows.begin())];
}

RecordConcept named(const Concepts& concepts, Subject subject, std::uint32_t row, std::string_view lang) {
  return {std::string(concepts.id(subject)), std::string(concepts.label(subject, lang)),
          frequency(concepts, subject, row)};
}

// Where each concept of the thesaurus is named.
std::map<Subject, std::vector<NamedPlace>> places_in(const Generation& generation, std::uint32_t row) {
  std::map<Subject, std::vector<NamedPlace>> places;
  const auto occurrences = generation.concepts.occurrences(row);
  auto at = occurrences.begin();
  const auto& languages = generation.schema.languages();
  std::vector<std::uint32_t> names_so_far(languages.size());
  std::uint32_t number = 0;
  std::string_view lang;  // of the text
  for (indexer::FieldReader field = generation.tokens.fields(row); field.next(); ++number) {
    if (field.language() >= languages.size()) continue;
    if (field.kind() != FieldKind::foreign) lang = languages[field.language()];
    NamedPlace place{.lang = lang, .field = name_of(field.kind())};
    if (field.kind() == FieldKind::alternative) place.number = names_so_far[field.language()]++;
    for (; at != occurrences.end() && at->field <= number; ++at) {
      if (at->field < number || at->subject >= generation.concepts.of_thesaurus() || place.field.empty()) continue;
      place.begin = at->begin;
      place.end = at->end;
      place.ambiguous = at->ambiguous;
      // Words in another language may name it in both.
      const auto same = [&](const NamedPlace& other) {
        return other.lang == place.lang && other.field == place.field && other.begin == place.begin;
      };
      std::vector<NamedPlace>& known = places[at->subject];
      if (field.kind() != FieldKind::foreign || std::ranges::none_of(known, same)) known.push_back(place);
    }
  }
  return places;
}

}  // namespace

std::vector<RecordConcept> concepts_of(const Generation& generation, std::uint32_t row, std::string_view lang) {
  std::vector<RecordConcept> list;
  for (const auto& [subject, places] : places_in(generation, row)) {
    if (std::ranges::all_of(places, &NamedPlace::ambiguous)) continue;
    if (RecordConcept one = named(generation.concepts, subject, row, lang); one.frequency > 0)
      list.push_back(std::move(one));
  }
  std::ranges::stable_sort(list, std::greater{}, &RecordConcept::frequency);
  if (list.size() > most_concepts_of_record) list.resize(most_concepts_of_record);
  return list;
}

ConceptPlaces concept_places(const Generation& generation, std::uint32_t row, std::string_view lang) {
  const corpus::Record record = corpus::from_json(generation.schema, generation.index.data(row));
  ConceptPlaces found{.id = record.id, .texts = {}, .concepts = {}};
  for (const auto& [code, text] : record.texts)
    found.texts.push_back({code, text.title, text.alternative, text.summary, corpus::markdown_to_text(text.body)});
  auto places = places_in(generation, row);
  for (Subject subject = 0; subject < generation.concepts.of_thesaurus(); ++subject) {
    const auto at = places.find(subject);
    RecordConcept one = named(generation.concepts, subject, row, lang);
    if (at == places.end() && one.frequency == 0) continue;
    found.concepts.push_back({std::move(one), at == places.end() ? std::vector<NamedPlace>() : std::move(at->second)});
  }
  std::ranges::stable_sort(found.concepts, std::greater{}, [](const auto& one) { return one.named.frequency; });
  return found;
}

std::string to_json(const ConceptPlaces& places) {
  using Json = nlohmann::ordered_json;
  Json texts = Json::object(), concepts = Json::array();
  for (const PlainText& text : places.texts)
    texts[text.lang] = {
        {"title", text.title}, {"alternative", text.alternative}, {"summary", text.summary}, {"body", text.body}};
  for (const PlacedConcept& one : places.concepts) {
    Json list = Json::array();
    for (const NamedPlace& place : one.places) {
      Json item = {{"lang", place.lang}, {"field", place.field}};
      if (place.field == "alternative") item["number"] = place.number;
      item["begin"] = place.begin;
      item["end"] = place.end;
      item["ambiguous"] = place.ambiguous;
      list.push_back(std::move(item));
    }
    concepts.push_back({{"id", one.named.id},
                        {"label", one.named.label},
                        {"url", "/concept/" + one.named.id},
                        {"frequency", one.named.frequency},
                        {"places", std::move(list)}});
  }
  const Json json = {{"id", places.id},
                     {"texts", std::move(texts)},
                     {"concepts", std::move(concepts)},
                     {"generation", places.generation}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace pramen::query
