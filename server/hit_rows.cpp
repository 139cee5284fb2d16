#include "server/hit_rows.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "server/frame.h"
#include "server/marked.h"

namespace pramen::server {
namespace {

using Json = nlohmann::json;

// Year, place and whatever other single facts the schema has as facets: the
// first values of the facets `country` and every range.
Json hit_facts(const query::Hit& hit, const corpus::Schema& schema, std::string_view lang) {
  Json facts = Json::array();
  for (const auto& facet : schema.facets()) {
    if (facet.name != "country" && facet.type != corpus::FacetType::range) continue;
    const auto found = hit.facets.find(facet.name);
    if (found == hit.facets.end() || found->second.empty()) continue;
    const std::string& key = found->second.front();
    facts.push_back(schema.value_label(facet.name, key, lang));
  }
  return facts;
}

// The record in the languages that its title is not shown in.
Json also_in(const query::Hit& hit, std::string_view title_lang) {
  Json links = Json::array();
  const auto languages = hit.facets.find("languages");
  if (languages == hit.facets.end()) return links;
  for (const Texts& other : all_texts()) {
    const bool there = std::ranges::find(languages->second, other.code()) != languages->second.end();
    if (!there || other.code() == title_lang) continue;
    links.push_back({{"code", other.code()}, {"name", other["language_name"]}, {"url", record_address(hit.id, other)}});
  }
  return links;
}

}  // namespace

Json hit_rows(const query::Answer& answer, const corpus::Schema& schema, const Texts& texts) {
  Json hits = Json::array();
  bool partial_before = false;
  std::size_t number = answer.request.offset;
  for (const auto& hit : answer.hits) {
    ++number;
    const bool translated = !hit.reader_title.empty();
    const std::string& title_lang = translated ? texts.code() : hit.lang;
    Json json = {
        {"url", record_address(hit.id, texts)},
        {"lang", hit.lang},
        {"title_lang", title_lang},
        {"title", translated ? hit.reader_title : hit.title},
        {"other_title", translated && hit.title != hit.reader_title ? hit.title : ""},
        {"also", also_in(hit, title_lang)},
        {"kind", hit.kind},
        {"kind_label", schema.kind_label(hit.kind, texts.code())},
        {"facts", hit_facts(hit, schema, texts.code())},
        {"foreign", hit.lang == texts.code() ? "" : schema.value_label("languages", hit.lang, texts.code())},
        {"snippet", marked_only(hit.snippet)},
        {"attachment", hit.attachment.empty() ? "" : texts.fill("in_attachment", {{"title", hit.attachment}})},
        {"why", hit.why},
        {"pinned", hit.pinned},
        {"number", number},
        {"partial_begins", hit.partial && !partial_before},
    };
    json["also_any"] = !json["also"].empty();
    partial_before = hit.partial;
    hits.push_back(std::move(json));
  }
  return hits;
}

}  // namespace pramen::server
