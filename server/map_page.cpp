// GET /map and /api/v1/map: the records of a search on a map of countries, and the same as a
// table and lists. The picture is made here; every mark in it is a link.
#include <algorithm>
#include <cmath>
#include <set>

#include <nlohmann/json.hpp>

#include "server/api.h"
#include "server/api_answer.h"
#include "server/fault_texts.h"
#include "server/frame.h"
#include "server/map.h"
#include "server/map_shapes.h"
#include "server/pages.h"
#include "server/problem.h"
#include "server/target.h"
#include "server/templates.h"

namespace pramen::server {
namespace {

using Json = nlohmann::json;

// Titles shown under a place; the rest is a link away.
constexpr std::size_t place_titles = 100;
// A place with at least this share of what the largest has is named in the picture.
constexpr double named_share = 0.4;
constexpr std::size_t least_named = 3;
constexpr std::string_view paging[] = {"limit", "offset", "sort", "facets"};

struct View {
  const corpus::Schema& schema;
  const Texts& texts;
  const query::Request& request;

  std::string country(const std::string& key) const { return schema.value_label("country", key, texts.code()); }
  std::string plural(const corpus::Kind& kind) const {
    return std::string(corpus::label_in(kind.plural, texts.code(), kind.name));
  }
};

// What /map keeps of a request in its address.
Fields kept_parameters(const query::Request& request, const Texts& texts) {
  Fields kept = query::to_parameters(request);
  std::erase_if(kept, [](const auto& one) {
    return one.first == "lang" || std::ranges::find(paging, one.first) != std::end(paging);
  });
  kept.insert(kept.begin(), {"lang", texts.code()});
  return kept;
}

// The same search with the filter of one facet replaced; no values: without it.
std::string address_with(const View& view, std::string_view path, std::string_view facet,
                         const std::vector<std::string>& values) {
  query::Request other = view.request;
  std::erase_if(other.filters, [&](const query::Filter& filter) { return filter.facet == facet; });
  if (!values.empty()) other.filters.push_back({std::string(facet), values});
  return address(path, kept_parameters(other, view.texts));
}

std::string country_address(const View& view, const std::string& country) {
  return address_with(view, "/", "country", {country});
}

std::string place_name(const View& view, const MapPlace& place) {
  if (!place.name.empty()) return place.name;
  return view.texts[place.lat ? "map_unnamed" : "map_no_place"];
}

// --- the picture ------------------------------------------------------------------

struct Mark {
  const MapPlace* place;
  std::size_t number;  // of the place, from 1: its anchor
  MapPoint point;
  bool named = false;
};

std::vector<Mark> marks_of(const MapAnswer& answer) {
  std::vector<Mark> marks;
  std::size_t most = 0;
  for (std::size_t i = 0; i < answer.places.size(); ++i) {
    const MapPlace& place = answer.places[i];
    const auto point = place.lat && place.lon ? MapShapes::bundled().point(*place.lat, *place.lon) : std::nullopt;
    if (!point) continue;
    most = std::max(most, place.records.size());
    marks.push_back({&place, i + 1, *point, false});
  }
  for (Mark& mark : marks) {
    const std::size_t records = mark.place->records.size();
    mark.named = records >= least_named && static_cast<double>(records) >= named_share * static_cast<double>(most);
  }
  return marks;
}

// Grows with the root of the records, from a size that can be hit.
int radius(std::size_t records) { return static_cast<int>(std::lround(4 + 2.4 * std::sqrt(records))); }

// A name stands to the right of its mark, to the left where another mark would lie under it.
bool stands_left(const Mark& mark, const std::vector<Mark>& marks) {
  return std::ranges::any_of(marks, [&](const Mark& other) {
    const double right = other.point.x - mark.point.x;
    return other.named && right > 0 && right < 130 && std::abs(other.point.y - mark.point.y) < 20;
  });
}

Json marks_json(const View& view, const std::vector<Mark>& marks) {
  Json list = Json::array();
  for (const Mark& mark : marks) {
    const int r = radius(mark.place->records.size());
    const bool left = stands_left(mark, marks);
    const int x = static_cast<int>(std::lround(mark.point.x)), y = static_cast<int>(std::lround(mark.point.y));
    list.push_back({{"x", x},
                    {"y", y},
                    {"r", r},
                    {"name", mark.named ? mark.place->name : std::string()},
                    {"name_x", left ? x - r - 4 : x + r + 4},
                    {"name_y", y + 5},
                    {"left", left},
                    {"url", "#place-" + std::to_string(mark.number)},
                    {"label", place_name(view, *mark.place) + ", " + view.country(mark.place->country) + ": " +
                                  view.texts.count("browsing", mark.place->records.size())}});
  }
  return list;
}

Json picture_json(const View& view, const MapAnswer& answer) {
  const MapShapes& shapes = MapShapes::bundled();
  Json lands = Json::array(), names = Json::array();
  for (const MapShape& shape : shapes.shapes()) {
    const auto found = std::ranges::find(answer.countries, shape.country, &MapCountry::country);
    const bool counted = found != answer.countries.end();
    lands.push_back({{"path", shape.outline},
                     {"counted", counted},
                     {"url", counted ? country_address(view, shape.country) : std::string()}});
    if (!counted || shapes.named(shape.country) == nullptr) continue;
    const std::string label = view.country(shape.country);
    names.push_back({{"x", shape.name_x},
                     {"y", shape.name_y},
                     {"name", label},
                     {"count", view.texts.number(found->count)},
                     {"url", country_address(view, shape.country)},
                     {"label", label + ": " + view.texts.count("browsing", found->count)}});
  }
  return {{"width", shapes.width()},
          {"height", shapes.height()},
          {"lands", lands},
          {"names", names},
          {"marks", marks_json(view, marks_of(answer))}};
}

// --- the same in words ------------------------------------------------------------

std::vector<const corpus::Kind*> kinds_in(const View& view, const MapAnswer& answer) {
  std::vector<const corpus::Kind*> kinds;
  for (const corpus::Kind& kind : view.schema.kinds()) {
    if (std::ranges::any_of(answer.countries, [&](const MapCountry& one) { return one.kinds.contains(kind.name); }))
      kinds.push_back(&kind);
  }
  return kinds;
}

Json table_json(const View& view, const MapAnswer& answer) {
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
                    {"url", country_address(view, country.country)},
                    {"cells", cells},
                    {"total", view.texts.number(country.count)}});
  }
  return {{"head", head}, {"rows", rows}};
}

Json records_json(const View& view, const MapPlace& place) {
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

Json section_json(const View& view, const MapAnswer& answer, const std::string& country) {
  Json places = Json::array();
  std::size_t records = 0;
  for (std::size_t i = 0; i < answer.places.size(); ++i) {
    const MapPlace& place = answer.places[i];
    if (place.country != country) continue;
    const std::size_t count = place.records.size();
    records += count;
    places.push_back({{"number", i + 1},
                      {"name", place_name(view, place)},
                      {"count", view.texts.number(count)},
                      {"records", records_json(view, place)},
                      {"more", count > place_titles ? view.texts.count("map_more", count - place_titles) : ""}});
  }
  return {{"key", country.empty() ? "none" : country},
          {"name", country.empty() ? view.texts["map_no_country"] : view.country(country)},
          {"count", view.texts.count("browsing", records)},
          {"url", country.empty() ? std::string() : country_address(view, country)},
          {"places", places}};
}

Json sections_json(const View& view, const MapAnswer& answer) {
  Json sections = Json::array();
  if (answer.places.empty()) return sections;
  for (const MapCountry& country : answer.countries) sections.push_back(section_json(view, answer, country.country));
  if (std::ranges::any_of(answer.places, [](const MapPlace& place) { return place.country.empty(); }))
    sections.push_back(section_json(view, answer, ""));
  return sections;
}

// Countries and groups of countries that have no name in the picture.
std::string off_the_map(const View& view, const MapAnswer& answer) {
  std::string list;
  for (const MapCountry& one : answer.countries) {
    if (MapShapes::bundled().named(one.country) == nullptr)
      list += (list.empty() ? "" : ", ") + view.country(one.country) + " " + view.texts.number(one.count);
  }
  return list.empty() ? list : view.texts.fill("map_off", {{"countries", list}});
}

std::string filters_text(const View& view) {
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

Json kinds_json(const View& view) {
  const auto chosen = std::ranges::find(view.request.filters, "kind", &query::Filter::facet);
  const auto choice = [&](const std::string& label, const std::vector<std::string>& kinds) {
    const bool current = chosen == view.request.filters.end() ? kinds.empty() : chosen->values == kinds;
    return Json{{"label", label}, {"current", current}, {"url", address_with(view, "/map", "kind", kinds)}};
  };
  Json list = Json::array({choice(view.texts["all_kinds"], {})});
  for (const corpus::Kind& kind : view.schema.kinds()) list.push_back(choice(view.plural(kind), {kind.name}));
  return list;
}

Json map_data(const View& view, const MapAnswer& answer) {
  const corpus::Facet* kind = view.schema.facet("kind");
  const auto located = answer.total - answer.without_place;
  return {
      {"answered", true},
      {"kinds", kinds_json(view)},
      {"kinds_label", kind == nullptr ? "" : corpus::label_in(kind->labels, view.texts.code(), kind->name)},
      {"total", answer.total},
      {"count", view.texts.count("browsing", answer.total)},
      {"filters", filters_text(view)},
      {"list_url", address("/", kept_parameters(view.request, view.texts))},
      {"any", answer.total > 0},
      {"picture", render("map_picture", picture_json(view, answer))},
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
    if (std::ranges::find(paging, parameter.first) == std::end(paging)) {
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
  const View view{schema, texts, parsed.request};
  const auto page = [&](Json data, int status) {
    data["t"] = texts_json(texts);
    data["lang"] = texts.code();
    Fields kept = kept_parameters(parsed.request, texts);
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
