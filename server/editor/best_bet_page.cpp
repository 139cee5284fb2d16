// Best bets: all of them, and a form to add, change and try one.
#include <algorithm>
#include <array>
#include <charconv>

#include "server/editor/pages.h"

namespace pramen::server::editor {
namespace {

// The parts of what was typed, without blanks around them; empty ones are left out.
Json parts_of(const std::string& text, std::string_view ends) {
  Json parts = Json::array();
  std::string_view rest = text;
  while (!rest.empty()) {
    std::string_view part = rest.substr(0, rest.find_first_of(ends));
    rest.remove_prefix(std::min(part.size() + 1, rest.size()));
    const auto first = part.find_first_not_of(" \t\r");
    if (first == part.npos) continue;
    parts.push_back(part.substr(first, part.find_last_not_of(" \t\r") - first + 1));
  }
  return parts;
}

Json bet_of(const Form& form) {
  Json bet = {{"words", parts_of(form["words"], "\n")}};
  for (const char* name : {"pin", "hide"}) {
    if (Json ids = parts_of(form[name], " \t,\n"); !ids.empty()) bet[name] = std::move(ids);
  }
  for (const char* name : {"lang", "from", "until", "note"}) {
    if (!form[name].empty()) bet[name] = form[name];
  }
  return bet;
}

std::string lines_of(const Json& bet, const char* name) {
  std::string lines;
  for (const Json& line : bet.value(name, Json::array()))
    lines += (lines.empty() ? "" : "\n") + line.get<std::string>();
  return lines;
}

// As the form shows it.
Json fields_of(const Json& bet) {
  Json fields = Json::object();
  for (const char* name : {"words", "pin", "hide"}) fields[name] = lines_of(bet, name);
  for (const char* name : {"lang", "from", "until", "note"}) fields[name] = bet.value(name, "");
  return fields;
}

Json fields_of(const Form& form) {
  Json fields = Json::object();
  for (const char* name : {"words", "pin", "hide", "lang", "from", "until", "note", "queries"})
    fields[name] = form[name];
  return fields;
}

std::optional<std::size_t> number_in(const std::string& text, std::size_t end) {
  std::size_t number = 0;
  const auto [last, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool sound = error == std::errc() && last == text.data() + text.size() && number < end;
  return sound ? std::optional(number) : std::nullopt;
}

// Records lead to their page, where they are published.
Json records(const Visit& visit, const Json& bet, const char* name) {
  std::vector<std::string> ids = bet.value(name, std::vector<std::string>());
  const std::vector<std::string> titles = visit.database.titles(ids, visit.texts.code());
  Json rows = Json::array();
  for (std::size_t i = 0; i < ids.size(); ++i)
    rows.push_back({{"id", ids[i]},
                    {"title", titles[i].empty() ? ids[i] : titles[i]},
                    {"url", titles[i].empty() ? std::string() : record_address(ids[i], visit.texts)}});
  return rows;
}

std::string days_of(const Visit& visit, const Json& bet) {
  const auto day = [&](const char* name) {
    return bet.contains(name) ? visit.texts.date(bet[name].get<std::string>()) : "";
  };
  const std::string from = day("from"), until = day("until");
  return from.empty() && until.empty() ? "" : from + " – " + until;
}

Json rows_of(const Visit& visit, const Json& bets) {
  Json rows = Json::array();
  for (const Json& bet : bets) {
    const std::string number = std::to_string(rows.size());
    const std::string lang = bet.value("lang", "");
    rows.push_back(
        {{"number", number},
         {"words", bet["words"]},
         {"first", bet["words"][0]},
         {"pin", records(visit, bet, "pin")},
         {"hide", records(visit, bet, "hide")},
         {"readers", lang.empty() ? visit.words["bet_all_readers"]
                                  : visit.database.schema().value_label("languages", lang, visit.texts.code())},
         {"days", days_of(visit, bet)},
         {"note", bet.value("note", "")},
         {"url", link(visit, "/best-bets", {{"bet", number}}) + "#bet"}});
  }
  return rows;
}

Json languages_of(const Visit& visit, const std::string& chosen) {
  Json list = Json::array();
  for (const std::string& code : visit.database.schema().languages())
    list.push_back({{"code", code},
                    {"name", visit.database.schema().value_label("languages", code, visit.texts.code())},
                    {"chosen", code == chosen}});
  return list;
}

Json found(const Visit& visit, const Json& side) {
  Json hits = Json::array();
  for (const Json& hit : side["hits"])
    hits.push_back({{"title", hit["title"]},
                    {"lang", hit["lang"]},
                    {"url", record_address(hit["id"].get<std::string>(), visit.texts)},
                    {"pinned", hit["pinned"].get<bool>() ? visit.texts["pinned"] : std::string()}});
  return {{"records", visit.words.count("records", side["total"].get<std::uint64_t>())}, {"hits", std::move(hits)}};
}

// What somebody tried, as a table; null where nothing was.
Json trial_of(const Visit& visit, const Json& told) {
  if (told.is_null()) return nullptr;
  Json rows = Json::array();
  std::string missing;
  for (const Json& id : told["missing"]) missing += (missing.empty() ? "" : ", ") + id.get<std::string>();
  for (const Json& query : told["queries"])
    rows.push_back(
        {{"text", query["text"]}, {"before", found(visit, query["before"])}, {"after", found(visit, query["after"])}});
  return {{"rows", std::move(rows)},
          {"missing", missing.empty() ? missing : visit.words.fill("bet_missing", {{"ids", missing}})}};
}

struct Shown {
  Json fields = Json::object();  // of the form
  std::string bet = {};          // number of the one that is changed; empty: a new one
  int status = 200;
  std::string fault = {}, notice = {};
  Json problems = Json::array();
  Json trial = nullptr;
};

HttpResponse sheet(const Visit& visit, const Told& told, Shown shown) {
  if (told.status == 422) {
    shown.fault = visit.words["bets_faulty"];
    shown.problems = told.json["problems"];
  } else if (!told.well()) {
    return refused(visit, told);
  }
  const bool sound = told.well();
  Json rows = sound ? rows_of(visit, told.json["best_bets"]) : Json::array();
  const bool any = !rows.empty();
  for (const char* name : {"words", "pin", "hide", "queries"})
    shown.fields[name] = "\n" + shown.fields.value(name, "");  // the first line feed of a textarea is not its text
  const std::string lang = shown.fields.value("lang", "");
  return page(visit, {.title = visit.words["best_bets"],
                      .path = "/best-bets",
                      .content = "editor_best_bets",
                      .data = {{"rows", std::move(rows)},
                               {"any", any},
                               {"sound", sound},
                               {"fault", shown.fault},
                               {"problems", shown.problems},
                               {"trial", trial_of(visit, shown.trial)},
                               {"field", shown.fields},
                               {"languages", languages_of(visit, lang)},
                               {"bet", shown.bet},
                               {"bet_title", visit.words[shown.bet.empty() ? "bet_new" : "bet_change"]},
                               {"tag", told.tag},
                               {"action", link(visit, "/best-bets")}},
                      .status = shown.status,
                      .notice = shown.notice});
}

HttpResponse show(Visit& visit) {
  const Told told = ask(visit, "GET", "best-bets");
  Shown shown;
  if (parameter(visit.request, "saved") == "1") shown.notice = visit.words["saved"];
  const std::string bet = parameter(visit.request, "bet");
  if (const auto number = told.well() ? number_in(bet, told.json["best_bets"].size()) : std::nullopt) {
    shown.bet = bet;
    shown.fields = fields_of(told.json["best_bets"][*number]);
  } else if (const std::string words = parameter(visit.request, "words"); !words.empty()) {
    shown.fields["words"] = words;  // from the list of what people search for
  }
  return sheet(visit, told, std::move(shown));
}

HttpResponse try_one(const Visit& visit, const Told& told) {
  Json body = {{"bet", bet_of(visit.form)}};
  for (const Json& text : parts_of(visit.form["queries"], "\n")) {
    const std::string& lang = visit.form["lang"];
    body["queries"].push_back({{"text", text}, {"lang", lang.empty() ? visit.texts.code() : lang}});
  }
  Visit again = visit;  // the same form may try other words
  again.form = {};
  const Told tried = ask(again, "POST", "best-bets/try", body);
  if (!tried.well() && tried.status != 422) return refused(visit, tried);
  Shown shown{.fields = fields_of(visit.form), .bet = visit.form["bet"], .status = tried.status};
  if (tried.well())
    shown.trial = tried.json;
  else
    shown.problems = tried.json["problems"];
  return sheet(visit, told, std::move(shown));
}

HttpResponse changed_meanwhile(const Visit& visit, const Told& told) {
  return sheet(visit, told,
               {.fields = fields_of(visit.form), .status = 409, .fault = visit.words["bet_changed_meanwhile"]});
}

HttpResponse change(Visit& visit) {
  const Told told = ask(visit, "GET", "best-bets");
  if (!told.well()) return sheet(visit, told, {.fields = fields_of(visit.form), .status = told.status});
  if (visit.form["do"] == "try") return try_one(visit, told);
  if (visit.form["tag"] != told.tag) return changed_meanwhile(visit, told);
  Json bets = told.json["best_bets"];
  const auto number = number_in(visit.form["bet"], bets.size());
  if (visit.form["do"] == "remove") {
    if (!number) return refused(visit, 404, "");
    bets.erase(*number);
  } else if (number) {
    bets[*number] = bet_of(visit.form);
  } else {
    bets.push_back(bet_of(visit.form));
  }
  const Told put = ask(visit, "PUT", "best-bets", {{"best_bets", bets}}, told.tag);
  if (put.status == 412) return changed_meanwhile(visit, told);
  if (put.status == 422 && put.json.contains("problems"))
    return sheet(visit, told,
                 {.fields = fields_of(visit.form),
                  .bet = visit.form["bet"],
                  .status = 422,
                  .fault = visit.words["bet_not_saved"],
                  .problems = put.json["problems"]});
  return put.well() ? see_other(link(visit, "/best-bets", {{"saved", "1"}})) : refused(visit, put);
}

constexpr std::array pages = {
    Page{"GET", "best-bets", admin::Scope::records, show},
    Page{"POST", "best-bets", admin::Scope::records, change, Sent::form},
};

}  // namespace

std::span<const Page> best_bet_pages() { return pages; }

}  // namespace pramen::server::editor
