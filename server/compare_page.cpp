// GET /compare: definitions of a concept side by side. A plain GET form chooses countries, another
// single definitions; every state has its address.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include <nlohmann/json.hpp>

#include "corpus/markdown.h"
#include "query/comparison.h"
#include "query/concept_list.h"
#include "server/assets.h"
#include "server/concept_routes.h"
#include "server/entity_tag.h"
#include "server/fault_texts.h"
#include "server/frame.h"
#include "server/target.h"
#include "server/templates.h"

namespace pramen::server {
namespace {

using Json = nlohmann::json;
using query::Agreement;
using query::ComparedAspect;
using query::ComparedDefinition;
using query::Comparison;

struct View {
  const corpus::Schema& schema;
  const Texts& texts;
  const Comparison& comparison;

  std::string field(std::string_view name) const {
    const corpus::Field* known = schema.field(name);
    return std::string(known == nullptr ? name : corpus::label_in(known->labels, texts.code(), name));
  }
};

// A definition's name in lists, which stands above its column, too: its place and country.
std::string short_name(const Comparison& comparison, std::size_t column) {
  const ComparedDefinition& definition = comparison.definitions[column];
  const std::string& country = definition.facts.country.label;
  return fmt::format("{}. {}", column + 1, country.empty() ? definition.read().title : country);
}

Json heads_json(const View& view) {
  Json heads = Json::array();
  std::size_t column = 0;
  for (const ComparedDefinition& one : view.comparison.definitions)
    heads.push_back({{"place", short_name(view.comparison, column++)},
                     {"title", one.read().title},
                     {"lang", one.read().lang},
                     {"url", record_address(one.id, view.texts)}});
  return heads;
}

// A row of plain values; none where no definition says it.
void add_fact(Json& rows, const View& view, std::string_view name, const auto& text) {
  Json cells = Json::array();
  bool any = false;
  for (const ComparedDefinition& one : view.comparison.definitions) {
    std::string value = text(one);
    any = any || !value.empty();
    cells.push_back({{"text", std::move(value)}});
  }
  if (any) rows.push_back({{"label", view.field(name)}, {"cells", std::move(cells)}});
}

Json facts_json(const View& view) {
  Json rows = Json::array();
  add_fact(rows, view, "issuer", [](const ComparedDefinition& one) { return one.facts.issuer; });
  add_fact(rows, view, "term", [](const ComparedDefinition& one) { return one.facts.term; });
  add_fact(rows, view, "year", [](const ComparedDefinition& one) {
    return one.facts.year ? std::to_string(*one.facts.year) : std::string();
  });
  add_fact(rows, view, "legal_status", [](const ComparedDefinition& one) { return one.facts.legal_status.label; });
  add_fact(rows, view, "version", [](const ComparedDefinition& one) { return one.facts.version; });
  return rows;
}

Json text_json(const query::DefinitionText& text) {
  return {{"lang", text.lang}, {"summary", text.summary}, {"body", corpus::markdown_to_html(text.body)}};
}

void add_texts(Json& data, const View& view) {
  Json originals = Json::array(), translations = Json::array();
  bool translated = false;
  for (const ComparedDefinition& one : view.comparison.definitions) {
    originals.push_back(text_json(one.original));
    translations.push_back({{"translation", one.translation ? text_json(*one.translation) : Json(false)},
                            {"stale", one.translation && one.translation->stale}});
    translated = translated || one.translation;
  }
  data["originals"] = std::move(originals);
  data["translations"] = std::move(translations);
  data["translated"] = translated;
}

Json sources_json(const View& view) {
  Json cells = Json::array();
  for (const ComparedDefinition& one : view.comparison.definitions) {
    Json sources = Json::array();
    for (const corpus::Source& source : one.sources) {
      const bool is_web = source.url.starts_with("https://") || source.url.starts_with("http://");
      sources.push_back(
          {{"title", source.title.empty() ? source.url : source.title}, {"url", is_web ? source.url : ""}});
    }
    cells.push_back({{"sources", std::move(sources)}});
  }
  return cells;
}

Json aspects_json(const View& view) {
  Json rows = Json::array();
  for (const query::ComparedDimension& dimension : view.comparison.dimensions) {
    Json cells = Json::array();
    for (std::size_t i = 0; i < view.comparison.definitions.size(); ++i) {
      Json elements = Json::array();
      for (const ComparedAspect& element : dimension.elements) {
        if (element.has[i])
          elements.push_back({{"label", element.label}, {"shared", element.agreement == Agreement::all}});
      }
      const bool analysed = view.comparison.definitions[i].analysed, has = dimension.aspect.has[i];
      cells.push_back(
          {{"has", has}, {"has_not", analysed && !has}, {"unknown", !analysed}, {"elements", std::move(elements)}});
    }
    const std::string agreement(query::agreement_name(dimension.aspect.agreement));
    rows.push_back({{"key", dimension.aspect.key},
                    {"label", dimension.aspect.label},
                    {"agreement", agreement},
                    {"agreement_label", view.texts["compare_" + agreement]},
                    {"cells", std::move(cells)}});
  }
  return rows;
}

std::string names_of(const View& view, const auto& wanted) {
  std::string names;
  for (std::size_t i = 0; i < view.comparison.definitions.size(); ++i) {
    if (wanted(i)) names.append(names.empty() ? "" : ", ").append(short_name(view.comparison, i));
  }
  return names;
}

// Who has what only one has; who lacks what some have.
std::string detail_of(const View& view, const ComparedAspect& aspect) {
  if (aspect.agreement == Agreement::one) return names_of(view, [&](std::size_t i) { return aspect.has[i]; });
  if (aspect.agreement != Agreement::some) return {};
  return view.texts.fill("compare_missing", {{"names", names_of(view, [&](std::size_t i) {
                                                return view.comparison.definitions[i].analysed && !aspect.has[i];
                                              })}});
}

Json summary_json(const View& view) {
  Json groups = Json::array();
  for (const Agreement agreement : {Agreement::all, Agreement::one, Agreement::none, Agreement::some}) {
    Json items = Json::array();
    for (const query::ComparedDimension& dimension : view.comparison.dimensions) {
      if (dimension.aspect.agreement == agreement)
        items.push_back({{"label", dimension.aspect.label}, {"detail", detail_of(view, dimension.aspect)}});
    }
    const std::string name(query::agreement_name(agreement));
    groups.push_back({{"name", name},
                      {"label", view.texts["compare_" + name]},
                      {"items_any", !items.empty()},
                      {"items", std::move(items)}});
  }
  return groups;
}

void add_choices(Json& data, const View& view) {
  Json countries = Json::array(), choices = Json::array();
  for (const query::CountryChoice& choice : view.comparison.countries)
    countries.push_back({{"key", choice.country.key},
                         {"label", choice.country.label},
                         {"count", view.texts.count("definitions_count", choice.definitions)},
                         {"selected", choice.selected}});
  for (const query::DefinitionChoice& choice : view.comparison.choices)
    choices.push_back({{"id", choice.definition.id},
                       {"title", choice.definition.title},
                       {"lang", choice.definition.lang},
                       {"country", choice.definition.facts.country.label},
                       {"selected", choice.selected}});
  data["countries"] = std::move(countries);
  data["choices"] = std::move(choices);
  data["narrower_any"] = !view.comparison.narrower.empty();
  data["narrower_chosen"] = view.comparison.request.narrower;
  std::string names;
  for (const query::ConceptLink& link : view.comparison.narrower)
    names.append(names.empty() ? "" : ", ").append(link.label);
  data["narrower_names"] = names;
}

void add_notes(Json& data, const View& view) {
  Json notes = Json::array();
  const Comparison& comparison = view.comparison;
  std::string without;
  for (const query::KeyLabel& country : comparison.without)
    without.append(without.empty() ? "" : ", ").append(country.label);
  if (!without.empty()) notes.push_back({{"text", view.texts.fill("compare_without", {{"countries", without}})}});
  const std::string unknown = names_of(view, [&](std::size_t i) { return !comparison.definitions[i].analysed; });
  if (!unknown.empty()) notes.push_back({{"text", view.texts.fill("compare_unknown_note", {{"names", unknown}})}});
  if (comparison.left_out > 0)
    notes.push_back({{"text", view.texts.fill("compare_left_out", {{"n", view.texts.number(comparison.left_out)}})}});
  data["notes"] = std::move(notes);
}

Json comparison_json(const View& view) {
  const Comparison& comparison = view.comparison;
  Fields parameters = query::to_parameters(comparison.request);
  Json data = {{"answered", true},
               {"concept_id", comparison.request.subject},
               {"concept_url",
                comparison.request.subject.empty()
                    ? std::string()
                    : address("/concept/" + percent_encode(comparison.request.subject), {{"lang", view.texts.code()}})},
               {"concept_label", comparison.label},
               {"count", view.texts.count("definitions_count", comparison.definitions.size())},
               {"any", !comparison.definitions.empty()},
               {"nothing", comparison.definitions.empty()},
               {"json_url", address("/api/v1/compare", parameters)},
               {"heads", heads_json(view)},
               {"facts", facts_json(view)},
               {"sources", sources_json(view)},
               {"sources_label", view.field("sources")},
               {"rows", aspects_json(view)},
               {"summary", summary_json(view)},
               {"summary_any", comparison.analysed() > 1}};
  parameters.emplace_back("format", "csv");
  data["csv_url"] = address("/api/v1/compare", parameters);
  add_texts(data, view);
  add_choices(data, view);
  add_notes(data, view);
  return data;
}

// Without a concept: those that may be compared.
Json pick_json(const query::Database& database, const Texts& texts) {
  Json concepts = Json::array();
  const std::size_t all = database.thesaurus().concepts().size();
  const auto list = query::concept_list(database, {.text = {}, .lang = texts.code(), .limit = all});
  for (const query::ListedConcept& one : list.concepts) {
    if (one.definitions > 0)
      concepts.push_back(
          {{"label", one.label}, {"url", address("/compare", {{"concept", one.id}, {"lang", texts.code()}})}});
  }
  return {{"pick", true}, {"concepts", std::move(concepts)}};
}

// A form sends what was left empty, too, and the page's language need not be one of the corpus.
std::vector<query::Parameter> from_form(const corpus::Schema& schema, const HttpRequest& request, const Texts& texts) {
  std::vector<query::Parameter> parameters;
  for (const auto& parameter : request.parameters) {
    if (!parameter.second.empty() && parameter.first != "lang") parameters.push_back(parameter);
  }
  if (schema.has_language(texts.code())) parameters.emplace_back("lang", texts.code());
  return parameters;
}

}  // namespace

HttpResponse compare_page(const query::Database& database, AnswerCache& cache, const HttpRequest& request) {
  const Texts& texts = page_texts(request);
  const corpus::Schema& schema = database.schema();
  const auto parsed = query::parse_comparison(database, from_form(schema, request, texts), false);
  const query::ComparisonRequest& asked = parsed.request;
  if (parsed.unknown_subject) return no_such_concept_page(database, request, asked.subject);
  const auto page = [&](Json data, const std::string& title, int status) {
    data["t"] = texts_json(texts);
    data["lang"] = data["ui_lang"] = texts.code();
    data["heading"] = title;
    Fields kept = query::to_parameters(asked);
    std::erase_if(kept, [](const auto& one) { return one.first == "lang"; });
    const Frame frame{texts, title + " – Prameň", texts["description"], "/compare", kept, status != 200};
    return framed(database, request, frame, render("compare", data), status);
  };
  const bool pick = asked.subject.empty() && asked.ids.empty() && asked.countries.empty();
  if (!parsed.faults.empty() && !pick) {
    auto response =
        page({{"errors", fault_texts(texts, schema, parsed.faults)}, {"errors_any", true}}, texts["compare"], 400);
    response.set("Cache-Control", "no-store");
    return response;
  }
  const auto tag = page_tag(database, request, texts, "compare page", encode_query(query::to_parameters(asked)));
  return cache.answer(request, tag, page_vary, [&] {
    if (pick) return page(pick_json(database, texts), texts["compare"], 200);
    const Comparison comparison = query::compare(database, asked);
    const std::string title =
        comparison.label.empty() ? texts["compare"] : texts.fill("compare_of", {{"concept", comparison.label}});
    return page(comparison_json({schema, texts, comparison}), title, 200);
  });
}

}  // namespace pramen::server
