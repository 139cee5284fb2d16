#include "server/editor/jobs_view.h"
#include "server/target.h"

namespace pramen::server::editor {
namespace {

constexpr std::size_t most_rows = 200;

std::string joined(const Json& list) {
  std::string text;
  for (const Json& one : list) text += (text.empty() ? "" : ", ") + one.get<std::string>();
  return text;
}

// Records that are there now lead to their page.
Json records(const Visit& visit, const Json& list, bool there) {
  Json rows = Json::array();
  for (const Json& one : list) {
    if (rows.size() == most_rows) break;
    const std::string id = one.contains("after") ? one["before"] : one["id"];
    rows.push_back({{"id", one.contains("after") ? Json(id + " → " + one["after"].get<std::string>()) : Json(id)},
                    {"title", one["title"]},
                    {"url", there ? record_address(id, visit.texts) : std::string()},
                    {"what", one.contains("what") ? joined(one["what"]) : std::string()}});
  }
  return rows;
}

Json group(const Visit& visit, std::string_view word, const Json& list, bool there) {
  return {{"title", visit.words[word]},
          {"count", visit.texts.number(list.size())},
          {"rows", records(visit, list, there)},
          {"more", list.size() > most_rows ? visit.words.count("more", list.size() - most_rows) : std::string()},
          {"any", !list.empty()}};
}

std::string place(const Json& at) { return at.is_null() ? "–" : std::to_string(at.get<std::uint64_t>()); }

Json search(const Visit& visit, const Json& one) {
  Json moves = Json::array();
  for (const Json& move : one["moves"])
    moves.push_back({{"title", move["title"]}, {"before", place(move["before"])}, {"after", place(move["after"])}});
  return {{"text", one["text"]},
          {"lang", one["lang"]},
          {"before", visit.texts.number(one["before"].get<std::uint64_t>())},
          {"after", visit.texts.number(one["after"].get<std::uint64_t>())},
          {"worse", one["worse"]},
          {"moves", moves},
          {"url", address("/", {{"q", one["text"].get<std::string>()}, {"lang", visit.texts.code()}})}};
}

}  // namespace

Json diff_view(const Visit& visit, const Json& diff) {
  const corpus::Schema& schema = visit.database.schema();
  const Json& all = diff["records"];
  Json facets = Json::array(), searches = Json::array();
  for (const Json& value : diff["facets"]) {
    if (facets.size() == most_rows) break;
    const auto before = value["before"].get<std::uint64_t>(), after = value["after"].get<std::uint64_t>();
    // In the reader's language, whoever started the job; a value that the published schema has not keeps its own.
    const std::string name = value["facet"], key = value["value"];
    const corpus::Facet* facet = schema.facet(name);
    const std::string shown =
        facet == nullptr ? name : std::string(corpus::label_in(facet->labels, visit.texts.code(), name));
    const std::string label = schema.value_label(name, key, visit.texts.code());
    facets.push_back({{"facet", shown},
                      {"label", label == key ? value["label"].get<std::string>() : label},
                      {"before", visit.texts.number(before)},
                      {"after", visit.texts.number(after)},
                      {"what", before == 0  ? visit.words["value_appears"]
                               : after == 0 ? visit.words["value_vanishes"]
                                            : std::string()}});
  }
  for (const Json& one : diff["searches"]["list"]) {
    if (searches.size() == most_rows) break;
    searches.push_back(search(visit, one));
  }
  const Json groups =
      Json::array({group(visit, "added", all["added"], false), group(visit, "changed", all["changed"], true),
                   group(visit, "removed", all["removed"], true), group(visit, "renamed", all["renamed"], true)});
  return {
      {"summary", visit.words.fill("diff_summary", {{"from", std::to_string(diff["before"].get<std::uint64_t>())},
                                                    {"to", std::to_string(diff["after"].get<std::uint64_t>())},
                                                    {"before", visit.texts.number(all["before"].get<std::uint64_t>())},
                                                    {"after", visit.texts.number(all["after"].get<std::uint64_t>())}})},
      {"groups", groups},
      {"facets", facets},
      {"facets_any", !facets.empty()},
      {"searches", searches},
      {"searches_any", !searches.empty()},
      {"searches_summary",
       visit.words.fill("searches_summary",
                        {{"watched", visit.texts.number(diff["searches"]["watched"].get<std::uint64_t>())},
                         {"changed", visit.texts.number(diff["searches"]["changed"].get<std::uint64_t>())},
                         {"worse", visit.texts.number(diff["searches"]["worse"].get<std::uint64_t>())}})}};
}

}  // namespace pramen::server::editor
