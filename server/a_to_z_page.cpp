// GET /a-z: the letters of the reader's alphabet and the titles under one of them. Every
// link is the address of another request.
#include <fmt/format.h>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "server/assets.h"
#include "server/fault_texts.h"
#include "server/frame.h"
#include "server/pages.h"
#include "server/target.h"
#include "server/templates.h"

namespace pramen::server {
namespace {

using Json = nlohmann::json;
using query::TitleListRequest;

constexpr std::size_t page_titles = 100;

struct View {
  const corpus::Schema& schema;
  const Texts& texts;
};

std::string address_of(const View& view, const TitleListRequest& request) {
  Fields parameters = query::to_parameters(request);
  std::erase_if(parameters, [](const auto& one) { return one.first == "limit" || one.first == "lang"; });
  parameters.insert(parameters.begin(), {"lang", view.texts.code()});
  return address("/a-z", parameters);
}

// The letter asked for; else the first under which there is something.
std::string chosen_letter(const query::TitleList& list) {
  if (!list.request.letter.empty()) return list.request.letter;
  const auto first = std::ranges::find_if(list.letters, [](const query::Letter& one) { return one.count > 0; });
  return first == list.letters.end() ? std::string() : first->letter;
}

Json letters_json(const View& view, const query::TitleList& list) {
  Json letters = Json::array();
  for (const query::Letter& letter : list.letters) {
    TitleListRequest other = list.request;
    other.letter = letter.letter;
    other.search.offset = 0;
    const bool current = letter.letter == list.request.letter;
    const bool empty = letter.count == 0 && !current;
    letters.push_back({{"letter", letter.letter},
                       {"current", current},
                       {"empty", empty},
                       {"url", current || empty ? std::string() : address_of(view, other)}});
  }
  return letters;
}

// All kinds, and each by itself; the letter is kept where it can be.
Json kinds_json(const View& view, const TitleListRequest& request) {
  const auto chosen = std::ranges::find(request.search.filters, "kind", &query::Filter::facet);
  const auto choice = [&](std::string_view label, const std::vector<std::string>& kinds) {
    TitleListRequest other = request;
    std::erase_if(other.search.filters, [](const query::Filter& filter) { return filter.facet == "kind"; });
    if (!kinds.empty()) other.search.filters.push_back({"kind", kinds});
    other.search.offset = 0;
    const bool current = chosen == request.search.filters.end() ? kinds.empty() : chosen->values == kinds;
    return Json{{"label", label}, {"current", current}, {"url", address_of(view, other)}};
  };
  Json list = Json::array({choice(view.texts["all_kinds"], {})});
  for (const corpus::Kind& kind : view.schema.kinds())
    list.push_back(choice(corpus::label_in(kind.plural, view.texts.code(), kind.name), {kind.name}));
  return list;
}

Json titles_json(const View& view, const query::TitleList& list) {
  Json titles = Json::array();
  for (const query::ListedTitle& title : list.titles)
    titles.push_back({{"title", title.title},
                      {"title_lang", title.lang},
                      {"kind", title.kind},
                      {"kind_label", view.schema.kind_label(title.kind, view.texts.code())},
                      {"url", record_address(title.id, view.texts)}});
  return titles;
}

void add_paging(Json& data, const View& view, const query::TitleList& list) {
  const std::size_t offset = list.request.search.offset, limit = list.request.search.limit;
  data["paged"] = list.total > limit;
  data["page_of"] = false;
  data["previous_url"] = data["next_url"] = "";
  if (list.total <= limit) return;
  data["page_of"] = view.texts.fill("page_of", {{"page", view.texts.number(offset / limit + 1)},
                                                {"pages", view.texts.number((list.total + limit - 1) / limit)}});
  TitleListRequest other = list.request;
  if (offset > 0) {
    other.search.offset = offset - std::min(offset, limit);
    data["previous_url"] = address_of(view, other);
  }
  other.search.offset = offset + limit;
  if (other.search.offset < list.total && other.search.offset + limit <= query::max_window)
    data["next_url"] = address_of(view, other);
}

Json list_json(const View& view, const query::TitleList& list) {
  const corpus::Facet* kind = view.schema.facet("kind");
  Json data = {
      {"answered", true},
      {"kinds", kinds_json(view, list.request)},
      {"kinds_label", kind == nullptr ? "" : corpus::label_in(kind->labels, view.texts.code(), kind->name)},
      {"letters", letters_json(view, list)},
      {"letter", list.request.letter},
      {"total", list.total},
      {"count", view.texts.count("browsing", list.total)},
      {"titles", titles_json(view, list)},
  };
  add_paging(data, view, list);
  return data;
}

// A page is asked for by people: what it does not know is passed over, also a letter of
// another language's alphabet.
query::ParsedTitleList read_request(const View& view, const HttpRequest& request) {
  std::vector<query::Parameter> parameters;
  for (const auto& parameter : request.parameters) {
    if (parameter.first != "lang" && parameter.first != "limit") parameters.push_back(parameter);
  }
  if (view.schema.has_language(view.texts.code())) parameters.emplace_back("lang", view.texts.code());
  parameters.emplace_back("limit", std::to_string(page_titles));
  query::ParsedTitleList parsed = query::parse_title_list(view.schema, parameters, false);
  std::erase_if(parsed.faults, [](const query::RequestFault& fault) { return fault.parameter == "letter"; });
  return parsed;
}

}  // namespace

HttpResponse a_to_z_page(const query::Database& database, AnswerCache& cache, const HttpRequest& request) {
  const View view{database.schema(), page_texts(request)};
  const Texts& texts = view.texts;
  const auto parsed = read_request(view, request);
  const auto page = [&](const TitleListRequest& shown, Json data, int status) {
    data["t"] = texts_json(texts);
    data["lang"] = texts.code();
    // Letters and places in the list are not the same in another language.
    TitleListRequest in_any_language = shown;
    in_any_language.letter.clear();
    in_any_language.search.offset = 0;
    Fields kept = query::to_parameters(in_any_language);
    std::erase_if(kept, [](const auto& one) { return one.first == "limit" || one.first == "lang"; });
    const Frame frame{texts, texts["a_to_z"] + " – Prameň", texts["description"], "/a-z", kept, !shown.letter.empty()};
    return framed(database, request, frame, render("a_to_z", data), status);
  };
  if (!parsed.faults.empty()) {
    auto response =
        page(parsed.request, {{"errors", fault_texts(texts, view.schema, parsed.faults)}, {"errors_any", true}}, 400);
    response.set("Cache-Control", "no-store");
    return response;
  }
  const auto tag = page_tag(database, request, texts, "a-z page", encode_query(query::to_parameters(parsed.request)));
  return cache.answer(request, tag, page_vary, [&] {
    query::TitleList list = database.title_list(parsed.request);
    if (list.request.letter.empty()) {
      TitleListRequest first = parsed.request;
      first.letter = chosen_letter(list);
      list = database.title_list(first);
    }
    return page(parsed.request, list_json(view, list), 200);
  });
}

}  // namespace pramen::server
