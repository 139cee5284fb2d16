// GET /map and /api/v1/map: the records of a search on a map of countries, and the same as a
// table and lists. The pictures are those of map_picture.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "server/api.h"
#include "server/api_answer.h"
#include "server/fault_texts.h"
#include "server/frame.h"
#include "server/map.h"
#include "server/map_picture.h"
#include "server/map_shapes.h"
#include "server/map_view.h"
#include "server/pages.h"
#include "server/problem.h"
#include "server/target.h"
#include "server/templates.h"

namespace pramen::server {
namespace {

using Json = nlohmann::json;

// Titles shown under a place; the rest is a link away.
constexpr std::size_t place_titles = 100;
constexpr std::string_view countries_title = "map-countries-title", places_title = "map-places-title";

std::vector<const corpus::Kind*> kinds_in(const MapView& view, const MapAnswer& answer) {
  std::vector<const corpus::Kind*> kinds;
  for (const corpus::Kind& kind : view.schema.kinds()) {
    if (std::ranges::any_of(answer.countries, [&](const MapCountry& one) { return one.kinds.contains(kind.name); }))
      kinds.push_back(&kind);
  }
  return kinds;
}

Json table_json(const MapView& view, const MapAnswer& answer) {
  const auto kinds = kinds_in(view, answer);
  Json head = Json::array(), rows = Json::array();
  for (const corpus::Kind* kind : kinds) head.push_back(view.plural(*kind));
  for (const MapCountry& country : answer.countries) {
    Json cells = Json::array();
    for (const corpus::Kind* kind : kinds) {
      const auto found = country.kinds.find(kind->name);
      cells.push_back(view.texts.number(found == country.kinds.end() ? 0 : found->second));
    }
    rows.push_back({{"name", view.country(country.country)},
                    {"url", view.country_address(country.country)},
                    {"cells", cells},
                    {"total", view.texts.number(country.count)}});
  }
  return {{"head", head}, {"rows", rows}};
}

Json records_json(const MapView& view, const MapPlace& place) {
  Json records = Json::array();
  for (const MapRecord& record : place.records) {
    if (records.size() == place_titles) break;
    records.push_back({{"title", record.title},
                       {"title_lang", record.lang},
                       {"kind", record.kind},
                       {"kind_label", view.schema.kind_label(record.kind, view.texts.code())},
                       {"url", record_address(record.id, view.texts)}});
  }
  return records;
}

Json section_json(const MapView& view, const MapAnswer& answer, const std::string& country) {
  Json places = Json::array();
  std::size_t records = 0;
  for (std::size_t i = 0; i < answer.places.size(); ++i) {
    const MapPlace& place = answer.places[i];
    if (place.country != country) continue;
    const std::size_t count = place.records.size();
    records += count;
    places.push_back({{"number", i + 1},
                      {"name", view.place(place)},
                      {"count", view.texts.number(count)},
                      {"records", records_json(view, place)},
                      {"more", count > place_titles ? view.texts.count("map_more", count - place_titles) : ""}});
  }
  return {{"key", country.empty() ? "none" : country},
          {"name", country.empty() ? view.texts["map_no_country"] : view.country(country)},
          {"count", view.texts.count("browsing", records)},
          {"url", country.empty() ? std::string() : view.country_address(country)},
          {"places", places}};
}

Json sections_json(const MapView& view, const MapAnswer& answer) {
  Json sections = Json::array();
  if (answer.places.empty()) return sections;
  for (const MapCountry& country : answer.countries) sections.push_back(section_json(view, answer, country.country));
  if (std::ranges::any_of(answer.places, [](const MapPlace& place) { return place.country.empty(); }))
    sections.push_back(section_json(view, answer, ""));
  return sections;
}

// Countries and groups of countries that have no name in the picture.
std::string off_the_map(const MapView& view, const MapAnswer& answer) {
  std::string list;
  for (const MapCountry& one : answer.countries) {
    if (MapShapes::europe().named(one.country) == nullptr)
      list += (list.empty() ? "" : ", ") + view.country(one.country) + " " + view.texts.number(one.count);
  }
  return list.empty() ? list : view.texts.fill("map_off", {{"countries", list}});
}

std::string filters_text(const MapView& view) {
  std::string text;
  if (!view.request.words.empty()) text = view.texts.fill("quoted", {{"text", view.request.words}});
  for (const query::Filter& filter : view.request.filters) {
    const corpus::Facet* facet = view.schema.facet(filter.facet);
    if (facet == nullptr || filter.facet == "kind") continue;
    std::string values;
    for (const std::string& key : filter.values)
      values += (values.empty() ? "" : ", ") + view.schema.value_label(filter.facet, key, view.texts.code());
    text += (text.empty() ? "" : "; ") + std::string(corpus::label_in(facet->labels, view.texts.code(), facet->name)) +
            ": " + values;
  }
  return text;
}

Json kinds_json(const MapView& view) {
  const auto chosen = std::ranges::find(view.request.filters, "kind", &query::Filter::facet);
  const auto choice = [&](const std::string& label, const std::vector<std::string>& kinds) {
    const bool current = chosen == view.request.filters.end() ? kinds.empty() : chosen->values == kinds;
    return Json{{"label", label}, {"current", current}, {"url", view.address_with("/map", "kind", kinds)}};
  };
  Json list = Json::array({choice(view.texts["all_kinds"], {})});
  for (const corpus::Kind& kind : view.schema.kinds()) list.push_back(choice(view.plural(kind), {kind.name}));
  return list;
}

Json map_data(const MapView& view, const MapAnswer& answer) {
  const corpus::Facet* kind = view.schema.facet("kind");
  const auto located = answer.total - answer.without_place;
  return {
      {"answered", true},
      {"kinds", kinds_json(view)},
      {"kinds_label", kind == nullptr ? "" : corpus::label_in(kind->labels, view.texts.code(), kind->name)},
      {"total", answer.total},
      {"count", view.texts.count("browsing", answer.total)},
      {"filters", filters_text(view)},
      {"list_url", address("/", view.kept())},
      {"any", answer.total > 0},
      {"countries_title", countries_title},
      {"countries_picture", europe_picture(view, answer, countries_title)},
      {"places_title", places_title},
      {"places_picture", middle_picture(view, answer, places_title)},
      {"off", off_the_map(view, answer)},
      {"places_left_out", answer.places_left_out},
      {"located", answer.places_left_out ? std::string()
                                         : view.texts.fill("map_located", {{"n", view.texts.number(located)},
                                                                           {"all", view.texts.number(answer.total)}})},
      {"cut_short", answer.cut_short},
      {"table", table_json(view, answer)},
      {"sections", sections_json(view, answer)}};
}

query::ParsedRequest read_request(const corpus::Schema& schema, const HttpRequest& request, bool strict) {
  std::vector<query::Parameter> parameters;
  std::vector<query::RequestFault> faults;
  for (const auto& parameter : request.parameters) {
    if (std::ranges::find(map_ignores, parameter.first) == std::end(map_ignores)) {
      const bool page_language = !strict && parameter.first == "lang";
      if (!page_language && !parameter.second.empty()) parameters.push_back(parameter);
    } else if (strict) {
      faults.push_back({parameter.first, "there is no such parameter here", ""});
    }
  }
  auto parsed = query::parse_request(schema, parameters, strict);
  parsed.request.sort = query::Sort::title;
  parsed.faults.insert(parsed.faults.end(), faults.begin(), faults.end());
  return parsed;
}

}  // namespace

HttpResponse map_page(const query::Database& database, AnswerCache& cache, const HttpRequest& request) {
  const Texts& texts = page_texts(request);
  const corpus::Schema& schema = database.schema();
  auto parsed = read_request(schema, request, false);
  if (schema.has_language(texts.code())) parsed.request.lang = texts.code();
  const MapView view{schema, texts, parsed.request};
  const auto page = [&](Json data, int status) {
    data["t"] = texts_json(texts);
    data["lang"] = texts.code();
    Fields kept = view.kept();
    kept.erase(kept.begin());
    const bool searched = !kept.empty();
    const Frame frame{texts, texts["map"] + " – Prameň", texts["description"], "/map", std::move(kept), searched};
    return framed(database, request, frame, render("map", data), status);
  };
  if (!parsed.faults.empty()) {
    auto response = page({{"errors", fault_texts(texts, schema, parsed.faults)}, {"errors_any", true}}, 400);
    response.set("Cache-Control", "no-store");
    return response;
  }
  const auto tag = page_tag(database, request, texts, "map page", encode_query(query::to_parameters(parsed.request)));
  return cache.answer(request, tag, page_vary, [&] {
    const MapAnswer answer = map_of(database, parsed.request);
    HttpResponse response = page(map_data(view, answer), 200);
    response.lasting = !answer.cut_short;
    if (answer.cut_short) response.set("Cache-Control", "no-store");
    return response;
  });
}

HttpResponse api_map(const query::Database& database, AnswerCache& cache, const HttpRequest& request) {
  const auto parsed = read_request(database.schema(), request, true);
  if (!parsed.faults.empty()) return invalid_parameters(parsed.faults, request);
  const auto tag = api_tag(database, "map", encode_query(query::to_parameters(parsed.request)));
  return cache.answer(request, tag, api_vary, [&] {
    const MapAnswer answer = map_of(database, parsed.request);
    return json_answer(map_json(database, parsed.request, answer), answer.cut_short);
  });
}

}  // namespace pramen::server
