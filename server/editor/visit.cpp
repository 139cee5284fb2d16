#include "server/editor/visit.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "server/admin/path.h"
#include "server/admin/store.h"
#include "server/assets.h"
#include "server/editor/path.h"
#include "server/editor/words.h"
#include "server/target.h"
#include "server/templates.h"

namespace pramen::server::editor {
namespace {

constexpr std::size_t once_length = 16;

struct Way {
  std::string_view path, word;
  admin::Scope scope;
};
constexpr std::array ways = {
    Way{"", "overview", admin::Scope::read},
    Way{"/jobs", "jobs", admin::Scope::read},
    Way{"/upload", "upload", admin::Scope::records},
    Way{"/best-bets", "best_bets", admin::Scope::records},
    Way{"/queries", "queries", admin::Scope::read},
    Way{"/generations", "generations", admin::Scope::read},
    Way{"/keys", "keys", admin::Scope::admin},
    Way{"/log", "log", admin::Scope::admin},
};

// The longest way that the path begins with is the one where we are.
Json ways_of(const Visit& visit, std::string_view path) {
  Json list = Json::array();
  for (const Way& way : ways) {
    if (!visit.may(way.scope)) continue;
    const bool here = way.path.empty() ? path.empty() : path.starts_with(way.path);
    list.push_back({{"url", link(visit, way.path)}, {"label", visit.words[way.word]}, {"current", here}});
  }
  return list;
}

std::string head_of(const Sheet& sheet) {
  std::string head = fmt::format("<link rel=\"stylesheet\" href=\"{}\">\n<script src=\"{}\" defer></script>\n",
                                 asset_address("pramen-editor.css"), asset_address("pramen-editor.js"));
  if (sheet.refresh_s > 0)
    head += fmt::format("<noscript><meta http-equiv=\"refresh\" content=\"{}\"></noscript>\n", sheet.refresh_s);
  return head;
}

HttpResponse around(const query::Database& database, const HttpRequest& request, const Texts& texts, const Sheet& sheet,
                    const Json& data) {
  const Texts& words = words_in(texts.code());
  const Frame frame{texts,
                    sheet.title + " – " + words["editor"] + " – " + std::string(site_name),
                    words["editor"],
                    std::string(root) + sheet.path,
                    sheet.parameters,
                    true,
                    head_of(sheet)};
  HttpResponse response = framed(database, request, frame, render("editor", data), sheet.status);
  response.set("Cache-Control", "no-store");
  return response;
}

}  // namespace

std::string link(const Texts& texts, std::string_view path, Fields parameters) {
  parameters.emplace_back("lang", texts.code());
  return address(std::string(root) + std::string(path), parameters);
}

std::string parameter(const HttpRequest& request, std::string_view name) {
  const auto found = std::ranges::find(request.parameters, name, &Fields::value_type::first);
  return found == request.parameters.end() ? std::string() : found->second;
}

Told ask(const Visit& visit, std::string_view method, const std::string& path, const Json& body,
         const std::string& tag) {
  HttpRequest request;
  request.method = method;
  request.target = std::string(admin::prefix) + path;
  auto target = parse_target(request.target);
  Told told;
  if (!std::holds_alternative<Target>(target)) {
    told.status = 404;
    return told;
  }
  request.path = std::move(std::get<Target>(target).path);
  request.parameters = std::move(std::get<Target>(target).parameters);
  request.host = visit.request.host;
  request.origin = visit.request.origin;
  request.publisher = visit.request.publisher;
  request.last_event_id = visit.request.last_event_id;
  request.if_match = tag;
  request.accept_language = visit.texts.code();
  if (!body.is_null()) {
    request.content_type = "application/json";
    request.body = body.dump(-1, ' ', false, Json::error_handler_t::replace);
    request.body_bytes = request.body.size();
  }
  if (method != "GET") request.idempotency_key = visit.form["once"];
  told.answer = visit.admin.answer_to(visit.caller, request);
  told.status = told.answer.status;
  for (const auto& [name, value] : told.answer.headers) {
    if (name == "ETag") told.tag = value;
  }
  if (told.answer.type.find("json") != std::string::npos && !told.answer.body.empty())
    told.json = Json::parse(told.answer.body, nullptr, false);
  return told;
}

HttpResponse page(const Visit& visit, Sheet sheet) {
  sheet.data["w"] = texts_json(visit.words);
  sheet.data["lang"] = visit.texts.code();
  sheet.data["token"] = visit.token;
  sheet.data["once"] = admin::random_text(once_length, true);
  sheet.data["title"] = sheet.title;
  const Json data = {{"w", texts_json(visit.words)},
                     {"token", visit.token},
                     {"ways", ways_of(visit, sheet.path)},
                     {"signed_in", visit.words.fill("signed_in", {{"name", visit.caller.name}})},
                     {"sign_out_url", link(visit, "/sign-out")},
                     {"notice", sheet.notice},
                     {"content", render(sheet.content, sheet.data)}};
  return around(visit.database, visit.request, visit.texts, sheet, data);
}

HttpResponse outer_page(const query::Database& database, const HttpRequest& request, Sheet sheet) {
  const Texts& texts = page_texts(request);
  sheet.data["w"] = texts_json(words_in(texts.code()));
  sheet.data["title"] = sheet.title;
  const Json data = {{"w", sheet.data["w"]}, {"notice", sheet.notice}, {"content", render(sheet.content, sheet.data)}};
  return around(database, request, texts, sheet, data);
}

HttpResponse see_other(std::string address) {
  HttpResponse response;
  response.status = 303;
  response.set("Location", std::move(address));
  response.set("Cache-Control", "no-store");
  return response;
}

HttpResponse refused(const Visit& visit, const Told& told) {
  const bool has_detail = told.json.is_object() && told.json.contains("detail");
  std::string detail = has_detail ? told.json["detail"].get<std::string>() : std::string();
  if (has_detail && told.json.contains("errors")) {
    for (const Json& error : told.json["errors"]) detail += "; " + error.value("detail", "");
  }
  return refused(visit, told.status, detail);
}

HttpResponse refused(const Visit& visit, int status, std::string_view detail) {
  const std::string word = status == 403 ? "refused_scope" : status == 404 ? "refused_missing" : "refused_other";
  return page(visit, {.title = visit.words["refused"],
                      .path = "",
                      .content = "editor_refused",
                      .data = {{"what", visit.words[word]}, {"detail", detail}, {"back_url", link(visit, "")}},
                      .status = status});
}

Json moment(const Texts& texts, const Json& iso) {
  if (!iso.is_string() || iso.get_ref<const std::string&>().size() < 16) return nullptr;
  const auto& text = iso.get_ref<const std::string&>();
  return {{"iso", text}, {"text", fmt::format("{}, {} UTC", texts.date(text), text.substr(11, 5))}};
}

std::string word(const Visit& visit, std::string_view group, const std::string& value) {
  const std::string key = std::string(group) + "_" + value;
  return visit.words.all().contains(key) ? visit.words[key] : value;
}

}  // namespace pramen::server::editor
