#include "server/admin/synonyms.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "corpus/best_bets.h"
#include "corpus/characters.h"
#include "corpus/corpus_files.h"
#include "corpus/findings.h"
#include "corpus/input.h"
#include "corpus/thesaurus_files.h"
#include "server/admin/problem_answers.h"

namespace pramen::server::admin {
namespace fs = std::filesystem;
namespace {

using Json = nlohmann::ordered_json;
using State = ListOutcome::State;
using Problems = std::vector<corpus::Problem>;

constexpr std::string_view member = "synonyms", rule = "synonyms";

void add_fault(Problems& problems, std::string_view file, std::size_t line, corpus::Sentence what,
               corpus::Sentence hint = {}) {
  corpus::Findings findings{std::string(file)};
  findings.fault({static_cast<std::uint32_t>(line), 1}, rule, std::move(what), std::move(hint));
  findings.hand_out({}, into(problems));
}

// An object a line, as they are kept.
std::string lines_of(const Json& list) {
  std::string lines;
  for (const Json& one : list) lines += one.dump() + "\n";
  return lines;
}

std::string to_json(const Json& list) { return Json({{std::string(member), list}}).dump() + "\n"; }

// The list that was sent; null with a fault where there is none.
Json list_in(const std::string& json, Problems& problems) {
  Json object = Json::parse(json, nullptr, false);
  if (object.is_object() && object.size() == 1 && object.contains(member) && object[std::string(member)].is_array()) {
    Json list = std::move(object[std::string(member)]);
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (list[i].is_object()) continue;
      add_fault(problems, corpus::synonyms_name, i + 1, corpus::say("an object {{...}} is expected here"));
    }
    return list;
  }
  add_fault(problems, "body", 1, corpus::say("there is no list {}", member),
            corpus::say("send {{\"{}\": [...]}}", member));
  return nullptr;
}

// What stands after the last # or / of an IRI.
std::string concept_id(const Json& item) {
  const auto id = item.find("id");
  const std::string text = id != item.end() && id->is_string() ? id->get<std::string>() : std::string();
  return text.substr(text.find_last_of("#/") + 1);  // npos + 1 is 0
}

// Lines with faults are passed over: whoever tries synonyms did not write them.
std::vector<query::WatchedQuery> watched_in(const fs::path& corpus, const corpus::Schema& schema) {
  const auto passed_over = [](corpus::Problem&&) {};
  std::vector<query::WatchedQuery> watched;
  const fs::path queries = corpus / corpus::watched_queries_name;
  if (std::error_code ignored; fs::exists(queries, ignored))
    watched = query::read_watched_queries(queries, schema, passed_over);
  for (const auto& draft : corpus::read_best_bets(corpus / corpus::best_bets_name, schema, passed_over)) {
    for (const std::string& words : draft.bet.words) {
      query::WatchedQuery query{words, draft.bet.lang};
      if (std::ranges::find(watched, query) == watched.end()) watched.push_back(std::move(query));
    }
  }
  return watched;
}

}  // namespace

fs::path Synonyms::file() const { return root_ / corpus::synonyms_name; }

// As they lie there, one object a line.
ListOutcome Synonyms::stored() const {
  ListOutcome outcome;
  Json list = Json::array();
  std::error_code none;
  if (fs::exists(file(), none)) {
    const corpus::WholeFile whole = corpus::read_whole(file(), corpus::max_thesaurus_bytes);
    std::string_view rest = whole.text;
    for (std::size_t line = 1; !rest.empty(); ++line) {
      const std::string_view text = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(text.size() + 1, rest.size()));
      if (text.find_first_not_of(" \t\r") == text.npos) continue;
      Json one = Json::parse(text, nullptr, false);
      if (one.is_object())
        list.push_back(std::move(one));
      else
        add_fault(outcome.problems, corpus::synonyms_name, line, corpus::say("an object {{...}} is expected here"));
    }
    if (whole.too_large)
      add_fault(outcome.problems, corpus::synonyms_name, 1,
                corpus::say("the file is larger than {} MB", corpus::max_thesaurus_bytes >> 20));
    else if (!whole.error.empty())
      add_fault(outcome.problems, corpus::synonyms_name, 1, corpus::say("the file cannot be read: {}", whole.error));
  }
  if (any_fault(outcome.problems)) {
    outcome.state = State::invalid;
    return outcome;
  }
  outcome.json = to_json(list);
  outcome.tag = strong_tag(outcome.json);
  return outcome;
}

ListOutcome Synonyms::get() {
  const std::lock_guard lock(mutex_);
  return stored();
}

ListOutcome Synonyms::put(const std::string& json, const Conditions& conditions) {
  const std::lock_guard lock(mutex_);
  const ListOutcome before = stored();
  ListOutcome outcome{.state = State::invalid, .json = before.json, .tag = before.tag};
  if (!met(conditions, true, before.tag)) {
    outcome.state = State::not_matching;
    return outcome;
  }
  const Json list = list_in(json, outcome.problems);
  if (any_fault(outcome.problems)) return outcome;
  if (!fs::is_directory(root_)) {
    outcome.state = State::conflict;
    outcome.detail = "the corpus is a single file; synonyms lie in a corpus folder only";
    return outcome;
  }
  const std::string lines = lines_of(list);
  corpus::check_synonyms(root_, records_.schema(), lines, into(outcome.problems));
  if (any_fault(outcome.problems)) return outcome;
  outcome.json = to_json(list);
  outcome.state = outcome.json == before.json ? State::unchanged : State::updated;
  outcome.tag = strong_tag(outcome.json);
  if (outcome.state == State::updated) write_list(file(), lines);
  return outcome;
}

std::optional<SynonymTrial> Synonyms::trial(const std::string& json, Problems& problems) const {
  const Json list = list_in(json, problems);
  if (any_fault(problems)) return std::nullopt;
  const corpus::Schema schema = records_.schema();
  auto thesaurus = corpus::check_synonyms(root_, schema, lines_of(list), into(problems));
  if (!thesaurus || any_fault(problems)) return std::nullopt;
  SynonymTrial trial{.thesaurus = std::move(*thesaurus), .ids = {}, .watched = watched_in(root_, schema)};
  for (const Json& item : list) trial.ids.push_back(concept_id(item));
  return trial;
}

}  // namespace pramen::server::admin
