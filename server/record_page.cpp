// GET /record/{id}: one record in the reader's language, or in its own with a
// note that says so.
#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "corpus/markdown.h"
#include "server/citation.h"
#include "server/frame.h"
#include "server/network.h"
#include "server/network_graph.h"
#include "server/pages.h"
#include "server/record_head.h"
#include "server/roles.h"
#include "server/target.h"
#include "server/templates.h"
#include "server/word_diff.h"

namespace pramen::server {
namespace {

using Json = nlohmann::json;

struct View {
  const query::Database& database;
  const corpus::Record& record;
  const Texts& texts;

  const corpus::Schema& schema() const { return database.schema(); }
  std::string_view lang() const { return texts.code(); }
};

// Links out of the page keep http and https only; the readers check it too.
bool is_web_address(std::string_view url) { return url.starts_with("https://") || url.starts_with("http://"); }

std::string search_address(const View& view, std::string_view facet, std::string_view value) {
  return address("/", {{"lang", view.texts.code()}, {std::string(facet), std::string(value)}});
}

std::string language_label(const View& view, std::string_view code) {
  return view.schema().value_label("languages", code, view.lang());
}

Json keyed_value(const View& view, const corpus::Field& field, const std::string& key) {
  Json json = {{"text", view.schema().value_label(field.name, key, view.lang())}, {"url", ""}, {"external", false}};
  if (view.schema().facet(field.name) != nullptr) json["url"] = search_address(view, field.name, key);
  return json;
}

Json plain_value(std::string text) { return {{"text", std::move(text)}, {"url", ""}, {"external", false}}; }

Json fact_values(const View& view, const corpus::Field& field, const corpus::Value& fact) {
  Json values = Json::array();
  if (const auto* list = std::get_if<std::vector<std::string>>(&fact)) {
    for (const auto& key : *list) values.push_back(keyed_value(view, field, key));
  } else if (const auto* text = std::get_if<std::string>(&fact)) {
    if (field.type == corpus::FieldType::url) {
      const auto scheme = text->find("://");
      Json value = plain_value(scheme == text->npos ? *text : text->substr(scheme + 3));
      if (is_web_address(*text)) value.update({{"url", *text}, {"external", true}});
      values.push_back(std::move(value));
    } else {
      values.push_back(field.vocabulary.empty() ? plain_value(*text) : keyed_value(view, field, *text));
    }
  } else if (const auto* integer = std::get_if<std::int64_t>(&fact)) {
    const std::string number = std::to_string(*integer);
    Json value = plain_value(number);
    if (view.schema().facet(field.name) != nullptr) value["url"] = search_address(view, field.name, number);
    values.push_back(std::move(value));
  } else {
    values.push_back(plain_value(fmt::format("{}", std::get<double>(fact))));
  }
  return values;
}

// Latitude and longitude say little as two numbers: one row with a link to a map.
Json location_row(const View& view) {
  const auto* lat = view.record.fact("lat");
  const auto* lon = view.record.fact("lon");
  if (lat == nullptr || lon == nullptr || !std::holds_alternative<double>(*lat) ||
      !std::holds_alternative<double>(*lon))
    return {};
  const double north = std::get<double>(*lat), east = std::get<double>(*lon);
  const std::string url =
      fmt::format("https://www.openstreetmap.org/?mlat={0:.5f}&mlon={1:.5f}#map=12/{0:.5f}/{1:.5f}", north, east);
  return {{"label", view.texts["location"]},
          {"values", {{{"text", view.texts["on_map"]}, {"url", url}, {"external", true}}}}};
}

Json facts_json(const View& view) {
  Json facts = Json::array();
  const Json location = location_row(view);
  for (const auto& field : view.schema().fields()) {
    const auto* fact = view.record.fact(field.name);
    if (fact == nullptr || field.type == corpus::FieldType::sources || field.type == corpus::FieldType::records)
      continue;
    if (!location.is_null() && (field.name == "lat" || field.name == "lon")) {
      if (field.name == "lat") facts.push_back(location);
      continue;
    }
    facts.push_back({{"label", corpus::label_in(field.labels, view.lang(), field.name)},
                     {"values", fact_values(view, field, *fact)}});
  }
  return facts;
}

Json sources_json(const View& view, Json& data) {
  Json rows = Json::array();
  for (const auto& field : view.schema().fields()) {
    const auto* fact = view.record.fact(field.name);
    if (field.type != corpus::FieldType::sources || fact == nullptr) continue;
    data["sources_label"] = corpus::label_in(field.labels, view.lang(), field.name);
    for (const auto& source : std::get<std::vector<corpus::Source>>(*fact)) {
      std::string detail = source.publisher;
      if (source.year) detail += (detail.empty() ? "" : ", ") + std::to_string(*source.year);
      rows.push_back({{"title", source.title.empty() ? source.url : source.title},
                      {"url", is_web_address(source.url) ? source.url : ""},
                      {"detail", detail}});
    }
  }
  return rows;
}

Json attachments_json(const corpus::Text& text, const Texts& texts) {
  Json rows = Json::array();
  for (const corpus::Attachment& attachment : text.attachments)
    rows.push_back(
        {{"title", attachment.name()},
         {"detail",
          attachment.pages == 0 ? "" : texts.fill("attachment_pages", {{"count", std::to_string(attachment.pages)}})}});
  return rows;
}

// Those of other countries that are not named as related above.
Json similar_json(const View& view) {
  constexpr std::size_t shown = 5;
  Json rows = Json::array();
  const auto similar = view.database.similar(view.record.id, view.lang(), query::max_similar);
  if (!similar) return rows;
  const auto* own = view.record.fact_as<std::string>("country");
  for (const query::SimilarRecord& record : similar->similar) {
    const bool elsewhere = !record.country.empty() && (own == nullptr || *own != record.country);
    if (rows.size() == shown || !elsewhere || record.related) continue;
    rows.push_back({{"title", record.title},
                    {"title_lang", record.lang},
                    {"url", record_address(record.id, view.texts)},
                    {"kind", record.kind},
                    {"kind_label", view.schema().kind_label(record.kind, view.lang())},
                    {"country", view.schema().value_label("country", record.country, view.lang())},
                    {"why", record.why}});
  }
  return rows;
}

// What a definition defines, with a way to the comparison; of other records what their texts name.
void add_concepts(Json& data, const View& view) {
  const auto link = [&](std::string_view id, std::string_view label) {
    return Json{{"label", label}, {"url", address("/concept/" + percent_encode(id), {{"lang", view.texts.code()}})}};
  };
  const corpus::Thesaurus& thesaurus = view.database.thesaurus();
  Json defines = Json::array(), concepts = Json::array();
  for (const std::size_t index : thesaurus.defined_by(view.record.id)) {
    const corpus::Concept& defined = thesaurus.concepts()[index];
    Json json = link(defined.id, corpus::label_in(defined.preferred, view.lang(), defined.id));
    json["compare_url"] = address("/compare", {{"concept", defined.id}, {"lang", view.texts.code()}});
    defines.push_back(std::move(json));
  }
  for (const query::RecordConcept& one : view.database.concepts_of(view.record.id, view.lang()))
    concepts.push_back(link(one.id, one.label));
  data["defines_any"] = !defines.empty();
  data["concepts_any"] = !concepts.empty();
  data["defines"] = std::move(defines);
  data["concepts"] = std::move(concepts);
}

// In the reader's language where both versions have it, else in that of the newer one's original.
void add_changes(Json& link, const View& view, const corpus::Record& older) {
  const auto has = [&](std::string_view code) {
    return older.texts.contains(code) && view.record.texts.contains(code);
  };
  const std::string lang(has(view.lang()) ? view.lang() : std::string_view(view.record.original));
  const auto whole = [&](const corpus::Record& record) {
    const corpus::Text& text = record.texts.find(lang)->second;
    return text.summary + (text.summary.empty() ? "" : "\n") + corpus::markdown_to_text(text.body);
  };
  std::optional<std::vector<TextChange>> changes;
  if (has(lang)) changes = word_changes(whole(older), whole(view.record));
  const bool same = changes && std::ranges::all_of(*changes, [](const TextChange& change) {
                      return change.kind == TextChange::Kind::kept;
                    });
  link["changes"] = changes && !same ? changes_html(*changes) : "";
  link["changes_lang"] = lang;
  link["no_changes"] = !changes ? view.texts["record_not_compared"] : same ? view.texts["record_unchanged"] : "";
}

// Of a record in the network it is known, so that it need not be read once more.
bool may_replace(const View& view, const Network& network, const std::string& id) {
  const corpus::Field* field = view.schema().field("replaces");
  const auto known = std::ranges::find(network.near, id, &NetworkRecord::id);
  if (known == network.near.end() || field == nullptr || !field->is_role()) return field != nullptr;
  return std::ranges::find(known->roles, field->inverse->name) != known->roles.end();
}

// The records that take its place, and those whose place it took, with what changed.
void add_versions(Json& data, const View& view, const Network& network) {
  Json newer = Json::array(), older = Json::array();
  for (const std::string& id : corpus::related_ids(view.schema(), view.record)) {
    const bool is_older = replaces(view.record, id);
    const auto other = is_older || may_replace(view, network, id) ? view.database.record(id) : std::nullopt;
    if (!other) continue;
    std::string_view title_lang;
    const std::string& title = other->text_in(view.lang(), &title_lang).title;
    Json link = {{"title", title}, {"title_lang", title_lang}, {"url", record_address(id, view.texts)}};
    if (replaces(*other, view.record.id)) newer.push_back(link);
    if (!is_older) continue;
    add_changes(link, view, *other);
    older.push_back(std::move(link));
  }
  data["older_any"] = !older.empty();
  data["newer"] = std::move(newer);
  data["older"] = std::move(older);
}

// The record in its other languages. The page follows where it speaks them.
Json others_json(const View& view, std::string_view used) {
  Json others = Json::array();
  for (const auto& [code, text] : view.record.texts) {
    if (code == used || find_texts(code) == nullptr) continue;
    others.push_back({{"code", code},
                      {"name", language_label(view, code)},
                      {"original", code == view.record.original},
                      {"url", address("/record/" + percent_encode(view.record.id), {{"lang", code}})}});
  }
  return others;
}

Json notes_json(const View& view, const corpus::Text& text, std::string_view used) {
  Json notes = Json::array();
  if (used != view.lang()) {
    const std::string language = language_label(view, used);
    notes.push_back({{"text", view.texts.fill("note_other_language", {{"language", language}})}, {"url", ""}});
  }
  if (text.stale) {
    notes.push_back({{"text", view.texts["note_stale"]},
                     {"url", address("/record/" + percent_encode(view.record.id), {{"lang", view.record.original}})}});
  }
  return notes;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string all;
  for (const auto& part : parts) all += (all.empty() ? "" : ", ") + part;
  return all;
}

std::string kind_plural(const View& view) {
  const corpus::Kind* kind = view.schema().kind(view.record.kind);
  return std::string(kind ? corpus::label_in(kind->plural, view.lang(), kind->name) : view.record.kind);
}

Json record_data(const View& view, const corpus::Text& text, std::string_view used) {
  const auto& record = view.record;
  const std::string generation = std::to_string(view.database.generation());
  const std::string date = view.texts.date(view.database.published_at());
  Json data = {
      {"t", texts_json(view.texts)},
      {"lang", view.lang()},
      {"text_lang", used},
      {"kind", record.kind},
      {"kind_label", view.schema().kind_label(record.kind, view.lang())},
      {"record_title", text.title},
      {"alternative", joined(text.alternative)},
      {"summary", text.summary},
      {"body", corpus::markdown_to_html(text.body)},
      {"notes", notes_json(view, text, used)},
      {"facts", facts_json(view)},
      {"similar", similar_json(view)},
      {"others", others_json(view, used)},
      {"home_url", home_address(view.texts)},
      {"kind_url", address("/", {{"kind", record.kind}, {"lang", view.texts.code()}})},
      {"kind_plural", kind_plural(view)},
      {"permalink", "/record/" + percent_encode(record.id)},
      {"citation",
       view.texts.fill("citation",
                       {{"title", text.title}, {"id", record.id}, {"generation", generation}, {"date", date}})},
  };
  data["citations"] = Json::array();
  for (const CitationFormRow& row : citation_forms)
    data["citations"].push_back({{"name", row.name},
                                 {"type", row.type.substr(0, row.type.find(';'))},
                                 {"url", address("/record/" + percent_encode(record.id) + std::string(row.extension),
                                                 {{"lang", std::string(used)}})}});
  const Network network = network_of(view.database, record.id, view.lang()).value_or(Network());
  data.update(network_section(view.schema(), view.texts, network));
  add_concepts(data, view);
  add_versions(data, view, network);
  data["attachments"] = attachments_json(text, view.texts);
  data["attachments_any"] = !text.attachments.empty();
  data["sources"] = sources_json(view, data);
  data["sources_any"] = !data["sources"].empty();
  data["similar_any"] = !data["similar"].empty();
  data["others_any"] = !data["others"].empty();
  return data;
}

}  // namespace

HttpResponse record_page(const query::Database& database, AnswerCache& cache, const HttpRequest& request,
                         std::string_view id) {
  if (!corpus::is_record_id(id)) return not_found_page(database, request);
  const Texts& texts = page_texts(request);
  const auto tag = page_tag(database, request, texts, "record page", id);
  return cache.answer(request, tag, page_vary, [&] {
    const auto record = database.record(id);
    if (!record) return not_found_page(database, request);
    const View view{database, *record, texts};
    std::string_view used;
    const corpus::Text& text = record->text_in(view.lang(), &used);
    const RecordHead head{database, *record, texts, text, used, request.origin};
    const Frame frame{.texts = texts,
                      .title = text.title + " – Prameň",
                      .description = text.summary.empty() ? texts["description"] : text.summary,
                      .path = "/record/" + percent_encode(record->id),
                      .parameters = {},
                      .head = record_head(head)};
    Json data = record_data(view, text, used);
    data["context_object"] = context_object(head);
    return framed(database, request, frame, render("record", data));
  });
}

}  // namespace pramen::server
