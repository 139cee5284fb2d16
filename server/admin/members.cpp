#include "server/admin/members.h"

#include <fmt/format.h>

#include <algorithm>

#include "corpus/characters.h"
#include "corpus/findings.h"
#include "corpus/json_nodes.h"
#include "server/admin/problem_answers.h"
#include "server/problem.h"

namespace pramen::server::admin {
namespace {

constexpr std::size_t longest_text_bytes = 300;

bool is_line(const std::string& text) {
  return text.size() <= longest_text_bytes && corpus::first_control(text) == std::string::npos &&
         text.find_first_of("\t\r\n") == std::string::npos;
}

}  // namespace

Members::Members(const HttpRequest& request) : request_(request) {
  node_.kind = corpus::NodeKind::map;
  if (request.body.empty()) return;
  corpus::Findings findings("body");
  std::string text = request.body;
  if (corpus::check_characters(text, {}, findings)) node_ = corpus::parse_json(text, {}, findings).node;
  const std::string lang = problem_language(request);
  findings.hand_out("", [&](corpus::Problem&& problem) {
    faults_.push_back(
        {fmt::format("{}:{}", problem.where.line, problem.where.column), problem.what.in(lang), problem.hint.in(lang)});
  });
  is_object_ = node_.kind == corpus::NodeKind::map;
  if (!is_object_ && faults_.empty()) faults_.push_back({"body", "the body is not a JSON object", ""});
}

const corpus::Node* Members::find(std::string_view name, bool required) {
  asked_.emplace_back(name);
  const corpus::Entry* entry = node_.find(name);
  if (entry != nullptr) return &entry->value;
  if (required && is_object_) fault(name, fmt::format("{} is missing", name));
  return nullptr;
}

std::string Members::text(std::string_view name, bool required) {
  const corpus::Node* node = find(name, required);
  if (node == nullptr) return {};
  const bool sound =
      node->kind == corpus::NodeKind::string && is_line(node->text) && !(required && corpus::is_blank(node->text));
  if (!sound) fault(name, fmt::format("{} takes a text of one line, at most {} bytes", name, longest_text_bytes));
  return sound ? node->text : std::string();
}

std::vector<std::string> Members::texts(std::string_view name, bool required) {
  const corpus::Node* node = find(name, required);
  if (node == nullptr) return {};
  std::vector<std::string> texts;
  bool sound = node->kind == corpus::NodeKind::list && !(required && node->items.empty());
  for (const corpus::Node& item : node->items) {
    sound = sound && item.kind == corpus::NodeKind::string && is_line(item.text);
    texts.push_back(item.text);
  }
  if (!sound) fault(name, fmt::format("{} takes a list of texts", name));
  return texts;
}

std::int64_t Members::number(std::string_view name, std::int64_t least, std::int64_t most) {
  const corpus::Node* node = find(name, false);
  if (node == nullptr) return 0;
  const bool sound = node->kind == corpus::NodeKind::integer && node->integer >= least && node->integer <= most;
  if (!sound) fault(name, fmt::format("{} takes a whole number from {} to {}", name, least, most));
  return sound ? node->integer : 0;
}

bool Members::flag(std::string_view name) {
  const corpus::Node* node = find(name, false);
  if (node == nullptr) return false;
  if (node->kind != corpus::NodeKind::boolean) fault(name, fmt::format("{} is true or false", name));
  return node->kind == corpus::NodeKind::boolean && node->text == "true";
}

void Members::fault(std::string_view name, std::string what, std::string hint) {
  faults_.push_back({std::string(name), std::move(what), std::move(hint)});
}

std::optional<HttpResponse> Members::refusal() {
  for (const corpus::Entry& entry : node_.entries) {
    if (std::ranges::find(asked_, entry.key) == asked_.end())
      fault(entry.key, "there is no such member here", fmt::format("there are: {}", fmt::join(asked_, ", ")));
  }
  if (faults_.empty()) return std::nullopt;
  return invalid_parameters(faults_, request_);
}

}  // namespace pramen::server::admin
