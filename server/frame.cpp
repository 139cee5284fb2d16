#include "server/frame.h"

#include <nlohmann/json.hpp>

#include "server/assets.h"
#include "server/entity_tag.h"
#include "server/publisher.h"
#include "server/target.h"
#include "server/templates.h"

namespace pramen::server {
namespace {

using Json = nlohmann::json;

Fields with_lang(const Fields& parameters, const std::string& code) {
  Fields result = parameters;
  result.emplace_back("lang", code);
  return result;
}

// What the page's own language is set in, so that it need not wait for the style to be read.
Json fonts_of(const Texts& texts) {
  Json fonts = Json::array({font_address("latin")});
  if (texts.code() == "bg") fonts.push_back(font_address("cyrillic"));
  if (texts.code() == "sk" || texts.code() == "cs" || texts.code() == "hu") fonts.push_back(font_address("latin-ext"));
  return fonts;
}

}  // namespace

const Texts& page_texts(const HttpRequest& request) {
  for (const auto& [name, value] : request.parameters) {
    if (name != "lang") continue;
    if (const auto* texts = find_texts(value)) return *texts;
  }
  return negotiate(request.accept_language);
}

Json texts_json(const Texts& texts) {
  Json json = Json::object();
  for (const auto& [key, text] : texts.all()) json[key] = text;
  return json;
}

std::string address(std::string_view path, const Fields& parameters) {
  std::string result(path);
  if (!parameters.empty()) result += "?" + encode_query(parameters);
  return result;
}

std::string search_address(const query::Request& request) { return address("/", query::to_parameters(request)); }

std::string home_address(const Texts& texts) { return "/?lang=" + texts.code(); }

std::string edition(const query::Database& database, const Texts& texts) {
  return texts.fill("edition", {{"generation", std::to_string(database.generation())},
                                {"date", texts.date(database.published_at())}});
}

std::string page_tag(const query::Database& database, const HttpRequest& request, const Texts& texts,
                     std::string_view route, std::string_view what) {
  return entity_tag({route, database.content_hash(), std::to_string(database.generation()), database.bets_since(),
                     web_fingerprint(), fingerprint(publisher_of(request)), request.origin, texts.code(), what});
}

std::string record_address(std::string_view id, const Texts& texts) {
  return address("/record/" + percent_encode(id), {{"lang", texts.code()}});
}

namespace {

// `shown_edition`: which state of the corpus is shown; empty if none is.
HttpResponse around(const HttpRequest& request, const Frame& frame, std::string content, int status,
                    const std::string& shown_edition) {
  const Texts& texts = frame.texts;
  const Publisher& publisher = publisher_of(request);
  Json languages = Json::array(), alternates = Json::array();
  for (const auto& other : all_texts()) {
    const std::string url = address(frame.path, with_lang(frame.parameters, other.code()));
    languages.push_back(
        {{"code", other.code()}, {"name", other["language_name"]}, {"url", url}, {"current", &other == &texts}});
    if (status == 200) alternates.push_back({{"code", other.code()}, {"url", request.origin + url}});
  }
  if (status == 200)
    alternates.push_back({{"code", "x-default"}, {"url", request.origin + address(frame.path, frame.parameters)}});
  const Json data = {
      {"lang", texts.code()},
      {"t", texts_json(texts)},
      {"title", frame.title},
      {"description", frame.description},
      {"noindex", frame.noindex},
      {"icon", asset_address("favicon.svg")},
      {"icon_small", asset_address("icon-32.png")},
      {"icon_touch", asset_address("icon-180.png")},
      {"fonts", fonts_of(texts)},
      {"style", asset_address("pramen.css")},
      {"script", asset_address("pramen-page.js")},
      {"canonical",
       frame.noindex ? "" : request.origin + address(frame.path, with_lang(frame.parameters, texts.code()))},
      {"alternates", alternates},
      {"search_description", request.origin.empty() ? "" : address("/opensearch.xml", {{"lang", texts.code()}})},
      {"head", frame.head},
      {"ui_languages", languages},
      {"home_url", home_address(texts)},
      {"a_to_z_url", address("/a-z", {{"lang", texts.code()}})},
      {"map_url", address("/map", {{"lang", texts.code()}})},
      {"content", std::move(content)},
      {"edition", shown_edition},
      {"about_url", address("/about", {{"lang", texts.code()}})},
      {"compare_url", address("/compare", {{"lang", texts.code()}})},
      {"publisher", publisher.name},
      {"slovak_state", publisher.slovak_state},
      {"at_home", frame.path == "/" && status == 200},
      {"at_a_to_z", frame.path == "/a-z"},
      {"at_map", frame.path == "/map"},
      {"at_compare", frame.path == "/compare"},
      {"at_about", frame.path == "/about"},
      {"theme", theme_address(publisher)},
      {"origin", request.origin},
      {"card_image", request.origin.empty() ? "" : request.origin + asset_address("card.png")},
  };
  HttpResponse response;
  response.status = status;
  response.type = html_type;
  response.body = render("layout", data);
  response.set("Content-Language", texts.code());
  response.set("Vary", std::string(page_vary));
  return response;
}

// A page that there is not, and ways on. `heading`: a text; its name with _text is said below.
HttpResponse nothing_here(const HttpRequest& request, std::string_view heading, int status,
                          const std::string& shown_edition) {
  const Texts& texts = page_texts(request);
  const Json data = {{"t", texts_json(texts)},
                     {"heading", texts[heading]},
                     {"text", texts[std::string(heading) + "_text"]},
                     {"lang", texts.code()},
                     {"home_url", home_address(texts)}};
  // The switch leads to the start page: there is nothing here in any language.
  const Frame frame{texts, texts[heading] + " – Prameň", texts["description"], "/", {}, true};
  HttpResponse response = around(request, frame, render("not_found", data), status, shown_edition);
  response.set("Cache-Control", "no-store");
  return response;
}

}  // namespace

HttpResponse framed(const query::Database& database, const HttpRequest& request, const Frame& frame,
                    std::string content, int status) {
  return around(request, frame, std::move(content), status, edition(database, frame.texts));
}

HttpResponse not_found_page(const query::Database& database, const HttpRequest& request) {
  return nothing_here(request, "not_found", 404, edition(database, page_texts(request)));
}

HttpResponse refused_page(const HttpRequest& request, int status) {
  return nothing_here(request, "refused", status, "");
}

bool wants_page(const HttpRequest& request) {
  const std::string& path = request.path.empty() ? request.target : request.path;  // of a refused one there is no path
  return !path.starts_with("/api/") && request.accept.find("text/html") != std::string::npos;
}

HttpResponse failure_page(const HttpRequest& request, std::string_view id) {
  const Texts& texts = page_texts(request);
  const std::string& contact = publisher_of(request).contact;
  const Json data = {{"t", texts_json(texts)},
                     {"id", id},
                     {"contact", contact},
                     {"contact_text", contact.substr(contact.find(':') + 1)},
                     {"home_url", home_address(texts)}};
  const Frame frame{texts, texts["failure"] + " – Prameň", texts["description"], "/", {}, true};
  auto response = around(request, frame, render("failure", data), 500, "");
  response.set("Cache-Control", "no-store");
  return response;
}

}  // namespace pramen::server
