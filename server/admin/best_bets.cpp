#include "server/admin/best_bets.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "corpus/best_bet_check.h"
#include "corpus/characters.h"
#include "corpus/corpus_files.h"
#include "corpus/json_nodes.h"
#include "server/admin/problem_answers.h"

namespace pramen::server::admin {
namespace fs = std::filesystem;
namespace {

using Json = nlohmann::ordered_json;
using State = ListOutcome::State;
using Problems = std::vector<corpus::Problem>;

constexpr std::string_view rule = "best-bet";

std::string to_json(const std::vector<corpus::BestBet>& bets) {
  Json list = Json::array();
  for (const corpus::BestBet& bet : bets) list.push_back(Json::parse(corpus::to_json(bet)));
  return Json({{"best_bets", std::move(list)}}).dump() + "\n";
}

// The object that was sent; a null where it is none.
corpus::Node read_object(std::string text, Problems& problems) {
  corpus::Findings findings{"body"};
  corpus::Node node;
  if (corpus::check_characters(text, {}, findings)) {
    corpus::Parsed parsed = corpus::parse_json(text, {}, findings);
    if (parsed.whole) node = std::move(parsed.node);
    if (parsed.whole && node.kind != corpus::NodeKind::map)
      findings.fault(node.at, rule, corpus::say("an object {{...}} is expected here"));
  }
  findings.hand_out({}, into(problems));
  return any_fault(problems) ? corpus::Node() : node;
}

// A member that is a list; nullptr, and a fault, where it is not.
const corpus::Node* list_in(const corpus::Node& object, std::string_view name, corpus::Findings& findings) {
  const corpus::Entry* entry = object.find(name);
  if (entry != nullptr && entry->value.kind == corpus::NodeKind::list) return &entry->value;
  findings.fault(object.at, rule, corpus::say("there is no list {}", name),
                 corpus::say("send {{\"{}\": [...]}}", name));
  return nullptr;
}

void refuse_others(const corpus::Node& object, std::initializer_list<std::string_view> names,
                   corpus::Findings& findings) {
  for (const corpus::Entry& entry : object.entries) {
    if (std::ranges::find(names, entry.key) == names.end())
      findings.fault(entry.at, "unknown-field", corpus::say("there is no member {} here", corpus::in_quotes(entry.key)),
                     corpus::say("there are: {}", fmt::join(names, ", ")));
  }
}

std::vector<corpus::BestBetDraft> drafts_in(const std::string& json, const corpus::Schema& schema, Problems& problems) {
  std::vector<corpus::BestBetDraft> drafts;
  const corpus::Node object = read_object(json, problems);
  if (any_fault(problems)) return drafts;
  corpus::Findings findings{"body"};
  refuse_others(object, {"best_bets"}, findings);
  const corpus::Node* list = list_in(object, "best_bets", findings);
  findings.hand_out({}, into(problems));
  if (list == nullptr) return drafts;
  for (const corpus::Node& item : list->items) {
    if (auto draft = corpus::draft_best_bet(item, schema, findings)) drafts.push_back(std::move(*draft));
    findings.hand_out({}, into(problems));
  }
  return drafts;
}

query::WatchedQuery query_in(const corpus::Node& node, const corpus::Schema& schema, corpus::Findings& findings) {
  query::WatchedQuery query;
  const auto text_of = [&](std::string_view name) {
    const corpus::Entry* entry = node.find(name);
    return entry != nullptr && entry->value.kind == corpus::NodeKind::string ? entry->value.text : std::string();
  };
  if (node.kind == corpus::NodeKind::map) query = {text_of("text"), text_of("lang")};
  if (query.text.empty())
    findings.fault(node.at, rule, corpus::say("this is no query"),
                   corpus::say("a query is {}", R"({"text": "sociálny podnik", "lang": "sk"})"));
  else if (!query.lang.empty() && !schema.has_language(query.lang))
    findings.fault(node.at, rule, corpus::say("there is no language {}", corpus::in_quotes(query.lang)),
                   corpus::say("known: {}", fmt::join(schema.languages(), ", ")));
  return query;
}

}  // namespace

std::optional<BetTrial> BestBets::trial(const std::string& json, const corpus::Schema& schema, Problems& problems) {
  const corpus::Node object = read_object(json, problems);
  if (any_fault(problems)) return std::nullopt;
  BetTrial trial;
  corpus::Findings findings{"body"};
  refuse_others(object, {"bet", "queries"}, findings);
  const corpus::Entry* bet = object.find("bet");
  if (bet == nullptr)
    findings.fault(object.at, rule, corpus::say("the bet is missing"),
                   corpus::say("send {{\"bet\": {{\"words\": [...], \"pin\": [...]}}}}"));
  else if (auto draft = corpus::draft_best_bet(bet->value, schema, findings))
    trial.bet = std::move(draft->bet);
  const corpus::Node* queries = object.find("queries") == nullptr ? nullptr : list_in(object, "queries", findings);
  if (queries != nullptr && queries->items.size() > max_trial_queries)
    findings.fault(queries->at, rule, corpus::say("there are more than {} queries", max_trial_queries));
  else if (queries != nullptr)
    for (const corpus::Node& item : queries->items) trial.queries.push_back(query_in(item, schema, findings));
  if (trial.queries.empty())
    for (const std::string& words : trial.bet.words) trial.queries.push_back({words, trial.bet.lang});
  findings.hand_out({}, into(problems));
  return any_fault(problems) ? std::nullopt : std::optional(std::move(trial));
}

fs::path BestBets::file() const { return root_ / corpus::best_bets_name; }

std::vector<corpus::BestBet> BestBets::checked(std::vector<corpus::BestBetDraft> drafts, Problems& problems) {
  corpus::BestBetCheck check(std::move(drafts));
  for (const std::string& id : records_.ids()) check.see(id);
  return check.sound(corpus::today(), into(problems));
}

ListOutcome BestBets::stored(const corpus::Schema& schema) {
  ListOutcome outcome;
  auto drafts = corpus::read_best_bets(file(), schema, into(outcome.problems));
  const auto bets = checked(std::move(drafts), outcome.problems);
  for (corpus::Problem& problem : outcome.problems) problem.where.file = corpus::best_bets_name;
  if (any_fault(outcome.problems)) {
    outcome.state = State::invalid;
  } else {
    outcome.json = to_json(bets);
    outcome.tag = strong_tag(outcome.json);
  }
  return outcome;
}

ListOutcome BestBets::get() {
  const std::lock_guard lock(mutex_);
  return stored(records_.schema());
}

ListOutcome BestBets::put(const std::string& json, const Conditions& conditions) {
  const std::lock_guard lock(mutex_);
  const corpus::Schema schema = records_.schema();
  const ListOutcome before = stored(schema);
  ListOutcome outcome{.state = State::invalid, .json = before.json, .tag = before.tag};
  if (!met(conditions, true, before.tag)) {
    outcome.state = State::not_matching;
    return outcome;
  }
  auto drafts = drafts_in(json, schema, outcome.problems);
  const auto bets = checked(std::move(drafts), outcome.problems);
  if (any_fault(outcome.problems)) return outcome;
  if (!fs::is_directory(root_)) {
    outcome.state = State::conflict;
    outcome.detail = "the corpus is a single file; best bets lie in a corpus folder only";
    return outcome;
  }
  outcome.json = to_json(bets);
  outcome.state = outcome.json == before.json ? State::unchanged : State::updated;
  outcome.tag = strong_tag(outcome.json);
  if (outcome.state == State::updated) write_list(file(), corpus::to_lines(bets));
  return outcome;
}

}  // namespace pramen::server::admin
