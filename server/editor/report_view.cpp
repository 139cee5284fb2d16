#include <fmt/format.h>

#include <map>

#include "server/editor/jobs_view.h"

namespace pramen::server::editor {
namespace {

constexpr std::size_t most_rows = 100;

// "file:line" (place_in), and the address of that line.
Json place(const Visit& visit, const Json& one, const std::string& texts_path) {
  std::string file = one["file"];
  if (!texts_path.empty() && file.starts_with(texts_path)) file.erase(0, texts_path.size());
  const auto line = one["line"].get<std::uint64_t>();
  return {{"text", place_in(visit, file, line, 0)}, {"url", file_address(visit, file, line)}};
}

// A link to the record as it is published; it may be newer than that.
Json record(const Visit& visit, const std::string& id) {
  return {{"text", id}, {"url", record_address(id, visit.texts)}};
}

// A table: {"title", "columns", "rows": [{"cells": [{"text", "url", "lang"}]}], "more"}.
class Table {
 public:
  Table(const Visit& visit, std::string_view title, std::initializer_list<std::string_view> columns, std::size_t all)
      : json_{{"title", visit.words[title]},
              {"count", visit.texts.number(all)},
              {"any", all > 0},
              {"more", all > most_rows ? visit.words.count("more", all - most_rows) : std::string()},
              {"columns", Json::array()},
              {"rows", Json::array()}} {
    for (const std::string_view column : columns) json_["columns"].push_back({{"text", visit.words[column]}});
  }
  bool is_full() const { return json_["rows"].size() == most_rows; }
  void add(Json cells) { json_["rows"].push_back({{"cells", std::move(cells)}}); }
  Json take() { return std::move(json_); }

 private:
  Json json_;
};

Json text(const Json& value) { return {{"text", value.is_string() ? value.get<std::string>() : value.dump()}}; }

std::string kind_label(const Visit& visit, const std::string& kind) {
  const corpus::Kind* found = visit.database.schema().kind(kind);
  return found == nullptr ? kind : std::string(corpus::label_in(found->labels, visit.texts.code(), kind));
}

// Kind by language: there of all, and how many are stale.
Json translations(const Visit& visit, const Json& report) {
  Json languages = Json::array(), rows = Json::array();
  std::map<std::string, std::size_t> row_of;
  for (const Json& cell : report["translations"]["matrix"]) {
    const std::string kind = cell["kind"], language = cell["language"];
    const query::Request missing{
        .words = "-languages:" + language, .lang = visit.texts.code(), .filters = {{"kind", {kind}}}};
    const query::Request outdated{.lang = visit.texts.code(), .filters = {{"kind", {kind}}, {"outdated", {language}}}};
    if (row_of.try_emplace(kind, rows.size()).second)
      rows.push_back({{"kind", kind_label(visit, kind)}, {"cells", Json::array()}});
    if (row_of.size() == 1) languages.push_back({{"code", language}});
    const auto stale = cell["stale"].get<std::uint64_t>();
    rows[row_of[kind]]["cells"].push_back(
        {{"there", visit.texts.number(cell["there"].get<std::uint64_t>())},
         {"missing", visit.texts.number(cell["missing"].get<std::uint64_t>())},
         {"missing_url", cell["missing"] == 0 ? std::string() : search_address(missing)},
         {"stale_url", search_address(outdated)},
         {"stale", stale > 0 ? visit.words.count("stale_count", stale) : std::string()}});
  }
  return {{"languages", languages}, {"rows", rows}};
}

Json stale(const Visit& visit, const Json& report, const std::string& texts_path) {
  const Json& list = report["translations"]["stale"];
  Table table(visit, "report_stale", {"column_record", "column_language", "column_since", "column_place"}, list.size());
  for (const Json& one : list) {
    if (table.is_full()) break;
    const Json& since = one["since"];
    table.add(Json::array({record(visit, one["record"]), text(one["language"]),
                           text(since.is_null() ? Json("–") : Json(visit.texts.date(since.get<std::string>()))),
                           place(visit, one, texts_path)}));
  }
  return table.take();
}

Json missing(const Visit& visit, const Json& report, const std::string& texts_path) {
  const Json& list = report["translations"]["missing"];
  Table table(visit, "report_missing", {"column_record", "column_languages", "column_place"}, list.size());
  for (const Json& one : list) {
    if (table.is_full()) break;
    std::string languages;
    for (const Json& language : one["languages"])
      languages += (languages.empty() ? "" : ", ") + language.get<std::string>();
    table.add(Json::array({record(visit, one["record"]), text(languages), place(visit, one, texts_path)}));
  }
  return table.take();
}

Json duplicates(const Visit& visit, const Json& report) {
  const Json& list = report["duplicates"];
  Table table(visit, "report_duplicates", {"column_record", "column_record", "column_score", "column_reasons"},
              list.size());
  for (const Json& one : list) {
    if (table.is_full()) break;
    std::string reasons;
    for (const Json& reason : one["reasons"]) reasons += (reasons.empty() ? "" : ", ") + reason.get<std::string>();
    table.add(Json::array({record(visit, one["records"][0]["record"]),
                           record(visit, one["records"][1]["record"]),
                           text(one["score"]),
                           {{"text", reasons}, {"lang", "en"}}}));
  }
  return table.take();
}

Json findings(const Visit& visit, const Json& report, const std::string& texts_path) {
  const Json& list = report["language"]["list"];
  Table table(visit, "report_language", {"column_place", "column_finding"}, list.size());
  for (const Json& one : list) {
    if (table.is_full()) break;
    table.add(Json::array({place(visit, one, texts_path), {{"text", one["message"]}, {"lang", "en"}}}));
  }
  return table.take();
}

Json orphans(const Visit& visit, const Json& report) {
  const Json& list = report["relations"]["orphans"];
  Table table(visit, "report_orphans", {"column_record"}, list.size());
  for (const Json& one : list) {
    if (table.is_full()) break;
    table.add(Json::array({record(visit, one["record"])}));
  }
  return table.take();
}

Json terms(const Visit& visit, const Json& list, std::string_view title) {
  Table table(visit, title, {"column_term", "column_records"}, list.size());
  for (const Json& one : list) {
    if (table.is_full()) break;
    table.add(Json::array({text(one["label"]), text(one["records"])}));
  }
  return table.take();
}

// A row for each place of each address.
Json links(const Visit& visit, const Json& report, std::string_view outcome, std::string_view title,
           const std::string& texts_path) {
  const Json& all = report["links"];
  const Json& list = all[std::string(outcome)];
  std::size_t places = 0;
  for (const Json& one : list) places += one["places"].size();
  const bool moved = outcome == "moved";
  Table table(visit, title, {"column_address", moved ? "column_moved_to" : "column_reason", "column_place"}, places);
  for (const Json& one : list) {
    Json reason = {{"text", one["message"]}, {"lang", all["language"]}};
    if (moved) reason = {{"text", one["moved_to"]}, {"url", one["moved_to"]}};
    for (const Json& where : one["places"]) {
      if (table.is_full()) return table.take();
      table.add(
          Json::array({{{"text", one["address"]}, {"url", one["address"]}}, reason, place(visit, where, texts_path)}));
    }
  }
  return table.take();
}

}  // namespace

Json report_view(const Visit& visit, const Json& report, const std::string& texts_path) {
  Json tables = Json::array({stale(visit, report, texts_path), missing(visit, report, texts_path),
                             duplicates(visit, report), findings(visit, report, texts_path), orphans(visit, report)});
  if (report["terms"].is_object()) {
    tables.push_back(terms(visit, report["terms"]["used_not_defined"], "report_used_not_defined"));
    tables.push_back(terms(visit, report["terms"]["defined_not_used"], "report_defined_not_used"));
    tables.push_back(terms(visit, report["terms"]["neither"], "report_neither"));
  }
  std::string links_text;
  if (const auto found = report.find("links"); found != report.end() && found->is_object()) {
    const auto number = [&](const char* member) { return visit.texts.number((*found)[member].get<std::uint64_t>()); };
    links_text = visit.words.fill("links_summary", {{"n", number("addresses")}, {"alive", number("alive")}});
    const Json tables_of_links = Json::array({links(visit, report, "dead", "report_links_dead", texts_path),
                                              links(visit, report, "moved", "report_links_moved", texts_path),
                                              links(visit, report, "unclear", "report_links_unclear", texts_path)});
    tables.insert(tables.begin(), tables_of_links.begin(), tables_of_links.end());
  }
  return {{"summary", visit.words.count("records", report["records"].get<std::uint64_t>())},
          {"links", links_text},
          {"matrix", translations(visit, report)},
          {"tables", tables}};
}

}  // namespace pramen::server::editor
