// Files into the corpus, checked before they land.
#include <algorithm>
#include <array>
#include <set>

#include "corpus/corpus_files.h"
#include "corpus/problem_json.h"
#include "corpus/table_mapping.h"
#include "server/admin/services.h"
#include "server/editor/jobs_view.h"
#include "server/editor/pages.h"

namespace pramen::server::editor {
namespace {

struct Shown {
  std::vector<corpus::Problem> problems = {};
  int status = 200;
  std::string notice = {}, fault = {};
};

HttpResponse sheet(const Visit& visit, const Shown& shown) {
  Json problems = Json::array();
  for (const corpus::Problem& one : shown.problems) problems.push_back(Json(to_json(one, visit.texts.code())));
  Json faults = problem_list(visit, problems, "/upload", "");
  // What did not land cannot be looked at.
  if (shown.status != 200) {
    for (Json& row : faults["problems"]) row["url"] = "";
  }
  return page(visit, {.title = visit.words["upload"],
                      .path = "/upload",
                      .content = "editor_upload",
                      .data = {{"fault", shown.fault},
                               {"faults", std::move(faults)},
                               {"folder", visit.files.takes_new_files()},
                               {"check_action", link(visit, "/jobs")},
                               {"offer_check", !shown.notice.empty()},
                               {"action", link(visit, "/upload")}},
                      .status = shown.status,
                      .notice = shown.notice});
}

HttpResponse show(Visit& visit) {
  const std::string taken = parameter(visit.request, "taken");
  const bool is_number = !taken.empty() && taken.size() < 7 && taken.find_first_not_of("0123456789") == taken.npos;
  return sheet(visit, {.notice = is_number ? visit.words.count("taken", std::stoul(taken)) : std::string()});
}

corpus::Problem doubled(const std::string& name) {
  return {
      .where = {name, 1, 1}, .rule = "bad-file-name", .what = corpus::say("two of the files belong in the same place")};
}

HttpResponse take(Visit& visit) {
  if (visit.form.files.empty()) return sheet(visit, {.status = 422, .fault = visit.words["no_file"]});
  if (!visit.files.takes_new_files()) return refused(visit, 409, "");
  std::vector<NewText> texts;
  std::vector<corpus::Problem> misplaced;
  std::set<std::string> taken;
  // Records first: they say where the documents and mappings belong.
  std::ranges::stable_partition(visit.form.files, [](const FormFile& file) {
    return corpus::form_of(file.name) != corpus::FileForm::beside && !corpus::is_mapping(file.name);
  });
  for (FormFile& file : visit.form.files) {
    Placed placed = visit.files.place(file.name, file.bytes, texts);
    if (placed.path.empty())
      misplaced.push_back(std::move(placed.problem));
    else if (!taken.insert(placed.path).second)
      misplaced.push_back(doubled(file.name));
    else
      texts.push_back({placed.path, std::move(file.bytes)});
  }
  using Outcome = CorpusTexts::Outcome;
  CorpusTexts::Result result{.outcome = Outcome::faulty, .problems = {}};
  if (misplaced.empty())
    result = visit.files.put(texts, "", visit.form["keep_faulty"] == "yes");
  else
    result.problems = visit.files.check(texts);
  result.problems.insert(result.problems.begin(), misplaced.begin(), misplaced.end());
  const int status = result.outcome == Outcome::put ? 200 : result.outcome == Outcome::faulty ? 422 : 409;
  for (const NewText& text : texts)
    visit.admin.services().audit.note({.who = visit.caller.id,
                                       .name = visit.caller.name,
                                       .action = "files.upload",
                                       .object = text.path,
                                       .status = status,
                                       .why = {}});
  if (status == 200) return see_other(link(visit, "/upload", {{"taken", std::to_string(texts.size())}}));
  if (status == 409) return refused(visit, 409, "");
  return sheet(visit, {.problems = std::move(result.problems), .status = 422, .fault = visit.words["not_taken"]});
}

constexpr std::array pages = {
    Page{"GET", "upload", admin::Scope::records, show},
    Page{"POST", "upload", admin::Scope::records, take, Sent::files},
};

}  // namespace

std::span<const Page> upload_pages() { return pages; }

}  // namespace pramen::server::editor
