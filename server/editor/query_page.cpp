// GET /editor/queries: what people search for, what they do not find, and what they find and leave.
#include <algorithm>
#include <array>
#include <charconv>

#include "server/admin/query_log.h"
#include "server/admin/services.h"
#include "server/editor/pages.h"
#include "server/target.h"

namespace pramen::server::editor {
namespace {

constexpr std::array day_choices = {7, 30, 90, 365};
constexpr int usual_days = 30;
constexpr std::size_t most_rows = 200;

struct Asked {
  std::string order = std::string(admin::query_order_names.front());
  std::string lang;  // empty: all
  int days = usual_days;
};

// What is not one of the choices is as if it had not been chosen.
Asked read_asked(const HttpRequest& request) {
  Asked asked;
  if (const std::string order = parameter(request, "order"); admin::read_query_order(order)) asked.order = order;
  // "lang" is the language of the page.
  if (const std::string lang = parameter(request, "readers"); find_texts(lang) != nullptr) asked.lang = lang;
  const std::string days = parameter(request, "days");
  int number = 0;
  std::from_chars(days.data(), days.data() + days.size(), number);
  if (std::ranges::find(day_choices, number) != day_choices.end()) asked.days = number;
  return asked;
}

Told look_up(const Visit& visit, const Asked& asked, bool csv) {
  Fields parameters = {{"order", asked.order},
                       {"days", std::to_string(asked.days)},
                       {"limit", std::to_string(csv ? 10'000 : most_rows)},
                       {"format", csv ? "csv" : "json"}};
  if (!asked.lang.empty()) parameters.emplace_back("lang", asked.lang);
  return ask(visit, "GET", address("queries", parameters));
}

Fields parameters_of(const Asked& asked) {
  return {{"order", asked.order}, {"readers", asked.lang}, {"days", std::to_string(asked.days)}};
}

Json orders(const Visit& visit, const Asked& asked) {
  Json list = Json::array();
  for (const std::string_view name : admin::query_order_names)
    list.push_back({{"value", name},
                    {"label", visit.words["queries_by_" + std::string(name)]},
                    {"chosen", asked.order == name}});
  return list;
}

Json readers(const Visit& visit, const Asked& asked) {
  Json list = Json::array({{{"value", ""}, {"label", visit.words["bet_all_readers"]}, {"chosen", asked.lang.empty()}}});
  for (const Texts& one : all_texts())
    list.push_back({{"value", one.code()}, {"label", one["language_name"]}, {"chosen", asked.lang == one.code()}});
  return list;
}

Json days(const Visit& visit, const Asked& asked) {
  Json list = Json::array();
  for (const int number : day_choices)
    list.push_back({{"value", number}, {"label", visit.texts.number(number)}, {"chosen", asked.days == number}});
  return list;
}

Json rows(const Visit& visit, const Json& queries) {
  Json list = Json::array();
  for (const Json& one : queries) {
    const auto number = [&](const char* name) { return visit.texts.number(one[name].get<std::uint64_t>()); };
    const std::string lang = one["lang"], text = one["text"];
    list.push_back({{"text", text},
                    {"lang", lang},
                    {"language", visit.database.schema().value_label("languages", lang, visit.texts.code())},
                    {"searches", number("searches")},
                    {"without_result", number("without_result")},
                    {"opened", number("clicks")},
                    {"url", address("/", {{"q", text}, {"lang", lang}})},
                    {"bet_url", link(visit, "/best-bets", {{"words", text}}) + "#bet"}});
  }
  return list;
}

HttpResponse show(Visit& visit) {
  const Asked asked = read_asked(visit.request);
  const Told told = look_up(visit, asked, false);
  if (!told.well()) return refused(visit, told);
  const Json& queries = told.json["queries"];
  return page(visit,
              {.title = visit.words["queries"],
               .path = "/queries",
               .content = "editor_queries",
               .data = {{"counted", visit.admin.services().settings.query_log_days > 0},
                        {"any", !queries.empty()},
                        {"rows", rows(visit, queries)},
                        {"orders", orders(visit, asked)},
                        {"readers", readers(visit, asked)},
                        {"days", days(visit, asked)},
                        {"may_bet", visit.may(admin::Scope::records)},
                        {"action", "/editor/queries"},
                        {"csv_url", link(visit, "/queries.csv", parameters_of(asked))}},
               .parameters = parameters_of(asked)});
}

HttpResponse download(Visit& visit) {
  Told told = look_up(visit, read_asked(visit.request), true);
  if (!told.well()) return refused(visit, told);
  return std::move(told.answer);
}

constexpr std::array pages = {
    Page{"GET", "queries", admin::Scope::read, show},
    Page{"GET", "queries.csv", admin::Scope::read, download},
};

}  // namespace

std::span<const Page> query_pages() { return pages; }

}  // namespace pramen::server::editor
