// One file of the corpus: its lines with the faults among them, and a field to mend it.
#include <algorithm>
#include <array>
#include <map>

#include "corpus/problem_json.h"
#include "server/admin/services.h"
#include "server/editor/jobs_view.h"
#include "server/editor/pages.h"

namespace pramen::server::editor {
namespace {

// Browsers send lines that end with CR LF, whatever they were given (HTML, 4.10.11).
std::string with_line_feeds(std::string text, const std::string& as) {
  if (as.find("\r\n") != as.npos) return text;
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') result += text[i];
  }
  return result;
}

// `problems`: those of other files are passed over.
Json lines_of(const std::string& path, const std::string& bytes, const std::vector<corpus::Problem>& problems,
              std::string_view lang) {
  std::multimap<std::size_t, const corpus::Problem*> by_line;
  for (const corpus::Problem& one : problems) {
    if (one.where.file == path) by_line.emplace(std::max<std::size_t>(one.where.line, 1), &one);
  }
  Json lines = Json::array();
  std::string_view rest = bytes;
  while (!rest.empty()) {
    const auto end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const std::size_t number = lines.size() + 1;
    Json found = Json::array();
    for (auto [at, last] = by_line.equal_range(number); at != last; ++at) {
      found.push_back({{"column", std::to_string(std::max<std::size_t>(at->second->where.column, 1))},
                       {"message", at->second->what.in(lang)},
                       {"hint", at->second->hint.in(lang)}});
    }
    const bool any = !found.empty();
    lines.push_back({{"number", std::to_string(number)}, {"text", line}, {"found", std::move(found)}, {"marked", any}});
  }
  return lines;
}

struct Shown {
  const CorpusText& text;
  const std::string& typed;
  std::vector<corpus::Problem> problems;
  int status = 200;
  std::string notice = {}, fault = {};
};

HttpResponse sheet(const Visit& visit, const Shown& shown) {
  const std::string& path = shown.text.path;
  Json problems = Json::array();
  for (const corpus::Problem& one : shown.problems) problems.push_back(Json(to_json(one, visit.texts.code())));
  return page(visit, {.title = path,
                      .path = "/file",
                      .content = "editor_file",
                      .data = {{"path", path},
                               {"readable", shown.text.readable},
                               {"is_table", shown.text.is_table},
                               {"closed", !shown.text.readable && !shown.text.is_table},
                               {"read_only", shown.text.readable && !shown.text.mendable},
                               {"judged", shown.text.readable || shown.text.is_table},
                               {"fault", shown.fault},
                               {"faults", problem_list(visit, problems, "/file", "", {{"path", path}})},
                               {"lines", lines_of(path, shown.typed, shown.problems, visit.texts.code())},
                               {"typed", "\n" + shown.typed},  // the first line feed of a textarea is not its text
                               {"tag", shown.text.tag},
                               {"action", link(visit, "/file", {{"path", path}})},
                               {"may_mend", shown.text.mendable && visit.may(admin::Scope::records)}},
                      .status = shown.status,
                      .parameters = {{"path", path}},
                      .notice = shown.notice});
}

HttpResponse show(Visit& visit) {
  const auto text = visit.files.find(parameter(visit.request, "path"));
  if (!text) return refused(visit, 404, "");
  const std::string notice = parameter(visit.request, "saved") == "1" ? visit.words["saved"] : std::string();
  return sheet(visit,
               {.text = *text, .typed = text->bytes, .problems = visit.files.problems_of(*text), .notice = notice});
}

HttpResponse mend(Visit& visit) {
  const auto text = visit.files.find(parameter(visit.request, "path"));
  if (!text || !text->mendable) return refused(visit, 404, "");
  const std::string typed = with_line_feeds(visit.form["text"], text->bytes);
  const std::array wanted{NewText{text->path, typed}};
  const std::string& tag = visit.form["tag"];
  const auto result = visit.files.put(wanted, tag.empty() ? "-" : tag, false);
  using Outcome = CorpusTexts::Outcome;
  const int status = result.outcome == Outcome::put ? 200 : result.outcome == Outcome::faulty ? 422 : 409;
  visit.admin.services().audit.note({.who = visit.caller.id,
                                     .name = visit.caller.name,
                                     .action = "files.put",
                                     .object = text->path,
                                     .status = status,
                                     .why = {}});
  if (status == 200) return see_other(link(visit, "/file", {{"path", text->path}, {"saved", "1"}}));
  if (status == 422)
    return sheet(
        visit,
        {.text = *text, .typed = typed, .problems = result.problems, .status = 422, .fault = visit.words["not_saved"]});
  // What was typed stays; saved once more it takes the place of what came meanwhile.
  return sheet(visit, {.text = *text,
                       .typed = typed,
                       .problems = visit.files.check(wanted),
                       .status = 409,
                       .fault = visit.words["changed_meanwhile"]});
}

constexpr std::array pages = {
    Page{"GET", "file", admin::Scope::read, show},
    Page{"POST", "file", admin::Scope::records, mend, Sent::text},
};

}  // namespace

std::span<const Page> file_pages() { return pages; }

}  // namespace pramen::server::editor
